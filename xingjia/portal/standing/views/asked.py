"""What an address asks for: a place on a day, a union; not there and not yours are both 404."""

from datetime import date

from django.http import Http404

from xingjia.access.http import Request
from xingjia.portal.forms import View
from xingjia.portal.queries.places import Place, place
from xingjia.registry.models import Union
from xingjia.registry.queries.unions import union_for


def day_of(request: Request) -> date:
    """The day asked for, or today."""
    form = View(request.GET)
    form.is_valid()
    return form.day(request.today)


def place_of(request: Request, code: str) -> Place:
    """The node on the day asked for."""
    at = place(request.actor, code, day_of(request))
    if at is None:
        raise Http404
    return at


def union_of(request: Request, pk: int) -> Union:
    """The union."""
    union = union_for(request.actor, pk)
    if union is None:
        raise Http404
    return union
