"""The fewest facts that would make a condition true, and what each would be."""

from collections.abc import Sequence
from datetime import date

from xingjia.facts.rules import OPEN, Fact, Span, Spans, Weight
from xingjia.standards.rules.criteria import (
    All,
    AnyOf,
    Combined,
    Condition,
    CountAtLeast,
    Criterion,
    CriterionMet,
    FactIs,
    HeldFor,
    Referred,
    StandardMet,
    Where,
)
from xingjia.standards.rules.evaluating import Outcome, standing, truth
from xingjia.standards.rules.history import History
from xingjia.toolkit.calendar.rules import DAY

NOBODY = ("union", 0)


def missing(condition: Condition, history: History, on: date) -> list[FactIs]:
    """The facts still to come about on a day, of several ways the shortest. Empty when it is
    true, and where only something else would have to end (`not`)."""
    if truth(condition, history).true.hold(on):
        return []
    found: list[FactIs] = []  # of `not`: nothing that comes about would help
    match condition:
        case FactIs():
            found = [condition]
        case HeldFor(part):
            found = missing(part, history, on)
        case All(parts) | AnyOf(parts) | CountAtLeast(parts):
            found = _shortest(parts, _needed(condition), history, on)
        case CriterionMet() | StandardMet():
            found = _missing_there(condition, history, on)
    return found


def _needed(condition: Combined) -> int:
    if isinstance(condition, CountAtLeast):
        return condition.at_least
    return len(condition.parts) if isinstance(condition, All) else 1


def _shortest(
    parts: Sequence[Condition], at_least: int, history: History, on: date
) -> list[FactIs]:
    """Of the parts that are not yet true, so many as are still needed, those with fewest facts."""
    still = [part for part in parts if not truth(part, history).true.hold(on)]
    ways = [way for part in still if (way := missing(part, history, on))]
    needed = at_least - (len(parts) - len(still))
    chosen = sorted(range(len(ways)), key=lambda n: len(ways[n]))[:needed]
    return [one for n in sorted(chosen) for one in ways[n]]


def _missing_there(condition: Referred, history: History, on: date) -> list[FactIs]:
    if isinstance(condition, CriterionMet):
        return missing(condition.criterion.met, history, on)
    return [
        one
        for criterion in condition.standard.criteria
        if criterion.required and _is_open(criterion, history, on)
        for one in missing(criterion.met, history, on)
    ]


def _is_open(criterion: Criterion, history: History, on: date) -> bool:
    return standing(criterion, history).on(on) in {Outcome.NOT_MET, Outcome.UNKNOWN}


def step(asked: FactIs, on: date) -> Fact:
    """A verified record, beginning that day, of just what is asked for."""
    end = OPEN if asked.within is None else on + DAY
    attributes = tuple(sorted((one.attribute, _value(one)) for one in asked.where))
    days = Spans((Span(on),))
    return Fact(NOBODY, asked.kind, Span(on, end), attributes, weight=Weight.RECORD, verified=days)


def _value(where: Where) -> str:
    if where.words:
        return min(where.words)
    return str(where.at_least if where.at_least is not None else where.at_most)
