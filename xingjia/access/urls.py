"""One's own account, links to get in, and the people one looks after."""

from django.urls import path

from xingjia.access import views

app_name = "access"
urlpatterns = [
    path("welcome/", views.first_time, name="first_time"),
    path("welcome/<str:secret>/", views.accept, name="accept"),
    path("me/", views.me, name="me"),
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/appoint/", views.appoint, name="appoint"),
    path("people/<int:pk>/recovery/", views.recover, name="recover"),
    path("people/<int:pk>/posts/<int:held>/end/", views.end, name="end"),
    path("people/<int:pk>/close/", views.close, name="close"),
    path("people/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("people/<int:pk>/slip/", views.slip, name="slip"),
    path("people/<int:pk>/slips/<int:slip>/withdraw/", views.withdraw, name="withdraw"),
    path("slip/<str:secret>/", views.enter, name="enter"),
]
