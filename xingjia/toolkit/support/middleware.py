"""Keeps every fault of a page under a support code."""

import sys
from collections.abc import Callable
from typing import Any

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse

from xingjia.toolkit.support.incidents import keep

Handler = Callable[[HttpRequest], HttpResponse]


def incidents(get_response: Handler) -> Handler:
    """Keep an incident for each unhandled exception; `views.handler500` then shows its code.

    Listens to Django's signal instead of wrapping the call, because an exception in any
    middleware, also one further out, becomes an answer before it could arrive here.
    """
    got_request_exception.connect(_keep, dispatch_uid="xingjia.toolkit.support")

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    return middleware


def _keep(sender: object, request: HttpRequest | None = None, **kwargs: Any) -> None:
    exception = sys.exception()
    if exception and request:
        request.support_code = keep(exception, "request", request)  # type: ignore[attr-defined]
