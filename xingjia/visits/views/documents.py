"""Documents of other bodies: the list, recording one, its page, its pages as pictures."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.access.queries import names_behind
from xingjia.access.rules import Right
from xingjia.orgtree.models import Node
from xingjia.registry.views.asked import page_of
from xingjia.registry.words import who
from xingjia.toolkit.files.answers import picture
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.sheets.writing import Value
from xingjia.toolkit.ui.templatetags.ui import day
from xingjia.visits import commands, words
from xingjia.visits.forms import DocumentForm
from xingjia.visits.models import Document
from xingjia.visits.queries import documents as queries

form_page = require_http_methods(["GET", "HEAD", "POST"])
Line = dict[str, Any]
COLUMNS: dict[Any, Callable[[Line], Value]] = {
    lazy("发文单位"): lambda line: line["document"].issuer,
    lazy("文号"): lambda line: line["document"].number,
    lazy("标题"): lambda line: line["document"].title or None,
    lazy("落款日期"): lambda line: line["document"].issued_on.isoformat(),
    lazy("核实级别"): lambda line: line["document"].get_level_display(),
    lazy("核实的工会"): lambda line: line["unions"],
    lazy("核实的事项"): lambda line: line["facts"],
    lazy("撤回"): lambda line: line["document"].withdrawn_reason or None,
}
FACTS: dict[Any, Callable[[Line], Value]] = {
    lazy("工会"): lambda line: line["union"].name,
    lazy("事项"): lambda line: line["title"],
    lazy("核实级别"): lambda line: line["level"],
    lazy("撤回"): lambda line: line["back"] or None,
}


@require_GET
@login_required
def documents(request: Request) -> HttpResponse:
    """Every document in reach, the newest first."""
    found = queries.documents_for(request.actor)
    if as_file(request):
        return taken(_("核实文件"), COLUMNS, lines_of(request, list(found)), on=request.today)
    page = page_of(request, found)
    shown = {
        "page": page,
        "lines": list(lines_of(request, list(page))),
        "may_record": bool(_places(request)),
    }
    return render(request, "visits/documents.html", shown)


def lines_of(request: Request, found: list[Document]) -> Iterable[Line]:
    """Each document with how much it confirms, as far as the reader sees it."""
    said = queries.confirmed_by(request.actor, found)
    for one in found:
        live = [stop for stop in said[one.pk].stops if not stop.withdrawn_on]
        yield {"document": one, "unions": len(live), "facts": said[one.pk].facts()}


@never_cache
@login_required
@form_page
def new_document(request: Request) -> HttpResponse:
    """Record a document; what it confirms is chosen on the next page."""
    places = _places(request)
    if not places:
        raise Http404
    form = DocumentForm(
        queries.bodies_over(request.actor),
        places,
        request.POST or None,
        request.FILES or None,
        today=request.today,
    )
    if form.is_valid():
        try:
            made = commands.record_document(request.actor, on=request.today, **form.details())
        except Unacceptable as wrong:
            form.add_error(words.FIELDS.get(wrong.code), words.fault(wrong))
        else:
            messages.success(request, _("已记下这份文件。再选它核实了哪几家、哪几项。"))
            return redirect("visits:confirm_document", made.pk)
    if form.is_bound:
        form.hold_photos()
    shown = {"form": form, "back": reverse("visits:documents")}
    return render(request, "visits/document_form.html", shown)


@require_GET
@login_required
def document(request: Request, pk: int) -> HttpResponse:
    """One document: who put it out, what it confirms of which union, and its pages."""
    found = queries.document_for(request.actor, pk)
    if found is None:
        raise Http404
    said = queries.confirmed_by(request.actor, [found])[pk]
    people = names_behind(
        [found.recorded_by, found.withdrawn_by, *(one.withdrawn_by for one in said.stops)]
    )
    stops = [
        {
            "stop": one,
            "union": one.union,
            "ticks": [words.ticked(tick) for tick in said.ticks.get(one.pk, [])],
            "back": _back(one, people),
        }
        for one in said.stops
    ]
    if as_file(request):
        name = f"{found.issuer}{found.number}"
        return taken(name, FACTS, _facts(found, stops, people), on=request.today)
    shown = {
        "document": found,
        "stops": stops,
        "facts": said.facts(),
        "scans": queries.scans_of(request.actor, found),
        "recorded_by": who(found.recorded_by, people),
        "back": _back(found, people),
        "may_use": queries.document_to_use(request.actor, pk) is not None,
        "path": [{"title": _("核实文件"), "url": reverse("visits:documents")}],
    }
    return render(request, "visits/document.html", shown)


@require_GET
@login_required
def scan(request: Request, pk: int, size: str) -> HttpResponse:
    """One page of a document, to whoever sees where it was filed."""
    found = queries.scan_for(request.actor, pk)
    return picture(found.picture if found else None, size, f"scan-{pk}")


def _places(request: Request) -> list[Node]:
    """The places from which the actor may file a document: those he was appointed to."""
    held = [one for one in request.actor.branches(Right.IMPORT) if one]
    return list(Node.objects.filter(path__in=held).exclude(kind=Node.Kind.UNION).order_by("path"))


def _facts(document: Document, stops: list[Line], people: dict[str, str]) -> Iterable[Line]:
    whole = _back(document, people)
    for stop in stops:
        for tick in stop["ticks"]:
            yield {
                "union": stop["union"],
                "title": tick["title"],
                "level": document.get_level_display(),
                "back": whole or stop["back"],
            }


def _back(one: Any, people: dict[str, str]) -> str:
    """That something was taken back, by whom, when and why; "" where it was not."""
    if not one.withdrawn_on:
        return ""
    return _("%(who)s %(day)s撤回：%(why)s") % {
        "who": who(one.withdrawn_by, people),
        "day": day(one.withdrawn_on),
        "why": one.withdrawn_reason,
    }
