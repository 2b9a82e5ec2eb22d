"""Where a place stands and stood, what it was called, and what a change of it would change."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from xingjia.access.models import Appointment
from xingjia.access.queries import nodes_for
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node, NodeName
from xingjia.orgtree.queries import path_on, under, under_any
from xingjia.orgtree.rules import OPEN, RANKS, ancestors_of
from xingjia.registry.models import Employer, Union
from xingjia.registry.queries.places import employers_following
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.rules import OPERATING, WITH_UNION

BECAUSE = "what a change of the tree does is counted, nothing of it is named"


@dataclass(frozen=True)
class Effects:
    """What a change would change: `losing` and `gaining` are people, `ending` are posts.

    `stretches` are the spans behind figures that stand elsewhere, or nowhere, from the day on.
    """

    unions: int = 0
    employers: int = 0
    losing: int = 0
    gaining: int = 0
    ending: int = 0
    stretches: int = 0


@dataclass(frozen=True)
class Share:
    """What a split would hand over, and the figures of the day: before, what stays, what goes.

    `losing` are people who see the place today and will not see what goes to the new one.
    """

    unions: list[Union]
    places: list[Node]
    employers: list[Employer]
    losing: int
    figures: list[tuple[str, int, int, int]]


@dataclass(frozen=True)
class Stay:
    """Days under one parent; None for a beginning or an end nobody has named."""

    parent: Node | None
    start: date
    end: date | None


def place_to_change(actor: Actor, code: str) -> Node | None:
    """The place with this code, if the actor looks after the tree there; unions are no places."""
    return nodes_for(actor, Right.TREE).exclude(kind=Node.Kind.UNION).filter(code=code).first()


def places_under(node: Node) -> QuerySet[Node]:
    """The places that hang under a node now, those merged into it among them."""
    below = Node.objects.filter(placements__parent=node, placements__end=OPEN)
    return below.exclude(kind=Node.Kind.UNION).select_related("merged_into").distinct()


def parents_for(actor: Actor, node: Node) -> QuerySet[Node]:
    """The open places of the actor's under which a node could hang."""
    higher = [kind for kind, rank in RANKS.items() if rank < RANKS[node.kind]]
    return _open_places(actor, node).filter(kind__in=higher)


def heirs_for(actor: Actor, node: Node) -> QuerySet[Node]:
    """The open places of the actor's into which a node could be merged."""
    equal = [kind for kind, rank in RANKS.items() if rank == RANKS[node.kind]]
    return _open_places(actor, node).filter(kind__in=equal)


def _open_places(actor: Actor, node: Node) -> QuerySet[Node]:
    places = nodes_for(actor, Right.TREE).filter(closed_on__isnull=True)
    return places.exclude(kind=Node.Kind.UNION).exclude(under("path", node.path))


def names_of(node: Node) -> list[NodeName]:
    """The names a place had before its present one, the newest first."""
    return list(node.former_names.order_by("-start"))


def stays_of(node: Node) -> list[Stay]:
    """Under which parents a place stood, the newest first; what moved above it is left out."""
    found: list[Stay] = []
    for one in node.placements.select_related("parent").order_by("start"):
        end = None if one.end == OPEN else one.end
        last = found[-1] if found else None
        if last and last.end == one.start and last.parent == one.parent:
            found[-1] = Stay(last.parent, last.start, end)
        else:
            found.append(Stay(one.parent, one.start, end))
    return found[::-1]


def what_would_change(
    node: Node, to: Node | None, on: date, *, today: date, ends: bool = False
) -> Effects:
    """Count what follows when `node` hangs under `to` from `on`; with `ends`, it ends then.

    People: who holds a post above the node today and will not after, and the other way round.
    """
    stretches = Stretch.objects.everything(because=BECAUSE)
    employers = Employer.objects.everything(because=BECAUSE)
    unions = Union.objects.everything(because=BECAUSE)
    before = _people(ancestors_of(node.path)[:-1], today)
    after = _people(ancestors_of(to.path), today) if to else before
    return Effects(
        unions.filter(under("organisation__path", node.path), closed_on__isnull=True).count(),
        employers.filter(under("organisation__path", node.path)).count(),
        len(before - after),
        len(after - before),
        _posts(today).filter(organisation=node).count() if ends else 0,
        stretches.filter(under("path", node.path), end__gt=on).count(),
    )


def children_to_hand_over(node: Node) -> QuerySet[Node]:
    """The open places and unions directly under a node now."""
    below = Node.objects.filter(placements__parent=node, placements__end=OPEN)
    return below.filter(closed_on__isnull=True).distinct().order_by("kind", "name", "code")


def what_would_split(node: Node, children: Collection[Node], on: date, *, today: date) -> Share:
    """Count what follows when a node is split and these children go to the new place."""
    employers = Employer.objects.everything(because=BECAUSE)
    unions = Union.objects.everything(because=BECAUSE)
    paths = [one.path for one in children]
    following = employers_following(node, {one.pk for one in children}, on)
    within = Q(pk__in=following) | under_any("organisation__path", paths)
    going = list(employers.filter(within).order_by("name", "pk"))
    gone = {one.pk for one in going}
    counted = Stretch.objects.everything(because=BECAUSE).filter(
        under("path", path_on(node, on) or node.path),
        base="",
        verified=False,
        start__lte=on,
        end__gt=on,
    )
    figures = []
    for measure in (OPERATING, WITH_UNION):
        rows = set(counted.filter(measure=measure).values_list("employer_id", flat=True))
        figures.append((measure, len(rows), len(rows - gone), len(rows & gone)))
    here = _people([node.pk], today) - _people(ancestors_of(node.path)[:-1], today)
    open_unions = unions.filter(under_any("organisation__path", paths), closed_on__isnull=True)
    return Share(
        list(open_unions.order_by("name", "pk")),
        [one for one in children if one.kind != Node.Kind.UNION],
        going,
        len(here) if going or paths else 0,
        figures,
    )


def still_there(node: Node, on: date) -> bool:
    """Whether a union or an employer stands in a place on a day or after it."""
    here = under("organisation__path", node.path)
    unions = Union.objects.everything(because=BECAUSE).filter(here).exclude(closed_on__lte=on)
    stretches = Stretch.objects.everything(because=BECAUSE)
    return (
        Employer.objects.everything(because=BECAUSE).filter(here).exists()
        or unions.exists()
        or stretches.filter(under("path", node.path), end__gt=on).exists()
    )


def _posts(today: date) -> QuerySet[Appointment]:
    posts: QuerySet[Appointment] = Appointment.objects.everything(because=BECAUSE).filter(
        end__gt=today
    )
    return posts


def _people(nodes: list[int], today: date) -> set[int]:
    posts = _posts(today).filter(organisation__in=nodes, start__lte=today)
    return set(posts.filter(account__is_active=True).values_list("account", flat=True))
