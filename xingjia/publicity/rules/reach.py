"""Does the number on the board lead to a living person? From calls to days. Pure.

SL-11 (domain.md §2.2): it fails when two different people could not get through, or one test
call of a superior. Somebody who did get through sets the failures before him aside. A number
that is changed begins anew: nobody has tried it yet, so it is unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

FAILURES = 2  # of different people, none of whom needs to say who he is


@dataclass(frozen=True)
class Called:
    """Somebody called the number on a day: `token` tells two people apart and says nothing of
    them; `test`: a superior tried it on purpose."""

    on: date
    answered: bool
    token: str = ""
    test: bool = False


@dataclass(frozen=True)
class Reached:
    """From this day on the number is known to be answered, or known not to be."""

    on: date
    answered: bool
    tested: bool


def reached(calls: Iterable[Called]) -> list[Reached]:
    """What is known of one number, in the order of days; calls come in any order.

    On one day the superior's call decides; without one, that somebody got through.
    """
    said: list[Reached] = []
    failed: set[str] = set()
    for one in sorted(calls, key=lambda call: (call.on, call.answered, call.test)):
        if one.answered:
            failed.clear()
        elif not one.test:
            failed.add(one.token)
            if len(failed) < FAILURES:
                continue
        said.append(Reached(one.on, one.answered, one.test))
    return _one_a_day(said)


def _one_a_day(said: list[Reached]) -> list[Reached]:
    by_day: dict[date, Reached] = {}
    for one in said:
        before = by_day.get(one.on)
        if before is None or one.tested or not before.tested:
            by_day[one.on] = one
    return [by_day[day] for day in sorted(by_day)]
