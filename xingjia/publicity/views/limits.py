"""How often what may be asked of pages that everybody opens, and how long an answer is kept.

Never by address: a factory is one address.
"""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

FRESH = 30  # seconds; what was withdrawn is gone from every cache within 60 (hardening.md P1)
HOUR, QUARTER = 3600, 100 * 24 * 3600


def within(name: str, most: int, seconds: int) -> bool:
    """Whether this is one of the `most` times a thing may be asked in a stretch of time."""
    cache.add(name, 0, seconds)
    try:
        return cache.incr(name) <= most
    except ValueError:  # it ran out between the two
        return True


def browser_of(request: HttpRequest) -> str:
    """What tells two browsers apart: a session that holds nothing."""
    if not request.session.session_key:
        request.session.create()
    return str(request.session.session_key)


def fresh(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """For everybody, but not for search engines, and fresh; kept by nobody who signed in."""
    kept = "no-store" if request.user.is_authenticated else f"max-age={FRESH}"
    answer["Cache-Control"] = f"private, {kept}"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "same-origin"  # a form needs its origin
    return answer
