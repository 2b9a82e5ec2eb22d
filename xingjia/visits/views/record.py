"""The page of one visit."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.access.queries import names_behind
from xingjia.evidence.models import EvidencePhoto
from xingjia.registry.words import who
from xingjia.visits import words
from xingjia.visits.queries.visits import may_visit, photos_of, stops_of, ticks_of, visit_for
from xingjia.visits.views.listing import names


@require_GET
@login_required
def visit(request: Request, pk: int) -> HttpResponse:
    """Who, where, when, whom they met; what was right, what not, found and promised."""
    found = visit_for(request.actor, pk)
    if found is None:
        raise Http404
    stops = stops_of(request.actor, found)
    ticks, photos = ticks_of(request.actor, stops), photos_of(request.actor, stops)
    people = names_behind([found.keyed_by, *(one["keyed_by"] for one in found.replaced)])
    shown = {
        "visit": found,
        "who": names(one["name"] for one in found.visitors),
        "keyed_by": who(found.keyed_by, people),
        "stops": [
            {
                "stop": one,
                "at": one.union or one.employer,
                "ticks": [
                    words.ticked(tick)
                    | {"photos": _of(photos.get(one.pk, ()), tick.kind, tick.attributes)}
                    for tick in ticks.get(one.pk, [])
                ],
                "photos": _of(photos.get(one.pk, ()), "", {}),
            }
            for one in stops
        ],
        "former": [_former(one, people) for one in found.replaced],
        "may_mend": all(
            one.union and may_visit(request.actor, one.union.organisation.path) for one in stops
        ),
        "may_confirm": any(
            one.union and may_visit(request.actor, one.union.organisation.path) for one in stops
        ),
        "path": [{"title": _("走访"), "url": reverse("visits:list")}],
    }
    return render(request, "visits/visit.html", shown)


def _of(
    photos: Iterable[EvidencePhoto], kind: str, attributes: dict[str, str]
) -> list[EvidencePhoto]:
    return [one for one in photos if one.kind == kind and one.attributes == attributes]


def _former(version: dict[str, Any], people: dict[str, str]) -> dict[str, Any]:
    return {
        "visited_on": version["visited_on"],
        "keyed_on": version["keyed_on"],
        "who": who(version["keyed_by"], people),
        "ticks": sum(len(stop["ticks"]) for stop in version["stops"]),
    }
