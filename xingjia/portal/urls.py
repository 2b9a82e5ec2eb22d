from django.urls import path

from xingjia.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("coverage/", views.coverage_home, name="coverage_home"),
    path("coverage/<str:code>/", views.coverage, name="coverage"),
    path("coverage/<str:code>/<str:measure>/", views.counted, name="counted"),
]
