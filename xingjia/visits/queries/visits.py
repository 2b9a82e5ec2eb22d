"""The list of visits, and one of them with what the reader may see of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.evidence.models import EvidencePhoto
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under
from xingjia.registry.models import Union
from xingjia.visits.models import Confirmation, Stop, StopPhoto, Visit

WRONG, CHECKED = "wrong", "checked"


@dataclass(frozen=True)
class Asked:
    """Which visits a reader asks for, up to a day; "" and None mean all."""

    on: date
    place: Node | None = None
    level: str = ""
    result: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything but the day is asked for."""
        return self != Asked(self.on)


def stops_for(actor: Actor, asked: Asked) -> QuerySet[Stop]:
    """Stops up to the day that the actor sees, the newest first."""
    rows = Stop.objects.visible_to(actor).filter(visit__visited_on__lte=asked.on)  # no documents
    if asked.place:
        at_union = under("union__organisation__path", asked.place.path)
        rows = rows.filter(at_union | under("employer__organisation__path", asked.place.path))
    ticks = Confirmation.objects.visible_to(actor)
    if asked.level:
        rows = rows.filter(pk__in=ticks.filter(level=asked.level).values("stop"))
    if asked.result:
        wrong = ticks.filter(holds=False).values("stop")
        rows = rows.filter(Q(pk__in=wrong)) if asked.result == WRONG else rows.exclude(pk__in=wrong)
    return rows.select_related(
        "visit__made_from", "union__organisation", "employer__organisation"
    ).order_by("-visit__visited_on", "-pk")


def recent_in(actor: Actor, branch: str, on: date, most: int = 5) -> list[Visit]:
    """The last trips to unions of a branch over which the actor stands. One query."""
    stops = Stop.objects.visible_to(actor, Right.IMPORT).filter(
        under("union__organisation__path", branch)
    )
    rows: QuerySet[Visit] = Visit.objects.visible_to(actor).filter(
        pk__in=stops.values("visit"), visited_on__lte=on
    )
    return list(rows[:most])


def ticks_of(actor: Actor, stops: Collection[Stop]) -> dict[int, list[Confirmation]]:
    """What was confirmed, by stop. One query."""
    found: dict[int, list[Confirmation]] = {}
    for one in Confirmation.objects.visible_to(actor).filter(stop__in=stops):
        found.setdefault(one.stop_id, []).append(one)
    return found


def photos_of(actor: Actor, stops: Collection[Stop]) -> dict[int, list[EvidencePhoto]]:
    """The photos taken, by stop. One query."""
    found: dict[int, list[EvidencePhoto]] = {}
    shown = StopPhoto.objects.visible_to(actor).filter(stop__in=stops, photo__dropped_on=None)
    for one in shown.select_related("photo__picture"):
        found.setdefault(one.stop_id, []).append(one.photo)
    return found


def visit_for(actor: Actor, pk: int) -> Visit | None:
    """The visit with this id, if one of its stops is the actor's to see."""
    mine = Visit.objects.visible_to(actor).filter(pk=pk).select_related("made_from")
    found: Visit | None = mine.first()
    return found


def stops_of(actor: Actor, visit: Visit) -> list[Stop]:
    """The stops of a visit that the actor sees."""
    mine = Stop.objects.visible_to(actor).filter(visit=visit)
    return list(mine.select_related("union__organisation", "employer__organisation"))


def unions_to_visit(actor: Actor, keys: Collection[int]) -> list[Union]:
    """Of these unions, those over which the actor stands."""
    mine = Union.objects.visible_to(actor, Right.IMPORT).select_related("organisation")
    found = mine.filter(pk__in=keys).order_by("organisation__path")
    return [one for one in found if may_visit(actor, one.organisation.path)]


def may_visit(actor: Actor, path: str) -> bool:
    """Whether the actor may enter a visit to the union with this path: a superior of it."""
    return actor.may_from_above(Right.IMPORT, path)
