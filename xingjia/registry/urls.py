from django.urls import path

from xingjia.registry import views

app_name = "registry"
urlpatterns = [
    path("employers/", views.employers, name="employers"),
    path("employers/<int:pk>/", views.employer, name="employer"),
    path("unions/", views.unions, name="unions"),
    path("unions/<int:pk>/", views.union, name="union"),
    path("contracts/", views.contracts, name="contracts"),
    path("contracts/<int:pk>/", views.contract, name="contract"),
    path("contracts/<int:pk>/<str:step>/", views.contract_step, name="contract_step"),
]
