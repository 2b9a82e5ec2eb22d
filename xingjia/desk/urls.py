from django.urls import path

from xingjia.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="list"),
    path("items/<str:key>/", views.item, name="item"),
    path("merge/<str:kind>/<int:keep>/<int:drop>/", views.merge, name="merge"),
    path("merges/<int:pk>/", views.merged, name="merged"),
]
