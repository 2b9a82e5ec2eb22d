"""Reading the tree, on any day. The only place where a branch becomes a range of paths."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from xingjia.orgtree.models import Node, Placement
from xingjia.orgtree.rules import ancestors_of, branch_range


def under(path_field: str, branch: str) -> Q:
    """Rows whose `path_field` lies in the branch at path `branch`; "" is the whole tree."""
    if not branch:
        return Q()
    lower, upper = branch_range(branch)
    return Q(**{f"{path_field}__gte": lower, f"{path_field}__lt": upper})


def under_any(path_field: str, branches: Iterable[str]) -> Q:
    """Rows in at least one of the branches; without branches, no rows."""
    rows = Q(pk__in=[])
    for branch in branches:
        rows = Q(pk__isnull=False) if not branch else rows | under(path_field, branch)
        if not branch:
            break
    return rows


def node_named(text: str) -> Node | None:
    """The node with this code, or with this name if only one has it (never by name twice)."""
    by_code = Node.objects.filter(code=text).first()
    if by_code:
        return by_code
    named = list(Node.objects.filter(name=text)[:2])
    return named[0] if len(named) == 1 else None


def path_on(node: Node, on: date) -> str | None:
    """Where the node stood on a day; None when it stood nowhere."""
    placed = node.placements.filter(start__lte=on, end__gt=on).first()
    return placed.path if placed else None


def children_on(node: Node, on: date) -> QuerySet[Node]:
    """The nodes that hung directly under `node` on a day, unions left out, in the tree's order."""
    placed = Placement.objects.filter(parent=node, start__lte=on, end__gt=on)
    return Node.objects.filter(pk__in=placed.values("node")).exclude(kind=Node.Kind.UNION)


def way_to(node: Node) -> list[Node]:
    """The nodes from the root to `node`, as the tree stands now; the node itself last."""
    ids = ancestors_of(node.path)
    known = Node.objects.in_bulk(ids)
    return [known[pk] for pk in ids if pk in known]


def placements_of(nodes: Iterable[int]) -> dict[int, list[Placement]]:
    """All placements of the nodes with these ids, oldest first."""
    found: dict[int, list[Placement]] = {}
    for placement in Placement.objects.filter(node__in=nodes).order_by("start"):
        found.setdefault(placement.node_id, []).append(placement)
    return found


def demo_day() -> date | None:
    """The day a demonstration is shown on; None on a real installation."""
    return Node.objects.filter(demo_on__isnull=False).values_list("demo_on", flat=True).first()
