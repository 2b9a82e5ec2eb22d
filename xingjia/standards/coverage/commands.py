"""Keeping the stretches equal to what the records say."""

from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from xingjia.access.rules import Actor
from xingjia.registry.models import Employer
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.queries.expected import COLUMNS, Keys, expected_rows, stored_rows
from xingjia.toolkit import bulk

BATCH = 1000
BECAUSE = "stretches are computed for everybody; figures are scoped where they are read"


@transaction.atomic
def refresh(actor: Actor, employers: Keys, kinds: frozenset[str] | None = None) -> int:
    """Rewrite the stretches of these employers whose facts of these kinds may differ (None: any);
    returns how many rows were written or removed.

    Called inside the transaction that changed a record, so a figure is never older than it.
    """
    if isinstance(employers, QuerySet):
        return _refresh_batch(employers, kinds)
    changed = 0
    remaining = iter(sorted(set(employers)))
    while batch := list(islice(remaining, BATCH)):
        changed += _refresh_batch(batch, kinds)
    return changed


def rebuild(actor: Actor) -> int:
    """Rewrite all stretches from the records; 0 means they were right already."""
    everyone = Employer.objects.everything(because=BECAUSE).values_list("pk", flat=True)
    return refresh(actor, list(everyone))


def _refresh_batch(employers: Keys, kinds: frozenset[str] | None) -> int:
    stored = stored_rows(employers)
    wanted = set(expected_rows(employers, kinds, stored))
    gone = [pk for row, keys in stored.items() for pk in (keys[1:] if row in wanted else keys)]
    fresh = [row for row in wanted if row not in stored]
    if gone:
        Stretch.objects.everything(because=BECAUSE).filter(pk__in=gone).delete()
    if fresh:
        bulk.insert(Stretch, COLUMNS, fresh)
    return len(gone) + len(fresh)
