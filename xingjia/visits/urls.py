from django.urls import path

from xingjia.visits import views

app_name = "visits"
urlpatterns = [
    path("", views.visits, name="list"),
    path("new/", views.new, name="new"),
    path("sheet/", views.sheet, name="sheet"),
    path("export/", views.export, name="export"),
    path("documents/", views.documents, name="documents"),
    path("documents/new/", views.new_document, name="new_document"),
    path("documents/<int:pk>/", views.document, name="document"),
    path("documents/<int:pk>/confirm/", views.confirm_document, name="confirm_document"),
    path("documents/<int:pk>/withdraw/", views.withdraw_document, name="withdraw_document"),
    path("documents/scans/<int:pk>/<slug:size>/", views.scan, name="scan"),
    path("unions/<int:pk>/", views.history, name="history"),
    path("<int:pk>/", views.visit, name="visit"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/correct/", views.correct, name="correct"),
]
