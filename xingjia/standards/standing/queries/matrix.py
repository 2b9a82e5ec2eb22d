"""The unions of a branch and how each stands in every criterion of a standard on a day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from xingjia.access.rules import Actor
from xingjia.orgtree.queries import under
from xingjia.registry.models import Union
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.standing.models import Spell
from xingjia.standards.standing.queries.counting import (
    MET,
    NOT_MET,
    UNKNOWN,
    ends_within,
    of_standard,
)
from xingjia.standards.standing.rules import WHOLE

LAPSING_DAYS = 90
SHOWN = ("not_met", "lapsing", "unknown", "claimed", "aging", "met")
AGING = "aging"  # verified, and within the time no more unless somebody looks anew


@dataclass(frozen=True)
class Asked:
    """Which unions: those of which `criterion` ("" the whole, None any) is as `show` says."""

    show: str = ""
    criterion: str | None = WHOLE


def spells_for(
    actor: Actor, branch: str, standard: Standard, on: date, asked: Asked
) -> QuerySet[Spell]:
    """One spell of the whole for each union asked for that the actor may see, in tree order."""
    rows: QuerySet[Spell] = Spell.objects.visible_to(actor).filter(
        under("path", branch), start__lte=on, end__gt=on
    )
    whole = rows.filter(of_standard(standard))
    if asked.show and asked.criterion == WHOLE:
        whole = whole.filter(_shown(standard, on, asked.show, WHOLE))
    elif asked.show:
        whole = whole.filter(union_id__in=_having(rows, standard, on, asked).values("union_id"))
    return whole.order_by("path")


def _having(rows: QuerySet[Spell], standard: Standard, on: date, asked: Asked) -> QuerySet[Spell]:
    if asked.criterion is not None:
        return rows.filter(
            of_standard(standard, asked.criterion),
            _shown(standard, on, asked.show, asked.criterion),
        )
    found = Q()
    for one in standard.criteria:
        found |= of_standard(standard, one.code) & Q(_shown(standard, on, asked.show, one.code))
    return rows.filter(found)


def _shown(standard: Standard, on: date, show: str, criterion: str) -> Q:
    if show in ("lapsing", AGING):
        return ends_within(standard, on, LAPSING_DAYS, criterion, verified=show == AGING)
    return {
        "not_met": Q(outcome=NOT_MET),
        "unknown": Q(outcome=UNKNOWN),
        "claimed": Q(outcome=MET, verified=False),
        "met": Q(outcome=MET, verified=True),
    }[show]


def cells_of(unions: Collection[int], standard: Standard, on: date) -> dict[tuple[int, str], Spell]:
    """The spells of these unions that run on a day, by union and criterion. One query."""
    rows = Spell.objects.everything(because="of unions the reader was given").filter(
        union_id__in=unions,
        standard=standard.code,
        version=standard.version,
        start__lte=on,
        end__gt=on,
    )
    return {(one.union_id, one.criterion): one for one in rows}


def names_of(unions: Iterable[int]) -> dict[int, Union]:
    """The unions by id. One query."""
    rows = Union.objects.everything(because="of unions the reader was given")
    found: dict[int, Union] = rows.in_bulk(list(unions))
    return found
