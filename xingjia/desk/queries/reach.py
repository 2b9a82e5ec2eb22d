"""Which records a person at the desk looks after, and where they lie."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under, under_any
from xingjia.orgtree.rules import STEP
from xingjia.registry.models import Contract, Employer, Officer, Union

BECAUSE = "of records that the reader looks after"


def employers_kept(actor: Actor, place: Node | None) -> QuerySet[Employer]:
    """The employers the actor looks after, of a place or of all he has."""
    rows: QuerySet[Employer] = Employer.objects.visible_to(actor, Right.IMPORT)
    # SECURITY: one covered by a union of the branch is seen, but kept where it belongs.
    return rows.filter(_within(actor, "organisation__path", place)).order_by("pk")


def contracts_kept(actor: Actor, place: Node | None) -> QuerySet[Contract]:
    """The contracts that belong to a place, or to all the actor looks after."""
    rows: QuerySet[Contract] = Contract.objects.visible_to(actor, Right.IMPORT)
    return rows.filter(_within(actor, "organisation__path", place)).order_by("pk")


def unions_kept(actor: Actor, place: Node | None, on: date) -> QuerySet[Union]:
    """The unions the actor looks after that were not closed by the day."""
    rows: QuerySet[Union] = Union.objects.visible_to(actor, Right.IMPORT)
    open_then = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    return rows.filter(_at("organisation__path", place)).filter(open_then).order_by("pk")


def officers_kept(actor: Actor, place: Node | None) -> QuerySet[Officer]:
    """Everybody who holds or held a post in these unions."""
    rows: QuerySet[Officer] = Officer.objects.visible_to(actor, Right.IMPORT)
    return rows.filter(_at("union__organisation__path", place)).order_by("pk")


def _within(actor: Actor, field: str, place: Node | None) -> Q:
    return under_any(field, actor.branches(Right.IMPORT)) & _at(field, place)


def _at(field: str, place: Node | None) -> Q:
    return under(field, place.path) if place else Q()


def values_by(model: Any, owner: str, owners: QuerySet[Any], name: str, on: date) -> QuerySet[Any]:
    """Pairs of owner and value of one field up to a day, oldest first: `dict` keeps the newest."""
    rows = model.objects.everything(because=BECAUSE).filter(
        **{f"{owner}__in": owners.order_by().values("pk")}, field=name, day__lte=on
    )
    pairs: QuerySet[Any] = rows.order_by("day").values_list(owner, "value")
    return pairs


class Counties:
    """Which county a path lies in, given the paths of all counties."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = set(paths)

    @staticmethod
    def rows() -> QuerySet[Any]:
        """The paths to ask for."""
        found: QuerySet[Any] = Node.objects.filter(kind=Node.Kind.COUNTY).values_list(
            "path", flat=True
        )
        return found

    def of(self, path: str) -> str:
        """The path of the county; the path itself above counties."""
        ways = (path[:end] for end in range(STEP, len(path) + 1, STEP))
        return next((way for way in ways if way in self._paths), path)


def place_path(leaf: str) -> str:
    """The path of the place a union's leaf hangs under."""
    return leaf[:-STEP]
