"""Find my union, and the federation of a county or township, for everybody."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import children_on
from xingjia.publicity.queries.faces import cadres_over
from xingjia.publicity.queries.finding import LEAST, MOST, counted_in, unions_named
from xingjia.publicity.queries.union_page import HOTLINE
from xingjia.publicity.views.limits import HOUR, fresh, within

# Searches an hour of the whole platform by parts of a name. Beyond that only who knows the whole
# name is answered: nobody is shut out, and nobody can go on gathering names with new sessions.
SEARCHES_AN_HOUR = 600
OPEN = frozenset({Node.Kind.COUNTY, Node.Kind.TOWNSHIP, Node.Kind.PARK})


@require_GET
def find(request: Request) -> HttpResponse:
    """Find my union by the name of the enterprise; never a list of everything."""
    return _found(request, None)


@require_GET
def county(request: Request, place: str) -> HttpResponse:
    """The federation of a county or township: whom to call, and its unions by name."""
    found = Node.objects.filter(code=place, kind__in=OPEN, closed_on=None).first()
    if found is None:
        raise Http404
    return _found(request, found)


def _found(request: Request, place: Node | None) -> HttpResponse:
    q, on = request.GET.get("q", "").strip(), request.today
    busy = len(q) >= LEAST and not within("publicity.search", SEARCHES_AN_HOUR, HOUR)
    found = unions_named(q, place=place, whole=busy) if len(q) >= LEAST else []
    shown = {
        "q": q,
        "found": found[:MOST],
        "more": len(found) > MOST,
        "least": LEAST,
        "busy": busy,
        "hotline": HOTLINE,
        "place": place,
    }
    if place:
        people = [one for one in cadres_over(place.path, on) if one.office_phone]
        shown |= {
            "people": people,
            "below": [one for one in children_on(place, on) if one.kind in OPEN],
            "counted": counted_in(place.path),
            "on": on,
        }
    return fresh(request, render(request, "public/find.html", shown))
