from django.urls import path

from xingjia.portal.returns import views

app_name = "returns"
urlpatterns = [
    path("", views.collections, name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.collection, name="collection"),
    path("<int:pk>/workbooks/", views.workbooks, name="workbooks"),
    path("<int:pk>/reminder/", views.reminder, name="reminder"),
    path("<int:pk>/reminder.png", views.picture, name="picture"),
    path("<int:pk>/merge/", views.merge, name="merge"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/close/", views.close, name="close"),
    path("sheet/<int:pk>/", views.sheet, name="sheet"),
    path("sheet/<int:pk>/workbook/", views.workbook, name="workbook"),
    path("sheet/<int:pk>/original/", views.original, name="original"),
]
