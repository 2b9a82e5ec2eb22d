"""What was said over time: spells of one value, the name of a day, head-counts by day. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

WHOLE = 100  # width of the longest bar


@dataclass(frozen=True)
class Spell:
    """A value from its first day to its last valid one; `last` is None while it holds."""

    value: Any
    first: date
    last: date | None


@dataclass(frozen=True)
class Count:
    """The head-counts that hold on a day on which one of them was said; None while unknown.

    `width` is the bar of the first of them, as a share of its greatest value in percent.
    """

    day: date
    values: tuple[int | None, ...]
    width: float | None


def spells(said: Iterable[tuple[date, Any]]) -> list[Spell]:
    """The spells of one value, oldest first; the same said again goes on. Oldest first in."""
    found: list[Spell] = []
    for day, value in said:
        if found and found[-1].value == value:
            continue
        if found:
            before = found[-1]
            found[-1] = Spell(before.value, before.first, day - timedelta(days=1))
        found.append(Spell(value, day, None))
    return found


def of_the_day(said: Sequence[tuple[date, str]], on: date, stands: str) -> str:
    """The name or code of a day: from the last saying on what stands; before it what was said by
    then; before anything was said, what was said first. Oldest first in."""
    if not said or on >= said[-1][0]:
        return stands
    by_then = [value for day, value in said if day <= on]
    return by_then[-1] if by_then else said[0][1]


def head_counts(said: Iterable[tuple[date, str, int]], fields: Sequence[str]) -> list[Count]:
    """Head-counts by day, the newest first. Oldest first in."""
    known: dict[str, int] = {}
    rows: dict[date, tuple[int | None, ...]] = {}
    for day, field, value in said:
        if field in fields:
            known[field] = value
            rows[day] = tuple(known.get(name) for name in fields)
    greatest = max((values[0] or 0 for values in rows.values()), default=0)
    return [Count(day, values, _width(values[0], greatest)) for day, values in rows.items()][::-1]


def _width(value: int | None, greatest: int) -> float | None:
    if value is None or not greatest:
        return None
    return round(value * WHOLE / greatest, 1)
