"""Gives every request its actor and its day."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from xingjia.access.queries import actor_for
from xingjia.orgtree.queries import demo_day

Handler = Callable[[HttpRequest], HttpResponse]


def actor(get_response: Handler) -> Handler:
    """Give every request an actor; anonymous visitors get one without grants.

    What a signed-in person sees is never kept by a cache on the way.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: actor_for(request.user.pk, timezone.localdate())
        )
        request.demo_on = demo_day()  # type: ignore[attr-defined]
        request.today = request.demo_on or timezone.localdate()  # type: ignore[attr-defined]
        response = get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        patch_vary_headers(response, ["HX-Request"])
        return response

    return middleware
