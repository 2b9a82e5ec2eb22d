"""Answers for everybody that are kept ready while nothing stored has changed (decision 0038).

Kept is what the view made, in the memory of this process, under the stand of all that is stored,
the day, the language and the address. The stand is asked for anew for each request, so that what
was withdrawn or corrected is gone with the next one, in every process. Forms get the token of who
asks; headers are those of any answer.
"""

import re
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.core.cache import caches
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import get_language

from xingjia.access.http import Request
from xingjia.publicity.queries.stand import stand_of
from xingjia.publicity.views.limits import fresh

View = Callable[..., HttpResponse]
TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]*')
OK, LARGEST = 200, 100_000  # bytes: a page has twenty thousand, a photo less


def ready(view: View) -> View:
    """Answer with what is kept ready of a view that shows somebody without an account what is
    stored and nothing else. Who signed in, or asks with a query, is answered by the view."""

    @wraps(view)
    def answered(request: Request, code: str, **of: Any) -> HttpResponse:
        if request.GET or request.user.is_authenticated:
            return view(request, code, **of)
        stand = stand_of(code)
        if stand is None:
            return view(request, code, **of)
        name = _name(request, stand)
        kept = caches["ready"].get(name)
        if kept:
            return fresh(request, _told(request, *kept))
        answer = view(request, code, **of)
        if answer.status_code == OK and len(answer.content) <= LARGEST:
            kept = (answer["Content-Type"], TOKEN.split(answer.content))
            caches["ready"].set(name, kept)
        return answer

    return answered


def _name(request: Request, stand: str) -> str:
    demo = request.demo_on is not None
    said = (stand, str(request.today), str(demo), str(get_language()), request.path)
    return sha256("\n".join(said).encode()).hexdigest()


def _told(request: Request, kind: str, pieces: list[bytes]) -> HttpResponse:
    token = get_token(request).encode() if len(pieces) > 1 else b""
    return HttpResponse(token.join(pieces), content_type=kind)
