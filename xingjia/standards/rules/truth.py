"""Three-valued logic over time: days on which something is true, is false, or is unknown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from itertools import pairwise
from operator import and_, or_

from xingjia.facts.rules import OPEN, Spans
from xingjia.facts.rules.spans import ALL_DAYS
from xingjia.standards.rules.periods import Period, held, reached

NEVER = Spans()


@dataclass(frozen=True)
class Truth:
    """Disjoint days of true and of false; the rest is unknown.

    `sure` is the part of true, `denied` the part of false, whose every supporting fact is
    verified.
    """

    true: Spans = NEVER
    false: Spans = NEVER
    sure: Spans = NEVER
    denied: Spans = field(default=NEVER)

    def inverted(self) -> "Truth":
        """What `not` makes of it; the unknown stays unknown."""
        return Truth(self.false, self.true, self.denied, self.sure)


UNKNOWN = Truth()


def union(many: Iterable[Spans]) -> Spans:
    """The days of any."""
    return reduce(or_, many, NEVER)


def shared(many: Iterable[Spans]) -> Spans:
    """The days of all."""
    return reduce(and_, many, ALL_DAYS)


def all_of(parts: Sequence[Truth]) -> Truth:
    """True where all are, false where one is."""
    return Truth(
        shared(one.true for one in parts),
        union(one.false for one in parts),
        shared(one.sure for one in parts),
        union(one.denied for one in parts),
    )


def any_of(parts: Sequence[Truth]) -> Truth:
    """True where one is, false where all are."""
    return all_of([one.inverted() for one in parts]).inverted()


def count_of(parts: Sequence[Truth], at_least: int) -> Truth:
    """True where at least so many are, false where so many can no longer be."""
    too_many = len(parts) - at_least + 1
    return Truth(
        often([one.true for one in parts], at_least),
        often([one.false for one in parts], too_many),
        often([one.sure for one in parts], at_least),
        often([one.denied for one in parts], too_many),
    )


def often(many: Sequence[Spans], at_least: int) -> Spans:
    """The days that lie in at least so many of these sets."""
    steps: dict[date, int] = {}
    for spans in many:
        for start, end in spans:
            steps[start] = steps.get(start, 0) + 1
            steps[end] = steps.get(end, 0) - 1
    found, depth = [], 0
    for day, following in pairwise([*sorted(steps), OPEN]):
        depth += steps[day]
        if depth >= at_least:
            found.append((day, following))
    return Spans.of(found)


def held_for(truth: Truth, period: Period) -> Truth:
    """True once it has been true for `period` without a break; false while a break is younger."""
    true = held(truth.true, period)
    false = reached(truth.false, period) - true
    return Truth(true, false, true & truth.sure, false & truth.denied)
