"""The pages of one employer and one union."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.registry import facts
from xingjia.registry.models import (
    Contract,
    Cover,
    Employer,
    EmployerStatement,
    Officer,
    Union,
    UnionStatement,
)
from xingjia.registry.queries import employers as employer_queries
from xingjia.registry.queries import history
from xingjia.registry.queries import unions as union_queries
from xingjia.registry.queries.contracts import contracts_seen, dates_of
from xingjia.registry.queries.merging import merges_into, standing_for
from xingjia.registry.queries.newest import staff_of
from xingjia.registry.queries.parameters import three_on
from xingjia.registry.queries.places import way_for
from xingjia.registry.queries.said import all_said
from xingjia.registry.queries.sources import Source
from xingjia.registry.rules.contract_clock import in_force
from xingjia.registry.rules.standing import Held, Standing, held, of_span, of_term
from xingjia.registry.views.asked import day_of
from xingjia.registry.views.telling import Telling, share


@dataclass(frozen=True)
class ContractLine:
    """A contract with where it stands on the day."""

    contract: Contract
    standing: Standing
    source: Source | None


@dataclass(frozen=True)
class CoverLine:
    """A union that covers the employer, with its chair of the day."""

    cover: Cover
    running: bool
    chair: Officer | None
    term: Standing


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
    officers = union_queries.officers_of([one.pk for one in unions])
    records = [*covers, *contracts, *officers]
    telling = Telling(actor, statements, records, of.organisation.path)
    said = {one.field: one.value for one in statements if one.day <= on}
    events = history.newest_first(
        history.told(statements),
        history.covered(covers),
        history.contracted(contracts),
        history.governed(officers),
    )
    lines = [_cover_line(cover, officers, on) for cover in covers]
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
        "contracts": [_contract_line(one, telling, on) for one in contracts],
        "covers": lines,
        "current": [line for line in lines if line.running],
        "seen": employer_queries.seen_by(actor, (one.organisation for one in unions)),
        **telling.events(events, on),
    }


def _union(actor: Actor, of: Union, on: date) -> dict[str, Any]:
    statements = all_said(UnionStatement, of.pk)
    covers = union_queries.covers_of(of)
    officers = union_queries.officers_of([of.pk])
    telling = Telling(actor, statements, [*covers, *officers], of.organisation.path)
    said = {one.field: one.value for one in statements if one.day <= on}
    events = history.newest_first(
        history.told(statements),
        history.existed([of]),
        history.covered(covers),
        history.governed(officers),
    )
    place = union_queries.above([of.organisation_id], on).get(of.organisation_id)
    current = [cover for cover in covers if cover.start <= on < cover.end]
    chair = _chair(officers, of.pk, on)
    staff = staff_of([cover.employer_id for cover in current], on)
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
        "unsaid": telling.unsaid(UnionStatement.Field, on),
        "chair": chair,
        "chair_source": telling.source(chair) if chair else None,
        "term": of_term(chair.term_ends_on if chair else None, on),
        "current": current,
        "other": [cover for cover in covers if cover not in current],
        **telling.events(events, on),
    }


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


def _contract_line(one: Contract, telling: Telling, on: date) -> ContractLine:
    days = in_force(dates_of(one))
    first, last = (days[0], days[1] - timedelta(days=1)) if days else (None, one.valid_to)
    if days is None and one.objected_on is None:
        first = one.valid_from
    return ContractLine(one, of_span(first, last, on), telling.source(one))


def _cover_line(cover: Cover, officers: Iterable[Officer], on: date) -> CoverLine:
    chair = _chair(officers, cover.union_id, on)
    term = of_term(chair.term_ends_on if chair else None, on)
    return CoverLine(cover, cover.start <= on < cover.end, chair, term)


def _chair(officers: Iterable[Officer], union_key: int, on: date) -> Officer | None:
    """Who was chair on the day; `officers` are those elected last first."""
    for one in officers:
        begun = one.elected_on is None or one.elected_on <= on
        gone = one.left_on is not None and one.left_on <= on
        if one.union_id == union_key and begun and not gone:
            return one
    return None
