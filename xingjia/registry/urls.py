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
    path("employers/<int:pk>/focus/", views.mark_employer, name="mark_employer"),
    path("employers/<int:pk>/focus/<int:mark>/", views.lift_employer, name="lift_employer"),
    path("unions/<int:pk>/focus/", views.mark_union, name="mark_union"),
    path("unions/<int:pk>/focus/<int:mark>/", views.lift_union, name="lift_union"),
    path("unions/<int:pk>/rooms/", views.open_room, name="open_room"),
    path("unions/<int:pk>/rooms/<int:room>/", views.close_room, name="close_room"),
    path("contracts/", views.contracts, name="contracts"),
    path("employers/export/", views.export_employers, name="export_employers"),
    path("unions/export/", views.export_unions, name="export_unions"),
    path("contracts/export/", views.export_contracts, name="export_contracts"),
    path("contracts/<int:pk>/", views.contract, name="contract"),
    path("contracts/<int:pk>/<str:step>/", views.contract_step, name="contract_step"),
    path("unions/<int:pk>/elections/", views.elections, name="elections"),
    path("unions/<int:pk>/elections/new/", views.hold_election, name="hold_election"),
    path("unions/<int:pk>/elections/by/", views.by_election, name="by_election"),
    path("elections/<int:pk>/approve/", views.approve_election, name="approve_election"),
    path("officers/<int:pk>/left/", views.officer_left, name="officer_left"),
    path("officers/<int:pk>/declare/", views.declare_officer, name="declare_officer"),
    path("elections/<int:pk>/complete/", views.complete_election, name="complete_election"),
]
