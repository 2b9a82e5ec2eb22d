from django.urls import path

from xingjia.standards.library import adopting, owning, policies, views

app_name = "standards"
urlpatterns = [
    path("", views.standards, name="list"),
    path("compare/", views.compare, name="compare"),
    path("adopted/<int:pk>/", adopting.adopted, name="adopted"),
    path("adopted/<int:pk>/file/", owning.own_file, name="own_file"),
    path("adopted/<int:pk>/retire/", adopting.retire, name="retire"),
    path("policies/", policies.policies, name="policies"),
    path("policies/add/", policies.add, name="add_policy"),
    path("policies/<int:pk>/", policies.policy, name="policy"),
    path("policies/<int:pk>/file/", policies.original, name="policy_file"),
    path("policies/<int:pk>/cite/", policies.cite, name="cite"),
    path("policies/<int:pk>/end/", policies.end, name="end_policy"),
    path("own/<slug:county>/", owning.own, name="own"),
    path("<slug:code>/<slug:version>/", views.standard, name="standard"),
    path("<slug:code>/<slug:version>/adopt/<slug:county>/", adopting.adopt, name="adopt"),
]
