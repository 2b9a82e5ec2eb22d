"""The list of procedures on a day, and the unions past their term that none has begun for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from xingjia.access.rules import Actor
from xingjia.organising.models import Procedure
from xingjia.organising.queries.procedures import RELATED, position_of, records_of, stages_of
from xingjia.organising.rules.steps import Position, State
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under
from xingjia.registry.models import Union
from xingjia.registry.queries.unions import Asked as UnionsAsked
from xingjia.registry.queries.unions import above, unions_for
from xingjia.registry.rules.standing import Standing

BECAUSE = "unions the reader was given are compared with what is under way"
UNDER_WAY = (State.OVERDUE, State.WAITING)
ORDER = (State.OVERDUE, State.WAITING, State.DONE, State.ABANDONED)


@dataclass(frozen=True)
class Asked:
    """Which procedures a reader asks for, on which day; "" and None mean all under way."""

    on: date
    place: Node | None = None
    kind: str = ""
    state: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything but the day is asked for."""
        return self != Asked(self.on)


@dataclass(frozen=True)
class Line:
    """One procedure as the list shows it on a day."""

    procedure: Procedure
    position: Position
    name: str
    place: Node | None


def lines(actor: Actor, asked: Asked) -> list[Line]:
    """The procedures in reach that are asked for, overdue first, then by their next day.

    Three queries, however many there are: the state is a rule and no column.
    """
    rows = list(_rows(actor, asked))
    records = records_of(rows)
    found = []
    for one in rows:
        where = position_of(one, stages_of(one, records[one.pk].values(), asked.on), asked.on)
        if where.state == asked.state or (not asked.state and where.state in UNDER_WAY):
            found.append((one, where))
    places = above([one.union.organisation_id for one, _ in found if one.union], asked.on)
    return sorted(
        (Line(one, where, _name(one), _place(one, places)) for one, where in found), key=_turn
    )


def _rows(actor: Actor, asked: Asked) -> QuerySet[Procedure]:
    rows: QuerySet[Procedure] = Procedure.objects.visible_to(actor).filter(opened_on__lte=asked.on)
    if asked.place:
        path = asked.place.path
        rows = rows.filter(
            under("employer__organisation__path", path) | under("union__organisation__path", path)
        )
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.state not in (State.DONE, State.ABANDONED):
        rows = rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=asked.on))
    return rows.select_related(*RELATED)


def _name(one: Procedure) -> str:
    """The employer that founds, or the union that elects."""
    if one.kind == Procedure.Kind.FOUNDING and one.employer:
        return one.employer.name
    return one.union.name if one.union else ""


def _place(one: Procedure, places: dict[int, Node]) -> Node | None:
    if one.kind == Procedure.Kind.FOUNDING and one.employer:
        return one.employer.organisation
    return places.get(one.union.organisation_id) if one.union else None


def _turn(line: Line) -> tuple[int, date, int]:
    due = line.position.now.due if line.position.now else None
    return ORDER.index(line.position.state), due or date.max, line.procedure.pk


@dataclass(frozen=True)
class Unbegun:
    """A union past its term in which no re-election has begun; `last` is the term's last day."""

    union: Union
    last: date
    place: Node | None


def unbegun(actor: Actor, place: Node | None, on: date) -> QuerySet[Union]:
    """The unions in reach whose term is over and in which nobody has begun; longest over first."""
    begun = Procedure.objects.everything(because=BECAUSE).filter(
        kind=Procedure.Kind.RE_ELECTION, closed_on__isnull=True, opened_on__lte=on
    )
    ended = UnionsAsked(on, place=place, term=Standing.ENDED.value, sort="term")
    return unions_for(actor, ended).exclude(pk__in=begun.values("union"))


def unbegun_lines(unions: Collection[Union], on: date) -> list[Unbegun]:
    """The unions of one page with the place each belongs to. One query."""
    places = above([one.organisation_id for one in unions], on)
    return [
        Unbegun(one, one.term_ends_on, places.get(one.organisation_id))  # type: ignore[attr-defined]
        for one in unions
    ]
