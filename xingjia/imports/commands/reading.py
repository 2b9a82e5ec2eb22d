"""Bringing a workbook in: keep it, read it, show what it would do.

A small workbook is read while its sender waits. A large one is kept at once and read in the
background, rows and their plans part by part, by a job that goes on where its process dies.
"""

from datetime import date
from functools import cached_property
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xingjia.access.checks import require
from xingjia.access.queries import actor_labelled
from xingjia.access.rules import Actor, Right
from xingjia.imports import kinds
from xingjia.imports.commands.again import take_over
from xingjia.imports.commands.planning import (
    PART,
    plan_again,
    planner_at,
    rows_of,
)
from xingjia.imports.commands.prospects import add_to_prospect, open_prospect
from xingjia.imports.commands.writing import BECAUSE, by_kind, other_plans
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries.again import Before, before, last_entry
from xingjia.imports.queries.columns import meant_at
from xingjia.imports.queries.deciding import as_record
from xingjia.imports.rules import Outcome
from xingjia.orgtree.models import Node
from xingjia.toolkit import bulk
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.files.commands import keep
from xingjia.toolkit.files.models import Blob
from xingjia.toolkit.files.queries import path_of
from xingjia.toolkit.jobs.commands import run_now, start
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.registry import slices
from xingjia.toolkit.sheets import Refused
from xingjia.toolkit.sheets.headers import Meant, head_key
from xingjia.toolkit.sheets.records import Issue, Record, Table
from xingjia.toolkit.version import version

LARGE = 512 * 1024  # bytes of a workbook, about 3,000 rows of 20 columns


class Found:
    """What was read of a workbook, and which rows it becomes, in the order of the file."""

    def __init__(self, node: Node, blob: Blob, kind: str | None = None) -> None:
        """Raises `Refused`."""
        meant = meant_at(node)
        workbook = kinds.read(path_of(blob.sha256), scope=node.code, kind=kind, meant=meant)
        self.tables = workbook.tables
        self.described = [described(table, meant) for table in workbook.tables]
        self.records = [(table, one) for table in self.tables for one in table.records]

    @cached_property
    def _issues(self) -> dict[tuple[int, int], list[Issue]]:
        found: dict[tuple[int, int], list[Issue]] = {}
        for table in self.tables:
            for issue in table.issues:
                found.setdefault((id(table), issue.row), []).append(issue)
        return found

    def open(self, batch: Import, chosen: date | None) -> None:
        """Say on the batch what was found, and let its former rows go."""
        rows_of(batch).delete()
        batch.kind, batch.tables = self.tables[0].kind, self.described
        batch.as_of, source = _counts_from(self.tables, chosen, batch.as_of)
        batch.as_of_source, batch.error, batch.read_by = source[:200], {}, version()

    def rows(self, batch: Import, begin: int, end: int) -> list[ImportRow]:
        """Some of the rows, with ids and not yet stored."""
        part = self.records[begin:end]
        keys = bulk.reserve(ImportRow, len(part))
        return [self._row(batch, key, *one) for key, one in zip(keys, part, strict=True)]

    def _row(self, batch: Import, key: int, table: Table, record: Record) -> ImportRow:
        return ImportRow(
            pk=key,
            batch=batch,
            kind=table.kind,
            sheet=table.sheet or "",
            row=record.row,
            values=record.values,
            issues=[
                {
                    "field": issue.field,
                    "code": issue.code,
                    "level": issue.level,
                    "said": issue.said,
                    "offer": issue.offer,
                }
                for issue in self._issues.get((id(table), record.row), ())
            ],
            outcome=Outcome.HELD,
        )


def receive(
    actor: Actor,
    node: Node,
    *,
    stream: IO[bytes],
    filename: str,
    on: date,
    chosen_day: date | None = None,
    kind: str | None = None,
    run: UUID | None = None,
) -> Import:
    """Keep a workbook, read it and plan each row; nothing of it is written yet.

    A large one is still being read when this returns. Rows count from `chosen_day`, else the day
    it names, else `on`; `run` is the same for files chosen together. Raises `Refused` without
    the right, `sheets.Refused` when it cannot be read (with its sentence); of a large one the
    batch says so later. Rows that no room can write yet are kept as they were read.
    """
    require(actor, Right.IMPORT, node.path)
    blob = keep(stream, name=filename)
    large = blob.size > LARGE
    found = None if large else Found(node, blob, kind)
    with transaction.atomic():
        batch = Import(
            organisation=node,
            filename=filename[:200],
            blob=blob,
            as_of=chosen_day or on,
            state=Import.State.READING if large else Import.State.READY,
            asked_by=actor.label,
            run=run,
        )
        batch.save()
        if found:
            found.open(batch, chosen_day)
            _keep(actor, batch, found)
        else:
            _read_later(actor, batch, kind=kind, day=chosen_day)
        log(actor.label, "imports.received", batch, sha256=blob.sha256)
    return batch


def _read_later(actor: Actor, batch: Import, *, kind: str | None, day: date | None) -> None:
    said = day.isoformat() if day else None
    payload: dict[str, object] = {"batch": batch.pk, "kind": kind, "day": said}
    job = start("imports.read", payload=payload, total=None, asked_by=actor.label)
    batch.state, batch.job_id = Import.State.READING, job.pk
    batch.save(update_fields=["state", "job_id"])


