"""Working days and months. Pure; `chinesecalendar` holds the State Council's yearly notices."""

from calendar import monthrange
from datetime import date, timedelta

import chinese_calendar

DAY = timedelta(days=1)
MONTHS = 12


class NotPublished(Exception):
    """The working days of a year are asked for that the State Council has not announced."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


def is_working_day(day: date) -> bool:
    """Whether `day` is worked: neither holiday nor weekend, or a weekend worked in exchange.

    Raises `NotPublished` for a year without a published calendar.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        raise NotPublished(day.year) from None


def due_on(received_on: date, working_days: int) -> date:
    """The last day of a term of `working_days` (1 or more), counted from the day after receipt.

    Raises `NotPublished` when the count runs into a year without a published calendar: a
    guessed date would be a wrong promise.
    """
    if working_days < 1:
        raise ValueError("a term has at least one working day")
    day = received_on
    while working_days:
        day += DAY
        working_days -= is_working_day(day)
    return day


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later (or earlier), clipped to the month's end."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_valid_day(start: date, years: int) -> date:
    """The 至 of a term of `years` from `start`: five years from 2021-03-15 last 至 2026-03-14."""
    return add_months(start, years * MONTHS) - DAY
