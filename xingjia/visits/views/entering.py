"""Entering a visit on a telephone or in the evening, and correcting it."""

from collections.abc import Callable
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
from xingjia.access.models import Account
from xingjia.access.rules import Right
from xingjia.registry.models import Union, UnionStatement
from xingjia.registry.queries import unions as union_queries
from xingjia.registry.queries.said import said_on
from xingjia.visits import commands, words
from xingjia.visits.forms import PlaceForm, TripForm, WhyForm, answers_of, trip_of
from xingjia.visits.models import Stop, Visit
from xingjia.visits.queries.claimants import possible_visitors
from xingjia.visits.queries.looking import known_at
from xingjia.visits.queries.ties import asked_of
from xingjia.visits.queries.visits import photos_of, stops_of, ticks_of, unions_to_visit, visit_for

MOST = 8  # unions of one trip, and offered of a search
form_page = require_http_methods(["GET", "HEAD", "POST"])
Save = Callable[[Any], Visit]


@never_cache
@login_required
@form_page
def new(request: Request) -> HttpResponse:
    """Choose the unions, then one page: who, when, each known thing right or wrong, what else."""
    if not request.actor.branches(Right.IMPORT):
        raise Http404
    unions = unions_to_visit(request.actor, asked_keys(request))
    if not unions:
        return render(request, "visits/choose.html", _choice(request))
    colleagues = possible_visitors([one.organisation.path for one in unions], request.today)
    head = TripForm(
        colleagues,
        request.POST or None,
        today=request.today,
        initial={"colleagues": [str(request.user.pk)]},
    )
    lines = lines_of(request, unions)
    asked = asked_of(unions, colleagues, request.today)
    places = [
        PlaceForm(
            one,
            lines[one.pk],
            colleagues,
            request.POST or None,
            request.FILES or None,
            today=request.today,
            asked=asked[one.pk],
        )
        for one in unions
    ]

    def save(trip: Any) -> Visit:
        key = head.cleaned_data["client_key"]
        return commands.record_visit(request.actor, trip, on=request.today, client_key=key)

    shown = {"title": _("走访记录"), "button": _("记下这次走访"), "back": reverse("visits:list")}
    return _form(request, head, places, save, shown)


@never_cache
@login_required
@form_page
def correct(request: Request, pk: int) -> HttpResponse:
    """The same page with what was said; the former version is kept."""
    found = visit_for(request.actor, pk)
    stops = [one for one in stops_of(request.actor, found) if one.union] if found else []
    unions = unions_to_visit(request.actor, [one.union_id or 0 for one in stops])
    if found is None or not unions or len(unions) != len(stops):
        raise Http404
    colleagues = possible_visitors([one.organisation.path for one in unions], found.visited_on)
    known = {one.pk for one in colleagues}
    went = [one["account"] for one in found.visitors if one["account"] in known]
    head = TripForm(
        colleagues,
        request.POST or None,
        today=request.today,
        initial={
            "visited_on": found.visited_on,
            "at": found.at,
            "colleagues": [str(key) for key in went],
            "guests": "、".join(
                one["name"] for one in found.visitors if one["account"] not in known
            ),
        },
    )
    why = WhyForm(request.POST or None)

    def save(trip: Any) -> Visit:
        reason = why.cleaned_data["reason"]
        return commands.correct_visit(request.actor, found, trip, reason=reason, on=request.today)

    shown = {
        "title": _("更正走访记录"),
        "button": _("保存更正"),
        "back": reverse("visits:visit", args=[pk]),
        "why": why,
    }
    return _form(request, head, _places(request, stops, colleagues), save, shown)


def _places(request: Request, stops: list[Stop], colleagues: list[Account]) -> list[PlaceForm]:
    unions = [one.union for one in stops if one.union]
    lines, asked = lines_of(request, unions), asked_of(unions, colleagues, request.today)
    ticks, photos = ticks_of(request.actor, stops), photos_of(request.actor, stops)
    return [
        PlaceForm(
            one.union,
            lines[one.union.pk],
            colleagues,
            request.POST or None,
            request.FILES or None,
            today=request.today,
            asked=asked[one.union.pk],
            taken=photos.get(one.pk, ()),
            initial={
                **answers_of(ticks.get(one.pk, []), lines[one.union.pk]),
                "met": one.met,
                "findings": one.findings,
                "promises": one.promises,
                "promised_by": one.promised_by,
                "tied": [key for key, tied in one.ties.items() if tied],
                "untied": False in one.ties.values(),
            },
        )
        for one in stops
        if one.union
    ]


def _form(
    request: Request, head: TripForm, places: list[PlaceForm], save: Save, shown: dict[str, Any]
) -> HttpResponse:
    why = shown.get("why")
    every = [head, *places, *([why] if why else [])]
    if request.method == "POST" and _all_valid(every):
        try:
            made = save(trip_of(head, places))
        except Unacceptable as wrong:
            head.add_error(None, words.fault(wrong))
        else:
            messages.success(request, _("已记下这次走访。"))
            return redirect("visits:visit", made.pk)
    if request.method == "POST":
        for place in places:
            place.hold_photos()
    return render(request, "visits/form.html", {"head": head, "places": places, **shown})


def _all_valid(forms: list[Any]) -> bool:
    """Whether all are; each is asked, so that every fault is told at once."""
    return False not in [one.is_valid() for one in forms]


def asked_keys(request: Request) -> list[int]:
    """The unions the address names, `?union=3&union=4`."""
    return [int(key) for key in request.GET.getlist("union")[:MOST] if key.isdecimal()]


def lines_of(request: Request, unions: list[Union]) -> dict[int, list[dict[str, Any]]]:
    """Per union what there is to look at, in words."""
    known = known_at(unions, request.today)
    said = said_on(UnionStatement, [one.pk for one in unions], request.today)
    return {
        key: [words.looked_at(told, said.get(key, {})) for told in each]
        for key, each in known.items()
    }


def _choice(request: Request) -> dict[str, Any]:
    """What to choose from: unions found by what was typed, else the first ones."""
    typed = request.GET.get("q", "").strip()
    asked = union_queries.Asked(on=request.today, q=typed)
    found = union_queries.unions_for(request.actor, asked)[:MOST]
    return {"q": typed, "found": found, "back": reverse("visits:list")}
