"""Pages that fail, each in its own way."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.urls import include, path

NAME, PHONE = "王建国", "13851012345"


class Sensitive(Exception):
    """Carries what somebody typed, as careless code does."""


def fails(request, pk=0, word="", key=None):
    chair = {"name": NAME, "phone": PHONE}
    try:
        raise KeyError(chair["phone"])
    except KeyError as error:
        raise Sensitive(f"{chair['name']} {chair['phone']}") from error


def database_gone(request):
    raise OperationalError(f"{NAME} {PHONE}")


def forbidden(request):
    raise PermissionDenied(NAME)


def bad(request):
    raise BadRequest(NAME)


def works(request):
    return HttpResponse("好")


pages = [
    path("fails/<int:pk>/<str:word>/<uuid:key>/", fails, name="fails"),
    path("database/", database_gone, name="database"),
    path("forbidden/", forbidden, name="forbidden"),
    path("bad/", bad, name="bad"),
    path("works/", works, name="works"),
]
urlpatterns = [
    path("", include((pages, "trial"))),
    path("i18n/", include("django.conf.urls.i18n")),
]
handler400 = "xingjia.toolkit.support.views.handler400"
handler403 = "xingjia.toolkit.support.views.handler403"
handler404 = "xingjia.toolkit.support.views.handler404"
handler500 = "xingjia.toolkit.support.views.handler500"
