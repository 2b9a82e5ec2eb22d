"""Which printed things no longer tell what holds (双亮). Pure; waits for its room.

A board, card or sign shows values as they stood on the day it was printed. SL-04 and SL-06 go red
the day a person or telephone changes, SL-09 on a change of the county's: domain.md §2.2, §11.11.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

# What each item must show rightly (domain.md §2.2, from S11–S14).
SHOWS: dict[str, frozenset[str]] = {
    "SL-04": frozenset({"chair_name", "chair_post", "chair_phone", "office_place"}),
    "SL-06": frozenset({"union_name", "chair_name", "chair_phone"}),
    "SL-09": frozenset({"county_phone"}),
}


@dataclass(frozen=True)
class Print:
    """One sheet as it was printed: the items on it and the values it shows.

    A sheet is taken down whole: the board carries SL-04 and, on the same paper, SL-09.
    """

    items: frozenset[str]
    printed_on: date
    shown: Mapping[str, str]


@dataclass(frozen=True)
class Said:
    """What holds of a value from a day on, until the next one said of it."""

    name: str
    value: str
    day: date


def red_since(sheet: Print, said: Iterable[Said], on: date) -> date | None:
    """The day since which the sheet tells something that is not so; None while it is right.

    A value nobody has said anything of is unknown and makes no sheet wrong.
    """
    known = sorted((one for one in said if one.day <= on), key=lambda one: one.day)
    days = {sheet.printed_on} | {one.day for one in known if one.day > sheet.printed_on}
    since = None
    for day in sorted(day for day in days if day <= on):
        since = (since or day) if _wrong(sheet, known, day) else None
    return since


def _wrong(sheet: Print, known: list[Said], day: date) -> bool:
    holds = {one.name: one.value for one in known if one.day <= day}
    must = frozenset[str]().union(*(SHOWS[item] for item in sheet.items))
    return any(name in holds and holds[name] != sheet.shown.get(name) for name in must)
