"""What a standard would change for whom, and ask of them, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xingjia.standards.costs import COSTS
from xingjia.standards.library.queries import Preview
from xingjia.standards.rules.burden import burden
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.rules.standings import Outcome


@dataclass(frozen=True)
class Changed:
    """Unions that would stand otherwise in one way, in words; `more` are not named."""

    was: str
    now: str
    number: int
    named: list[tuple[int, str]]
    more: int


@dataclass(frozen=True)
class Added:
    """What a standard asks beyond those a union answers for anyway: things, minutes of a year."""

    things: int
    first_year: int
    each_year: int


Outcomes = Mapping[Outcome, Any]


def counts(found: Preview, outcomes: Outcomes) -> list[tuple[str, int | None, int]]:
    """Per outcome how many unions stand so by the standard compared with, and by this one."""
    before = found.before
    return [
        (str(outcomes[one]), None if before is None else before[one], found.after[one])
        for one in Outcome
    ]


def turns(found: Preview, outcomes: Outcomes) -> list[Changed]:
    """Who would stand otherwise, the most frequent turn first."""
    return [
        Changed(
            str(outcomes[one.was]),
            str(outcomes[one.now]),
            one.number,
            one.named,
            one.number - len(one.named),
        )
        for one in sorted(found.turns.values(), key=lambda one: -one.number)
    ]


def added(beside: list[Standard], ours: Standard) -> Added:
    """What this standard asks on top of others."""
    before, after = burden(beside, COSTS), burden([*beside, ours], COSTS)
    first, each = (
        -(-(now - was) // 1)
        for was, now in (
            (before.first_year, after.first_year),
            (before.each_year, after.each_year),
        )
    )
    return Added(len(after.asks) - len(before.asks), first, each)
