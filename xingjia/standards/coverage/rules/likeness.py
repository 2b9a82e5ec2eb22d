"""Employers of whom the like is said are worked out once. Pure.

What counts depends on the order of the days said, not on the days, and on which values are the
same, not on the values. So the facts are written with numbers for days and values; who has the
same numbers has the same cells, with his own days and values put back.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from xingjia.facts.rules import EVER, OPEN, Fact, Span, Spans, Weight

FIRST = date(2000, 1, 1).toordinal()
SLICED = ("place", "ownership", "industry")  # values that are only told apart
HEADS = "staff"  # a number; those of one size are alike
Told = tuple[tuple[Any, ...], ...]
Working = Callable[[list[Fact], str, dict[Any, Any]], Iterable[Any]]


def likened(
    work: Working, facts: Iterable[Fact], place: str, size: Callable[[int], int]
) -> set[Any]:
    """What `work` gives for these facts, worked out for the first of its like.

    `size` gives of a head-count one that stands for all of its size.
    """
    facts = list(facts)
    days = sorted({day for one in facts for span in (one.span, *one.verified) for day in span})
    number = {day: n for n, day in enumerate(days, FIRST)} | {EVER: EVER, OPEN: OPEN}
    names = {("place", place): "0"}
    told = []
    for one in facts:
        attributes = one.attributes
        if one.kind in SLICED:
            key = one.kind, attributes[0][1]
            attributes = (("value", names.setdefault(key, str(len(names)))),)
        elif one.kind == HEADS:
            attributes = (("value", str(size(int(attributes[0][1])))),)
        start, end = one.span
        verified = tuple((number[a], number[b]) for a, b in one.verified)
        told.append(
            (one.kind, number[start], number[end], attributes, one.holds, one.weight, verified)
        )
    back = {date.fromordinal(n): day for n, day in enumerate(days, FIRST)} | {
        EVER: EVER,
        OPEN: OPEN,
    }
    value = {label: said for (_kind, said), label in names.items()} | {"": ""}
    return {
        cell._replace(
            start=back[cell.start],
            end=back[cell.end],
            path=value[cell.path],
            ownership=value[cell.ownership],
            industry=value[cell.industry],
        )
        for cell in _worked_out(work, tuple(told))
    }


@lru_cache(maxsize=5000)
def _worked_out(work: Working, told: Told) -> tuple[Any, ...]:
    facts = [
        Fact(
            ("employer", 0),
            kind,
            Span(_day(start), _day(end)),
            attributes,
            holds=holds,
            weight=Weight(weight),
            verified=Spans(tuple(Span(_day(a), _day(b)) for a, b in verified)),
        )
        for kind, start, end, attributes, holds, weight, verified in told
    ]
    return tuple(work(facts, "0", {}))


def _day(number: int | date) -> date:
    return number if isinstance(number, date) else date.fromordinal(number)
