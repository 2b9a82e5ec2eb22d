"""Taking a snapshot of the spells, for branches too large to be counted from the table."""

from array import array
from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from django.db import transaction

from xingjia.access.rules import Actor
from xingjia.standards.columns import Series, day_number, write
from xingjia.standards.standing.models import Rewritten, Spell
from xingjia.standards.standing.queries.expected import BECAUSE
from xingjia.standards.standing.snapshots import home

PIECE = 10_000  # rows of the table held at a time
Key = tuple[str, ...]
Days: TypeAlias = "tuple[array[int], array[int], array[int]]"


def take_snapshot(actor: Actor) -> int:
    """Write all spells as columns and make them the current snapshot; returns how many.

    What changes while it is written stays marked as changed, so that no count can miss it.
    """
    with transaction.atomic():
        Rewritten.objects.filter(
            taken=False, union_id__in=Rewritten.objects.filter(taken=True).values("union_id")
        ).delete()
        Rewritten.objects.filter(taken=False).update(taken=True)
    paths: list[bytes] = []
    unions = array("q")
    series: dict[Key, Days] = {}
    for path, union, *key, start, end in _spells():
        name = path.encode()
        if not paths or paths[-1] != name:
            paths.append(name)
            unions.append(union)
        leaf, first, last = series.setdefault(
            tuple(map(str, key)), (array("I"), array("H"), array("H"))
        )
        leaf.append(len(paths) - 1)
        first.append(day_number(start))
        last.append(day_number(end))
    columns = [_series(key, days) for key, days in sorted(series.items())]
    write(home(), np.array(paths or [b""]), np.array(unions or [0], np.int64), columns)
    Rewritten.objects.filter(taken=True).delete()
    return sum(len(leaf) for leaf, *_ in series.values())


def _spells() -> Iterator[tuple]:  # type: ignore[type-arg]
    """Every spell, in the order of the tree."""
    rows = Spell.objects.everything(because=BECAUSE).order_by("path", "union_id")
    names = ("path", "union_id", "standard", "version", "criterion", "outcome", "verified")
    yield from rows.values_list(*names, "start", "end").iterator(chunk_size=PIECE)


def _series(key: Key, days: Days) -> Series:
    leaf, start, end = days
    return Series(
        key, np.array(leaf, np.uint32), np.array(start, np.uint16), np.array(end, np.uint16)
    )
