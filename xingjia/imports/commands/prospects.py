"""What writing a workbook would bring about, in numbers kept with it. They add up part by part
while its rows are planned, so that no page has to go through all of them."""

from collections.abc import Iterable

from xingjia.imports import kinds
from xingjia.imports.models import Import
from xingjia.imports.rules import WRITTEN, Outcome, Plan


def open_prospect(batch: Import) -> None:
    """Before the first part."""
    batch.prospect = {"values": 0, "kinds": {}}


def add_to_prospect(batch: Import, kind: str, plans: Iterable[Plan]) -> None:
    """With another part of the rows; the caller saves the batch."""
    handler = kinds.handler_for(kind)
    writable = [plan for plan in plans if plan.outcome in WRITTEN]
    if handler is None or not writable:
        return
    found = batch.prospect or {"values": 0, "kinds": {}}
    changed = (len(plan.changes) for plan in writable if plan.outcome is Outcome.CHANGED)
    so_far = found["kinds"].get(kind, {})
    counts = handler.counted(kinds.Setting(batch.organisation, batch.as_of), writable, so_far)
    batch.prospect = {
        "values": found["values"] + sum(changed),
        "kinds": found["kinds"] | {kind: counts},
    }
