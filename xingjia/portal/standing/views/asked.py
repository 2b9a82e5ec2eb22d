"""What an address asks for: a place on a day, a union; not there and not yours are both 404."""

from django.http import Http404

from xingjia.access.http import Request
from xingjia.portal.forms import View
from xingjia.portal.queries.places import Place, place
from xingjia.registry.models import Union
from xingjia.registry.queries.unions import union_for


def place_of(request: Request, code: str) -> Place:
    """The node on the day asked for."""
    form = View(request.GET)
    form.is_valid()
    at = place(request.actor, code, form.day(request.today))
    if at is None:
        raise Http404
    return at


def union_of(request: Request, pk: int) -> Union:
    """The union."""
    union = union_for(request.actor, pk)
    if union is None:
        raise Http404
    return union
