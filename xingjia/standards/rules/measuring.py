"""A number over time: an attribute somebody reported, or how often something happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xingjia.facts.rules import OPEN, Span, Spans
from xingjia.standards.rules.criteria import Deduct
from xingjia.standards.rules.history import History
from xingjia.standards.rules.periods import Period, reached


@dataclass(frozen=True)
class Measure:
    """Days on which a number holds, each with the verified ones. The least of several counts."""

    pieces: tuple[tuple[Spans, Spans, Fraction], ...] = ()

    def on(self, day: date, *, sure: bool = False) -> Fraction | None:
        """The number of a day; None when nobody has said."""
        return min(
            (n for days, seen, n in self.pieces if (seen if sure else days).hold(day)), default=None
        )

    def sets(self) -> Iterator[Spans]:
        """The sets of days at whose ends the number may change."""
        for days, seen, _ in self.pieces:
            yield from (days, seen)


def measured(deduct: Deduct, history: History) -> Measure:
    """The number by which points are taken off."""
    if not deduct.attribute:
        return _counted(deduct, history)
    return _reported(deduct, history) if deduct.fact.within is None else _last(deduct, history)


def _reported(deduct: Deduct, history: History) -> Measure:
    found = []
    for attributes, thing in history.things_as(deduct.fact):
        try:
            number = Fraction(attributes[deduct.attribute])
        except (KeyError, ValueError):
            continue
        found.append((thing.known.true, thing.known.verified, number))
    return Measure(tuple(found))


def _last(deduct: Deduct, history: History) -> Measure:
    """The number of what happened last within the window; verified, of what was seen last."""
    window = deduct.fact.within or Period(days=1)
    told: list[tuple[Span, Spans, Fraction]] = []
    for attributes, days, seen in history.happened(deduct.fact):
        try:
            told.append((days, seen, Fraction(attributes[deduct.attribute])))
        except (KeyError, ValueError):
            continue
    told.sort(key=lambda one: one[0].start, reverse=True)
    after = seen_after = Spans()
    found = []
    for days, seen, number in told:
        counts = reached(Spans((days,)), window)
        found.append((counts - after, (counts & seen) - seen_after, number))
        after |= Spans((Span(days.start, OPEN),))
        seen_after |= seen & Spans((Span(days.start, OPEN),))
    return Measure(tuple(found))


def _counted(deduct: Deduct, history: History) -> Measure:
    """So often in the window. Before it happened first nobody has said; verified counts only
    what was seen."""
    found: list[tuple[Spans, Spans, Fraction]] = []
    before = before_seen = None
    for times in range(1, history.most(deduct.fact) + 2):
        known = history.often(deduct.fact, times)
        if before is None:
            before, before_seen = known.true | known.false, known.sure | known.denied
        found.append(
            (before - known.true, (before_seen or Spans()) - known.sure, Fraction(times - 1))
        )
        before, before_seen = known.true, known.sure
    return Measure(tuple(found))
