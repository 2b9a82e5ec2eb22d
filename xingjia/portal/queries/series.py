"""Figures day by day, and the county a small installation is about."""

from collections.abc import Iterator
from datetime import date, timedelta

from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import ancestors_of
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.queries import BECAUSE, BaseFigure, Figure, NotInTheTree, count
from xingjia.standards.coverage.rules import BASES
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.standing.models import Spell
from xingjia.standards.standing.queries.counting import (
    HORIZONS,
    Tally,
    count_standard,
    of_standard,
)

UNKNOWN = {
    measure: Figure(measure, None, None, tuple(BaseFigure(base, None, None) for base in bases))
    for measure, bases in BASES.items()
}


def days_between(first: date, last: date) -> int:
    """How many days later the last one is."""
    return (last - first).days


def figures_by_day(
    actor: Actor, node: Node, first: date, last: date
) -> Iterator[tuple[date, dict[str, Figure]]]:
    """The figures of each day, both ends included; counted where something begins or ends.

    On a day on which the node stood nowhere nothing is known.
    """
    turns = _turns(node, first, last)
    figures = UNKNOWN
    for later in range(days_between(first, last) + 1):
        on = first + timedelta(days=later)
        if on == first or on in turns:
            figures = _figures(actor, node, on)
        yield on, figures


def _figures(actor: Actor, node: Node, on: date) -> dict[str, Figure]:
    try:
        return count(actor, node, on).total.figures
    except NotInTheTree:
        return UNKNOWN


def _turns(node: Node, first: date, last: date) -> set[date]:
    """The days on which a figure of any node can change, or the node moves."""
    days: set[date] = set()
    for edge in ("start", "end"):
        within = {f"{edge}__range": (first, last)}
        stretches = Stretch.objects.everything(because=BECAUSE).filter(**within)
        days.update(stretches.values_list(edge, flat=True).distinct())
        days.update(node.placements.filter(**within).values_list(edge, flat=True))
    return days


def tallies_by_day(
    actor: Actor, node: Node, standard: Standard, first: date, last: date
) -> Iterator[tuple[date, Tally]]:
    """How many unions meet a standard on each day, both ends included; counted where a spell, or
    what lapses within a horizon, turns."""
    turns = _spell_turns(node, standard, first, last)
    found = Tally()
    for later in range(days_between(first, last) + 1):
        on = first + timedelta(days=later)
        if on == first or on in turns:
            try:
                found = count_standard(actor, node, standard, on).total
            except NotInTheTree:
                found = Tally()
        yield on, found


def _spell_turns(node: Node, standard: Standard, first: date, last: date) -> set[date]:
    ahead = [timedelta(days=days) for days in (0, *HORIZONS)]
    until = last + max(ahead)
    days: set[date] = set()
    for edge in ("start", "end"):
        spells = Spell.objects.everything(because=BECAUSE).filter(
            of_standard(standard), **{f"{edge}__range": (first, until)}
        )
        days.update(spells.order_by().values_list(edge, flat=True).distinct())
        days.update(
            node.placements.filter(**{f"{edge}__range": (first, last)}).values_list(edge, flat=True)
        )
    return {day - before for day in days for before in ahead}


def home_county() -> Node | None:
    """The only county that has figures; None when there is none, or more than one."""
    paths = Stretch.objects.everything(because="which county is not a figure").values_list(
        "path", flat=True
    )
    above = {pk for path in paths.distinct() for pk in ancestors_of(path)}
    counties = list(Node.objects.filter(pk__in=above, kind=Node.Kind.COUNTY)[:2])
    return counties[0] if len(counties) == 1 else None
