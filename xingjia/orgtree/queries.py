"""Reading the tree, on any day. The only place where a branch becomes a range of paths."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from xingjia.orgtree.models import Node, NodeName, Placement, Successor
from xingjia.orgtree.rules import OPEN, Standing, ancestors_of, branch_range


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
    """The node with this code, or the open one of this name if only one has it."""
    by_code = Node.objects.filter(code=text).first()
    if by_code:
        return by_code
    named = list(Node.objects.filter(name=text, closed_on__isnull=True)[:2])
    return named[0] if len(named) == 1 else None


def path_on(node: Node, on: date) -> str | None:
    """Where the node stood on a day; None when it stood nowhere. No query for a node that was
    read for a page of this day, see `stood_on`."""
    told: tuple[date, str] | None = getattr(node, "stood_then", None)
    if told and told[0] == on:
        return told[1] or None
    placed = node.placements.filter(start__lte=on, end__gt=on).first()
    return placed.path if placed else None


def stood_on(node: Node, on: date, path: str) -> Node:
    """The node, with the path at which it stood on a day kept beside it ("": nowhere), for a page
    that asks for it time and again. Careful: for reading; a change of the tree outdates it."""
    node.stood_then = (on, path)  # type: ignore[attr-defined]
    return node


def children_on(node: Node, on: date) -> QuerySet[Node]:
    """The nodes that hung directly under `node` on a day, in the tree's order.

    Without unions, and without those merged into it by then: they hang there for their past.
    """
    placed = Placement.objects.filter(parent=node, start__lte=on, end__gt=on)
    open_then = Node.objects.exclude(closed_on__lte=on).exclude(kind=Node.Kind.UNION)
    return open_then.filter(pk__in=placed.values("node"))


def name_on(on: date) -> Coalesce:
    """An annotation of nodes: the name each had on a day."""
    former = NodeName.objects.filter(node=OuterRef("pk"), start__lte=on, end__gt=on)
    return Coalesce(Subquery(former.values("name")[:1]), F("name"))


def as_named_on(nodes: QuerySet[Node], on: date) -> list[Node]:
    """The nodes, each with the name it had on a day; to be shown, not saved. One query."""
    found: list[Node] = list(nodes.annotate(name_then=name_on(on)))
    for node in found:
        node.name = node.name_then  # type: ignore[attr-defined]
    return found


def standing_now(codes: Iterable[str]) -> dict[str, Node]:
    """The open node each code leads to: itself, or what it was merged into.

    A code that is in no tree, or of a place closed without a successor, is left out: a question.
    """
    found = {node.code: node for node in Node.objects.filter(code__in=list(codes))}
    ahead = {pk for node in found.values() if (pk := node.merged_into_id)}
    known: dict[int, Node] = {}
    while ahead:
        known |= Node.objects.in_bulk(ahead)
        ahead = {pk for one in known.values() if (pk := one.merged_into_id)} - known.keys()
    for code, node in found.items():
        at = node
        while at.merged_into_id:
            at = known[at.merged_into_id]
        found[code] = at
    return {code: node for code, node in found.items() if node.closed_on is None}


def county_over(node: Node) -> Node:
    """The county a node lies in; the node itself when it lies above counties."""
    counties = [one for one in way_to(node) if one.kind == Node.Kind.COUNTY]
    return counties[-1] if counties else node


def in_county_of(path_field: str, node: Node) -> Q:
    """Rows whose `path_field` lies in the county of a node; under the node where it has none."""
    above = Node.objects.filter(pk__in=ancestors_of(node.path), kind=Node.Kind.COUNTY)
    county = Coalesce(Subquery(above.order_by("-path").values("path")[:1]), Value(node.path))
    return Q(**{f"{path_field}__startswith": county})


def answered(county: Node, asked: Iterable[str]) -> dict[str, str]:
    """For places that are no more, the code of the open place somebody said they mean.

    An answer whose place was merged leads on to the heir; one whose place was closed is none.
    """
    rows = Successor.objects.filter(county=county, asked__in=list(asked))
    said = dict(rows.values_list("asked", "to__code"))
    now = standing_now(said.values()) if said else {}
    return {text: now[code].code for text, code in said.items() if code in now}


def successor_choices(county: Node) -> QuerySet[Node]:
    """The open townships and parks of a county."""
    kinds = (Node.Kind.TOWNSHIP, Node.Kind.PARK)
    open_here = Node.objects.filter(under("path", county.path), closed_on__isnull=True)
    return open_here.filter(kind__in=kinds).order_by("code")


def gone_to(codes: Iterable[str]) -> dict[str, set[int]]:
    """For closed places by code, where what stood under them hangs today: likely successors."""
    left = Placement.objects.filter(parent__code__in=list(codes), parent__closed_on__isnull=False)
    now = Placement.objects.filter(node=OuterRef("node"), end=OPEN)
    found: dict[str, set[int]] = {}
    rows = left.annotate(now=Subquery(now.values("parent")[:1]))
    for code, parent in rows.values_list("parent__code", "now"):
        found.setdefault(code, set()).update({parent} if parent else ())
    return found


def branch_nodes(node: Node) -> QuerySet[Node]:
    """A node and everything under it, as the tree stands now."""
    return Node.objects.filter(under("path", node.path))


def standing_of(node: Node) -> Standing:
    """How a node stands now, for the rules of changes."""
    return standings_of([node])[0]


def standings_of(nodes: Sequence[Node]) -> list[Standing]:
    """How these nodes stand now, in their order. One query."""
    placed = placements_of(node.pk for node in nodes)
    found = []
    for node in nodes:
        last = placed[node.pk][-1] if node.pk in placed else None
        since = last.start if last else OPEN
        above = last.parent_id if last else None
        found.append(Standing(node.kind, node.path, since, above, node.closed_on is not None))
    return found


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


def placements_at(codes: Iterable[str]) -> QuerySet[Placement]:
    """All placements of the nodes with these codes, each with its node, the oldest first."""
    placed = Placement.objects.filter(node__code__in=list(codes))
    return placed.select_related("node").order_by("start")


def demo_day() -> date | None:
    """The day a demonstration is shown on; None on a real installation."""
    return Node.objects.filter(demo_on__isnull=False).values_list("demo_on", flat=True).first()
