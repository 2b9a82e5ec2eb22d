from django.urls import path

from xingjia.evidence import views

app_name = "evidence"
urlpatterns = [
    path("unions/<int:pk>/evidence/", views.union, name="union"),
    path("unions/<int:pk>/evidence/<slug:kind>/", views.claim, name="claim"),
    path("unions/<int:pk>/evidence/<slug:kind>/end/", views.end, name="end"),
    path("evidence/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("evidence/photos/<int:pk>/<slug:size>/", views.photo, name="photo"),
    path("evidence/same/", views.doubts, name="doubts"),
    path("evidence/same/<int:pk>/", views.doubt, name="doubt"),
]
