"""Which days a day picker offers. Pure: days in, days out."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Choice:
    """A day to jump to; `code` says why it is offered, the template words it."""

    code: str
    day: date


def choices(on: date, today: date) -> list[Choice]:
    """The usual days for a page that shows the day `on`, in the order of the menu.

    Today and the last month's end go by the calendar of the reader; the half-year, the annual
    return (30 September) and the year's end belong to the year that is being looked at.
    """
    return list(_usual(on, today))


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _usual(on: date, today: date) -> Iterator[Choice]:
    yield Choice("today", today)
    yield Choice("month_end", today.replace(day=1) - timedelta(days=1))
    yield Choice("half_year", date(on.year, 6, 30))
    yield Choice("annual_return", date(on.year, 9, 30))
    yield Choice("year_end", date(on.year, 12, 31))
