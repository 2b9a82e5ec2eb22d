"""Codes that are missing, days that cannot be, rows that wait, and claims no record bears out."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q, QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.desk.queries.reach import (
    BECAUSE,
    contracts_kept,
    employers_kept,
    officers_kept,
    place_path,
    unions_kept,
)
from xingjia.desk.rules import (
    Item,
    Kind,
    code_fault,
    contract_faults,
    key_of,
    surely_before,
    term_faults,
    union_faults,
)
from xingjia.facts.rules import Fact
from xingjia.facts.sources import asked_about
from xingjia.imports import kinds
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.rules import holding
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under
from xingjia.registry.models import Cover, Union
from xingjia.registry.rules.claims import FLAGS, OF_CONTRACTS
from xingjia.registry.rules.standing import Standing, held
from xingjia.toolkit.together import Asking, beside

BATCH = 500
FLAGGED = tuple(dict(attributes)["kind"] for kind, attributes in FLAGS.values() if attributes)
DAYS_OF_TERM = ("elected_on", "term_ends_on", "left_on")
DAYS_OF_CONTRACT = ("signed_on", "valid_from", "valid_to", "ended_on")


def missing_codes(actor: Actor, place: Node | None, on: date) -> Asking[list[Item]]:
    """Employers and unions without a code of 18."""
    columns = ("pk", "name", "code", "organisation__path")
    employers = employers_kept(actor, place).values_list(*columns)
    unions = unions_kept(actor, place, on).values_list(*columns)
    yield [employers, unions]
    told = [("employer", *row) for row in employers]
    told += [("union", pk, name, code, place_path(leaf)) for pk, name, code, leaf in unions]
    return [
        _about(Kind.CODES, subject, pk, name, path, fault, code=code)
        for subject, pk, name, code, path in told
        if (fault := code_fault(code))
    ]


def impossible_days(actor: Actor, place: Node | None, on: date) -> Asking[list[Item]]:
    """Days of unions, terms, covers and contracts that cannot be."""
    parts = yield from beside(
        _union_days(actor, place, on),
        _cover_days(actor, place),
        _term_days(actor, place, on),
        _contract_days(actor, place),
    )
    return [item for part in parts for item in part]


def _contract_days(actor: Actor, place: Node | None) -> Asking[list[Item]]:
    columns = ("pk", "number", "organisation__path", *DAYS_OF_CONTRACT)
    rows = contracts_kept(actor, place).values_list(*columns)
    yield [rows]
    found = []
    for pk, number, path, *days in rows:
        values = dict(zip(DAYS_OF_CONTRACT, days, strict=True))
        for fault in contract_faults(values):
            found.append(_about(Kind.DAYS, "contract", pk, number, path, fault, **values))
    return found


def _unions(actor: Actor, place: Node | None) -> QuerySet[Union]:
    rows: QuerySet[Union] = Union.objects.visible_to(actor, Right.IMPORT)
    return rows.filter(under("organisation__path", place.path)) if place else rows


def _union_days(actor: Actor, place: Node | None, on: date) -> Asking[list[Item]]:
    columns = ("pk", "name", "organisation__path", "founded_on", "closed_on")
    rows = _unions(actor, place).order_by("pk").values_list(*columns)
    yield [rows]
    found = []
    for pk, name, leaf, founded, closed in rows:
        for fault in union_faults(founded, closed, on):
            days = {"founded": founded, "closed": closed}
            found.append(_about(Kind.DAYS, "union", pk, name, place_path(leaf), fault, **days))
    return found


def _cover_days(actor: Actor, place: Node | None) -> Asking[list[Item]]:
    covers = Cover.objects.everything(because=BECAUSE).filter(
        union__in=_unions(actor, place).order_by().values("pk")
    )
    early = (
        covers.filter(start__lt=F("union__founded_on"))
        .order_by("pk")
        .values_list(
            *("pk", "union", "union__name", "union__organisation__path"),
            *("start", "union__founded_on", "employer__name"),
        )
    )
    yield [early]
    found = []
    for pk, union, name, leaf, start, founded, employer in early:
        if not surely_before(start, founded):
            continue
        params = {"start": start, "founded": founded, "employer": employer}
        key = key_of(Kind.DAYS, "cover", pk, "before_founding")
        found.append(
            Item(
                *(key, Kind.DAYS, place_path(leaf), "union", (union,), (name,)),
                *("cover_before_founding", params),
            )
        )
    return found


def _term_days(actor: Actor, place: Node | None, on: date) -> Asking[list[Item]]:
    rows = officers_kept(actor, place).values_list(
        *("pk", "name", "union", "union__name", "union__organisation__path", "union__founded_on"),
        *DAYS_OF_TERM,
    )
    yield [rows]
    found = []
    for pk, name, union, at, leaf, founded, *days in rows:
        values = dict(zip(DAYS_OF_TERM, days, strict=True))
        for fault in term_faults(values, founded, on):
            key = key_of(Kind.DAYS, "person", pk, fault)
            params = {**values, "founded": founded, "person": name}
            path = place_path(leaf)
            found.append(Item(key, Kind.DAYS, path, "union", (union,), (at,), fault, params))
    return found


def held_rows(actor: Actor, place: Node | None) -> Asking[list[Item]]:
    """Rows of written workbooks that were held and never taken, and rows of tallies that differ
    from our figures."""
    compared = kinds.compared_only()
    written = Q(batch__state=Import.State.WRITTEN, kind__in=kinds.applied()) | Q(kind__in=compared)
    rows = ImportRow.objects.visible_to(actor, Right.IMPORT).filter(
        written, outcome=ImportRow.Outcome.HELD
    )
    rows = rows.filter(under("batch__organisation__path", place.path)) if place else rows
    columns = ("pk", "plan__title", "batch", "batch__filename", "batch__organisation__path", "row")
    asked = rows.order_by("pk").values_list(*columns, "kind", "plan__reasons", "issues")
    yield [asked]
    found = []
    for pk, title, batch, filename, path, number, of, reasons, issues in asked:
        params = {"filename": filename, "row": number, "key": pk, "why": holding(reasons, issues)}
        key = key_of(Kind.HELD, "row", pk)
        code = "tally_row" if of in compared else "held_row"
        names = (title or "",)
        found.append(Item(key, Kind.HELD, path, "batch", (batch,), names, code, params))
    return found


def unborne_claims(actor: Actor, place: Node | None, on: date) -> Asking[list[Item]]:
    """What a register says of contracts against the records of them, as figures resolve it."""
    employers = employers_kept(actor, place).values_list("pk", "name", "organisation__path")
    yield [employers]
    found: list[Item] = []
    for begin in range(0, len(employers), BATCH):
        batch = list(employers)[begin : begin + BATCH]
        told: dict[tuple[int, str], list[Fact]] = {}
        facts = yield from asked_about("employer", [pk for pk, *_ in batch], OF_CONTRACTS)
        for fact in facts:
            kind = dict(fact.attributes)["kind"]
            told.setdefault((fact.subject[1], kind), []).append(fact)
        for pk, name, path in batch:
            for kind in FLAGGED:
                found += _claim(pk, name, path, kind, told.get((pk, kind), []), on)
    return found


def _claim(pk: int, name: str, path: str, kind: str, told: list[Fact], on: date) -> Iterator[Item]:
    standing = held(told, on).standing if told else Standing.UNKNOWN
    if standing in (Standing.CLAIMED, Standing.DISPUTED):
        params = {"kind": kind, "on": on}
        key = key_of(Kind.CLAIMS, "employer", pk, kind, standing.value)
        yield Item(key, Kind.CLAIMS, path, "employer", (pk,), (name,), standing.value, params)


def _about(
    kind: Kind, subject: str, pk: int, name: str, path: str, fault: str, **params: object
) -> Item:
    key = key_of(kind, subject, pk, fault)
    return Item(key, kind, path, subject, (pk,), (name,), fault, params)
