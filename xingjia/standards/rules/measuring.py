"""A number over time: an attribute somebody reported, or how often something happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xingjia.facts.rules import Spans
from xingjia.standards.rules.criteria import Deduct
from xingjia.standards.rules.history import History


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
    return _reported(deduct, history) if deduct.attribute else _counted(deduct, history)


def _reported(deduct: Deduct, history: History) -> Measure:
    found = []
    for attributes, thing in history.things_as(deduct.fact):
        try:
            number = Fraction(attributes[deduct.attribute])
        except (KeyError, ValueError):
            continue
        found.append((thing.known.true, thing.known.verified, number))
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
