"""Where a workbook stands that was sent out, and how much time is left. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from xingjia.toolkit.calendar.rules import DAY, NotPublished, is_working_day


class State(StrEnum):
    """What the status board says of one place."""

    IN = "in"
    FAULTY = "faulty"
    OUT = "out"  # nothing came yet
    WRITTEN = "written"


@dataclass(frozen=True)
class Left:
    """Days until a collection is due, negative when it is over. `working` None: the calendar
    of a year on the way is not published, and `days` are calendar days."""

    days: int
    working: int | None


def left(on: date, due: date) -> Left:
    """How much time there is from a day to the day due."""
    days = (due - on).days
    try:
        working = _working(on, due) if days >= 0 else -_working(due, on)
    except NotPublished:
        working = None
    return Left(days, working)


def _working(start: date, end: date) -> int:
    """Working days after `start` up to and with `end`."""
    return sum(
        is_working_day(start + timedelta(days=number))
        for number in range(1, (end - start) // DAY + 1)
    )


def state_of(*, came: bool, faulty: int, written: bool) -> State:
    """Where one place stands."""
    if written:
        return State.WRITTEN
    if not came:
        return State.OUT
    return State.FAULTY if faulty else State.IN
