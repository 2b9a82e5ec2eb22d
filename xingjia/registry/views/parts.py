"""Parts of the pages of an employer and of a union: what is told beside values and events."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from xingjia.registry.models import (
    Cover,
    Employer,
    EmployerStatement,
    FocusMark,
    Officer,
    Room,
    Union,
    UnionStatement,
)
from xingjia.registry.queries.newest import Total
from xingjia.registry.rules.certificates import Certificate, Change, next_due, standing
from xingjia.registry.rules.dated import Spell, head_counts, of_the_day, spells
from xingjia.registry.rules.names import last_day
from xingjia.registry.rules.party import building
from xingjia.registry.rules.values import NONE
from xingjia.registry.views.telling import share

OfEmployer, OfUnion = EmployerStatement.Field, UnionStatement.Field
STAFF = (OfEmployer.STAFF, OfEmployer.WOMEN_STAFF, OfEmployer.MIGRANT_STAFF)
MEMBERS = (
    OfUnion.MEMBERS,
    OfUnion.WOMEN_MEMBERS,
    OfUnion.MIGRANT_MEMBERS,
    OfUnion.FLEXIBLE_MEMBERS,
)
# Each kind of members, and the staff they are a part of; of the flexible ones nobody counts all.
BASES = dict(zip(MEMBERS, STAFF, strict=False))
PAPER = (OfUnion.CERTIFICATE_NO, OfUnion.CERTIFICATE_FROM, OfUnion.CERTIFICATE_TO)
SHOWN = 6  # days of head-counts in sight; those before open at a tap


@dataclass(frozen=True)
class Members:
    """Members of one kind: how many of the staff of that kind, and how many of all members."""

    label: str
    count: int | None
    base: Total | None
    base_name: str
    rate: Decimal | None
    share: Decimal | None


def of_employer(
    of: Employer,
    statements: Sequence[Any],
    covers: Iterable[Cover],
    marks: Sequence[FocusMark],
    on: date,
) -> dict[str, Any]:
    """What the page of an employer tells beside values, contracts and events."""
    said = {one.field: one.value for one in statements if one.day <= on}
    return {
        "spans": operating(statements, on),
        **named(of, statements, on),
        **counted(statements, STAFF, on),
        **party(said, covers, on),
        **looked_after(marks, on),
    }


def of_union(
    of: Union, statements: Sequence[Any], marks: Sequence[FocusMark], on: date
) -> dict[str, Any]:
    """What the page of a union tells of its names, head-counts and marks."""
    return {
        **named(of, statements, on),
        **counted(statements, MEMBERS, on),
        **looked_after(marks, on),
    }


def named(of: Employer | Union, statements: Sequence[Any], on: date) -> dict[str, Any]:
    """Name and code of the day, and the names it had."""
    names = _said(statements, OfEmployer.NAME)
    found = spells(names)
    return {
        "title": of_the_day(names, on, of.name),
        "code": of_the_day(_said(statements, OfEmployer.CODE), on, of.code),
        "names": found[::-1] if len(found) > 1 else [],
    }


def counted(statements: Sequence[Any], fields: Sequence[Any], on: date) -> dict[str, Any]:
    """Head-counts by day up to one: those in sight, and those before."""
    values = [(one.day, one.field, one.value) for one in statements if one.day <= on]
    rows = head_counts(values, [field.value for field in fields])
    return {
        "count_heads": [field.label for field in fields],
        "counts": rows[:SHOWN],
        "counts_before": rows[SHOWN:],
    }


def operating(statements: Sequence[Any], on: date) -> list[Spell]:
    """When the employer was in production and when not, up to a day, the newest first."""
    by_then = [one for one in statements if one.day <= on]
    return spells(_said(by_then, OfEmployer.IN_PRODUCTION))[::-1]


def party(said: dict[str, Any], covers: Iterable[Cover], on: date) -> dict[str, Any]:
    """The party organisation, and whether it and the union were built together."""
    unions = [one.union for one in covers if one.start <= on < one.end]
    years = [one.founded_on.year for one in unions if one.founded_on]
    kind = said.get(OfEmployer.PARTY)
    return {
        "has_party": kind not in (None, NONE),
        "building": building(
            kind,
            said.get(OfEmployer.PARTY_ON),
            min(years) if years else None,
            union=bool(unions),
        ),
    }


def looked_after(marks: Sequence[FocusMark], on: date) -> dict[str, Any]:
    """The marks of the day, and those that were lifted."""
    return {
        "marks": [one for one in marks if one.start <= on < one.end],
        "former_marks": [one for one in marks if one.end <= on],
    }


def members(said: dict[str, Any], totals: dict[str, Total]) -> list[Members]:
    """Members by kind, each with its own base; a rate only where both are known."""
    rows = []
    for kind in MEMBERS:
        base, count = BASES.get(kind), said.get(kind)
        total = totals[base.value] if base else None
        rows.append(
            Members(
                str(kind.label),
                count,
                total,
                str(base.label) if base else "",
                share(count, total.number) if total else None,
                None if kind is OfUnion.MEMBERS else share(count, said.get(OfUnion.MEMBERS)),
            )
        )
    return rows


def paper(
    of: Union, statements: Sequence[Any], officers: Iterable[Officer], on: date
) -> dict[str, Any]:
    """The certificate of the day, and what is due next about it."""
    told = [one for one in statements if one.field in PAPER and one.day <= on]
    values = {one.field: one.value for one in told}
    found = Certificate(
        last_day(values.get(OfUnion.CERTIFICATE_FROM)),
        last_day(values.get(OfUnion.CERTIFICATE_TO)),
        told[-1].day if told else None,
    )
    closed = of.closed_on is not None and of.closed_on <= on
    changes = _changes(statements, officers)
    return {
        "number": values.get(OfUnion.CERTIFICATE_NO, ""),
        "dates": found,
        "standing": standing(found, of.founded_on, on),
        "due": None if closed else next_due(found, of.founded_on, changes, on),
    }


def housed(rooms: Iterable[Room], on: date) -> list[Room]:
    """The rooms of the day."""
    return [one for one in rooms if one.start <= on < one.end]


def _changes(statements: Sequence[Any], officers: Iterable[Officer]) -> list[Change]:
    """What stands on a certificate and became another: name, office, chair."""
    found = []
    for field, what in ((OfUnion.NAME, "name"), (OfUnion.OFFICE, "office")):
        found += [Change(what, one.first) for one in spells(_said(statements, field))[1:]]
    elected = sorted(
        (one.elected_on, one.name)
        for one in officers
        if one.post == Officer.Post.CHAIR and one.elected_on
    )
    chairs = spells(elected)
    return found + [Change("chair", one.first) for one in chairs[1:]]


def _said(statements: Iterable[Any], field: str) -> list[tuple[date, Any]]:
    return [(one.day, one.value) for one in statements if one.field == field]
