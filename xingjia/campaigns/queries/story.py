"""How many have a union, and all three contracts, among those a campaign is about, on any day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from xingjia.campaigns.rules.scopes import covers
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import path_on
from xingjia.standards.coverage.queries import BaseFigure, counted
from xingjia.standards.coverage.rules import (
    ALL_THREE,
    BASE_MEASURE,
    BASES,
    IDLE,
    OPERATING,
    WITH_UNION,
    stored_base,
)

ASKED = (OPERATING, IDLE, WITH_UNION, ALL_THREE)


@dataclass(frozen=True)
class Story:
    """Two measures with their bases."""

    with_union: BaseFigure
    all_three: BaseFigure


def story(place: Node, scope: str, on: date) -> Story | None:
    """The figures of a place the reader was given; None where it did not stand on the day."""
    branch = path_on(place, on)
    if branch is None:
        return None
    rows = counted(branch, on).filter(measure__in=ASKED, verified=False)
    told = rows.values_list("measure", "base", "ownership").annotate(number=Count("pk")).order_by()
    found, reported = dict[tuple[str, str], int](), False
    for measure, base, ownership, number in told:
        reported = reported or measure in {OPERATING, IDLE}
        if covers(scope, ownership):
            found[measure, base] = found.get((measure, base), 0) + number

    def figure(measure: str) -> BaseFigure:
        base = BASES[measure][0]
        keys = (measure, stored_base(measure, base)), (BASE_MEASURE[base], "")
        count, among = (found.get(key, 0) if reported else None for key in keys)
        return BaseFigure(base, count, among)

    return Story(figure(WITH_UNION), figure(ALL_THREE))
