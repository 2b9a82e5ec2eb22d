"""Handing a filled-in workbook in: it is read, bound to what was sent, and kept. Nothing of it
is written to the register before it is merged."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Any

from django.db import transaction

from xingjia.access.checks import Refused, require
from xingjia.access.rules import Actor, Right
from xingjia.imports import kinds
from xingjia.imports.commands import described
from xingjia.imports.kinds import Setting
from xingjia.imports.rules import Outcome, Record
from xingjia.orgtree.queries import county_over
from xingjia.portal.returns.models import Collection, HandIn, Return
from xingjia.portal.returns.queries.boards import UNDER_WAY
from xingjia.portal.returns.rows import KIND, ReturnedRows
from xingjia.portal.returns.rules.binding import KEY, Bound, bind, error, parsed, token_of
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.files.commands import keep
from xingjia.toolkit.files.models import Blob
from xingjia.toolkit.files.queries import path_of
from xingjia.toolkit.sheets.headers import NOTHING_MEANT
from xingjia.toolkit.sheets.records import Table

BECAUSE = "the workbook names the return it belongs to; the right is asked for next"


class NotOurs(Exception):
    """The file has no keys of ours: another workbook, or the hidden column is gone."""


class Elsewhere(Exception):
    """The workbook belongs to another place or another collection; both are named."""

    def __init__(self, place: str, name: str) -> None:
        super().__init__(place, name)
        self.place, self.name = place, name


class Over(Exception):
    """The collection takes nothing in any more."""


class BeingMerged(Exception):
    """What this place handed in is being written, or taken back, just now."""


def hand_in(
    actor: Actor,
    *,
    stream: IO[bytes],
    filename: str,
    on: date,
    collection: Collection | None = None,
    sent: Return | None = None,
) -> HandIn:
    """Read a workbook and keep it for the place it was sent to; a former one of that place is
    replaced.

    With `collection` or `sent` it must belong there. Raises `sheets.Refused` for a file that
    cannot be read, `NotOurs`, `Elsewhere`, `Over`, `BeingMerged`, `access.Refused`.
    """
    blob = keep(stream, name=filename)
    scope = collection or (sent.collection if sent else None)
    code = county_over(scope.organisation).code if scope else ""
    book = kinds.read(path_of(blob.sha256), scope=code, kind=KIND, meant=NOTHING_MEANT)
    tables = [table for table in book.tables if KEY in table.columns.values()]
    token = token_of(record.values.get(KEY) for table in tables for record in table.records)
    found = _meant(actor, token)
    if (sent and found.pk != sent.pk) or (collection and found.collection_id != collection.pk):
        raise Elsewhere(found.organisation.name, found.collection.name)
    return _keep(actor, found, blob, filename, tables, on)


def _meant(actor: Actor, token: str) -> Return:
    """The return a token names. SECURITY: of one that is not the actor's nothing is told."""
    found: Return | None = (
        Return.objects.visible_to(actor, Right.EDIT)
        .select_related("organisation", "collection__organisation")
        .filter(token=token)
        .first()
        if token
        else None
    )
    if found is None:
        raise NotOurs
    return found


@transaction.atomic
def _keep(
    actor: Actor, sent: Return, blob: Blob, filename: str, tables: list[Table], on: date
) -> HandIn:
    sent = _locked(actor, sent)
    collection = sent.collection
    if collection.closed_at or collection.ends_on < on:
        raise Over
    everything = HandIn.objects.everything(because="of the return that is locked")
    before = everything.filter(sent=sent, current=True).select_related("batch").first()
    if before and before.batch and before.batch.state in UNDER_WAY:
        raise BeingMerged
    rows = list(_bound(sent, tables))
    counted = _planned(collection, rows)
    everything.filter(sent=sent, current=True).update(current=False)
    came: HandIn = everything.create(
        sent=sent,
        blob=blob,
        filename=filename[:200],
        lines=[row.as_json() for row in rows],
        table=described(tables[0], NOTHING_MEANT),
        changed=counted[Outcome.CHANGED] + counted[Outcome.NEW],
        same=counted[Outcome.SAME],
        faulty=counted[Outcome.HELD] + counted[Outcome.REJECTED],
        blank=sum(row.blank for row in rows),
        handed_by=actor.label,
    )
    log(
        actor.label,
        "returns.handed_in",
        came,
        sent=sent.pk,
        sha256=blob.sha256,
        rows=len(rows),
        instead_of=before.pk if before else None,
    )
    return came


def _locked(actor: Actor, sent: Return) -> Return:
    found: Return | None = (
        Return.objects.visible_to(actor, Right.EDIT)
        .select_for_update(of=("self",))
        .select_related("organisation", "collection__organisation")
        .filter(pk=sent.pk)
        .first()
    )
    if found is None:
        raise Refused(f"{Right.EDIT} of return {sent.pk}")
    require(actor, Right.EDIT, found.organisation.path)
    return found


def _bound(sent: Return, tables: Iterable[Table]) -> Iterator[Bound]:
    """The rows that belong to the return; those that do not are kept with the reason."""
    issued = {row["key"]: row for row in sent.lines}
    told: set[int | None] = set()
    for table in tables:
        issues: dict[int, list[dict[str, Any]]] = {}
        for one in table.issues:
            said = {"field": one.field, "code": one.code, "level": one.level.value}
            issues.setdefault(one.row, []).append(said | {"said": one.said, "offer": one.offer})
        for record in table.records:
            token, key = parsed(record.values.get(KEY))
            row, sheet = record.row, table.sheet or ""
            if token == sent.token and key in issued and key not in told:
                told.add(key)
                about = issues.get(record.row, ())
                yield bind(record.values, about, issued[key], row=row, sheet=sheet)
                continue
            code = "other_workbook" if token and token != sent.token else "no_row_key"
            name = {"employer_name": record.values.get("employer_name")}
            yield Bound(row, sheet, name, [error(code, "employer_name")])


def _planned(collection: Collection, rows: list[Bound]) -> Counter[Outcome]:
    """How many rows would do what, as the register stands now."""
    setting = Setting(county_over(collection.organisation), collection.day)
    records = [
        Record(number, row.row, row.values, tuple(row.issues)) for number, row in enumerate(rows)
    ]
    return Counter(plan.outcome for plan in ReturnedRows().plan(setting, records).values())
