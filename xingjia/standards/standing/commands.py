"""Keeping the spells equal to what the records say."""

from collections.abc import Collection, Sequence
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from xingjia.access.rules import Actor, system
from xingjia.facts.sources import FEW
from xingjia.registry.models import Union
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.standing.models import Due, Rewritten, Spell
from xingjia.standards.standing.queries.expected import (
    BATCH,
    BECAUSE,
    COLUMNS,
    STANDS,
    Kept,
    Key,
    asked_read,
    batches,
    expected_spells,
)
from xingjia.standards.standing.queries.followed import asked_followed, followed, shipped
from xingjia.standards.standing.rules import Cell, Line, asked_for, changed_by, needs_of
from xingjia.toolkit import bulk
from xingjia.toolkit.jobs.commands import start
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.registry import slices
from xingjia.toolkit.together import Asking, answered, both

JOB = "standings"
AT_ONCE = 50  # unions worked out within a save; more go to the background
SLICE = 25
ROWS = 500  # rows per insert


def following(unions: Collection[int], kinds: frozenset[str] | None) -> Asking[None]:
    """What `facts.sources` lets follow a change: the spells of these unions, a few in the
    transaction of the change, many in the background."""
    if len(unions) <= AT_ONCE:
        if len(unions) > 1:  # a single one is locked by the command that changes it
            _hold(unions)
        yield from _refreshing(unions, kinds)
    elif _again(followed(), kinds):
        later(system("standing"), unions)


def follow(actor: Actor, unions: Collection[int], kinds: frozenset[str] | None) -> None:
    """Let the spells of these unions follow a change at once."""
    answered(following(unions, kinds))


def _again(standards: Sequence[Standard], kinds: frozenset[str] | None) -> frozenset[Line]:
    """The lines to be worked out; all where it may be different whether and where one stands."""
    return changed_by(None if kinds and STANDS in kinds else kinds, needs_of(standards))


@transaction.atomic(savepoint=False)
def refresh(actor: Actor, unions: Collection[int], kinds: frozenset[str] | None = None) -> int:
    """Rewrite the spells of these unions; returns how many rows were written or removed."""
    changed = 0
    remaining = iter(sorted(set(unions)))
    while batch := list(islice(remaining, BATCH)):
        _hold(batch)
        changed += answered(_refreshing(batch, kinds), apart=len(batch) > FEW)
    return changed


def _refreshing(unions: Collection[int], kinds: frozenset[str] | None) -> Asking[int]:
    """What the shipped standards ask for is read together with those that places adopted, which
    are made of them; whatever else these should ask for is read after that."""
    if not unions:
        return 0
    moved = kinds is None or STANDS in kinds
    ours = shipped()
    likely = asked_for(_again(ours, kinds), needs_of(ours))
    if not likely:
        standards = yield from asked_followed()
        if not _again(standards, kinds):
            return 0
        known = yield from asked_read(unions, likely, moved=moved)
    else:
        standards, known = yield from both(
            asked_followed(), asked_read(unions, likely, moved=moved)
        )
    again = _again(standards, kinds)
    if not again:
        return 0
    wanted = yield from expected_spells(unions, standards, again, known, moved=moved)
    return _write(known.kept, wanted)


def rebuild(actor: Actor) -> int:
    """Rewrite all spells from the records; 0 means they were right already."""
    judged = Q(pk__in=[])
    for one in followed():
        judged |= Q(standard=one.code, version=one.version)
    removed, _ = Spell.objects.everything(because=BECAUSE).exclude(judged).delete()
    changed = removed + sum(refresh(actor, batch) for batch in batches())
    Due.objects.all().delete()
    return changed


def begin(actor: Actor) -> int:
    """Judge all unions where a standard came that none is judged by yet; returns the rows. A
    place's own list is judged by when it is published."""
    known = Spell.objects.everything(because=BECAUSE).order_by().values_list("standard", "version")
    judged = set(known.distinct())
    come = any((one.code, one.version) not in judged for one in shipped())
    return rebuild(actor) if come else 0


def _hold(unions: Collection[int]) -> None:
    """Let nobody else work out the same unions from records that are not yet written."""
    if connection.features.has_select_for_update:
        rows = Union.objects.everything(because=BECAUSE).filter(pk__in=unions)
        list(rows.select_for_update().order_by("pk").values_list("pk"))


def _write(kept: dict[Key, Kept], wanted: dict[Key, set[Cell]]) -> int:
    gone: list[int] = []
    fresh: list[tuple[Any, ...]] = []
    touched: set[int] = set()
    for key, here in wanted.items():
        known = kept.get(key, Kept()).cells
        extra = [pk for cell, keys in known.items() for pk in (keys[1:] if cell in here else keys)]
        new = here - known.keys()
        if extra or new:
            touched.add(key[0])
        gone += extra
        fresh += [(*key, *cell) for cell in new]
    bulk.rewrite(Spell, ("union_id", "standard", "version", *COLUMNS), gone=gone, fresh=fresh)
    if touched:
        marks = [Rewritten(union_id=union) for union in sorted(touched)]
        Rewritten.objects.bulk_create(marks, ignore_conflicts=True)
    return len(gone) + len(fresh)


# ---- in the background --------------------------------------------------------------------------


def later(actor: Actor, unions: Collection[int]) -> None:
    """Note, in the transaction of the change, that these unions are to be worked out."""
    due = [Due(union_id=union) for union in sorted(unions)]
    Due.objects.bulk_create(due, ignore_conflicts=True, batch_size=ROWS)
    if not Job.objects.filter(kind=JOB, state=Job.State.WAITING).exists():
        start(JOB, payload={}, total=None, asked_by=actor.label)


@slices(JOB, size=SLICE)
def work_off(job: Job, begin: int, stop: int) -> int | None:
    """Work out the unions that are due; the job ends when none is left."""
    done = _next(stop - begin)
    return None if done == stop - begin else begin + done


def catch_up(actor: Actor) -> int:
    """Work out all unions that are due, at once; returns how many there were."""
    total = 0
    while done := _next(SLICE):
        total += done
    return total


@transaction.atomic
def _next(number: int) -> int:
    rows = Due.objects.order_by("pk")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(skip_locked=True)
    due = list(rows[:number])
    # First taken away, then worked out: who changes a record meanwhile puts his own note.
    Due.objects.filter(pk__in=[one.pk for one in due]).delete()
    refresh(system(JOB), [one.union_id for one in due])
    return len(due)
