"""How far a campaign is on any day, and when it will be there under one assumption. Pure."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil

LOOK_BACK = 6  # months whose pace the forecast goes on with: its one assumption
LONGEST = 600  # months; what takes longer has no day worth saying
YEAR = 12


@dataclass(frozen=True)
class Held:
    """Days from `start` up to `end` on which one union, or employer, has what is asked."""

    subject: int
    verified: bool
    start: date
    end: date


class Reached(StrEnum):
    """How far one of them is."""

    VERIFIED = "verified"
    CLAIMED = "claimed"  # and not verified
    MISSING = "missing"


@dataclass(frozen=True)
class Point:
    """How many have it on a day; `verified` are among the `claimed`."""

    day: date
    claimed: int
    verified: int


@dataclass(frozen=True)
class Forecast:
    """When the target is reached if the last months' pace goes on: `now` − `then` in `LOOK_BACK`
    months is `gained` a month. `day` None: there is no pace to go on with."""

    then: int
    now: int
    target: int
    gained: Fraction
    months: int | None
    day: date | None

    @property
    def missing(self) -> int:
        """How many are still to come."""
        return max(self.target - self.now, 0)


def reached_on(held: Iterable[Held], on: date) -> dict[int, Reached]:
    """How far each subject is on a day; who has nothing is left out."""
    found: dict[int, Reached] = {}
    for one in held:
        if one.start <= on < one.end and found.get(one.subject) is not Reached.VERIFIED:
            found[one.subject] = Reached.VERIFIED if one.verified else Reached.CLAIMED
    return found


def point(held: Iterable[Held], on: date) -> Point:
    """The two counts of a day."""
    found = reached_on(held, on).values()
    return Point(on, len(found), sum(one is Reached.VERIFIED for one in found))


def series(held: Sequence[Held], first: date, last: date) -> list[Point]:
    """The counts at each month's end from the first day to the last, and on the last."""
    return [point(held, day) for day in month_ends(first, last)]


def month_ends(first: date, last: date) -> list[date]:
    """The last days of the months from `first` on, before `last`, and `last` itself."""
    days, day = [], _end_of(first)
    while day < last:
        days.append(day)
        day = months_after(day, 1)
    return [*days, last] if first <= last else []


def months_after(day: date, months: int) -> date:
    """So many months later or, below 0, earlier: from a month's end to a month's end, else to
    the same day, clipped to the month's end."""
    number = day.year * YEAR + day.month - 1 + months
    year, month = divmod(number, YEAR)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, last if day == _end_of(day) else min(day.day, last))


def _end_of(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def forecast(held: Sequence[Held], target: int, on: date) -> Forecast:
    """按最近6个月进度: the verified of today less those of six months ago, over six."""
    then, now = point(held, months_after(on, -LOOK_BACK)).verified, point(held, on).verified
    gained = Fraction(now - then, LOOK_BACK)
    if now >= target:
        return Forecast(then, now, target, gained, 0, on)
    months = ceil((target - now) / gained) if gained > 0 else None
    if months is None or months > LONGEST:
        return Forecast(then, now, target, gained, None, None)
    return Forecast(then, now, target, gained, months, months_after(on, months))


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another, a begun one counted: how late it is."""
    months = (later.year - earlier.year) * YEAR + later.month - earlier.month
    return months + (months_after(earlier, months) < later)
