"""What rows that wait would do by now, and what may be decided about them."""

from collections.abc import Collection

from xingjia.imports import kinds
from xingjia.imports.kinds import Setting
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.rules import Choice, Outcome, Plan, Record, kept_for_later

FREE = {Outcome.NEW, Outcome.CHANGED, Outcome.SAME}


def plans_now(batch: Import, rows: Collection[ImportRow]) -> dict[int, Plan]:
    """The plans of rows of a batch against what is stored now, by id; writes nothing."""
    setting = Setting(batch.organisation, batch.as_of)
    found: dict[int, Plan] = {}
    for kind in dict.fromkeys(row.kind for row in rows):
        handler = kinds.handler_for(kind)
        mine = [as_record(row) for row in rows if row.kind == kind]
        found |= handler.plan(setting, mine) if handler else kept_for_later(mine)
    return found


def as_record(row: ImportRow) -> Record:
    """A stored row as the rooms read it."""
    return Record(row.pk, row.row, row.values, tuple(row.issues), row.choice)


def planned_anew(batch: Import, rows: Collection[ImportRow]) -> list[ImportRow]:
    """The rows as a page shows them; of a written batch, those that wait as they would be planned
    now: what they waited for may be there."""
    waiting = [row for row in rows if row.outcome == ImportRow.Outcome.HELD]
    if batch.state == Import.State.WRITTEN and waiting:
        plans = plans_now(batch, waiting)
        for row in waiting:
            options = list(options_now(batch, plans[row.pk]))
            row.plan = plans[row.pk].as_json() | {"outcome": row.outcome, "options": options}
    return list(rows)


def options_now(batch: Import, plan: Plan) -> tuple[str, ...]:
    """What may be decided about a row; of a written batch also to write what waits no longer."""
    free = batch.state == Import.State.WRITTEN and plan.outcome in FREE
    return plan.options or ((Choice.ROW,) if free else ())
