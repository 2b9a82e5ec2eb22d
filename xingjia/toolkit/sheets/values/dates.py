"""Days as offices write them: `2012-06-30`, `2012-06` or `2012`, by the precision given."""

import re
from datetime import date, timedelta

from xingjia.toolkit.sheets.grid import Cell, written
from xingjia.toolkit.sheets.numerals import with_digits
from xingjia.toolkit.sheets.values.base import (
    UNREADABLE,
    Around,
    Fault,
    Reading,
    ValueType,
    error,
    warning,
)
from xingjia.toolkit.sheets.words import half_width, squeezed

GAP = r"[.\-/·。—–_]"
FULL = re.compile(rf"(\d{{4}}|\d{{2}})(?:年|{GAP})(\d{{1,2}})(?:月|{GAP})(\d{{1,2}})[日号]?")
MONTH = re.compile(
    rf"(\d{{4}})(?:年|{GAP})(\d{{1,2}})月?份?(底|末)?|(\d{{2}})年(\d{{1,2}})月?(底|末)?"
)
YEAR = re.compile(r"(\d{4})年?度?|(\d{2})年")
END_OF_YEAR = re.compile(r"(\d{4})年(?:底|末)")
RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
SIX_OR_SEVEN = re.compile(r"\d{6,7}")
DAY_FIRST = re.compile(rf"\d{{1,2}}{GAP}\d{{1,2}}{GAP}\d{{4}}")
TIME_OF_DAY = re.compile(r"[T\s]+\d{1,2}[:时]\d{1,2}(?:[:分][\d.]*)?秒?Z?\s*$")
WEEKDAY = re.compile(r"\((?:星期|周)[一二三四五六日天]\)")

FIRST_SERIAL_DAY = date(1899, 12, 30)
YEARS = range(1900, 2200)
PIVOT = 40  # a two-digit year below it is of this century


class Date(ValueType):
    """A day, a month or a year."""

    alone = True

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """See the table of values: what is read silently, with a warning, or not at all."""
        if isinstance(cell, bool):
            return UNREADABLE
        if isinstance(cell, date):
            return Reading(cell.isoformat())
        reading = read_day(written(cell))
        if isinstance(cell, float) and re.fullmatch(r"\d{4}\.1", text):  # 2013.10 loses its zero
            return Reading(reading.value, (warning("ambiguous_date"),))
        return reading


def read_day(said: str) -> Reading:
    """Read a day from text; other words beside it make it unreadable."""
    text = with_digits(squeezed(TIME_OF_DAY.sub("", half_width(said))))
    text = WEEKDAY.sub("", text).lstrip("'‘’")
    if match := FULL.fullmatch(text):
        return _day(*match.groups())
    if match := END_OF_YEAR.fullmatch(text):
        return _month(match[1], "12", "底")
    if match := MONTH.fullmatch(text):
        return _month(match[1] or match[4], match[2] or match[5], match[3] or match[6])
    if match := RUN_TOGETHER.fullmatch(text):
        return _day(*match.groups())
    return _bare(text)


def _bare(text: str) -> Reading:
    """What has no separators, or too few."""
    if match := SERIAL.fullmatch(text):
        day = FIRST_SERIAL_DAY + timedelta(days=int(match[1]))
        return Reading(day.isoformat(), (warning("damaged_by_spreadsheet"),))
    if SIX_OR_SEVEN.fullmatch(text) or DAY_FIRST.fullmatch(text):
        return Reading(None, (error("ambiguous_date"),))
    if (match := YEAR.fullmatch(text)) and int(year := _whole_year(match[1] or match[2])) in YEARS:
        return Reading(year, _doubts(match[1] or match[2]))
    return UNREADABLE


def _day(year: str, month: str, day: str) -> Reading:
    whole = _whole_year(year)
    try:
        found = date(int(whole), int(month), int(day))
    except ValueError:
        return Reading(None, (error("invalid_date"),))
    if found.year not in YEARS:
        return Reading(None, (error("invalid_date"),))
    return Reading(found.isoformat(), _doubts(year))


def _month(year: str, month: str, end: str | None) -> Reading:
    whole, number = _whole_year(year), int(month)
    if not 1 <= number <= 12 or int(whole) not in YEARS:  # noqa: PLR2004
        return Reading(None, (error("invalid_date"),))
    return Reading(f"{whole}-{number:02}", _doubts(year, end))


def _whole_year(year: str) -> str:
    if len(year) == 4:  # noqa: PLR2004
        return year
    return f"{20 if int(year) < PIVOT else 19}{year}"


def _doubts(year: str, end: str | None = None) -> tuple[Fault, ...]:
    return (warning("ambiguous_date"),) if len(year) == 2 or end else ()  # noqa: PLR2004


def first_day(value: str) -> date:
    """The first day a value of any precision may mean: `2012-06` is 1 June 2012."""
    year, month, day = [*map(int, value.split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(value: str) -> date:
    """The last day a value of any precision may mean: `2012-06` is 30 June 2012."""
    start, precision = first_day(value), value.count("-")
    if precision == 2:  # noqa: PLR2004
        return start
    year, month = (start.year, start.month + 1) if precision else (start.year + 1, 1)
    return date(year + (month > 12), 1 if month > 12 else month, 1) - timedelta(days=1)  # noqa: PLR2004


def years_later(start: date, years: int) -> date:
    """The last day of a term of so many years: the day before the same date."""
    try:
        return start.replace(year=start.year + years) - timedelta(days=1)
    except ValueError:  # 29 February
        return date(start.year + years, 2, 28)
