"""The few addresses the shell of a page links to, so that its templates can be tried alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", include(([path("", nothing, name="home")], "portal"))),
    path("employers/", include(([path("", nothing, name="employers")], "registry"))),
    path("sign-out/", nothing, name="account_logout"),
    path("i18n/", include("django.conf.urls.i18n")),
]
