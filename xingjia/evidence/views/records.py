"""What is known of a union beside the register, and saying more of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.access.queries import names_behind
from xingjia.access.rules import Right
from xingjia.evidence import commands, words
from xingjia.evidence.exports import RECORDS
from xingjia.evidence.facts import KINDS_TOLD
from xingjia.evidence.forms import ClaimForm, EndForm, ReasonForm
from xingjia.evidence.queries import records as queries
from xingjia.evidence.queries.known import Told, told_of
from xingjia.facts.kinds import KINDS, Kind
from xingjia.registry.models import Union
from xingjia.registry.queries.mending import union_to_mend
from xingjia.registry.queries.newest import chair_on, values_of
from xingjia.registry.queries.unions import above, union_for
from xingjia.registry.views.asked import day_of
from xingjia.registry.views.shared import path_to
from xingjia.registry.words import who
from xingjia.toolkit.lists import as_file, taken

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@login_required
def union(request: Request, pk: int) -> HttpResponse:
    """Everything that can be said of a union: what is known of it on the day, and the records."""
    found, on = union_for(request.actor, pk), day_of(request)
    if found is None:
        raise Http404
    if as_file(request):
        name = _("%(union)s：填过的实物和制度") % {"union": found.name}
        return taken(name, RECORDS, _records(request, found), on=request.today)
    told = told_of([pk], on, KINDS_TOLD).get(pk, [])
    may_mend = request.actor.may(Right.EDIT, found.organisation.path) and not found.closed_on
    shown = {
        "union": found,
        "on": on,
        "groups": [
            {"title": title, "lines": list(_lines(codes, told, asked=may_mend))}
            for title, codes in words.GROUPS
        ],
        "records": _records(request, found),
        "may_mend": may_mend,
        "path": _path(request, found),
    }
    return render(request, "evidence/union.html", shown)


@never_cache
@login_required
@form_page
def claim(request: Request, pk: int, kind: str) -> HttpResponse:
    """One thing that is so from a day on: a button on a telephone, with today's day."""
    found, asked = _asked(request, pk, kind)
    form = ClaimForm(
        asked, request.POST or None, request.FILES or None, today=request.today,
        initial=_chosen(request, asked),
    )  # fmt: skip
    if form.is_valid():
        try:
            commands.claim(request.actor, found, on=request.today, **form.details())
        except Unacceptable as wrong:
            form.add_error(None, words.fault(wrong))
        else:
            messages.success(request, _("已记下，等上级工会来的时候核实。"))
            return redirect("evidence:union", pk)
    if form.is_bound:
        form.hold_photos()
    shown = _form(request, found, asked, form) | {
        "button": words.act_of(asked),
        "known": _known(found, request),
    }
    return render(request, "evidence/claim.html", shown)


@never_cache
@login_required
@form_page
def end(request: Request, pk: int, kind: str) -> HttpResponse:
    """One thing that is not so, or not so any more."""
    found, asked = _asked(request, pk, kind)
    form = EndForm(
        asked, request.POST or None, today=request.today, initial=_chosen(request, asked)
    )
    if form.is_valid():
        try:
            commands.claim(request.actor, found, on=request.today, **form.details())
        except Unacceptable as wrong:
            form.add_error(None, words.fault(wrong))
        else:
            messages.success(request, _("已记下。办好以后再填一次就行。"))
            return redirect("evidence:union", pk)
    shown = _form(request, found, asked, form) | {"button": _("记下"), "ends": True}
    return render(request, "evidence/claim.html", shown)


@never_cache
@login_required
@form_page
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back a record that was wrong, with a reason."""
    one = queries.evidence_to_mend(request.actor, pk)
    if one is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            commands.withdraw(request.actor, one, on=request.today, **form.cleaned_data)
        except Unacceptable as wrong:
            form.add_error(None, words.fault(wrong))
        else:
            messages.success(request, _("已撤回。"))
            return redirect("evidence:union", one.union_id)
    shown = {
        "form": form,
        "union": one.union,
        "title": _("撤回：%(what)s") % {"what": words.title_of(one.kind, one.attributes)},
        "text": _("填错了才撤回。后来变了的，填“不再这样”，以前的日子不受影响。"),
        "button": _("撤回"),
        "ends": True,
        "back": reverse("evidence:union", args=[one.union_id]),
    }
    return render(request, "registry/act.html", shown)


def _asked(request: Request, pk: int, kind: str) -> tuple[Union, Kind]:
    """The union, if the actor keeps it, and the kind, if anybody may be asked for it."""
    found, asked = union_to_mend(request.actor, pk), KINDS.get(kind)
    if found is None or asked is None or asked.known:
        raise Http404
    return found, asked


def _chosen(request: Request, kind: Kind) -> dict[str, str]:
    return {name: request.GET[name] for name in kind.attributes if name in request.GET}


def _form(request: Request, union: Union, kind: Kind, form: Any) -> dict[str, Any]:
    return {
        "union": union,
        "kind": kind,
        "form": form,
        "title": str(kind.title),
        "minutes": kind.minutes,
        "back": reverse("evidence:union", args=[union.pk]),
    }


def _known(union: Union, request: Request) -> list[tuple[str, str]]:
    """What is in the register already and is not asked again."""
    said, chair = values_of(union), chair_on(union, request.today)
    found = [
        (_("主席"), chair.name if chair else ""),
        (_("办公电话"), str(said.get("chair_phone") or "")),
        (_("办公场所"), str(said.get("office_place") or "")),
    ]
    return [(name, value) for name, value in found if value]


def _lines(codes: tuple[str, ...], told: list[Told], *, asked: bool) -> Any:
    """Of each kind what was told; one line "nobody has said" where nothing was."""
    for code in codes:
        mine = [one for one in told if one.kind.code == code] or [Told(KINDS[code])]
        for one in mine:
            if asked or one.holds is not None:
                yield words.line(one)


def _records(request: Request, union: Union) -> list[dict[str, Any]]:
    found = queries.evidence_of(request.actor, union)
    photos = queries.photos_of(request.actor, found)
    people = names_behind([name for one in found for name in (one.said_by, one.withdrawn_by)])
    return [
        {
            "record": one,
            "title": words.title_of(one.kind, one.attributes),
            "photos": photos.get(one.pk, []),
            "who": who(one.said_by, people),
            "withdrawn_who": who(one.withdrawn_by, people) if one.withdrawn_by else "",
        }
        for one in found
    ]


def _path(request: Request, union: Union) -> list[dict[str, str]]:
    place = above([union.organisation_id], request.today).get(union.organisation_id)
    way = path_to(request.actor, place, "registry:unions", request.today) if place else []
    return [*way, {"title": union.name, "url": reverse("registry:union", args=[union.pk])}]
