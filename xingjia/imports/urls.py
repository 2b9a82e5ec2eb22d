from django.urls import path

from xingjia.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.batches, name="list"),
    path("runs/<uuid:run>/", views.run, name="run"),
    path("runs/<uuid:run>/undo/", views.undo_run, name="undo_run"),
    path("<int:pk>/", views.batch, name="batch"),
    path("<int:pk>/day/", views.day, name="day"),
    path("<int:pk>/columns/<int:table>/", views.columns, name="columns"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/place/", views.answer_place, name="answer_place"),
    path("<int:pk>/original/", views.original, name="original"),
    path("<int:pk>/faults/", views.faults, name="faults"),
    path("<int:pk>/undo/", views.undo, name="undo"),
]
