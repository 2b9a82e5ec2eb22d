"""The pages of one employer and one union."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.access.queries import answering_for
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import OPEN
from xingjia.registry import facts
from xingjia.registry.models import (
    Contract,
    Cover,
    Employer,
    EmployerStatement,
    FocusMark,
    Officer,
    Room,
    Union,
    UnionStatement,
)
from xingjia.registry.queries import employers as employer_queries
from xingjia.registry.queries import federations, history
from xingjia.registry.queries import unions as union_queries
from xingjia.registry.queries.closing import closing_of
from xingjia.registry.queries.committees import people_of
from xingjia.registry.queries.contracts import contracts_seen, dates_of
from xingjia.registry.queries.endings import closings_of
from xingjia.registry.queries.marks import marks_of, rooms_of
from xingjia.registry.queries.merging import merges_into, standing_for
from xingjia.registry.queries.newest import totals_of
from xingjia.registry.queries.parameters import LocalTerms, local_terms, three_on
from xingjia.registry.queries.places import way_for
from xingjia.registry.queries.said import all_said
from xingjia.registry.queries.sources import Source
from xingjia.registry.rules.contract_clock import in_force
from xingjia.registry.rules.standing import Held, Standing, held, of_span, of_term
from xingjia.registry.rules.terms import Tenure, state_of_term, tenure_on
from xingjia.registry.views import parts
from xingjia.registry.views.asked import day_of
from xingjia.registry.views.committees import committees, known_elections
from xingjia.registry.views.telling import Telling, share


@dataclass(frozen=True)
class ContractLine:
    """A contract with where it stands on the day."""

    contract: Contract
    standing: Standing
    source: Source | None
    how: str = ""  # "ended" before its time, "left" while it goes on


@dataclass(frozen=True)
class CoverLine:
    """A union that covers the employer, with its chair of the day."""

    cover: Cover
    running: bool
    chair: Officer | None
    term: Standing


@dataclass(frozen=True)
class Belonging:
    """The groups of a union and the federations around it: on the day, and as events."""

    shown: dict[str, Any]
    events: tuple[Iterable[history.Event], ...]

    @classmethod
    def of(cls, actor: Actor, union: Union, on: date) -> "Belonging":
        """Read what belongs to a union and what it belongs to. Two queries, or three.

        Members are told of by name only where the reader may see them.
        """
        groups, belongings = federations.groups_of(union), federations.belongings_of(union)
        seen = federations.seen_unions(actor, belongings)
        above = [one for one in belongings if one.member_id == union.pk]
        shown = {
            "parts": [one for one in groups if one.start <= on < one.end],
            "federations": [one for one in above if one.start <= on < one.end],
            "has_members": len(above) < len(belongings),
            "opened": seen,
        }
        told = [one for one in belongings if one.member_id in seen or one in above]
        return cls(shown, (history.belonged(told), history.grouped(groups)))


@require_GET
@login_required
def employer(request: Request, pk: int) -> HttpResponse:
    """Everything the register knows of one employer on a day."""
    found = employer_queries.employer_for(request.actor, pk)
    if found is None:
        return _to_the_kept(request, Employer, pk)
    shown = _employer(request.actor, found, day_of(request))
    return render(request, "registry/employer.html", shown)


@require_GET
@login_required
def union(request: Request, pk: int) -> HttpResponse:
    """Everything the register knows of one union on a day."""
    found = union_queries.union_for(request.actor, pk)
    if found is None:
        return _to_the_kept(request, Union, pk)
    shown = _union(request.actor, found, day_of(request))
    return render(request, "registry/union.html", shown)


def _to_the_kept(request: Request, model: type[Employer | Union], pk: int) -> HttpResponse:
    """The address of a row merged into another leads there, for who may see that one."""
    kept = standing_for(model, pk)
    if kept is None or not model.objects.visible_to(request.actor).filter(pk=kept).exists():
        raise Http404
    query = request.GET.urlencode()
    address = reverse(f"registry:{model._meta.model_name}", args=[kept])
    return redirect(f"{address}?{query}" if query else address)


def _employer(actor: Actor, of: Employer, on: date) -> dict[str, Any]:
    statements = all_said(EmployerStatement, of.pk)
    covers = employer_queries.covers_of(of)
    contracts = employer_queries.contracts_of(of)
    unions = {cover.union for cover in covers}
    marks = marks_of(of)
    officers = union_queries.chairs_of([one.pk for one in unions])
    records = [*covers, *contracts, *officers]
    closing = closing_of(of)
    telling = Telling(actor, statements, records, of.organisation.path)
    said = {one.field: one.value for one in statements if one.day <= on}
    events = history.newest_first(
        history.told(statements),
        history.covered(covers),
        history.contracted(contracts),
        history.governed(officers),
        history.looked_after(marks),
        history.ended([closing] if closing else []),
    )
    lines = [_cover_line(cover, officers, on) for cover in covers]
    local = local_terms({one.organisation.path for one in contracts if one.received_on})
    return {
        "employer": of,
        "merges": merges_into(actor, "employer", of.pk),
        "on": on,
        "may_mend": actor.may(Right.EDIT, of.organisation.path),
        "path": _path(actor, of.organisation, "registry:employers", on),
        "said": said,
        "shares": _shares(said, "staff", ("women_staff", "migrant_staff")),
        "groups": telling.groups(on),
        "unsaid": telling.unsaid(EmployerStatement.Field, on),
        "three": _three(of, on),
        "opened": contracts_seen(actor, contracts),
        "contracts": [_contract_line(one, telling, on, local) for one in contracts],
        "covers": lines,
        "current": [line for line in lines if line.running],
        "seen": employer_queries.seen_by(actor, (one.organisation for one in unions)),
        **parts.of_employer(of, statements, covers, marks, on),
        "closing": closing,
        "answering": answering_for(of.organisation.path, on),
        **telling.events(events, on),
    }


def _union(actor: Actor, of: Union, on: date) -> dict[str, Any]:
    statements = all_said(UnionStatement, of.pk)
    covers = union_queries.covers_of(of)
    people = people_of(of)
    officers = [one for one in reversed(people) if one.post == Officer.Post.CHAIR]
    marks, rooms = marks_of(of), rooms_of(of)
    belonging = Belonging.of(actor, of, on)
    telling = Telling(actor, statements, [*covers, *people], of.organisation.path)
    said = {one.field: one.value for one in statements if one.day <= on}
    events = _union_events(of, statements, covers, people, marks, rooms, belonging)
    place = union_queries.above([of.organisation_id], on).get(of.organisation_id)
    current = [cover for cover in covers if cover.start <= on < cover.end]
    chair = _chair(officers, of.pk, on)
    totals = totals_of([cover.employer_id for cover in current], on, parts.STAFF)
    staff = totals["staff"].number
    return {
        "union": of,
        "merges": merges_into(actor, "union", of.pk),
        "on": on,
        "may_mend": actor.may(Right.EDIT, of.organisation.path),
        "may_lead": actor.may_from_above(Right.EDIT, of.organisation.path),
        "mobiles": actor.needs_mobiles(of.organisation.path),
        "path": _path(actor, place, "registry:unions", on) if place else [],
        "said": said,
        "staff": staff,
        "member_share": share(said.get("members"), staff),
        "shares": _shares(said, "members", ("women_members",)),
        "groups": telling.groups(on),
        "unsaid": telling.unsaid(_union_fields(of), on),
        "chair": chair,
        "chair_source": telling.source(chair) if chair else None,
        **_terms(chair, officers, on),
        "current": current,
        "other": [cover for cover in covers if cover not in current],
        **committees(of, people, said, telling, on),
        "members": parts.members(said, totals),
        "paper": parts.paper(of, statements, officers, on),
        "rooms": parts.housed(rooms, on),
        **parts.of_union(of, statements, marks, on),
        **belonging.shown,
        "answering": answering_for(of.organisation.path, on),
        **telling.events(events, on),
    }


def _union_events(
    of: Union,
    statements: Sequence[Any],
    covers: Iterable[Cover],
    people: Sequence[Officer],
    marks: Iterable[FocusMark],
    rooms: Iterable[Room],
    belonging: Belonging,
) -> list[history.Event]:
    chairs = [one for one in reversed(people) if one.post == Officer.Post.CHAIR]
    return history.newest_first(
        history.told(statements),
        history.existed([of]),
        *belonging.events,
        history.reopened(closings_of(of)),
        history.covered(covers),
        history.governed(chairs),
        history.seated(people),
        history.answered(known_elections(people)),
        history.looked_after(marks),
        history.housed(rooms),
    )


def _union_fields(of: Union) -> list[UnionStatement.Field]:
    """What may be said of a union; its founding may be on record without a saying."""
    fields = UnionStatement.Field
    return [one for one in fields if one is not fields.FOUNDED or of.founded_on is None]


def _path(actor: Actor, node: Node, name: str, on: date) -> list[dict[str, str]]:
    """The way to a record: each place opens its list on the same day."""
    return [
        {"title": one.name, "url": f"{reverse(name)}?place={one.code}&on={on.isoformat()}"}
        for one in way_for(actor, node)
    ]


def _shares(said: dict[str, Any], base: str, parts: Iterable[str]) -> dict[str, Any]:
    return {part: share(said.get(part), said.get(base)) for part in parts}


def _three(of: Employer, on: date) -> list[tuple[str, Held]]:
    """The kinds that make 三项 in its county, as coverage counts them."""
    kinds = three_on(of.organisation, on)
    about = [one for one in facts.about_employers("employer", [of.pk]) if one.kind == "contract"]
    return [
        (
            str(kind.label),
            held((one for one in about if ("kind", kind.value) in one.attributes), on),
        )
        for kind in Contract.Kind
        if kind.value in kinds
    ]


def _contract_line(one: Contract, telling: Telling, on: date, local: LocalTerms) -> ContractLine:
    dates = dates_of(one)
    days = in_force(dates, local.of(one.organisation.path, dates))
    first, last = (days[0], days[1] - timedelta(days=1)) if days else (None, one.valid_to)
    if days is None and one.objected_on is None:
        first = one.valid_from
    left: date = getattr(one, "left", OPEN)
    if left != OPEN:
        last = min(last, left - timedelta(days=1)) if last else left - timedelta(days=1)
    ended = bool(one.ended_on and one.ended_on <= on)
    how = "left" if left <= on and not ended else "ended" if ended else ""
    return ContractLine(one, of_span(first, last, on), telling.source(one), how)


def _cover_line(cover: Cover, officers: Iterable[Officer], on: date) -> CoverLine:
    chair = _chair(officers, cover.union_id, on)
    term = of_term(chair.term_ends_on if chair else None, on)
    return CoverLine(cover, cover.start <= on < cover.end, chair, term)


def _terms(chair: Officer | None, officers: Iterable[Officer], on: date) -> dict[str, Any]:
    """Where the term of who is in office stands, and how far the term that counts on the day,
    also while the seat is vacant, has come towards the next election."""
    tenures = [
        Tenure(one.pk, one.elected_on, one.term_ends_on, one.left_on)
        for one in officers
        if one.post == Officer.Post.CHAIR
    ]
    tenure = tenure_on(tenures, on)
    return {
        "term": of_term(chair.term_ends_on if chair else None, on),
        "term_state": state_of_term(tenure.last if tenure else None, on),
    }


def _chair(officers: Iterable[Officer], union_key: int, on: date) -> Officer | None:
    """Who was chair on the day; `officers` are those elected last first."""
    for one in officers:
        begun = one.elected_on is None or one.elected_on <= on
        gone = one.left_on is not None and one.left_on <= on
        if one.union_id == union_key and begun and not gone:
            return one
    return None
