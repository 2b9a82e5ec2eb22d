"""Where a collection stands, and what is asked of somebody."""

from collections.abc import Collection as Several
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from xingjia.access.queries import names_behind
from xingjia.access.rules import Actor, Right
from xingjia.campaigns.models import Campaign
from xingjia.imports.models import Import
from xingjia.orgtree.queries import under_any
from xingjia.portal.returns.models import Collection, HandIn, Return
from xingjia.portal.returns.rules.burden import minutes_for
from xingjia.portal.returns.rules.states import State, state_of

BECAUSE = "of workbooks that the reader was given"
# A workbook that was taken back can be merged again.
GONE = (Import.State.UNDONE, Import.State.FAILED)
UNDER_WAY = (Import.State.WRITING, Import.State.UNDOING)


@dataclass(frozen=True)
class Line:
    """One place of a status board."""

    sent: Return
    came: HandIn | None
    who: str
    state: State
    minutes: int

    @property
    def place(self) -> str:
        """What it is called."""
        return str(self.sent.organisation.name)


@dataclass(frozen=True)
class Board:
    """All places of a collection, in the order of their codes; nobody is ranked."""

    lines: list[Line]

    def of(self, *states: State) -> list[Line]:
        """Those that stand so."""
        return [one for one in self.lines if one.state in states]

    @property
    def came(self) -> int:
        """How many have come in, faulty ones too."""
        return sum(one.came is not None for one in self.lines)

    @property
    def ready(self) -> list[HandIn]:
        """What came in and is not merged yet."""
        return [
            one.came for one in self.lines if one.came is not None and one.state != State.WRITTEN
        ]

    @property
    def missing(self) -> list[Line]:
        """Places nothing has come from."""
        return self.of(State.OUT)


def collections_for(actor: Actor) -> QuerySet[Collection]:
    """The collections of the places whose register the actor keeps, the latest first."""
    found: QuerySet[Collection] = Collection.objects.visible_to(actor, Right.EDIT)
    mine = found.filter(under_any("organisation__path", actor.branches(Right.IMPORT)))
    return mine.select_related("organisation", "campaign")


def counted_for(actor: Actor, campaign: Campaign) -> list[tuple[Collection, int, int]]:
    """The actor's collections for a campaign, how many workbooks each has, and how many of them
    are back without a fault or written. One query."""
    every = Return.objects.everything(because=BECAUSE).filter(collection=OuterRef("pk"))
    fine = Q(faulty=0) | (Q(batch__isnull=False) & ~Q(batch__state__in=GONE))
    back = HandIn.objects.everything(because=BECAUSE).filter(
        fine, sent__collection=OuterRef("pk"), current=True
    )
    found: QuerySet[Any] = collections_for(actor).filter(campaign=campaign)
    counted = found.annotate(
        sent=_number_of(every, "collection"), came=_number_of(back, "sent__collection")
    )
    return [(one, one.sent, one.came) for one in counted]


def _number_of(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many of these rows belong to the outer one, as part of a query."""
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def collection_for(actor: Actor, pk: int) -> Collection | None:
    """The collection with this id, if it is the actor's."""
    return collections_for(actor).filter(pk=pk).first()


def return_for(actor: Actor, pk: int) -> Return | None:
    """The workbook with this id, if the actor may fill it in."""
    return _returns(actor).filter(pk=pk).first()


def _returns(actor: Actor) -> QuerySet[Return]:
    found: QuerySet[Return] = Return.objects.visible_to(actor, Right.EDIT)
    return found.select_related("organisation", "collection__organisation")


def returns_of(collection: Collection) -> list[Return]:
    """Every workbook of a collection."""
    rows = Return.objects.everything(because=BECAUSE).filter(collection=collection)
    return list(rows.select_related("organisation", "collection"))


def board(collection: Collection) -> Board:
    """The status board of a collection."""
    return Board(lines(returns_of(collection)))


def boards(collections: Several[Collection]) -> dict[int, Board]:
    """The boards of several collections by their ids."""
    rows = Return.objects.everything(because=BECAUSE).filter(collection__in=collections)
    found: dict[int, list[Line]] = {one.pk: [] for one in collections}
    for line in lines(list(rows.defer("lines").select_related("organisation", "collection"))):
        found[line.sent.collection_id].append(line)
    return {key: Board(mine) for key, mine in found.items()}


def asked_of(actor: Actor, on: date) -> list[Line]:
    """What those above ask of the actor, and is still taken: the day due first."""
    from_above = ~under_any("collection__organisation__path", actor.branches(Right.EDIT))
    sent = _returns(actor).filter(
        Q(from_above), collection__closed_at=None, collection__ends_on__gte=on
    )
    return lines(list(sent.defer("lines").order_by("collection__due_on", "organisation__code")))


def lines(sent: Several[Return]) -> list[Line]:
    """Where each workbook stands. Two queries, however many."""
    came = {
        one.sent_id: one
        for one in HandIn.objects.everything(because=BECAUSE)
        .filter(sent__in=[one.pk for one in sent], current=True)
        .select_related("batch", "blob")
        .defer("lines", "table")
    }
    names = names_behind(one.handed_by for one in came.values())
    return [_line(one, came.get(one.pk), names) for one in sent]


def _line(sent: Return, came: HandIn | None, names: dict[str, str]) -> Line:
    batch = came.batch if came else None
    state = state_of(
        came=came is not None,
        faulty=came.faulty if came else 0,
        written=batch is not None and batch.state not in GONE,
    )
    who = names.get(came.handed_by, _("系统")) if came else ""
    return Line(sent, came, who, state, minutes_for(sent.cells, sent.collection.seconds))


def former(sent: Return) -> int:
    """How many times a workbook came in before the one that counts."""
    rows = HandIn.objects.everything(because=BECAUSE)
    return int(rows.filter(sent=sent, current=False).count())


def merged(collection: Collection) -> list[Import]:
    """The imports that the collection's workbooks became and that were not taken back, the
    last first."""
    keys = HandIn.objects.everything(because=BECAUSE).filter(sent__collection=collection)
    found = Import.objects.everything(because=BECAUSE).filter(pk__in=keys.values("batch"))
    return list(found.exclude(state__in=GONE).select_related("organisation").order_by("-pk"))


def came_whole(collection: Collection) -> list[HandIn]:
    """What came in and is not merged yet, with its rows, in the order of the places."""
    keys = [one.pk for one in board(collection).ready]
    found = HandIn.objects.everything(because=BECAUSE).filter(pk__in=keys)
    return list(
        found.select_related("sent__organisation").order_by("sent__organisation__code", "pk")
    )


def last_merge(collection: Collection) -> list[Import]:
    """Of the workbooks that are written, those that were merged together last."""
    written = [one for one in merged(collection) if one.state == Import.State.WRITTEN]
    return [one for one in written if one.run == written[0].run]
