"""Gives every request its actor and its day."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from xingjia.access.checks import Refused
from xingjia.access.queries import actor_for, slip_in_use
from xingjia.access.rules import BY_SLIP, SLIP_SESSION
from xingjia.orgtree.queries import demo_day

SLIP = "slip"  # in the session: by which slip somebody came in
# Whoever holds a slip must not make himself at home with a key of his own.
BARRED = ("mfa_", "account_change_password", "account_reauthenticate")

Handler = Callable[[HttpRequest], HttpResponse]


def actor(get_response: Handler) -> Handler:
    """Give every request an actor; anonymous visitors get one without grants.

    What a signed-in person sees is never kept by a cache on the way. A view lets `Refused` pass
    through: it ends here, as the page that is not there.
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

    middleware.process_exception = _not_there  # type: ignore[attr-defined]
    return middleware


def _not_there(request: HttpRequest, exception: Exception) -> None:
    """What a command refuses is, to who asked, a page that is not there."""
    if isinstance(exception, Refused):
        raise Http404 from exception


def by_slip(get_response: Handler) -> Handler:
    """End a session that began with a slip when its time, the slip or the small post is over,
    and keep it away from passwords and second factors."""

    def middleware(request: HttpRequest) -> HttpResponse:
        pk = request.session.get(SLIP)
        if pk is None:
            return get_response(request)
        if not _still_good(request, pk):
            logout(request)
        elif _name_of(request).startswith(BARRED):
            raise Http404
        return get_response(request)

    return middleware


def _still_good(request: HttpRequest, pk: int) -> bool:
    slip = slip_in_use(pk)
    if slip is None or slip.account_id != request.user.pk or slip.used_at is None:
        return False
    grants = actor_for(request.user.pk, timezone.localdate()).grants
    roles = {grant.role for grant in grants}
    return timezone.now() < slip.used_at + SLIP_SESSION and roles <= BY_SLIP


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""
