"""Things to look into: what is doubtful about the register, and which days cannot be. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

FULL_CODE = 18  # GB 32100-2015
FAR_AHEAD = timedelta(days=366)


class Kind(StrEnum):
    """What kind of doubt it is, in the order in which one puts a register right."""

    TWINS = "twins"
    DAYS = "days"
    CLAIMS = "claims"
    HELD = "held"
    CODES = "codes"


@dataclass(frozen=True)
class Item:
    """One thing to look into.

    `key` stays the same as long as the doubt does; `code` names its sentence, `pks` the records of
    kind `subject`; `path` is where it belongs in the tree. `strength` and `reasons` are of twins.
    """

    key: str
    kind: Kind
    path: str
    subject: str
    pks: tuple[int, ...]
    names: tuple[str, ...]
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    strength: str = ""
    reasons: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()  # where else it belongs: a pair of two places


def key_of(kind: Kind, subject: str, *parts: object) -> str:
    """The key of an item: the same doubt about the same records has the same key."""
    return ".".join([kind.value, subject, *map(str, parts)])


def surely_before(day: date, founded: date) -> bool:
    """Whether a day lies before a founding. Registers often know only its month: such a founding
    is kept as the last day of it, and any day of that month may be after it."""
    month_known = (founded + timedelta(days=1)).day == 1
    if month_known:
        return (day.year, day.month) < (founded.year, founded.month)
    return day < founded


def union_faults(founded: date | None, closed: date | None, on: date) -> Iterator[str]:
    """What cannot be about the days of a union."""
    if founded and closed and closed <= founded:
        yield "closed_before_founding"
    if founded and founded > on + FAR_AHEAD:
        yield "founded_far_ahead"


def term_faults(values: Mapping[str, date | None], founded: date | None, on: date) -> Iterator[str]:
    """What cannot be about the days of a term of office (工会法 art. 16: three or five years)."""
    elected, ends, left = (values.get(n) for n in ("elected_on", "term_ends_on", "left_on"))
    if elected and ends and ends <= elected:
        yield "ends_before_election"
    if elected and left and left < elected:
        yield "left_before_election"
    if elected and founded and surely_before(elected, founded):
        yield "elected_before_founding"
    if elected and elected > on + FAR_AHEAD:
        yield "elected_far_ahead"


def contract_faults(values: Mapping[str, date | None]) -> Iterator[str]:
    """What cannot be about the days of a contract."""
    start, last = values.get("valid_from"), values.get("valid_to")
    signed, ended = values.get("signed_on"), values.get("ended_on")
    if start and last and last < start:
        yield "ends_before_start"
    if signed and last and signed > last:
        yield "signed_after_end"
    if ended and start and ended < start:
        yield "ended_before_start"


def code_fault(code: str) -> str | None:
    """What is missing about a code: there is none, or still an old one."""
    if not code:
        return "no_code"
    return "old_code" if len(code) < FULL_CODE else None
