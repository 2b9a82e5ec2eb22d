from django.urls import path

from xingjia.registry import views

app_name = "registry"
urlpatterns = [
    path("employers/", views.employers, name="employers"),
    path("employers/<int:pk>/", views.employer, name="employer"),
    path("unions/", views.unions, name="unions"),
    path("unions/<int:pk>/", views.union, name="union"),
    path("employers/new/", views.add_employer, name="add_employer"),
    path("employers/<int:pk>/change/", views.change_employer, name="change_employer"),
    path("unions/<int:pk>/change/", views.change_union, name="change_union"),
    path("unions/<int:pk>/chair/", views.appoint_chair, name="appoint_chair"),
    path("unions/<int:pk>/chair/left/", views.chair_left, name="chair_left"),
    path("unions/<int:pk>/close/", views.close_union, name="close_union"),
    path("unions/<int:pk>/covers/", views.cover, name="cover"),
    path("unions/<int:pk>/covers/<int:cover>/end/", views.uncover, name="uncover"),
    path("unions/<int:pk>/handover/", views.handover, name="handover"),
    path("contracts/", views.contracts, name="contracts"),
    path("contracts/<int:pk>/", views.contract, name="contract"),
    path("contracts/<int:pk>/<str:step>/", views.contract_step, name="contract_step"),
    path("unions/<int:pk>/reopen/", views.reopen_union, name="reopen_union"),
    path("unions/<int:pk>/members/", views.federation, name="federation"),
    path("unions/<int:pk>/members/add/", views.affiliate, name="affiliate"),
    path("unions/<int:pk>/federations/<int:one>/end/", views.leave, name="leave_federation"),
    path("unions/<int:pk>/groups/add/", views.set_up_group, name="set_up_group"),
    path("unions/<int:pk>/groups/<int:one>/end/", views.end_group, name="end_group"),
]
