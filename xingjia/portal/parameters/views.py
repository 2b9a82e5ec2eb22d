"""The pages on which a county sees and decides what it counts by."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.http import Request
from xingjia.access.queries import names_behind
from xingjia.orgtree.models import Node
from xingjia.portal.parameters import queries
from xingjia.portal.parameters.forms import DecisionForm
from xingjia.portal.parameters.words import GROUPS, title, value_words
from xingjia.registry.commands.parameters import decide
from xingjia.registry.models import CountyParameter
from xingjia.registry.queries.parameters import (
    counties_to_decide,
    decisions_of,
    history_of,
)
from xingjia.registry.rules.parameters import DECLARED, PARAMETERS, Parameter, value_on
from xingjia.registry.words import who
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.sheets.writing import Value


@dataclass(frozen=True)
class Decided:
    """One decision in words; `parameter` names what it is about."""

    decision: CountyParameter
    words: str
    who: str
    replaced: list[str]


@dataclass(frozen=True)
class Line:
    """One parameter as it stands on the day; `since` is None while it is the default."""

    parameter: Parameter
    title: str
    value: str
    since: CountyParameter | None
    ahead: list[Decided]


COLUMNS: dict[Any, Callable[[Line], Value]] = {
    lazy("口径"): lambda line: line.title,
    lazy("现在"): lambda line: line.value,
    lazy("从哪天起"): lambda line: line.since.start.isoformat() if line.since else None,
    lazy("依据"): lambda line: (
        line.since.source or None if line.since else _(line.parameter.source)
    ),
}


@require_GET
@login_required
def parameters_home(request: Request) -> HttpResponse:
    """The one county a reader decides for, or a choice of them."""
    counties = counties_to_decide(request.actor)
    if not counties:
        raise Http404
    if len(counties) == 1:
        return redirect("portal:parameters", counties[0].code)
    return render(request, "portal/parameters_home.html", {"counties": counties})


@require_GET
@login_required
def parameters(request: Request, code: str) -> HttpResponse:
    """What the county counts by today, since when and why."""
    county = _county(request, code)
    lines = _lines(county, request.today)
    if as_file(request):
        return taken(
            _("%(county)s口径") % {"county": county.name}, COLUMNS, lines, on=request.today
        )
    groups = [
        (word, [line for line in lines if line.parameter.group is group])
        for group, word in GROUPS.items()
    ]
    return render(request, "portal/parameters.html", {"county": county, "groups": groups})


@require_http_methods(["GET", "POST"])
@login_required
def parameter(request: Request, code: str, name: str) -> HttpResponse:
    """One of them: its history; a decision, first with what it would change, then done."""
    county = _county(request, code)
    if name not in PARAMETERS:
        raise Http404
    one, history = PARAMETERS[name], history_of(county)
    asked = request.POST or (request.GET if "start" in request.GET else None)
    form = DecisionForm(one, value_on(name, history, request.today), request.today, asked)
    if form.is_valid() and request.method == "POST":
        return _decided(request, county, one, form)
    shown = {
        "county": county,
        "one": one,
        "title": title(one),
        "now": value_words(one, value_on(name, history, request.today)),
        "default": value_words(one, one.default),
        "source": _(one.source),
        "form": form,
        "history": _told(decisions_of(county, name)),
        "path": [
            {"title": _("本县口径"), "url": reverse("portal:parameters", args=[code])},
            {"title": title(one), "url": ""},
        ],
    }
    if form.is_valid():
        start = form.cleaned_data["start"]
        shown["would"] = value_words(one, form.value)
        shown["stood"] = value_words(one, value_on(name, history, start))
        shown["change"] = queries.change_of(county, one, form.value, start)
    return render(request, "portal/parameter.html", shown)


def _decided(request: Request, county: Node, one: Parameter, form: DecisionForm) -> HttpResponse:
    given = form.cleaned_data
    changed = decide(
        request.actor,
        county,
        name=one.name,
        value=form.value,
        start=given["start"],
        source=given["source"],
    )
    said = _("已按新的口径算，从写明的那一天起。") if changed else _("和原来定的一样，没有改动。")
    messages.success(request, said)
    return redirect("portal:parameters", county.code)


def _county(request: Request, code: str) -> Node:
    """The county, if the actor decides for it. Not there and not yours are both 404."""
    found = [one for one in counties_to_decide(request.actor) if one.code == code]
    if not found:
        raise Http404
    return found[0]


def _lines(county: Node, on: date) -> list[Line]:
    decisions = decisions_of(county)
    told = _told(decisions)
    history = history_of(county)
    lines = []
    for one in DECLARED:
        mine = [line for line in told if line.decision.name == one.name]
        since = next((line.decision for line in mine if line.decision.start <= on), None)
        ahead = [line for line in mine if line.decision.start > on]
        value = value_words(one, value_on(one.name, history, on))
        lines.append(Line(one, title(one), value, since, ahead))
    return lines


def _told(decisions: Iterable[CountyParameter]) -> list[Decided]:
    """Decisions in words, the last first. One query, for the names of who made them."""
    found = list(decisions)
    said = {one.said_by for one in found} | {
        kept["said_by"] for one in found for kept in one.replaced
    }
    people = names_behind(said - {""}) if found else {}
    return [
        Decided(
            one,
            value_words(PARAMETERS[one.name], one.value),
            who(one.said_by, people) if one.said_by else "",
            [value_words(PARAMETERS[one.name], kept["value"]) for kept in one.replaced],
        )
        for one in found
        if one.name in PARAMETERS
    ]
