"""The pages on which a county adopts a standard: chosen, shown with what it changes, published."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.orgtree.models import Node
from xingjia.registry.queries.parameters import counties_to_decide
from xingjia.standards import presets
from xingjia.standards.library import commands, pages, previews, queries
from xingjia.standards.library.exports import LINES
from xingjia.standards.library.forms import AdoptForm
from xingjia.standards.reading import WrongStandard
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.rules.evaluating import Outcome
from xingjia.standards.rules.variants import WrongVariant
from xingjia.standards.words import text
from xingjia.toolkit.lists import as_file, taken

SENTENCES = {
    "no_county": gettext_lazy("标准由县级总工会采用。"),
    "no_such_standard": gettext_lazy("没有这份标准，或它没有条目。"),
    "adopted_already": gettext_lazy("这一天已经有本县的版本。请把“从哪天起”写得晚一些。"),
    "version_published": gettext_lazy(
        "这一版已经发布过，发布以后不能改。请把 version 改成新的一版。"
    ),
    "no_such_variant": gettext_lazy("这样选不成一份标准：至少留一个必备条目，数要写对。"),
    "adoption_ended": gettext_lazy("这一版已经停用。"),
    "ends_before_start": gettext_lazy("最后一天不能早于开始的那一天。"),
}
OUTCOMES = {
    Outcome.MET: gettext_lazy("达标"),
    Outcome.NOT_MET: gettext_lazy("未达标"),
    Outcome.UNKNOWN: gettext_lazy("未填报"),
    Outcome.NOT_APPLICABLE: gettext_lazy("不适用"),
}


@require_http_methods(["GET", "POST"])
@login_required
def adopt(request: Request, code: str, version: str, county: str) -> HttpResponse:
    """Choose lines and figures; with GET see what they would change, with POST publish them."""
    place = county_called(request, county)
    parent = _parent(code, version)
    asked = request.POST or (request.GET if "start" in request.GET else None)
    form = AdoptForm(parent, place.name, request.today, asked)
    shown = {
        "form": form,
        "title": text(parent.title),
        "county": place,
        "path": [
            {"title": _("标准"), "url": reverse("standards:list")},
            {
                "title": text(parent.title),
                "url": reverse("standards:standard", args=[code, version]),
            },
            {"title": _("本县采用"), "url": ""},
        ],
    }
    if form.is_valid():
        if request.method == "POST":
            return _adopted(request, place, form, shown)
        shown |= _would(request, place, form)
    return render(request, "standards/adopt.html", shown)


@require_GET
@login_required
def adopted(request: Request, pk: int) -> HttpResponse:
    """A county's standard as it was published."""
    row = get_object_or_404(queries.adopted_for(request.actor), pk=pk)
    one = queries.standard_of(row)
    if as_file(request):
        return taken(row.title, LINES, pages.lines_of(one), on=request.today)
    parent = presets.shipped().get((row.parent, row.parent_version))
    may = row.organisation in counties_to_decide(request.actor)
    shown = pages.whole(one, queries.clauses_about(request.actor, one)) | {
        "row": row,
        "parent": parent,
        "parent_title": text(parent.title) if parent else "",
        "may_retire": may and row.end is None,
        "may_publish": may and row.text,
        "dropped": [line for line in _lines(parent) if line.code in row.dropped] if parent else [],
        "path": [
            {"title": _("标准"), "url": reverse("standards:list")},
            {"title": row.title, "url": ""},
        ],
    }
    return render(request, "standards/adopted.html", shown)


@require_POST
@login_required
def retire(request: Request, pk: int) -> HttpResponse:
    """Let it end today; the shipped standard holds again."""
    row = get_object_or_404(queries.adopted_for(request.actor), pk=pk)
    try:
        commands.retire(request.actor, row, end=request.today)
    except Unacceptable as fault:
        messages.error(request, SENTENCES[fault.code])
    else:
        messages.success(request, _("已停用，从今天起照原来的标准。"))
    return redirect("standards:adopted", pk)


def _lines(parent: Standard) -> list[pages.Line]:
    return [pages.line(one) for one in parent.criteria] + [pages.line(one) for one in parent.vetoes]


def _adopted(request: Request, place: Node, form: AdoptForm, shown: dict[str, Any]) -> HttpResponse:
    try:
        row = commands.adopt(request.actor, place, form.variant, start=form.cleaned_data["start"])
    except Unacceptable as fault:
        form.add_error(None, str(SENTENCES[fault.code]))
        return render(request, "standards/adopt.html", shown)
    messages.success(request, _("已采用，从写明的那一天起。"))
    return redirect("standards:adopted", row.pk)


def _would(request: Request, place: Node, form: AdoptForm) -> dict[str, Any]:
    try:
        ours = presets.local(form.variant)
    except WrongVariant:
        form.add_error(None, str(SENTENCES["no_such_variant"]))
        return {}
    except WrongStandard as wrong:
        form.add_error(None, wrong.sentence)
        return {}
    day = form.cleaned_data["start"]
    found = queries.preview(request.actor, place, ours, day, against=form.parent)
    return {
        "preview": found,
        "counts": previews.counts(found, OUTCOMES),
        "turns": previews.turns(found, OUTCOMES),
    }


def county_called(request: Request, code: str) -> Node:
    """A county the reader may decide for; not found otherwise."""
    found = [one for one in counties_to_decide(request.actor) if one.code == code]
    if not found:
        raise Http404
    return found[0]


def _parent(code: str, version: str) -> Standard:
    found = presets.shipped().get((code, version))
    if found is None or found.is_empty:
        raise Http404
    return found
