"""How an election stood that is on record already: four checks, each with its numbers. Pure.

The same rules as in `rules.ballots` judge, so a page never contradicts what was let through.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from xingjia.registry.rules.ballots import Count, Elected, committee
from xingjia.registry.rules.elections import (
    CHAIRS,
    ELECTIONS,
    NATIONAL,
    Parameters,
    candidates_needed,
    is_quorate,
    quorum,
    votes_needed,
)


class Found(StrEnum):
    """What a check found; unknown where a number was never given."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Check:
    """One thing an election is judged by, with the numbers it rests on and its source."""

    code: str
    found: Found
    source: str
    said: tuple[tuple[str, object], ...] = ()


def checks(
    count: Count, seats: Sequence[Elected], held_on: date, rules: Parameters = NATIONAL
) -> tuple[Check, ...]:
    """Quorum, majority, contest and notice of an election as it was held."""
    return (
        _quorum(count, rules),
        _majority(count, seats),
        _contest(count, len(committee(seats)), rules),
        _notice(count.notice_from, held_on, rules),
    )


def _check(code: str, met: Any, source: str, **said: object) -> Check:
    found = Found.UNKNOWN if met is None else Found.MET if met else Found.UNMET
    return Check(code, found, source, tuple(said.items()))


def _quorum(count: Count, rules: Parameters) -> Check:
    should, present = count.should_attend, count.present
    if should is None or present is None:
        return _check("quorum", None, ELECTIONS)
    said = {"should": should, "present": present, "needed": quorum(should, rules)}
    return _check("quorum", is_quorate(should, present, rules), ELECTIONS, **said)


def _majority(count: Count, seats: Sequence[Elected]) -> Check:
    votes = [one.votes for one in seats if one.votes is not None]
    if count.should_attend is None or not seats or len(votes) < len(seats):
        return _check("majority", None, ELECTIONS)
    needed = votes_needed(count.should_attend)
    met = min(votes) >= needed
    return _check("majority", met, ELECTIONS, should=count.should_attend, needed=needed)


def _contest(count: Count, seats: int, rules: Parameters) -> Check:
    if count.candidates is None or not seats:
        return _check("contest", None, ELECTIONS)
    needed = candidates_needed(seats, rules=rules)
    said = {"seats": seats, "candidates": count.candidates, "needed": needed}
    return _check("contest", count.candidates >= needed, ELECTIONS, **said)


def _notice(notice_from: date | None, held_on: date, rules: Parameters) -> Check:
    if notice_from is None:
        return _check("notice", None, CHAIRS)
    days = (held_on - notice_from).days
    return _check("notice", days >= rules.notice_days, CHAIRS, days=days)
