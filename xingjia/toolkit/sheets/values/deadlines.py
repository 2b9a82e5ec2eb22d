"""Deadlines from a day of receipt: in working days, or in calendar days."""

import re
from datetime import timedelta

from xingjia.toolkit.calendar.rules import NotPublished, due_on
from xingjia.toolkit.sheets.grid import Cell, written
from xingjia.toolkit.sheets.numerals import with_digits
from xingjia.toolkit.sheets.values.base import (
    Around,
    Reading,
    ValueType,
    error,
    warning,
)
from xingjia.toolkit.sheets.values.dates import first_day
from xingjia.toolkit.sheets.words import squeezed

TERM = re.compile(
    r"(?:收到后|受理后|自?受理之日起)?(\d{1,3})个?(工作)?[日天](?:内|之内)?(?:办结|答复|回复)?"
)
AT_ONCE = re.compile(r"(?:当[日天]|即日|即办)(?:内|办结)?")
MOST_DAYS = 366


class Deadline(ValueType):
    """Fills the number of working days and the day due, counted from the field `received`."""

    def __init__(self, days: str, due: str, received: str) -> None:
        self.days, self.due, self.received = days, due, received

    def gives(self, column: str) -> tuple[str, ...]:
        """Both fields, whatever the column is called."""
        return (self.days, self.due)

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """`5个工作日`, `当日`, or `5日` with a warning."""
        said = with_digits(squeezed(written(cell)))
        received = around.row.get(self.received)
        if AT_ONCE.fullmatch(said):
            return self._answer(0, received)
        match = TERM.fullmatch(said)
        if not match or int(match[1]) > MOST_DAYS:
            return Reading(dict.fromkeys(self.gives("")), (error("unreadable", self.due),))
        if match[2]:
            return self._working(int(match[1]), received)
        due = received and (first_day(received) + timedelta(days=int(match[1]))).isoformat()
        return self._answer(None, due, "ambiguous_deadline")

    def _working(self, days: int, received: str | None) -> Reading:
        if not received or received.count("-") < 2 or not days:  # noqa: PLR2004
            return self._answer(days, received if not days else None)
        try:
            return self._answer(days, due_on(first_day(received), days).isoformat())
        except NotPublished:
            unknown = {self.days: days, self.due: None}
            return Reading(unknown, (error("calendar_not_published", self.due),))

    def _answer(self, days: int | None, due: str | None, doubt: str = "") -> Reading:
        faults = (warning(doubt, self.due),) if doubt else ()
        return Reading({self.days: days, self.due: due}, faults)
