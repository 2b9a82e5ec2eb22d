"""Which unions and things a document confirms, and taking that back."""

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
from xingjia.facts.kinds import KINDS
from xingjia.registry.models import Union, UnionStatement
from xingjia.registry.queries.said import said_on
from xingjia.registry.views.asked import place_menu, place_of
from xingjia.visits import commands, rules, words
from xingjia.visits.forms import BackForm
from xingjia.visits.models import Document
from xingjia.visits.queries import documents as queries
from xingjia.visits.views.confirming import key_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@login_required
@form_page
def confirm_document(request: Request, pk: int) -> HttpResponse:
    """First unions and things, then every claim they make, ticked unless it is one's own."""
    document = queries.document_to_use(request.actor, pk)
    if document is None or document.withdrawn_on:
        raise Http404
    place = place_of(request)
    waiting = queries.unions_waiting(request.actor, document, place.path if place else "")
    meant, unknown = rules.named(lines_in(request), {one.pk: one.name for one in waiting})
    chosen = _narrowed(waiting, request, meant)
    if not chosen:
        return render(request, "visits/credit.html", _choice(request, document, waiting, unknown))
    if request.method == "POST":
        return _confirmed(request, document, chosen)
    places = _places(request, document, chosen)
    shown = {
        "document": document,
        "places": places,
        "lines": sum(len(one["lines"]) for one in places),
        "unknown": unknown,
        "cut": sum(map(len, chosen.values())) > queries.AT_ONCE,
        "back": f"{reverse('visits:confirm_document', args=[pk])}",
        "path": _path(document),
    }
    return render(request, "visits/credit_check.html", shown)


@never_cache
@login_required
@form_page
def withdraw_document(request: Request, pk: int) -> HttpResponse:
    """Take back a document, or with `union` what it says of one union."""
    document = queries.document_to_use(request.actor, pk)
    if document is None:
        raise Http404
    union = _union(request, document)
    form = BackForm(request.POST or None)
    if form.is_valid():
        try:
            commands.take_back(
                request.actor, document, on=request.today, union=union, **form.cleaned_data
            )
        except Unacceptable as wrong:
            form.add_error(None, words.fault(wrong))
        else:
            messages.success(request, _("已撤回。原来的留着，可以查。"))
            return redirect("visits:document", pk)
    shown = {
        "form": form,
        "document": document,
        "union": union,
        "path": _path(document),
        "back": reverse("visits:document", args=[pk]),
    }
    return render(request, "visits/document_back.html", shown)


def lines_in(request: Request) -> list[str]:
    """The lines of a list that was pasted, in the address."""
    return request.GET.get("names", "").splitlines()[: queries.MOST]


def _narrowed(waiting: queries.Claimed, request: Request, meant: frozenset[int]) -> queries.Claimed:
    """The claims of the unions that are meant or ticked, of the kinds the address names."""
    unions, kinds = set(request.GET.getlist("union")), set(request.GET.getlist("kind"))
    unions |= {str(key) for key in meant}
    found = {
        union: [one for one in told if one.kind.code in kinds]
        for union, told in waiting.items()
        if str(union.pk) in unions
    }
    return {union: told for union, told in found.items() if told}


def _choice(
    request: Request, document: Document, waiting: queries.Claimed, unknown: list[str]
) -> dict[str, Any]:
    """What to choose from: unions with claims that wait, and the things that wait at them."""
    kinds = {one.kind.code for told in waiting.values() for one in told}
    asked = set(request.GET.getlist("union")), set(request.GET.getlist("kind"))
    return {
        "document": document,
        "unions": [
            {"union": union, "n": len(told), "chosen": str(union.pk) in asked[0]}
            for union, told in waiting.items()
        ],
        "kinds": [
            {"kind": kind, "chosen": kind.code in asked[1]}
            for kind in KINDS.values()
            if kind.code in kinds
        ],
        "missing": any(asked) or "names" in request.GET,
        "unknown": unknown,
        "most": queries.MOST,
        "filters": place_menu(request, place_of(request), document.issued_on),
        "path": _path(document),
        "back": reverse("visits:document", args=[document.pk]),
    }


def _places(request: Request, document: Document, chosen: queries.Claimed) -> list[dict[str, Any]]:
    """Per union its claims in words, up to as many as one form can send."""
    said = said_on(UnionStatement, [one.pk for one in chosen], document.issued_on)
    left, places = queries.AT_ONCE, []
    for union, each in queries.waiting_at(request.actor, document, chosen).items():
        lines = [
            words.looked_at(one.told, said.get(union.pk, {}))
            | {"key": key_of(union, one.told), "level": one.level}
            for one in each[:left]
        ]
        left -= len(lines)
        if lines:
            places.append({"union": union, "lines": lines})
    return places


def _confirmed(request: Request, document: Document, chosen: queries.Claimed) -> HttpResponse:
    seen = set(request.POST.getlist("seen"))
    ticked = {
        union: [queries.claim_of(one) for one in told if key_of(union, one) in seen]
        for union, told in chosen.items()
    }
    ticked = {union: claims for union, claims in ticked.items() if claims}
    if not ticked:
        messages.info(request, _("没有勾选，什么也没记。"))
        return redirect(request.get_full_path())
    try:
        made = commands.confirm_by(request.actor, document, ticked)
    except Unacceptable as wrong:
        messages.error(request, words.fault(wrong))
        return redirect(request.get_full_path())
    messages.success(
        request,
        _("已照文件核实 %(unions)d 家、%(facts)d 项。") % {"unions": len(ticked), "facts": made},
    )
    return redirect("visits:document", document.pk)


def _union(request: Request, document: Document) -> Union | None:
    """The union the address names, among those the document confirms something of."""
    asked = request.GET.get("union", "")
    if not asked:
        return None
    stops = queries.confirmed_by(request.actor, [document])[document.pk].stops
    found = [one.union for one in stops if str(one.union_id) == asked and not one.withdrawn_on]
    if not found:
        raise Http404
    return found[0]


def _path(document: Document) -> list[dict[str, str]]:
    return [
        {"title": _("核实文件"), "url": reverse("visits:documents")},
        {"title": document.number, "url": reverse("visits:document", args=[document.pk])},
    ]
