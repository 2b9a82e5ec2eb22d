"""What a union can say of itself, from which day on, and what stands against it. Pure."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

MOST_PHOTOS = 2  # domain.md §9: a photo only where the thing is physical, two at most
FIRST_YEAR = 1949
# After how many months a thing has to be said again is a parameter of the county (domain.md §2.2:
# SL-03, SL-08, SL-10). What is not here holds until somebody says otherwise.
LASTS: Mapping[str, str] = {
    "rooms_marked": "rooms_marked_months",
    "promises_public": "promises_months",
    "flow_public": "flow_months",
}


@dataclass(frozen=True)
class Saying:
    """One thing said of a union: `holds` that it is so, or not so (any more), from `since` on.

    `last` is the last day it is good for, None: see `last_day`.
    """

    kind: str
    since: date
    attributes: Mapping[str, str] = field(default_factory=dict)
    holds: bool = True
    last: date | None = None
    note: str = ""


def last_day(since: date, months: int) -> date:
    """The last day for which a thing is good that has to be said again after so many months."""
    year, month = divmod(since.year * 12 + since.month - 1 + months, 12)
    clipped = min(since.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, clipped) - timedelta(days=1)


def fault(said: Saying, *, on: date, photos: int, physical: bool, is_event: bool) -> str | None:
    """The code of what is wrong with a saying that comes in on a day; None when nothing is.

    `is_event`: it happened on one day.
    """
    found = {
        "day_ahead": said.since > on,
        "day_too_early": said.since.year < FIRST_YEAR,
        "ends_before": said.last is not None and said.last < said.since,
        "ended_event": is_event and not said.holds,
        "not_physical": bool(photos) and not physical,
        "too_many_photos": photos > MOST_PHOTOS,
    }
    return next((code for code, wrong in found.items() if wrong), None)


def days_of(since: date, last: date | None, end: date, *, is_event: bool) -> tuple[date, date]:
    """The days a saying is about, half-open; `end` where it has no last one."""
    if is_event:
        last = since
    return since, end if last is None else last + timedelta(days=1)
