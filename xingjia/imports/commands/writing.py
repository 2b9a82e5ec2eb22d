"""Bringing a workbook in: read it, show what it would do, write it in the background."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xingjia.access.checks import require
from xingjia.access.queries import actor_labelled
from xingjia.access.rules import Actor, Right
from xingjia.imports import kinds
from xingjia.imports.kinds import Setting
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries.columns import meant_at
from xingjia.imports.queries.deciding import as_record
from xingjia.imports.rules import WRITTEN, Outcome, Plan, kept_for_later, packed
from xingjia.orgtree.models import Node
from xingjia.toolkit import bulk
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.files.commands import keep
from xingjia.toolkit.files.queries import path_of
from xingjia.toolkit.jobs.commands import retry, run_now, start
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.registry import slices
from xingjia.toolkit.sheets.headers import Meant, head_key
from xingjia.toolkit.sheets.records import Table

SLICE = 500  # about a second of writing
BECAUSE = "the batch was opened under its owner's right"


class AlreadyConfirmed(Exception):
    """The workbook is being written, or is written already."""


class NothingToApply(Exception):
    """No room applies rows of these kinds; they are the arguments."""


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
    """Keep and read a workbook, and plan each row; nothing of it is written yet.

    Rows count from `chosen_day`, else the day it names, else `on`; `run` is the same for files
    chosen together. Rows that no room can write yet are kept as they were read. Raises `Refused`
    without the right, `sheets.Refused` when it cannot be read (with its sentence).
    """
    require(actor, Right.IMPORT, node.path)
    blob = keep(stream, name=filename)
    meant = meant_at(node)
    workbook = kinds.read(path_of(blob.sha256), scope=node.code, kind=kind, meant=meant)
    tables = workbook.tables
    as_of, source = _counts_from(tables, chosen_day, on)
    with transaction.atomic():
        batch: Import = Import.objects.everything(because=BECAUSE).create(
            organisation=node,
            filename=filename[:200],
            blob=blob,
            kind=tables[0].kind,
            as_of=as_of,
            as_of_source=source[:200],
            tables=[described(table, meant) for table in workbook.tables],
            state=Import.State.READY,
            asked_by=actor.label,
            run=run,
        )
        _keep_rows(batch, tables)
        plan_again(actor, batch)
        log(actor.label, "imports.received", batch, sha256=blob.sha256)
    return batch


def _counts_from(tables: list[Table], chosen: date | None, on: date) -> tuple[date, str]:
    """The day the rows count from, and the words of the workbook that name it."""
    named = next((table.as_of for table in tables if table.as_of), None)
    if chosen or not named:
        return chosen or on, ""
    return date.fromisoformat(named.day), named.source


def read_again(actor: Actor, batch: Import) -> Import:
    """Read the original of a batch nobody has confirmed anew, and plan its rows; the caller
    holds it and has asked for the right. Raises what `receive` raises."""
    node, meant = batch.organisation, meant_at(batch.organisation)
    workbook = kinds.read(path_of(batch.blob.sha256), scope=node.code, meant=meant)
    tables = workbook.tables
    ImportRow.objects.everything(because=BECAUSE).filter(batch=batch).delete()
    batch.kind, batch.tables = tables[0].kind, [described(one, meant) for one in workbook.tables]
    batch.save(update_fields=["kind", "tables"])
    _keep_rows(batch, tables)
    plan_again(actor, batch)
    log(actor.label, "imports.columns_chosen", batch)
    return batch


@transaction.atomic
def count_from(actor: Actor, batch: Import, *, day: date) -> Import:
    """Let the rows count from another day, and plan them again."""
    batch = locked(actor, batch)
    if batch.state != Import.State.READY:
        raise AlreadyConfirmed
    batch.as_of, batch.as_of_source = day, ""
    batch.save(update_fields=["as_of", "as_of_source"])
    plan_again(actor, batch)
    log(actor.label, "imports.day_changed", batch, day=day.isoformat())
    return batch


@transaction.atomic
def confirm(actor: Actor, batch: Import) -> Import:
    """Write what differs, in the background; held and rejected rows stay as they are.

    A writing that gave up goes on from where it stopped. Raises `AlreadyConfirmed` when the
    workbook is being written, or is written.
    """
    batch = locked(actor, batch)
    if batch.state == Import.State.WRITING and batch.job_id:
        return _resume(actor, batch, Job.objects.get(pk=batch.job_id))
    if batch.state != Import.State.READY:
        raise AlreadyConfirmed
    rows = ImportRow.objects.everything(because=BECAUSE).filter(batch=batch).count()
    job = start("imports.write", payload={"batch": batch.pk}, total=rows, asked_by=actor.label)
    batch.state, batch.job_id, batch.asked_by = Import.State.WRITING, job.pk, actor.label
    batch.save(update_fields=["state", "job_id", "asked_by"])
    log(actor.label, "imports.confirmed", batch, rows=rows)
    return batch


def _resume(actor: Actor, batch: Import, job: Job) -> Import:
    if job.state != Job.State.FAILED:
        raise AlreadyConfirmed
    retry(job)
    log(actor.label, "imports.resumed", batch, row=job.cursor)
    return batch


def write_now(batch: Import) -> Job:
    """Do the writing of a confirmed batch in this process, as the command line does."""
    return run_now(Job.objects.get(pk=batch.job_id or UUID(int=0)))


@slices("imports.write", size=SLICE)
def write(job: Job, begin: int, end: int) -> None:
    """Write one slice of a batch, as the person who confirmed it."""
    batch = (
        Import.objects.everything(because="the job carries who asked")
        .select_related("organisation")
        .get(pk=job.payload["batch"])
    )
    actor = actor_labelled(job.asked_by, timezone.localdate())
    rows = list(
        ImportRow.objects.everything(because=BECAUSE).filter(batch=batch).order_by("pk")[begin:end]
    )
    for kind, same_kind in by_kind(row for row in rows if row.outcome in WRITTEN):
        write_rows(actor, batch, kind, same_kind)
    if job.total is None or end >= job.total:
        batch.state, batch.written_at = Import.State.WRITTEN, timezone.now()
        batch.save(update_fields=["state", "written_at"])


def write_rows(actor: Actor, batch: Import, kind: str, rows: list[ImportRow]) -> None:
    """Write rows of one kind as they are planned anew; the caller holds the batch."""
    handler = kinds.handler_for(kind)
    if handler is None:
        raise NothingToApply(kind)
    written = handler.apply(actor, setting_of(batch), [as_record(row) for row in rows])
    now = timezone.now()
    other = _set_plans(rows, written.plans)
    bulk.update(ImportRow, ["outcome", "plan"], ((one.pk, one.outcome, one.plan) for one in other))
    bulk.update(
        ImportRow,
        ["written_at", "trace"],
        (
            (
                one.pk,
                now if one.outcome in WRITTEN else None,
                packed(written.touches.get(one.pk, ())),
            )
            for one in rows
        ),
    )


def locked(actor: Actor, batch: Import) -> Import:
    found: Import = (
        Import.objects.visible_to(actor, Right.IMPORT)
        .select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=batch.pk)
    )
    require(actor, Right.IMPORT, found.organisation.path)
    return found


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


def _keep_rows(batch: Import, tables: Iterable[Table]) -> None:
    rows = []
    for table in tables:
        issues: dict[int, list[dict[str, Any]]] = {}
        for issue in table.issues:
            issues.setdefault(issue.row, []).append(
                {
                    "field": issue.field,
                    "code": issue.code,
                    "level": issue.level,
                    "said": issue.said,
                    "offer": issue.offer,
                }
            )
        rows += [
            ImportRow(
                batch=batch,
                kind=table.kind,
                sheet=table.sheet or "",
                row=record.row,
                values=record.values,
                issues=issues.get(record.row, []),
                outcome=Outcome.HELD,
            )
            for record in table.records
        ]
    ImportRow.objects.everything(because=BECAUSE).bulk_create(rows, batch_size=500)


def plan_again(actor: Actor, batch: Import) -> None:
    """Work out what each row would do against what is stored now. Raises `Refused`."""
    require(actor, Right.IMPORT, batch.organisation.path)
    rows = list(ImportRow.objects.everything(because=BECAUSE).filter(batch=batch))
    for kind, same_kind in by_kind(rows):
        handler = kinds.handler_for(kind)
        records = [as_record(row) for row in same_kind]
        plans = handler.plan(setting_of(batch), records) if handler else kept_for_later(records)
        other = _set_plans(same_kind, plans)
        columns = ["outcome", "plan"]
        bulk.update(ImportRow, columns, ((one.pk, one.outcome, one.plan) for one in other))


def by_kind(rows: Iterable[ImportRow]) -> Iterable[tuple[str, list[ImportRow]]]:
    found: dict[str, list[ImportRow]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row)
    return found.items()


def setting_of(batch: Import) -> Setting:
    return Setting(batch.organisation, batch.as_of)


def _set_plans(rows: Iterable[ImportRow], plans: Mapping[int, Plan]) -> list[ImportRow]:
    """Give rows their plans; returns those to which that is something else."""
    other = []
    for row in rows:
        planned = plans[row.pk].as_json()
        if planned != row.plan:
            row.outcome, row.plan = planned["outcome"], planned
            other.append(row)
    return other
