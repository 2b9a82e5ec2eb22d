from django.urls import path

from xingjia.organising import views

app_name = "organising"
urlpatterns = [
    path("organising/", views.procedures, name="list"),
    path("organising/<int:pk>/", views.procedure, name="procedure"),
    path("organising/<int:pk>/end/", views.abandon, name="abandon"),
    path("organising/<int:pk>/steps/<str:step>/", views.step, name="step"),
    path("organising/<int:pk>/steps/<str:step>/back/", views.take_back, name="take_back"),
    path("organising/<int:pk>/refuse/", views.refuse, name="refuse"),
    path("organising/<int:pk>/letters/<str:code>.docx", views.letter, name="letter"),
    path("employers/<int:pk>/found/", views.begin_founding, name="begin_founding"),
    path("unions/<int:pk>/re-elect/", views.begin_reelection, name="begin_reelection"),
]
