"""The home page, the figures of a node on any day, and the rows behind each figure."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.access.queries import home_of
from xingjia.access.rules import Right
from xingjia.orgtree.models import Node
from xingjia.portal import export, pages
from xingjia.portal.forms import CoverageView, RowsView
from xingjia.portal.queries.places import Place, place, stays
from xingjia.registry.models import Union
from xingjia.standards.coverage.queries import count


@require_GET
@login_required
def home(request: Request) -> HttpResponse:
    """The node a person works for in short, with what waits; for a chair, the union."""
    node = home_of(request.actor)
    if node is None and request.actor.branches(Right.LOG):
        return redirect("portal:log")
    if node is None and request.actor.branches(Right.RUN):
        return redirect("portal:running")
    if node is None:
        return render(request, "portal/home_nobody.html", pages.nobody_page(request.actor))
    if node.kind == Node.Kind.UNION:
        shown = pages.union_page(request.actor, node, request.today)
        return render(request, "portal/home_union.html", shown)
    at = _place(request, node.code, request.today)
    if not at.branch:
        return _not_standing(request, at)
    return render(request, "portal/home.html", pages.home_page(request.actor, at, request.today))


@require_GET
@login_required
def coverage_home(request: Request) -> HttpResponse:
    """The figures of the node a person works for."""
    node = home_of(request.actor)
    return redirect("portal:coverage", node.code) if node else redirect("portal:home")


@require_GET
@login_required
def coverage(request: Request, code: str) -> HttpResponse:
    """The figures of a node and of those under it, on any day."""
    form = CoverageView(request.GET)
    if not form.is_valid() and form.astray():
        raise Http404
    at = _place(request, code, form.day(request.today))
    if at.node.kind == Node.Kind.UNION:
        union = get_object_or_404(Union.objects.visible_to(request.actor), organisation=at.node)
        return redirect("registry:union", union.pk)
    if not at.branch:
        return _not_standing(request, at)
    of = form.slice()
    figures = count(request.actor, at.node, at.on, of, children=True)
    if form.cleaned_data["format"]:
        return export.table(at, of, figures)
    shown = pages.coverage_page(request.actor, at, figures, of)
    shown |= pages.short_list(request.actor, at, figures, form.cleaned_data["list"], of)
    return render(request, "portal/coverage.html", shown | {"form": form})


@require_GET
@login_required
def counted(request: Request, code: str, measure: str) -> HttpResponse:
    """The employers behind one figure; with `missing`, those of the base that do not count."""
    form = RowsView(request.GET)
    if not form.is_valid() and form.astray():
        raise Http404
    asked = form.asked(measure)
    if asked is None:
        raise Http404
    at = _place(request, code, form.day(request.today))
    if not at.branch:
        return _not_standing(request, at)
    if form.cleaned_data["format"]:
        return export.employer_list(request.actor, at, form.slice(), asked)
    number = request.GET.get("page")
    shown = pages.rows_page(request.actor, at, form.slice(), asked, number)
    return render(request, "portal/counted.html", shown | {"form": form})


def _place(request: Request, code: str, on: date) -> Place:
    """The node on a day; not there and not yours are both 404."""
    at = place(request.actor, code, on)
    if at is None:
        raise Http404
    return at


def _not_standing(request: Request, at: Place) -> HttpResponse:
    return render(request, "portal/not_standing.html", {"at": at, "stays": stays(at.node)})
