"""The elections of a union: all of them, entering one, answering one; who leaves a post."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.registry.advice import advice
from xingjia.registry.commands.elections import hold_election as hold
from xingjia.registry.commands.officers import by_election as fill
from xingjia.registry.commands.officers import complete_election as fill_in
from xingjia.registry.commands.officers import declare
from xingjia.registry.commands.officers import officer_left as leave
from xingjia.registry.election_exports import COLUMNS
from xingjia.registry.election_forms import (
    MORE,
    MOST,
    USUAL,
    CompletingForm,
    DeclarationForm,
    ElectionForm,
)
from xingjia.registry.forms import LeftForm
from xingjia.registry.models import Answer, Election, Officer, Union
from xingjia.registry.queries.answers import answers_of
from xingjia.registry.queries.committees import (
    Held,
    counted,
    elected_by,
    election_for,
    elections_of,
    officer_for,
    people_of,
    sittings,
    unrecorded,
)
from xingjia.registry.queries.newest import values_of
from xingjia.registry.queries.terms import delays_of, term_end_of
from xingjia.registry.queries.unions import union_for
from xingjia.registry.rules.ballot_checks import Check, Found, checks
from xingjia.registry.rules.ballots import Elected, answer_due
from xingjia.registry.rules.committees import vacancies
from xingjia.registry.rules.editing import TERM_YEARS, Objected, term_ends
from xingjia.registry.rules.elections import Relation
from xingjia.registry.views.asked import day_of
from xingjia.registry.views.offices import act, to_lead
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.ui.templatetags.ui import day

form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Line:
    """An election with how it stands: checks, and the day by which the superior answers."""

    election: Election
    officers: list[Officer]
    checks: tuple[Check, ...]
    due: date
    late: bool
    incomplete: bool
    answer: Answer | None  # that stands
    undone: list[Answer]


@require_GET
@login_required
def elections(request: Request, pk: int) -> HttpResponse:
    """Every election of a union on record, the newest first."""
    union = union_for(request.actor, pk)
    if union is None:
        raise Http404
    on = day_of(request)
    answers = answers_of(union)
    lines = [_line(one, answers, on) for one in elections_of(union)]
    if as_file(request):
        return taken(_("%(name)s历次选举") % {"name": union.name}, COLUMNS, lines, on=on)
    shown = {
        "delays": delays_of(union),
        "term": term_end_of(union, on),
        "union": union,
        "on": on,
        "lines": lines,
        "unrecorded": unrecorded(people_of(union)),
        "may_lead": _leads(request, union),
    }
    return render(request, "registry/elections.html", shown)


@never_cache
@login_required
@form_page
def hold_election(request: Request, pk: int) -> HttpResponse:
    """The election of a whole committee."""
    union = to_lead(request, pk)
    words = {
        "title": _("登记换届选举"),
        "text": _("照会议记录填。不知道的数空着，不算 0。原来在任的从选举那天起记为换届离任。"),
        "done": _("已登记换届选举。"),
    }
    known = _on_record(union, request.GET.get("day", ""))
    posts = [value for name, value in known.items() if name.endswith("-post")]
    posts += [Officer.Post.MEMBER] * MORE if posts else USUAL
    return _enter(request, union, posts, hold, words, known)


@never_cache
@login_required
@form_page
def by_election(request: Request, pk: int) -> HttpResponse:
    """Who is elected into a seat that stands empty."""
    union = to_lead(request, pk)
    empty = [one.post for one in vacancies(sittings(people_of(union)), request.today)]
    words = {
        "title": _("登记补选"),
        "text": _("补选的人任期到本届届满为止。先登记原来的人离任，再登记补选。"),
        "done": _("已登记补选。"),
    }
    return _enter(request, union, empty or [Officer.Post.MEMBER] * 2, fill, words)


@never_cache
@login_required
@form_page
def complete_election(request: Request, pk: int) -> HttpResponse:
    """What was not known when an election was entered."""
    found = election_for(request.actor, pk)
    if found is None:
        raise Http404
    union = to_lead(request, found.union_id)
    words = {
        "title": _("补登 %(day)s 的选举") % {"day": day(found.held_on)},
        "text": _("只列还没有填的。已经填过的不在这里改。"),
        "button": _("登记"),
        "done": _("已补登。"),
        "back": reverse("registry:elections", args=[union.pk]),
    }

    def complete(actor: Any, union: Union, **details: Any) -> Any:
        return fill_in(actor, found, **details)

    return act(request, union, CompletingForm, complete, words, found, elected_by(found))


@never_cache
@login_required
@form_page
def officer_left(request: Request, pk: int) -> HttpResponse:
    """Somebody leaves a post before the term ends."""
    found = _officer(request, pk)
    if found.left_on:
        raise Http404
    words = {
        "title": _("%(name)s离任") % {"name": found.name},
        "text": _("%(post)s。离开本单位的，在本会的职务都一起结束。")
        % {"post": found.get_post_display()},
        "button": _("登记离任"),
        "done": _("已登记离任。"),
    }

    def go(actor: Any, union: Union, **details: Any) -> Any:
        return leave(actor, found, **details)

    return act(request, found.union, LeftForm, go, words)


@never_cache
@login_required
@form_page
def declare_officer(request: Request, pk: int) -> HttpResponse:
    """What an officer declares of herself, asked afterwards."""
    found = _officer(request, pk)
    if found.declared is not None:
        raise Http404
    words = {
        "title": _("补登%(name)s的声明") % {"name": found.name},
        "text": _("问本人，照本人说的填。属于不得作候选人的，要另行补选。"),
        "button": _("登记"),
        "done": _("已登记声明。"),
    }

    def say(actor: Any, union: Union, *, office: bool, relations: Any, on: date) -> Any:
        chosen = [Relation(one) for one in relations]
        return declare(actor, found, relations=chosen, on=on, enterprise=not office)

    return act(request, found.union, DeclarationForm, say, words)


def _enter(
    request: Request,
    union: Union,
    posts: list[Any],
    command: Callable[..., Any],
    words: dict[str, str],
    known: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the form of an election; when it holds, run the command and show all elections."""
    more = "more" in request.POST
    whole = command is hold
    rows = _rows(request, len(posts)) + (MORE if more else 0)
    posts = (posts + [Officer.Post.MEMBER] * rows)[: min(rows, MOST)]
    office = values_of(union).get("kind") == "public_body"
    typed = request.POST.dict() if more else {"office": office} | (known or {})
    sent = None if more else request.POST or None
    form = ElectionForm(posts, sent, today=request.today, years=whole, initial=typed)
    back = reverse("registry:elections", args=[union.pk])
    if form.is_valid():
        try:
            _made, notes = command(request.actor, union, **form.details)
        except Objected as objected:
            form.object_to(objected, superior=True)
        else:
            messages.success(request, words["done"])
            for note in notes:
                messages.info(request, advice(note))
            return redirect(back)
    shown = {"form": form, "union": union, "back": back, "rows": len(posts), **words}
    return render(request, "registry/election_form.html", shown, status=400 if form.errors else 200)


