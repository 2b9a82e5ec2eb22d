"""Where a contract, a term of office or a kind of contract stands on a day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from xingjia.facts.rules import OPEN, Fact, Weight, resolve

# A window is half-open: what ends within it has its last valid day before on + LAPSING.
LAPSING = timedelta(days=90)


class Standing(StrEnum):
    """How something with a last day stands on a day."""

    RUNNING = "running"
    LAPSING = "lapsing"  # runs, and ends within LAPSING if nobody acts
    ENDED = "ended"
    EXTENDED = "extended"  # of a term: over, and a delay of the election runs
    AHEAD = "ahead"  # has not begun
    CLAIMED = "claimed"  # a register says so, no record carries it
    DENIED = "denied"  # a register says that it is not so
    DISPUTED = "disputed"  # a register says that it is not so, while a record still runs
    UNKNOWN = "unknown"  # nobody has said


@dataclass(frozen=True)
class Held:
    """How one kind of contract stands for an employer; `day` is the last valid day, of AHEAD
    the first; None where there is none."""

    standing: Standing
    day: date | None = None


def of_span(first: date | None, last: date | None, on: date) -> Standing:
    """Where a span of valid days stands; without its days it proves nothing, unless it is over."""
    if last is not None and last < on:
        return Standing.ENDED
    if first is not None and on < first:
        return Standing.AHEAD
    if first is None or last is None:
        return Standing.UNKNOWN
    return Standing.LAPSING if last - on < LAPSING else Standing.RUNNING


def of_term(last: date | None, on: date, delayed_to: date | None = None) -> Standing:
    """Where a term of office stands that has begun and whose last day is `last`; `delayed_to` is
    the last day of a delay of the next election, if one was allowed by that day."""
    if last is None:
        return Standing.UNKNOWN
    standing = of_span(on, last, on)
    delayed = delayed_to is not None and on <= delayed_to
    return Standing.EXTENDED if standing is Standing.ENDED and delayed else standing


def held(facts: Iterable[Fact], on: date) -> Held:
    """How the facts about one kind of contract of one employer come out on a day.

    The same resolution as in coverage decides, so the page never contradicts the figures.
    """
    facts = list(facts)
    known = resolve(facts)
    records = [fact.span for fact in facts if fact.holds and fact.weight is Weight.RECORD]
    for span in known.true:
        if span.holds(on):
            last = None if span.end == OPEN else span.end - timedelta(days=1)
            recorded = any(record.holds(on) for record in records)
            running = of_term(last, on) if last else Standing.RUNNING
            return Held(running if recorded else Standing.CLAIMED, last)
    if any(record.holds(on) for record in records):
        return Held(Standing.DISPUTED)
    ahead = min((span.start for span in records if span.start > on), default=None)
    ended = max((span.end for span in records if span.end <= on), default=None)
    if ahead:
        return Held(Standing.AHEAD, ahead)
    if ended:
        return Held(Standing.ENDED, ended - timedelta(days=1))
    return Held(Standing.DENIED if known.false.hold(on) else Standing.UNKNOWN)
