"""Lengths of time a standard speaks of: "12 months", "90 days"."""

from dataclasses import dataclass
from datetime import date, timedelta

from xingjia.facts.rules import OPEN, Span, Spans
from xingjia.toolkit.calendar.rules import DAY, MONTHS, add_months


@dataclass(frozen=True)
class Period:
    """Months, clipped to the month's end, or days."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """The day this much later; `OPEN` where the calendar ends."""
        if (OPEN.year - day.year) * MONTHS <= self.months + self.days // 28 + MONTHS:
            return OPEN
        return add_months(day, self.months) + timedelta(days=self.days)


def reached(days: Spans, period: Period) -> Spans:
    """The days D with one of `days` less than `period` back: some t <= D < t + period."""
    return Spans.of((start, _end(end, period)) for start, end in days)


def _end(end: date, period: Period) -> date:
    return OPEN if end == OPEN else period.after(end - DAY)


def held(days: Spans, period: Period) -> Spans:
    """The days by which it has held for `period` without a break."""
    return Spans.of((period.after(start), end) for start, end in days)


def cut(day: Span, period: Period | None) -> Span:
    """A span that runs for `period` at most; None: all of it."""
    if period is None:
        return day
    return Span(day.start, min(day.end, period.after(day.start)))
