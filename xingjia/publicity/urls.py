from django.urls import path

from xingjia.publicity import views

app_name = "publicity"
urlpatterns = [
    path("q/<str:code>/", views.union_page, name="page"),
    path("q/<str:code>/<int:version>/", views.print_page, name="print_page"),
    path("q/<str:code>/person/<str:face>/", views.person, name="person"),
    path("q/<str:code>/pulse/", views.asked, name="asked"),
    path("q/<str:code>/mobile/<str:face>/", views.mobile, name="mobile"),
    path("q/<str:code>/photo/<str:face>/", views.photo, name="photo"),
    path("q/<str:code>/answered/", views.answered, name="answered"),
    path("find/", views.find, name="find"),
    path("find/<str:place>/", views.county, name="county"),
    path("agree/<str:secret>/", views.agree, name="agree"),
    path("unions/<int:pk>/shown/", views.shown, name="shown"),
    path("unions/<int:pk>/shown/<str:sheet>/", views.printed, name="print"),
    path("unions/<int:pk>/shown/<str:sheet>/issue/", views.issued, name="issue"),
    path("unions/<int:pk>/tested/", views.tested, name="tested"),
    path("officers/<int:officer>/shown/", views.face, name="officer"),
    path("me/shown/", views.own_face, name="own"),
    path("shown/<int:pk>/consent/", views.consent, name="consent"),
    path("shown/<int:pk>/link/", views.link, name="link"),
    path("unions/<int:pk>/sign/", views.own_sign, name="own_sign"),
    path("unions/<int:pk>/promises/", views.promised, name="promises"),
    path("promises/<int:pk>/judged/", views.judged, name="judged"),
    path("prints/<int:pk>/up/", views.put_up, name="put_up"),
    path("hangings/<int:pk>/down/", views.take_down, name="take_down"),
    path("shown/", views.home, name="home"),
    path("places/<str:code>/reprint/", views.reprint, name="reprint"),
    path("places/<str:code>/pulse/", views.pulse, name="pulse"),
    path("places/<str:code>/calls/", views.called, name="calls"),
    path("places/<str:code>/prints/", views.together, name="together"),
    path("places/<str:code>/notices/", views.notices, name="notices"),
    path("places/<str:code>/emblem/", views.emblem, name="emblem"),
]
