from django.urls import path

from xingjia.portal.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/fill/", views.fill, name="fill"),
    path("<int:pk>/retire/", views.retire, name="retire"),
]
