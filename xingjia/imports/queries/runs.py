"""Workbooks that were chosen together: one run."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from xingjia.access.rules import Actor
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries.batches import batches_for, rows_of
from xingjia.imports.rules import WRITTEN

NAMED = 5  # of what stands in several files


def run_of(actor: Actor, run: UUID) -> list[Import]:
    """The workbooks of a run that the actor may look after, in the order they were chosen."""
    return list(batches_for(actor).filter(run=run).order_by("pk"))


def writable(batches: Iterable[Import]) -> set[int]:
    """Ids of those that wait for a look and have a row to write."""
    waiting = [one.pk for one in batches if one.state == Import.State.READY]
    rows = ImportRow.objects.everything(because="of batches the reader was given")
    found = rows.filter(batch__in=waiting, outcome__in=WRITTEN).order_by()
    return set(found.values_list("batch", flat=True).distinct())


def in_several(actor: Actor, batches: list[Import]) -> tuple[int, list[str]]:
    """How many records more than one of the files would change, and some of them by name."""
    rows = rows_of(actor, batches).filter(Q(outcome=ImportRow.Outcome.CHANGED)).order_by("pk")
    named: dict[tuple[str, int], str] = {}
    files: dict[tuple[str, int], set[int]] = {}
    told = rows.values_list("kind", "plan__subject_key", "plan__title", "batch")
    for kind, key, title, batch in told:
        if key is not None:
            named[kind, key] = title
            files.setdefault((kind, key), set()).add(batch)
    twice = [named[key] for key, found in files.items() if len(found) > 1]
    return len(twice), twice[:NAMED]
