"""What the page of one employer shows on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from xingjia.access.queries import answering_for
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.rules import OPEN
from xingjia.registry import facts
from xingjia.registry.models import (
    Contract,
    Cover,
    Employer,
    EmployerStatement,
    Officer,
)
from xingjia.registry.queries import employers as employer_queries
from xingjia.registry.queries import history
from xingjia.registry.queries.closing import closings_standing
from xingjia.registry.queries.contracts import contracts_seen, dates_of
from xingjia.registry.queries.marks import marks_of
from xingjia.registry.queries.merging import merges_into
from xingjia.registry.queries.parameters import LocalTerms, local_terms, three_on
from xingjia.registry.queries.said import statements as statements_of
from xingjia.registry.queries.sources import Source
from xingjia.registry.queries.terms import chairs_of, of_officer
from xingjia.registry.rules.contract_clock import in_force
from xingjia.registry.rules.standing import Held, Standing, held, of_span
from xingjia.registry.views import parts
from xingjia.registry.views.shared import chair_of, path_to, shares
from xingjia.registry.views.telling import Telling
from xingjia.toolkit.together import together


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


def employer_page(actor: Actor, of: Employer, on: date) -> dict[str, Any]:
    """Its values, contracts, unions, marks, and everything dated about it."""
    statements, covers, contracts, officers, marks, closings, merges = _read(actor, of, on)
    unions = {cover.union for cover in covers}
    records = [*covers, *contracts, *officers]
    closing = next(iter(closings), None)
    telling = Telling(actor, statements, records, of.organisation.path, of.organisation)
    said = {one.field: one.value for one in statements if one.day <= on}
    events = history.newest_first(
        history.told(statements),
        *(history.covered(covers), history.contracted(contracts), history.governed(officers)),
        *(history.looked_after(marks), history.ended([closing] if closing else [])),
    )
    lines = [_cover_line(cover, officers, on) for cover in covers]
    return {
        "employer": of,
        "merges": merges,
        "on": on,
        "may_mend": actor.may(Right.EDIT, of.organisation.path),
        "path": path_to(actor, of.organisation, "registry:employers", on),
        "said": said,
        "shares": shares(said, "staff", ("women_staff", "migrant_staff")),
        "groups": telling.groups(on),
        "unsaid": telling.unsaid(EmployerStatement.Field, on),
        "three": _three(of, statements, on),
        "opened": contracts_seen(actor, contracts),
        "contracts": _contract_lines(contracts, telling, on),
        "covers": lines,
        "current": [line for line in lines if line.running],
        "seen": employer_queries.seen_by(actor, (one.organisation for one in unions)),
        **parts.of_employer(of, statements, covers, marks, on),
        "closing": closing,
        "answering": answering_for(of.organisation.path, on),
        **telling.events(events, on),
    }


def _read(actor: Actor, of: Employer, on: date) -> list[list[Any]]:
    """All that is on record of an employer, in one query."""
    covers = employer_queries.covers_of(of)
    rows: list[QuerySet[Any]] = [
        statements_of(EmployerStatement, of.pk),
        covers,
        employer_queries.contracts_of(of),
        chairs_of(covers.order_by().values("union"), on),
        marks_of(of),
        closings_standing(of),
        merges_into(actor, "employer", of.pk),
    ]
    together(*rows)
    return [list(one) for one in rows]


def _three(
    of: Employer, statements: Iterable[EmployerStatement], on: date
) -> list[tuple[str, Held]]:
    """The kinds that make 三项 in its county, as coverage counts them."""
    kinds = three_on(of.organisation, on)
    about = list(facts.about_contracts(of.pk, statements))
    return [
        (
            str(kind.label),
            held((one for one in about if ("kind", kind.value) in one.attributes), on),
        )
        for kind in Contract.Kind
        if kind.value in kinds
    ]


def _contract_lines(
    contracts: Sequence[Contract], telling: Telling, on: date
) -> list[ContractLine]:
    local = local_terms({one.organisation.path for one in contracts if one.received_on})
    return [_contract_line(one, telling, on, local) for one in contracts]


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
    chair = chair_of(officers, cover.union_id, on)
    return CoverLine(cover, cover.start <= on < cover.end, chair, of_officer(chair, on))
