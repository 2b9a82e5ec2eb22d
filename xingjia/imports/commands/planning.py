"""Working out what the rows of a workbook would do: at once, or part by part in the background."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from xingjia.access.checks import require
from xingjia.access.rules import Actor, Right
from xingjia.imports import kinds
from xingjia.imports.commands.prospects import add_to_prospect, open_prospect
from xingjia.imports.commands.writing import (
    BECAUSE,
    AlreadyConfirmed,
    by_kind,
    locked,
    other_plans,
    setting_of,
)
from xingjia.imports.kinds import Setting
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries.batches import as_plan
from xingjia.imports.queries.deciding import as_record
from xingjia.imports.rules import Plan, Record, kept_for_later
from xingjia.toolkit import bulk
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.jobs.commands import start
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.registry import slices

PART = 1000  # rows planned at a time, where there are many
NOWHERE = -1
MANY = 3000  # more rows than these are planned in the background


class Planner:
    """Plans the rows of one workbook part by part, and remembers what goes over from one part to
    the next."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.next = 0  # the first row not planned yet
        self._seen: dict[str, Any] = {}

    def plan(self, kind: str, records: Sequence[Record]) -> dict[int, Plan]:
        """What these rows would do, by key."""
        handler = kinds.handler_for(kind)
        if isinstance(handler, kinds.InParts):
            return handler.plan_part(self.setting, records, self._of(kind, handler))
        return handler.plan(self.setting, records) if handler else kept_for_later(records)

    def recall(self, rows: QuerySet[ImportRow]) -> None:
        """Remember what rows planned before, perhaps by another process, give over."""
        for kind in kinds.in_parts():
            handler = kinds.handler_for(kind)
            mine = rows.filter(kind=kind).order_by("pk").values_list("plan", flat=True)
            if isinstance(handler, kinds.InParts):
                plans = (as_plan(plan) for plan in mine.iterator(chunk_size=PART))
                handler.recall(self.setting, plans, self._of(kind, handler))

    @staticmethod
    def keep(rows: Sequence[ImportRow], plans: dict[int, Plan]) -> None:
        """Keep the plans that are something else beside their rows."""
        other = other_plans(rows, plans)
        values = ((one.pk, one.outcome, one.plan) for one in other)
        bulk.update(ImportRow, ["outcome", "plan"], values)

    def _of(self, kind: str, handler: kinds.InParts) -> Any:
        if kind not in self._seen:
            self._seen[kind] = handler.begin()
        return self._seen[kind]


_planners: dict[UUID, Planner] = {}  # of the job this process worked on last


def planner_at(job: Job, batch: Import, begin: int) -> Planner:
    """The planner of a job that goes on with a row; anew where this process has not come here."""
    planner = _planners.get(job.pk)
    if planner is None or planner.next != begin:
        planner = Planner(setting_of(batch))
        if begin:
            planner.recall(rows_of(batch).filter(pk__lte=rows_of(batch)[begin - 1].pk))
        _planners.clear()
        _planners[job.pk] = planner
    planner.next = NOWHERE  # until the part is planned whole: a part may fail
    return planner


def rows_of(batch: Import) -> QuerySet[ImportRow]:
    """The rows of a batch in the order of the file."""
    rows: QuerySet[ImportRow] = ImportRow.objects.everything(because=BECAUSE)
    return rows.filter(batch=batch).order_by("pk")


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


def plan_again(actor: Actor, batch: Import) -> None:
    """Work out what each row would do against what is stored now. Raises `Refused`.

    Many rows are planned in the background, and the batch is being read until that is done.
    """
    require(actor, Right.IMPORT, batch.organisation.path)
    rows = rows_of(batch)
    total = rows.count()
    if total <= MANY:
        open_prospect(batch)
        for kind, same_kind in by_kind(rows):
            handler = kinds.handler_for(kind)
            records = [as_record(row) for row in same_kind]
            plans = handler.plan(setting_of(batch), records) if handler else kept_for_later(records)
            Planner.keep(same_kind, plans)
            add_to_prospect(batch, kind, plans.values())
        batch.save(update_fields=["prospect"])
        return
    job = start("imports.plan", payload={"batch": batch.pk}, total=total, asked_by=actor.label)
    batch.state, batch.job_id = Import.State.READING, job.pk
    batch.save(update_fields=["state", "job_id"])


@slices("imports.plan", size=PART)
def _plan_part(job: Job, begin: int, end: int) -> None:
    everything = Import.objects.everything(because="the job carries who asked")
    batch = everything.select_related("organisation").get(pk=job.payload["batch"])
    planner = planner_at(job, batch, begin)
    if not begin:
        open_prospect(batch)
    for kind, same_kind in by_kind(rows_of(batch)[begin:end]):
        plans = planner.plan(kind, [as_record(row) for row in same_kind])
        Planner.keep(same_kind, plans)
        add_to_prospect(batch, kind, plans.values())
    planner.next = end
    if job.total is None or end >= job.total:
        batch.state = Import.State.READY
    batch.save(update_fields=["state", "prospect"])
