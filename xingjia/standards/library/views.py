"""The standards: what there is, where it comes from, what it asks, and how two of them differ."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.registry.queries.parameters import counties_to_decide
from xingjia.standards import presets
from xingjia.standards.costs import COSTS
from xingjia.standards.library import exports, pages, queries
from xingjia.standards.rules.burden import burden
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.words import text
from xingjia.toolkit.lists import as_file, taken


@require_GET
@login_required
def standards(request: Request) -> HttpResponse:
    """All standards with source and mark, and what they cost a union together."""
    shipped = presets.current()
    lines = [pages.listed(one) for one in shipped]
    if as_file(request):
        return taken(_("标准"), exports.STANDARDS, lines, on=request.today)
    cost = burden(shipped, COSTS)
    first, each = pages.minutes(cost)
    shown = {
        "adopted": queries.in_force(queries.adopted_for(request.actor), request.today),
        "counties": counties_to_decide(request.actor),
        "listed": lines,
        "joined": pages.joined(shipped),
        "first_year": first,
        "each_year": each,
    }
    return render(request, "standards/list.html", shown)


@require_GET
@login_required
def standard(request: Request, code: str, version: str) -> HttpResponse:
    """One standard in words, with what it asks of a union."""
    one = _found(f"{code} {version}", presets.shipped())
    if as_file(request):
        return taken(text(one.title), exports.LINES, pages.lines_of(one), on=request.today)
    shown = pages.whole(one, queries.clauses_about(request.actor, one)) | {
        "counties": [] if one.is_empty else counties_to_decide(request.actor),
        "path": _path(text(one.title)),
    }
    return render(request, "standards/standard.html", shown)


@require_GET
@login_required
def compare(request: Request) -> HttpResponse:
    """Two standards, or two versions of one, side by side; a county's own among its own."""
    known = queries.readable(request.actor)
    choices = [
        (f"{one.code} {one.version}", f"{text(one.title)} {one.version}")
        for one in known.values()
        if not one.is_empty
    ]
    first, second = request.GET.get("first", ""), request.GET.get("second", "")
    shown: dict[str, Any] = {
        "choices": choices,
        "first": first,
        "second": second,
        "path": _path(_("对照")),
    }
    if first and second:
        ours, theirs = _found(first, known), _found(second, known)
        rows = pages.beside(ours, theirs)
        if as_file(request):
            columns = exports.beside(
                f"{text(ours.title)} {first}", f"{text(theirs.title)} {second}"
            )
            return taken(_("两份标准对照"), columns, rows, on=request.today)
        shown |= {"rows": rows, "joined": pages.joined([ours, theirs])}
        shown |= {"ours": text(ours.title), "theirs": text(theirs.title)}
        shown |= {"our_points": pages.passes(ours), "their_points": pages.passes(theirs)}
    return render(request, "standards/compare.html", shown)


def _found(name: str, known: dict[tuple[str, str], Standard]) -> Standard:
    code, _space, version = name.partition(" ")
    try:
        return known[code, version]
    except KeyError:
        raise Http404 from None


def _path(title: str) -> list[dict[str, str]]:
    return [{"title": _("标准"), "url": reverse("standards:list")}, {"title": title, "url": ""}]
