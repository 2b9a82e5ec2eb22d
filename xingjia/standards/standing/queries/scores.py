"""Points of many unions on a day, told from their facts as they are now."""

from collections.abc import Collection
from datetime import date

from xingjia.facts.rules import Fact
from xingjia.facts.sources import facts_about
from xingjia.standards.rules.asking import all_kinds
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.rules.evaluating import evaluate
from xingjia.standards.rules.scoring import Scored

BATCH = 200


def scores_of(unions: Collection[int], standard: Standard, on: date) -> dict[int, Scored]:
    """The points of unions the caller was given; nothing of a list without points."""
    found: dict[int, Scored] = {}
    if standard.passes.points is None:
        return found
    kinds, keys = all_kinds(standard), sorted(unions)
    for begin in range(0, len(keys), BATCH):
        facts: dict[int, list[Fact]] = {key: [] for key in keys[begin : begin + BATCH]}
        for fact in facts_about("union", list(facts), kinds):
            facts[fact.subject[1]].append(fact)
        for key, told in facts.items():
            for one in evaluate(standard, told).scores:
                if one.days.holds(on):
                    found[key] = one
    return found
