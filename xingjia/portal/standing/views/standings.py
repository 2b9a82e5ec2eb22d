"""Why a union stands as it stands, and the unions of a branch criterion by criterion."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.portal.export import attachment
from xingjia.portal.queries.places import stays
from xingjia.portal.standing import branch, pages
from xingjia.portal.standing.addresses import Addresses
from xingjia.portal.standing.exports import FIGURES, LINES
from xingjia.portal.standing.views.asked import day_of, place_of, union_of
from xingjia.registry.models import Union
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.standing.queries.followed import followed_at, standard_called
from xingjia.standards.standing.queries.matrix import SHOWN, Asked, spells_for
from xingjia.standards.standing.queries.why import NotStanding
from xingjia.standards.words import text as said
from xingjia.toolkit.lists import as_file, taken


@require_GET
@login_required
def why_home(request: Request, pk: int) -> HttpResponse:
    """The first standard of its place."""
    union = union_of(request, pk)
    first = next(iter(followed_at(union.organisation.path, request.today)), None)
    return _why(request, union, first) if first else redirect("registry:union", union.pk)


@require_GET
@login_required
def why(request: Request, pk: int, code: str) -> HttpResponse:
    """Each criterion of a standard for one union, on any day."""
    union = union_of(request, pk)
    return _why(request, union, _standard(code, union.organisation.path, day_of(request)))


def _why(request: Request, union: Union, standard: Standard) -> HttpResponse:
    on = day_of(request)
    try:
        shown = pages.why_page(request.actor, union, standard, on)
    except NotStanding:
        return redirect("registry:union", union.pk)
    if as_file(request):
        name = _("%(union)s：%(standard)s达标情况") % {
            "union": union.name,
            "standard": shown["standard_title"],
        }
        return taken(name, LINES, shown["lines"], on=on)
    return render(request, "portal/why.html", shown)


@require_GET
@login_required
def standard(request: Request, code: str, standard: str) -> HttpResponse:
    """How far a branch meets a standard, on any day."""
    at = place_of(request, code)
    found = _standard(standard, at.node.path, at.on)
    if not at.branch:
        return render(request, "portal/not_standing.html", {"at": at, "stays": stays(at.node)})
    shown = branch.standard_page(request.actor, at, found)
    if as_file(request):
        name = _("%(place)s：%(standard)s达标") % {
            "place": at.node.name,
            "standard": shown["standard_title"],
        }
        return taken(name, FIGURES, shown["lines"], on=at.on)
    return render(request, "portal/standard.html", shown)


@require_GET
@login_required
def matrix(request: Request, code: str, standard: str) -> HttpResponse:
    """The unions of a branch criterion by criterion; as a workbook with `format=xlsx`."""
    at = place_of(request, code)
    found = _standard(standard, at.node.path, at.on)
    asked = _asked(request, found)
    if not at.branch:
        return render(request, "portal/not_standing.html", {"at": at, "stays": stays(at.node)})
    if as_file(request):
        spells = list(spells_for(request.actor, at.branch, found, at.on, asked))
        rows = branch.matrix_rows(spells, Addresses(found, at.on))
        return attachment(at, [said(found.title)], branch.matrix_sheet(rows, found))
    number = request.GET.get("page")
    shown = branch.matrix_page(request.actor, at, found, asked, number)
    return render(request, "portal/matrix.html", shown)


def _asked(request: Request, standard: Standard) -> Asked:
    """Which unions; what nobody offers is not found."""
    show, criterion = request.GET.get("show", ""), request.GET.get("criterion", "")
    codes = {one.code for one in standard.criteria}
    if (show and show not in SHOWN) or (criterion and criterion not in {"any", *codes}):
        raise Http404
    return Asked(show, None if criterion == "any" else criterion)


def _standard(code: str, path: str, on: date) -> Standard:
    found = standard_called(code, path, on)
    if found is None:
        raise Http404
    return found
