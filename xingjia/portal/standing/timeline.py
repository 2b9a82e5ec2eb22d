"""Spans of days as shares of one line of time, for the picture of a standing. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from xingjia.facts.rules import Span, Spans
from xingjia.standards.rules.standings import Standing

BEFORE, AFTER = timedelta(days=548), timedelta(days=183)
FIRST_HALF, SECOND_HALF = 1, 7


@dataclass(frozen=True)
class Bar:
    """One piece of a line: its kind, where it begins and how wide it is, in percent."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True)
class Tick:
    """A day marked on the line."""

    day: date
    x: str


def window(on: date) -> Span:
    """The days shown around a day."""
    return Span(on - BEFORE, on + AFTER)


def bars(standing: Standing, on: date) -> list[Bar]:
    """What is drawn of a standing: gaps, claimed above, verified below; paler after the day."""
    past, ahead = Span(window(on).start, on), Span(on, window(on).end)
    return [
        *_cut("gap", standing.unmet, past, on),
        *_cut("claimed", standing.met, past, on),
        *_cut("claimed ahead", standing.met, ahead, on),
        *_cut("verified", standing.verified, past, on),
        *_cut("verified ahead", standing.verified, ahead, on),
    ]


def _cut(kind: str, days: Spans, within: Span, on: date) -> Iterable[Bar]:
    for span in days & Spans((within,)):
        left, right = share(span.start, on), share(span.end, on)
        yield Bar(kind, f"{left:.2f}%", f"{right - left:.2f}%")


def share(day: date, on: date) -> float:
    """Where a day lies on the line, in percent."""
    start, end = window(on)
    return 100 * (day - start).days / (end - start).days


def ticks(on: date) -> list[Tick]:
    """The halves of years within the window."""
    start, end = window(on)
    halves = (
        date(year, month, 1)
        for year in range(start.year, end.year + 1)
        for month in (FIRST_HALF, SECOND_HALF)
    )
    return [Tick(day, f"{share(day, on):.2f}%") for day in halves if start < day < end]
