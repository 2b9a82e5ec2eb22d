from django.urls import path

from xingjia.visits import views

app_name = "visits"
urlpatterns = [
    path("", views.visits, name="list"),
    path("new/", views.new, name="new"),
    path("sheet/", views.sheet, name="sheet"),
    path("export/", views.export, name="export"),
    path("<int:pk>/", views.visit, name="visit"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/correct/", views.correct, name="correct"),
]