def _keep(actor: Actor, batch: Import, found: Found) -> None:
    batch.save()
    bulk.store(found.rows(batch, 0, len(found.records)))
    plan_again(actor, batch)


def read_again(actor: Actor, batch: Import) -> Import:
    """Read the original of a batch nobody has confirmed anew, and plan its rows; the caller
    holds it and has asked for the right. Raises what `receive` raises; a large one is read in the
    background, and stays as it is if that cannot be."""
    if batch.blob.size > LARGE:
        _read_later(actor, batch, kind=None, day=batch.as_of)
    else:
        found, source = Found(batch.organisation, batch.blob), batch.as_of_source
        found.open(batch, batch.as_of)
        batch.as_of_source = source
        _keep(actor, batch, found)
    log(actor.label, "imports.columns_chosen", batch)
    return batch


def read_now(batch: Import) -> Import:
    """Read a large workbook to its end in this process, as the command line does."""
    run_now(Job.objects.get(pk=batch.job_id or UUID(int=0)))
    read: Import = Import.objects.everything(because=BECAUSE).get(pk=batch.pk)
    return read


_found: dict[UUID, Found | Refused] = {}  # of the job this process works on


def _open(job: Job) -> None:
    """Read the file of a job, where this process has not: seconds, and outside a transaction.

    One that came before, and of which nothing was edited since, need not be read.
    """
    if job.pk not in _found and not (job.cursor == 0 and _before(job, _batch_of(job))):
        _read_file(job)


def _read_file(job: Job) -> None:
    _found.clear()
    batch = _batch_of(job)
    try:
        _found[job.pk] = Found(batch.organisation, batch.blob, job.payload["kind"])
    except Refused as refused:
        _found[job.pk] = refused


@slices("imports.read", size=PART, prepare=_open)
def _read_part(job: Job, begin: int, end: int) -> int:
    """Keep and plan some rows of a large workbook, as the person who brought it in."""
    batch = _batch_of(job)
    actor = actor_labelled(job.asked_by, timezone.localdate())
    require(actor, Right.IMPORT, batch.organisation.path)
    if job.pk not in _found:
        if earlier := _before(job, batch):
            job.total = take_over(actor, batch, earlier)
            return job.total
        _read_file(job)  # it was edited a moment ago
    found = _found[job.pk]
    if isinstance(found, Refused):
        return _refuse(batch, found)
    if not begin:
        found.open(batch, _chosen_day(job))
        open_prospect(batch)
        # Said to be of a kind it need not be read the same another time.
        batch.compared = None if job.payload["kind"] else last_entry()
    job.total = len(found.records)
    planner = planner_at(job, batch, begin)
    rows = found.rows(batch, begin, end)
    for kind, same_kind in by_kind(rows):
        plans = planner.plan(kind, [as_record(row) for row in same_kind])
        other_plans(same_kind, plans)
        add_to_prospect(batch, kind, plans.values())
    bulk.store(rows)
    planner.next = begin + len(rows)
    if planner.next >= job.total:
        batch.state = Import.State.READY
        _found.pop(job.pk)
    batch.save()
    return planner.next


def _before(job: Job, batch: Import) -> Before | None:
    return None if job.payload["kind"] else before(batch, _chosen_day(job))


def _chosen_day(job: Job) -> date | None:
    return date.fromisoformat(job.payload["day"]) if job.payload["day"] else None


def _batch_of(job: Job) -> Import:
    everything = Import.objects.everything(because="the job carries who asked")
    batch: Import = everything.select_related("organisation", "blob").get(pk=job.payload["batch"])
    return batch


def _refuse(batch: Import, why: Refused) -> int:
    """Keep on the batch why nothing of it could be read."""
    batch.error = {"code": why.code, "params": why.params}
    rows = rows_of(batch).exists()  # of an earlier reading, which stands
    batch.state = Import.State.READY if rows else Import.State.FAILED
    batch.save(update_fields=["state", "error"])
    return 0


def _counts_from(tables: list[Table], chosen: date | None, on: date) -> tuple[date, str]:
    """The day the rows count from, and the words of the workbook that name it."""
    named = next((table.as_of for table in tables if table.as_of), None)
    if chosen or not named:
        return chosen or on, ""
    return date.fromisoformat(named.day), named.source


def described(table: Table, meant: Meant) -> dict[str, Any]:
    """What the dry run shows of a table: what was recognised, and what was passed over."""
    kept = {record.row for record in table.records}
    return {
        "sheet": table.sheet,
        "kind": table.kind,
        "title": table.title,
        "applied": kinds.handler_for(table.kind) is not None,
        "header_rows": table.header_rows,
        "columns": list(table.columns.items()),
        "chosen": [head for head in table.columns if head_key(head) in meant.get(table.kind, {})],
        "records": len(table.records),
        "positions": table.positions,
        "skipped": [{"row": one.row, "why": one.why} for one in table.skipped],
        "issues": [
            {"row": one.row, "field": one.field, "code": one.code, "level": one.level}
            for one in table.issues
            if one.row not in kept
        ],
    }
