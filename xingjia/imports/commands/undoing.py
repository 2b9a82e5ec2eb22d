"""Taking a written workbook back, whole, in the background.

The last row written is taken back first. Rows that were edited since stay as they are; the
person has seen them before (`queries.undoing.standing`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xingjia.access.queries import actor_labelled
from xingjia.access.rules import Actor
from xingjia.imports import kinds
from xingjia.imports.commands.writing import BECAUSE, by_kind, locked, setting_of
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries.undoing import (
    LAST_FIRST,
    as_brought,
    behind,
    standing,
    stayed_touched,
    written_rows,
)
from xingjia.imports.rules import Behind
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.jobs.commands import retry, start
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.registry import slices

SLICE = 50
NOWHERE = -1


class NotWritten(Exception):
    """Nothing of the workbook is written, or it is being written just now."""


class AlreadyUndone(Exception):
    """The workbook is being taken back, or was taken back already."""


class CannotUndo(Exception):
    """No room takes rows of these kinds back, or they were written before that was possible."""


class EditedSince(Exception):
    """Other rows than the person was shown have been edited since; `rows` is how many now."""

    def __init__(self, rows: int) -> None:
        super().__init__(rows)
        self.rows = rows


@transaction.atomic
def undo(actor: Actor, batch: Import, *, leaving: int = 0) -> Import:
    """Take everything back that the rows of a written workbook brought.

    `leaving` is the number of rows the person was shown as edited since; they stay as they are.
    Raises `EditedSince` when it is another one by now, `NotWritten`, `AlreadyUndone`, `CannotUndo`.
    """
    batch = locked(actor, batch)
    if batch.state in {Import.State.UNDOING, Import.State.UNDONE}:
        return _resume(actor, batch)
    job = Job.objects.filter(pk=batch.job_id).first() if batch.job_id else None
    stopped = batch.state == Import.State.WRITING and job and job.state == Job.State.FAILED
    if batch.state != Import.State.WRITTEN and not stopped:
        raise NotWritten
    rows = written_rows(batch)
    unknown = [kind for kind in _kinds(batch) if kinds.undoer_for(kind) is None]
    if unknown or rows.filter(trace__isnull=True).exists():
        raise CannotUndo(*unknown)
    stays = len(standing(batch))
    if stays != leaving:
        raise EditedSince(stays)
    total = rows.count()
    job = start("imports.undo", payload={"batch": batch.pk}, total=total, asked_by=actor.label)
    batch.state, batch.job_id, batch.asked_undo_by = Import.State.UNDOING, job.pk, actor.label
    batch.save(update_fields=["state", "job_id", "asked_undo_by"])
    log(actor.label, "imports.undo_asked", batch, rows=total, staying=stays)
    return batch


def undo_all(actor: Actor, batches: Sequence[Import], *, leaving: int) -> int:
    """Take several written workbooks back, in the order given; how many. The caller holds them.

    `leaving` is the number of rows of all of them that the person was shown as edited since.
    Raises `EditedSince` when it is another one by now, and what `undo` raises.
    """
    stays = {one.pk: len(standing(one)) for one in batches}
    if (number := sum(stays.values())) != leaving:
        raise EditedSince(number)
    for one in batches:
        undo(actor, one, leaving=stays[one.pk])
    return len(batches)


def _resume(actor: Actor, batch: Import) -> Import:
    job = Job.objects.get(pk=batch.job_id or UUID(int=0))
    if batch.state != Import.State.UNDOING or job.state != Job.State.FAILED:
        raise AlreadyUndone
    retry(job)
    log(actor.label, "imports.undo_resumed", batch, row=job.cursor)
    return batch


def _kinds(batch: Import) -> set[str]:
    return set(written_rows(batch).order_by().values_list("kind", flat=True).distinct())


@slices("imports.undo", size=SLICE)
def _take_back(job: Job, begin: int, end: int) -> None:
    """Take one slice of a batch back, as the person who asked for it."""
    everything = Import.objects.everything(because="the job carries who asked")
    batch = everything.select_related("organisation").get(pk=job.payload["batch"])
    actor = actor_labelled(job.asked_by, timezone.localdate())
    keys = list(written_rows(batch).order_by(*LAST_FIRST).values_list("pk", flat=True)[begin:end])
    rows = list(written_rows(batch).filter(pk__in=keys).order_by(*LAST_FIRST))
    left = _left_at(job, batch, begin, rows)
    for kind, same_kind in by_kind(rows):
        _take_rows_back(actor, batch, kind, same_kind, left.frozen)
        left.frozen |= stayed_touched(same_kind)
    left.next = end
    if job.total is None or end >= job.total:
        batch.state, batch.undone_at = Import.State.UNDONE, timezone.now()
        batch.save(update_fields=["state", "undone_at"])
        staying = written_rows(batch).filter(undone_at=None).count()
        log(actor.label, "imports.undone", batch, rows=job.total, staying=staying)


@dataclass
class Left:
    """Which records the later rows that stay had touched, and the row that comes next."""

    frozen: set[tuple[str, int]]
    next: int


_left: dict[UUID, Left] = {}  # of the job this process worked on last


def _left_at(job: Job, batch: Import, begin: int, rows: list[ImportRow]) -> Left:
    """What the rows judged before left; read anew only where this process has not come here."""
    left = _left.get(job.pk)
    if left is None or left.next != begin:
        left = Left(behind(batch, rows[0]) if begin and rows else set(), begin)
        _left.clear()
        _left[job.pk] = left
    left.next = NOWHERE  # until the part is judged whole: it may fail
    return left


def _take_rows_back(
    actor: Actor,
    batch: Import,
    kind: str,
    rows: list[ImportRow],
    frozen: set[tuple[str, int]],
) -> None:
    undoer = kinds.undoer_for(kind)
    if undoer is None:
        raise CannotUndo(kind)
    stays = undoer.take_back(
        actor,
        setting_of(batch),
        [as_brought(row) for row in rows],
        batch=batch.pk,
        behind=Behind(frozen=set(frozen)),
    )
    now = timezone.now()
    for row in rows:
        row.stays = [stay.as_json() for stay in stays.get(row.pk, ())]
        row.undone_at = None if row.pk in stays else now
    ImportRow.objects.everything(because=BECAUSE).bulk_update(
        rows, ["stays", "undone_at"], batch_size=200
    )