def _on_record(union: Union, day_asked: str) -> dict[str, Any]:
    """What a form begins with for an election whose people are on record without it."""
    found = unrecorded(people_of(union)) if day_asked else {}
    some = next((some for day, some in found.items() if day.isoformat() == day_asked), [])
    if not some:
        return {}
    begun = some[0].elected_on or date.min
    years = {term_ends(begun, number): number for number in TERM_YEARS}
    first: dict[str, Any] = {
        "held_on": begun,
        "term_years": years.get(some[0].term_ends_on or date.min),
    }
    for index, one in enumerate(some):
        first |= {f"s{index}-post": one.post, f"s{index}-name": one.name}
        first |= {f"s{index}-votes": one.votes}
    return first


def _rows(request: Request, first: int) -> int:
    """How many rows the form has; what is no number means as many as at first."""
    text = request.POST.get("rows", "")
    known = int(text) if text.isdecimal() and len(text) < len("100") else first
    return max(1, min(known, MOST))


def _officer(request: Request, pk: int) -> Officer:
    """The officer, if the actor leads the union. Not found and not yours are 404."""
    found = officer_for(request.actor, pk)
    if found is None or not _leads(request, found.union):
        raise Http404
    return found


def _leads(request: Request, union: Union) -> bool:
    return request.actor.may_from_above(Right.EDIT, union.organisation.path)


def _line(held: Held, answers: list[Answer], on: date) -> Line:
    one = held.election
    seats = [Elected(who.post, who.name, who.votes) for who in held.officers]
    known = checks(counted(one), seats, one.held_on)
    due = answer_due(one.held_on, one.reported_on)
    mine = [answer for answer in answers if answer.election_id == one.pk]
    return Line(
        one,
        held.officers,
        known,
        due,
        late=not one.approved_on and not one.refused_on and due < on,
        incomplete=not one.refused_on and any(check.found is Found.UNKNOWN for check in known),
        answer=next((answer for answer in mine if answer.undone_on is None), None),
        undone=[answer for answer in mine if answer.undone_on],
    )
