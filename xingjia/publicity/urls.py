from django.urls import path

from xingjia.publicity import views

app_name = "publicity"
urlpatterns = [
    path("q/<str:code>/", views.union_page, name="page"),
    path("q/<str:code>/mobile/<int:face>/", views.mobile, name="mobile"),
    path("q/<str:code>/photo/<int:face>/", views.photo, name="photo"),
    path("q/<str:code>/answered/", views.answered, name="answered"),
    path("find/", views.find, name="find"),
    path("agree/<str:secret>/", views.agree, name="agree"),
    path("unions/<int:pk>/shown/", views.shown, name="shown"),
    path("unions/<int:pk>/shown/<str:sheet>/", views.printed, name="print"),
    path("unions/<int:pk>/tested/", views.tested, name="tested"),
    path("officers/<int:officer>/shown/", views.face, name="officer"),
    path("me/shown/", views.own_face, name="own"),
    path("shown/<int:pk>/consent/", views.consent, name="consent"),
    path("shown/<int:pk>/link/", views.link, name="link"),
]
