from django.urls import path

from xingjia.standards.library import adopting, views

app_name = "standards"
urlpatterns = [
    path("", views.standards, name="list"),
    path("compare/", views.compare, name="compare"),
    path("adopted/<int:pk>/", adopting.adopted, name="adopted"),
    path("adopted/<int:pk>/retire/", adopting.retire, name="retire"),
    path("<slug:code>/<slug:version>/", views.standard, name="standard"),
    path("<slug:code>/<slug:version>/adopt/<slug:county>/", adopting.adopt, name="adopt"),
]
