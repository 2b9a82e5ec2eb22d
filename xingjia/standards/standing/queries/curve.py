"""The same figures day by day, past and, if nobody acts, to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node, Placement
from xingjia.orgtree.queries import under
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.standing.models import Spell
from xingjia.standards.standing.queries.counting import (
    BECAUSE,
    MET,
    NOT_APPLICABLE,
    Tally,
    of_standard,
)
from xingjia.standards.standing.rules import WHOLE


@dataclass(frozen=True)
class Step:
    """So many unions have this outcome from `start` up to `end`."""

    outcome: str
    verified: bool
    start: date
    end: date
    number: int


def steps_of(actor: Actor, node: Node, standard: Standard, criterion: str = WHOLE) -> list[Step]:
    """The spells of a branch with equal days taken together, in the tree of each day."""
    if not actor.may(Right.SEE, node.path):
        raise Node.DoesNotExist(node.code)
    found: list[Step] = []
    for path, start, end in Placement.objects.filter(node=node).values_list("path", "start", "end"):
        rows = Spell.objects.everything(because=BECAUSE).filter(
            under("path", path), of_standard(standard, criterion), start__lt=end, end__gt=start
        )
        grouped = rows.values_list("outcome", "verified", "start", "end")
        for outcome, verified, begun, over, number in grouped.annotate(n=Count("pk")).order_by():
            found.append(Step(outcome, verified, max(begun, start), min(over, end), number))
    return found


def tally_on(steps: Iterable[Step], on: date) -> Tally:
    """The figures of one day."""
    here = [one for one in steps if one.start <= on < one.end]

    def number(*outcomes: str, verified: bool | None = None) -> int:
        return sum(
            one.number
            for one in here
            if one.outcome in outcomes and verified in (None, one.verified)
        )

    everyone = sum(one.number for one in here)
    away = number(NOT_APPLICABLE)
    return Tally(
        everyone - away,
        number(MET),
        number(MET, verified=True),
        number("not_met"),
        number("unknown"),
        away,
    )
