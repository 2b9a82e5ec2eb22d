"""Keeping the stretches equal to what the records say."""

from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from xingjia.access.rules import Actor
from xingjia.facts.sources import FEW
from xingjia.registry.models import Employer
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.queries.expected import COLUMNS, Keys, stored_and_expected
from xingjia.standards.coverage.rules import CONCERNED
from xingjia.toolkit import bulk
from xingjia.toolkit.together import Asking, answered

BATCH = 1000
MANY = 1000  # rows that go in faster as a copy
BECAUSE = "stretches are computed for everybody; figures are scoped where they are read"


@transaction.atomic
def refresh(actor: Actor, employers: Keys, kinds: frozenset[str] | None = None) -> int:
    """Rewrite the stretches of these employers whose facts of these kinds may differ (None: any);
    returns how many rows were written or removed.

    Called inside the transaction that changed a record, so a figure is never older than it.
    """
    few = isinstance(employers, QuerySet) or len(employers) <= FEW
    return answered(_refreshing(employers, kinds), apart=not few)


def following(employers: Keys, kinds: frozenset[str] | None) -> Asking[None]:
    """What `facts.sources` lets follow a change: the stretches of these employers."""
    if kinds is None or kinds & CONCERNED:
        yield from _refreshing(employers, kinds)


def _refreshing(employers: Keys, kinds: frozenset[str] | None) -> Asking[int]:
    if isinstance(employers, QuerySet):
        return (yield from _refresh_batch(employers, kinds))
    changed = 0
    remaining = iter(sorted(set(employers)))
    while batch := list(islice(remaining, BATCH)):
        changed += yield from _refresh_batch(batch, kinds)
    return changed


def rebuild(actor: Actor) -> int:
    """Rewrite all stretches from the records; 0 means they were right already."""
    everyone = Employer.objects.everything(because=BECAUSE).values_list("pk", flat=True)
    return refresh(actor, list(everyone))


def _refresh_batch(employers: Keys, kinds: frozenset[str] | None) -> Asking[int]:
    stored, wanted = yield from stored_and_expected(employers, kinds)
    gone = [pk for row, keys in stored.items() for pk in (keys[1:] if row in wanted else keys)]
    fresh = [row for row in wanted if row not in stored]
    if len(gone) + len(fresh) > MANY:
        Stretch.objects.everything(because=BECAUSE).filter(pk__in=gone).delete()
        bulk.insert(Stretch, COLUMNS, fresh)
    else:
        bulk.rewrite(Stretch, COLUMNS, gone=gone, fresh=fresh)
    return len(gone) + len(fresh)
