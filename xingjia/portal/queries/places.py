"""Where a page is: a node on a day, the way to it, and the registers its figures come from."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery

from xingjia.access.queries import nodes_for
from xingjia.access.rules import Actor, Right
from xingjia.facts.rules.spans import Spans
from xingjia.imports.models import Import
from xingjia.orgtree.models import Node, Placement
from xingjia.orgtree.queries import name_on, stood_on, under
from xingjia.orgtree.rules import EVER, OPEN, STEP, ancestors_of
from xingjia.toolkit.together import Asking, answered

NAMED = 3  # sources named on a page; the others are counted


@dataclass(frozen=True)
class Place:
    """A node on a day, and the path at which it stood; "" where it stood nowhere."""

    node: Node
    on: date
    branch: str


def place(actor: Actor, code: str, on: date) -> Place | None:
    """The node with this code on a day; None when it is not the actor's to see."""
    placed = Placement.objects.filter(node=OuterRef("pk"), start__lte=on, end__gt=on)
    node = (
        nodes_for(actor)
        .annotate(branch=Subquery(placed.values("path")[:1]), name_then=name_on(on))
        .filter(code=code)
        .first()
    )
    if node is None:
        return None
    node.name = node.name_then
    return Place(stood_on(node, on, node.branch or ""), on, node.branch or "")


def way_to(actor: Actor, at: Place) -> list[Node]:
    """The nodes that stood above a place on the day and that the actor may open, from the top."""
    return answered(asked_way(actor, at))


def asked_way(actor: Actor, at: Place) -> Asking[list[Node]]:
    """`way_to`, for whoever reads other things with it."""
    ids = ancestors_of(at.branch)[:-1]
    above = [pk for step, pk in enumerate(ids, 1) if actor.may(Right.SEE, at.branch[: step * STEP])]
    nodes = Node.objects.filter(pk__in=above).annotate(name_then=name_on(at.on))
    yield [nodes]
    known = {node.pk: node for node in nodes}
    for node in nodes:
        node.name = node.name_then
    return [known[pk] for pk in above]


@dataclass(frozen=True)
class Stay:
    """First and last day on which a node stood in the tree; None where there is none."""

    first: date | None
    last: date | None


def stays(node: Node) -> list[Stay]:
    """When a node stood in the tree, the oldest first; a move is no interruption."""
    spans = Spans.of(node.placements.values_list("start", "end"))
    return [
        Stay(
            None if span.start == EVER else span.start,
            None if span.end == OPEN else span.end - timedelta(days=1),
        )
        for span in spans
    ]


@dataclass(frozen=True)
class Sources:
    """The registers behind figures: the newest by name, and how many more."""

    named: list[Import]
    others: int


def sources(actor: Actor, at: Place) -> Sources:
    """Registers written for this place, or for one above it, that count by its day."""
    return answered(asked_sources(actor, at))


def asked_sources(actor: Actor, at: Place) -> Asking[Sources]:
    """`sources`, for whoever reads other things with it."""
    lines = under("organisation__path", at.branch) | Q(organisation__in=ancestors_of(at.branch))
    rows = (
        Import.objects.visible_to(actor)
        .filter(lines, kind="register", state=Import.State.WRITTEN, as_of__lte=at.on)
        .order_by("-as_of", "-pk")
    )
    yield [rows]
    found = list(rows)
    return Sources(found[:NAMED], len(found[NAMED:]))
