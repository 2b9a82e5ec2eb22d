"""Nodes that are renamed, moved, merged, split and closed, from a day on.

Each node is a row that stands where its parent stands; a change rewrites the paths of a whole
branch in one statement and leaves all days before it alone. See docs/decisions/0014.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat, Substr

from xingjia.orgtree.commands.planting import BATCH, Planting, follow, plant_all
from xingjia.orgtree.models import Division, Node, NodeName, Placement
from xingjia.orgtree.queries import branch_nodes, placements_of, standing_of, under
from xingjia.orgtree.rules import (
    EVER,
    OPEN,
    STEP,
    Standing,
    TreeFault,
    ancestors_of,
    change_fault,
    merge_fault,
    move_fault,
    next_zone_code,
    path_of,
)
from xingjia.orgtree.signals import tree_changed
from xingjia.toolkit.audit.commands import record


@transaction.atomic
def rename(by: str, node: Node, *, name: str, on: date) -> Node:
    """Give a node another name from a day on; it keeps the old one before. Raises `TreeFault`."""
    node, name = _held(node), name.strip()
    since = _named_since(node)
    if not name or name == node.name:
        raise TreeFault("same_name")
    if node.closed_on is not None:
        raise TreeFault("closed")
    if on < since or on <= EVER:
        raise TreeFault("renamed_later")
    if on > since:
        NodeName.objects.create(node=node, name=node.name, start=since, end=on)
    node.name = name
    node.save(update_fields=["name"])
    record(by, "orgtree.renamed", node, on=on)
    return node


@transaction.atomic
def move(by: str, node: Node, *, to: Node, on: date) -> Node:
    """Hang a node and everything under it below `to` from a day on. Raises `TreeFault`.

    Where it stands now changes at once; where it stood before the day stays.
    """
    node, to = _held(node), _target(to)
    _refuse(move_fault(standing_of(node), standing_of(to), on))
    moved = _hang(node, to, on)
    record(by, "orgtree.moved", node, to=to.pk, on=on)
    return _told(node, moved)


@transaction.atomic
def merge(by: str, node: Node, *, into: Node, on: date) -> Node:
    """Let a node end on a day and everything under it go on under `into`. Raises `TreeFault`.

    Its children hang under `into` from then on. The node itself stays below `into`, closed: what
    the records say of it stands and counts there, and its past days open to its heirs.
    """
    node, into = _held(node), _target(into)
    _refuse(merge_fault(standing_of(node), standing_of(into), on))
    left = _left_later(node, on).exclude(node__kind=Node.Kind.UNION)
    _refuse("child_left" if left.exists() else None)
    children = [child for child in _children(node) if child.closed_on is None]
    moved: set[int] = set()
    for child in children:
        # One that came later hangs under the heir from the day it came.
        moved |= _hang(child, into, max(on, standing_of(child).since))
    moved |= _hang(node, into, on)
    node.closed_on, node.merged_into = on, into
    node.save(update_fields=["closed_on", "merged_into"])
    record(by, "orgtree.merged", node, into=into.pk, children=len(children), on=on)
    return _told(node, moved)


@transaction.atomic
def split(by: str, node: Node, *, code: str, name: str, children: Iterable[Node], on: date) -> Node:
    """Open a new node beside `node` on a day, and hang some of its children under it.

    Without a code it gets a local one, marked with an L. Raises `TreeFault`.
    """
    node, name = _held(node), name.strip()
    _refuse(change_fault(standing_of(node), on))
    _refuse(None if name else "same_name")
    parent = Node.objects.get(pk=ancestors_of(node.path)[-2])
    code = code or _local_code(parent, name, on)
    fresh = plant_all(by, [Planting(parent, node.kind, code, name, on)])[0]
    chosen = [Node.objects.get(pk=child.pk) for child in children]
    moved: set[int] = set()
    for child in chosen:
        standing = standing_of(child)
        _refuse(None if standing.parent == node.pk else "no_child")
        _refuse(change_fault(standing, on))
        moved |= _hang(child, fresh, on)
    record(by, "orgtree.split", node, into=fresh.pk, children=len(chosen), on=on)
    return _told(fresh, moved)


@transaction.atomic
def close(by: str, node: Node, *, on: date) -> Node:
    """Let a node without open places under it end on a day: the day before is its last.

    Raises `TreeFault`. Whether unions or employers still stand there the room above has asked.
    """
    node = _held(node)
    _refuse(change_fault(standing_of(node), on))
    if any(one.closed_on is None and one.kind != Node.Kind.UNION for one in _children(node)):
        raise TreeFault("has_children")
    _refuse("child_left" if _left_later(node, on).exists() else None)
    branch = Placement.objects.filter(under("path", node.path), end__gt=on)
    if branch.filter(start__gte=on).exists():
        raise TreeFault("too_early")
    branch.update(end=on)
    node.closed_on = on
    node.save(update_fields=["closed_on"])
    record(by, "orgtree.closed", node, on=on)
    return _told(node)


@transaction.atomic
def reopen(by: str, leaf: Node) -> Node:
    """Take back that a union's leaf was closed: it stands on where its place, or the heir of
    that, has stood since.

    Raises `TreeFault` for a leaf that is open, or whose place was closed without an heir.
    """
    leaf = _held(leaf)
    last = leaf.placements.order_by("start").last()
    if leaf.kind != Node.Kind.UNION or leaf.closed_on is None or last is None:
        raise TreeFault("not_closed")
    fresh = _since(leaf, last)
    leaf.closed_on, leaf.path = None, fresh[-1].path
    if fresh[0].path == last.path:
        last.end = fresh.pop(0).end
        last.save(update_fields=["end"])
    Placement.objects.bulk_create(fresh)
    leaf.save(update_fields=["closed_on", "path"])
    record(by, "orgtree.reopened", leaf)
    return _told(leaf)


def _since(leaf: Node, last: Placement) -> list[Placement]:
    """Where a leaf that ended with a placement would have stood since, through all heirs."""
    found: list[Placement] = []
    since, above = last.end, last.parent
    while above is not None:
        ended = above.closed_on or OPEN
        stood = [one for one in placements_of([above.pk])[above.pk] if one.start < ended]
        if since < ended:
            found += follow(leaf, Planting(above, leaf.kind, leaf.code, leaf.name, since), stood)
            found[-1].end = min(found[-1].end, ended)
        since, above = max(since, ended), above.merged_into
    if since != OPEN:
        raise TreeFault("target_closed")
    return found


@transaction.atomic
def open_zone(by: str, parent: Node, *, name: str, on: date) -> Node:
    """Open a park or zone that is in no list of the state, under a local code marked with an L."""
    parent, name = _target(parent), name.strip()
    standing: Standing = standing_of(parent)
    _refuse("target_closed" if standing.closed else None)
    _refuse("target_too_early" if on < standing.since else None)
    _refuse(None if name else "same_name")
    code = _local_code(parent, name, on)
    return plant_all(by, [Planting(parent, Node.Kind.PARK, code, name, on)])[0]


def _local_code(parent: Node, name: str, on: date) -> str:
    """A new code under a division that is in no list of the state, noted among the codes."""
    taken = Node.objects.filter(code__startswith=f"{parent.code[:6]}L")
    code = next_zone_code(parent.code, taken.values_list("code", flat=True))
    Division.objects.create(
        code=code,
        name=name,
        level=Division.Level.TOWNSHIP,
        parent_code=parent.code,
        valid_from=on.year,
        is_zone=True,
    )
    return code


def hold_tree(node: Node) -> None:
    """Let no other change of this tree begin before the transaction ends."""
    Node.objects.select_for_update().get(path=Node.objects.get(pk=node.pk).path[:STEP])


def _held(node: Node) -> Node:
    """The node as it is now, its branch held until the end; one change of a tree at a time.

    Whoever plants under a node of the branch waits, or is waited for and then found.
    """
    hold_tree(node)
    now = Node.objects.get(pk=node.pk)
    list(branch_nodes(now).select_for_update().order_by("pk").values_list("pk", flat=True))
    return now


def _target(node: Node) -> Node:
    """The node as it is now, held until the end of the change."""
    return Node.objects.select_for_update().get(pk=node.pk)


def _refuse(fault: str | None) -> None:
    if fault:
        raise TreeFault(fault)


def _children(node: Node) -> list[Node]:
    """Everything that hangs directly under a node now: places and unions, closed ones as well."""
    placed = Placement.objects.filter(parent=node, end=OPEN)
    return list(Node.objects.filter(pk__in=placed.values("node")).order_by("pk"))


def _left_later(node: Node, on: date) -> QuerySet[Placement]:
    """What stood under a node on a day or after it and does so no more: its days there would
    have nowhere to go."""
    gone = Placement.objects.filter(parent=node, end__gt=on, end__lt=OPEN)
    # What moved with the branch ends one placement here and begins the next here.
    again = Placement.objects.filter(parent=node, node=OuterRef("node"), start=OuterRef("end"))
    return gone.exclude(Exists(again))


def _named_since(node: Node) -> date:
    """The first day of the present name."""
    former = node.former_names.order_by("start").last()
    first = node.placements.order_by("start").first()
    return former.end if former else first.start if first else EVER


def _hang(node: Node, to: Node, on: date) -> set[int]:
    """Rewrite the branch at `node` to stand under `to` from `on`: one statement each, any size.

    Returns the nodes that stood there on one of these days, also those that left it since.
    """
    old, new = node.path, path_of(to.path, node.pk)
    if old == new:
        return set()
    here = Placement.objects.filter(under("path", old), end__gt=on)
    moved = set(here.values_list("node", flat=True))
    before = list(here.filter(start__lt=on))
    here.filter(start__lt=on).update(end=on)
    later = Placement.objects.filter(under("path", old), start__gte=on)
    later.update(path=_moved(old, new))
    Placement.objects.bulk_create(
        (
            Placement(
                node_id=one.node_id,
                parent_id=one.parent_id,
                path=new + one.path[len(old) :],
                start=on,
                end=one.end,
            )
            for one in before
        ),
        batch_size=BATCH,
    )
    Placement.objects.filter(node=node, start__gte=on).update(parent=to)
    branch_nodes(node).update(path=_moved(old, new))
    node.path = new
    return moved


def _moved(old: str, new: str) -> Concat:
    return Concat(Value(new), Substr("path", len(old) + 1))


def _told(node: Node, moved: Iterable[int] = ()) -> Node:
    """Let the rooms above know which nodes stand elsewhere on some day, the branch among them."""
    branch = branch_nodes(node).values_list("pk", flat=True)
    tree_changed.send(sender=Node, nodes=set(branch) | set(moved))
    return node
