"""Counting a large branch from the snapshot, and from the table what changed since."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet

from xingjia.orgtree.rules import STEP, branch_range
from xingjia.standards.columns import NoColumns
from xingjia.standards.standing import snapshots
from xingjia.standards.standing.models import Rewritten, Spell

Counted = list[tuple[str, str, bool, int]]  # path of the child, outcome, verified, number
# Of a branch, the part that may have changed before the table alone is as fast.
CHANGED = 0.05


def counted_by_columns(
    branch: str,
    children: Iterable[str],
    standard: tuple[str, str, str],
    on: date,
    running: QuerySet[Spell],
) -> Counted | None:
    """Spells on a day by child (those given, the rest under the branch itself), outcome and
    verified; None when the table should be asked: a small branch, no snapshot, a day before
    it, or too much changed since. `running` are the spells of the branch on the day.
    """
    if not snapshots.exists():
        return None
    changed = set(Rewritten.objects.values_list("union_id", flat=True))
    try:
        columns = snapshots.newest()
        below = sorted(children)
        ranges = columns.ranges([branch_range(path) for path in (branch, *below)])
        low, high = ranges[0]
        if high - low < snapshots.LARGE or len(changed) > CHANGED * (high - low):
            return None
        found: dict[tuple[str, str, bool], int] = {}
        for key in columns.keys:
            if key[:3] != standard:
                continue
            gone = columns.count_of(changed, key, on, ranges)
            numbers = [
                n - less for n, less in zip(columns.count(key, on, ranges), gone, strict=True)
            ]
            rest = numbers[0] - sum(numbers[1:])
            for path, number in zip((branch, *below), (rest, *numbers[1:]), strict=True):
                found[path, key[3], key[4] == "True"] = number
    except NoColumns:
        return None
    for path, outcome, verified, number in _again(branch, below, changed, running):
        at = (path, outcome, verified)
        found[at] = found.get(at, 0) + number
    return [(*at, number) for at, number in found.items() if number]


def _again(
    branch: str, below: list[str], changed: set[int], running: QuerySet[Spell]
) -> Iterable[tuple[str, str, bool, int]]:
    """The same from the table, of the unions that changed. One query."""
    width = len(branch) + STEP
    known = set(below)
    rows = running.filter(union_id__in=changed) if changed else running.none()
    counted = rows.values_list("path", "outcome", "verified").annotate(number=Count("pk"))
    for path, outcome, verified, number in counted.order_by():
        child = path[:width]
        yield child if child in known else branch, outcome, verified, number
