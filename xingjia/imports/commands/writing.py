"""Writing a workbook that somebody looked at, in the background."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xingjia.access.checks import require
from xingjia.access.queries import actor_labelled
from xingjia.access.rules import Actor, Right
from xingjia.imports import kinds
from xingjia.imports.kinds import Setting
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries.again import edited_since, last_entry
from xingjia.imports.queries.deciding import as_record
from xingjia.imports.rules import NOTHING_SAID, WRITTEN, Outcome, Plan, packed
from xingjia.toolkit import bulk
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.jobs.commands import retry, run_now, start
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.registry import slices

SLICE = 1000  # about a second of writing
RESUMED = {Import.State.READING, Import.State.WRITING}
BECAUSE = "the batch was opened under its owner's right"


class NothingToApply(Exception):
    """No room applies rows of these kinds; they are the arguments."""


class AlreadyConfirmed(Exception):
    """The workbook is being written, or is written already."""


@transaction.atomic
def confirm(actor: Actor, batch: Import) -> Import:
    """Write what differs, in the background; held and rejected rows stay as they are.

    A writing, or a reading, that gave up goes on from where it stopped. Raises
    `AlreadyConfirmed` when the workbook is being written, or is written.
    """
    batch = locked(actor, batch)
    if batch.state in RESUMED and batch.job_id:
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
def write(job: Job, begin: int, end: int) -> int | None:
    """Write one slice of a batch, as the person who confirmed it; the last one with anything to
    write ends the job."""
    batch = (
        Import.objects.everything(because="the job carries who asked")
        .select_related("organisation")
        .get(pk=job.payload["batch"])
    )
    actor = actor_labelled(job.asked_by, timezone.localdate())
    rows = _to_write(batch, begin, end)
    for kind, same_kind in by_kind(rows):
        write_rows(actor, batch, kind, same_kind)
    if rows and batch.compared is not None:
        touched = begin and edited_since(batch.compared, {row.pk for row in rows})
        batch.compared = None if touched else last_entry()
        batch.save(update_fields=["compared"])
    more = bool(rows) or _more(batch, begin)
    if not more or job.total is None or end >= job.total:
        batch.state, batch.written_at = Import.State.WRITTEN, timezone.now()
        batch.save(update_fields=["state", "written_at"])
    return None if more else job.total


def _to_write(batch: Import, begin: int, end: int) -> list[ImportRow]:
    """Those of a part of the rows that are to be written."""
    rows = ImportRow.objects.everything(because=BECAUSE).filter(batch=batch).order_by("pk")
    part = list(rows.values_list("pk", flat=True)[begin:end])
    if not part:
        return []
    return list(rows.filter(pk__range=(part[0], part[-1]), outcome__in=WRITTEN))


def _more(batch: Import, begin: int) -> bool:
    """Whether any row from here on is to be written."""
    rows = ImportRow.objects.everything(because=BECAUSE).filter(batch=batch).order_by("pk")
    first = rows.values_list("pk", flat=True)[begin : begin + 1]
    return any(rows.filter(pk__gte=pk, outcome__in=WRITTEN).exists() for pk in first)


def write_rows(actor: Actor, batch: Import, kind: str, rows: list[ImportRow]) -> None:
    """Write rows of one kind as they are planned anew; the caller holds the batch."""
    handler = kinds.handler_for(kind)
    if handler is None:
        raise NothingToApply(kind)
    written = handler.apply(actor, setting_of(batch), [as_record(row) for row in rows])
    now = timezone.now()
    other = other_plans(rows, written.plans)
    bulk.update(ImportRow, ["outcome", "plan"], ((one.pk, one.outcome, one.plan) for one in other))
    bulk.update(
        ImportRow,
        ["written_at", "trace", "again"],
        (
            (
                one.pk,
                now if one.outcome in WRITTEN else None,
                packed(written.touches.get(one.pk, ()), written.said.get(one.pk, NOTHING_SAID)),
                come_again(one, written.settled.get(one.pk)),
            )
            for one in rows
        ),
    )


def come_again(row: ImportRow, about: int | None) -> dict[str, Any] | None:
    """The plan of a written row should it come again, if it is settled."""
    if about is None or row.issues or row.choice:
        return None
    same = Plan(Outcome.SAME, row.plan["title"], row.plan["code"], subject_key=about)
    return same.as_json()


def locked(actor: Actor, batch: Import) -> Import:
    found: Import = (
        Import.objects.visible_to(actor, Right.IMPORT)
        .select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=batch.pk)
    )
    require(actor, Right.IMPORT, found.organisation.path)
    return found


def by_kind(rows: Iterable[ImportRow]) -> Iterable[tuple[str, list[ImportRow]]]:
    found: dict[str, list[ImportRow]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row)
    return found.items()


def setting_of(batch: Import) -> Setting:
    return Setting(batch.organisation, batch.as_of)


def other_plans(rows: Iterable[ImportRow], plans: Mapping[int, Plan]) -> list[ImportRow]:
    """Give rows their plans; returns those to which that is something else."""
    other = []
    for row in rows:
        planned = plans[row.pk].as_json()
        if planned != row.plan:
            row.outcome, row.plan = planned["outcome"], planned
            other.append(row)
    return other
