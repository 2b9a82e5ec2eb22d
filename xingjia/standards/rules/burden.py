"""What a standard costs a union: things to tell, how often, and the minutes of a year.

Every request for data shows its cost (domain.md §9). What records tell anyway costs nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from xingjia.standards.rules.asking import asked_by
from xingjia.standards.rules.comparing import Line, Question, asked_of, questions
from xingjia.standards.rules.criteria import Criterion, FactIs, Standard
from xingjia.standards.rules.periods import Period

YEAR_IN_MONTHS = 12
YEAR_IN_DAYS = 365


@dataclass(frozen=True)
class Cost:
    """What telling one fact of a kind costs; `known` where a record tells it anyway."""

    minutes: int
    known: bool = False


@dataclass(frozen=True)
class Ask:
    """One question to a union: how often in a year, and the fields to fill each time.

    `times` is 0 for what is told once and then stands until it changes.
    """

    question: Question
    lines: tuple[Line, ...]
    fields: int
    times: Fraction
    minutes: int


@dataclass(frozen=True)
class Burden:
    """All questions of some standards, and what they need not ask because a record tells it."""

    asks: tuple[Ask, ...]
    known: tuple[str, ...]

    @property
    def first_year(self) -> Fraction:
        """Minutes in the year in which everything is told for the first time."""
        return sum((max(one.times, Fraction(1)) * one.minutes for one in self.asks), Fraction(0))

    @property
    def each_year(self) -> Fraction:
        """Minutes in every further year in which nothing changes."""
        return sum((one.times * one.minutes for one in self.asks), Fraction(0))

    @property
    def fields(self) -> int:
        """Fields to fill once."""
        return sum(one.fields for one in self.asks)


def burden(standards: Iterable[Standard], costs: Mapping[str, Cost]) -> Burden:
    """What these standards together ask a union to tell, each thing once."""
    standards = list(standards)
    known = {kind for kind, cost in costs.items() if cost.known}
    lines = {(standard.code, one.code): one for standard in standards for one in standard.criteria}
    asks = tuple(
        _ask(question, served, [lines[line] for line in served], costs)
        for question, served in questions(standards, known).items()
    )
    used = {q[0] for line in lines.values() for q in asked_of(line)}
    return Burden(asks, tuple(kind for kind in costs if kind in known & used))


def _ask(
    question: Question, served: tuple[Line, ...], lines: list[Criterion], costs: Mapping[str, Cost]
) -> Ask:
    asked = [(fact, line) for line in lines for fact in asked_by(line) if fact.kind == question[0]]
    times = max((_times(fact, line) for fact, line in asked), default=Fraction(0))
    numbers = {one.attribute for fact, _ in asked for one in fact.where if one.decides}
    return Ask(question, served, 1 + len(numbers), times, costs[question[0]].minutes)


def _times(fact: FactIs, line: Criterion) -> Fraction:
    """How often in a year: an event so often as its window asks. A state stands until it
    changes; that it is seen again is the visitor's work, not the union's."""
    return _in_a_year(fact.within) * fact.at_least if fact.within else Fraction(0)


def _in_a_year(period: Period) -> Fraction:
    if period.months:
        return Fraction(YEAR_IN_MONTHS, period.months)
    return Fraction(YEAR_IN_DAYS, period.days)
