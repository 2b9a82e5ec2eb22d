"""What a decision of a county would change, worked out without writing anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from xingjia.facts.rules import Fact, resolve
from xingjia.facts.sources import facts_about
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import path_on, under
from xingjia.registry.models import Contract
from xingjia.registry.queries.parameters import history_of, three_on
from xingjia.registry.rules.claims import OF_CONTRACTS
from xingjia.registry.rules.contract_clock import CLOCK, Dates, deadlines, in_force
from xingjia.registry.rules.contract_terms import NAMES, terms_of
from xingjia.registry.rules.parameters import Parameter, Sort, with_decision
from xingjia.standards.coverage.queries import counted
from xingjia.standards.coverage.rules import OPERATING

BECAUSE = "counted for a county the actor decides for; nobody is named"
BATCH = 500


@dataclass(frozen=True)
class Change:
    """What would be otherwise: a figure before and after, and how many contracts are touched.

    None where the decision has no such effect.
    """

    before: int | None = None
    after: int | None = None
    deadlines: int | None = None
    in_force: int | None = None
    contracts: int | None = None  # how many the county has


def change_of(county: Node, one: Parameter, value: Any, start: date) -> Change:
    """What this decision would change, for figures on its first day."""
    if one.sort is Sort.KINDS:
        branch = path_on(county, start) or county.path
        now = three_on(county, start)
        before, after = with_all(branch, start, (now, tuple(value)))
        return Change(before, after)
    return _of_clock(county, one, value, start) if one.name in NAMES else Change()


def with_all(branch: str, on: date, choices: Iterable[tuple[str, ...]]) -> list[int]:
    """Of the employers in production in a branch on a day, how many have all of these kinds of
    contracts in force; for each choice of kinds."""
    rows = counted(branch, on).filter(measure=OPERATING, base="", verified=False)
    keys = list(rows.values_list("employer_id", flat=True).order_by("employer_id").distinct())
    wanted = list(choices)
    found = [0] * len(wanted)
    for begin in range(0, len(keys), BATCH):
        for kinds in _kinds_of(keys[begin : begin + BATCH], on).values():
            for at, choice in enumerate(wanted):
                found[at] += set(choice) <= kinds
    return found


def _kinds_of(employers: list[int], on: date) -> dict[int, set[str]]:
    """Per employer, the kinds of contracts in force on the day, as coverage counts them."""
    facts: dict[tuple[int, str], list[Fact]] = {}
    for fact in facts_about("employer", employers, OF_CONTRACTS):
        key = (fact.subject[1], dict(fact.attributes)["kind"])
        facts.setdefault(key, []).append(fact)
    found: dict[int, set[str]] = {}
    for (employer, kind), about in facts.items():
        if resolve(about).true.hold(on):
            found.setdefault(employer, set()).add(kind)
    return found


def _of_clock(county: Node, one: Parameter, value: Any, start: date) -> Change:
    history = history_of(county)
    would = with_decision(history, one.name, start, value)
    rows = Contract.objects.everything(because=BECAUSE).filter(
        under("organisation__path", county.path)
    )
    moved = counting = total = 0
    for values in rows.order_by().values_list(*CLOCK):
        dates = Dates(**dict(zip(CLOCK, values, strict=True)))
        before, after = terms_of(history, dates), terms_of(would, dates)
        total += 1
        moved += list(deadlines(dates, before)) != list(deadlines(dates, after))
        counting += in_force(dates, before) != in_force(dates, after)
    return Change(deadlines=moved, in_force=counting, contracts=total)
