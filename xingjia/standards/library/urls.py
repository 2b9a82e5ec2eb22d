from django.urls import path

from xingjia.standards.library import views

app_name = "standards"
urlpatterns = [
    path("", views.standards, name="list"),
    path("compare/", views.compare, name="compare"),
    path("<slug:code>/<slug:version>/", views.standard, name="standard"),
]
