"""After a trip: what the unions visited have claimed and nobody has verified, ticked at once."""

import json
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.evidence.queries.known import Told
from xingjia.facts.kinds import Shape
from xingjia.registry.models import Union, UnionStatement
from xingjia.registry.queries.said import said_on
from xingjia.visits import commands, words
from xingjia.visits.commands import Tick
from xingjia.visits.models import Visit
from xingjia.visits.queries.looking import claimed_at
from xingjia.visits.queries.visits import may_visit, stops_of, ticks_of, visit_for


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Request, pk: int) -> HttpResponse:
    """Every claim of the unions of a trip that waits; ticked is what was seen there and right."""
    visit = visit_for(request.actor, pk)
    unions = _unions(request, visit) if visit else []
    if visit is None or not unions:
        raise Http404
    places = _places(request, visit, unions)
    if request.method == "POST":
        chosen = {
            union.pk: [
                line["tick"] for line in lines if line["key"] in request.POST.getlist("seen")
            ]
            for union, lines in places
        }
        return _confirmed(request, visit, {key: ticks for key, ticks in chosen.items() if ticks})
    shown = {
        "visit": visit,
        "places": [{"union": union, "lines": lines} for union, lines in places],
        "back": reverse("visits:visit", args=[pk]),
    }
    return render(request, "visits/confirm.html", shown)


def _confirmed(request: Request, visit: Visit, ticks: dict[int, list[Tick]]) -> HttpResponse:
    if not ticks:
        messages.info(request, _("没有勾选，什么也没记。"))
        return redirect("visits:confirm", visit.pk)
    try:
        made = commands.confirm(request.actor, visit, ticks)
    except Unacceptable as wrong:
        messages.error(request, words.fault(wrong))
        return redirect("visits:confirm", visit.pk)
    messages.success(request, _("已记下 %(n)d 项。够得上核实的，级别写在后面。") % {"n": made})
    return redirect("visits:visit", visit.pk)


def _unions(request: Request, visit: Visit) -> list[Union]:
    """The unions of the trip over which the actor stands."""
    return [
        stop.union
        for stop in stops_of(request.actor, visit)
        if stop.union and may_visit(request.actor, stop.union.organisation.path)
    ]


def _places(
    request: Request, visit: Visit, unions: list[Union]
) -> list[tuple[Union, list[dict[str, Any]]]]:
    keys, stops = [one.pk for one in unions], stops_of(request.actor, visit)
    waiting = claimed_at(keys, visit.visited_on)
    said = said_on(UnionStatement, keys, visit.visited_on)
    at = {one.pk: one.union_id for one in stops}
    looked = {
        (at[stop], tick.kind, tuple(sorted(tick.attributes.items())))
        for stop, ticks in ticks_of(request.actor, stops).items()
        for tick in ticks
    }
    return [
        (
            union,
            [
                _line(union, told, said.get(union.pk, {}))
                for told in waiting.get(union.pk, [])
                if (union.pk, told.kind.code, tuple(sorted(told.attributes))) not in looked
            ],
        )
        for union in unions
    ]


def _line(union: Union, told: Told, said: dict[str, Any]) -> dict[str, Any]:
    """A claim in words, with what is written when it is ticked."""
    day = told.since if told.kind.shape is Shape.EVENT else None
    tick = Tick(told.kind.code, holds=True, attributes=told.attributes, day=day)
    return words.looked_at(told, said) | {"key": key_of(union, told), "tick": tick}


def key_of(union: Union, told: Told) -> str:
    """Names a claim whatever else is claimed meanwhile, and tells nothing of it: a visitor who
    only looks must not find a mobile in it."""
    named = json.dumps([union.pk, told.kind.code, told.attributes], ensure_ascii=False)
    return sha256(named.encode()).hexdigest()[:32]
