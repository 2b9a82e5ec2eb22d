"""Taking back that a node was closed."""

from datetime import date

from django.db import transaction

from xingjia.orgtree.commands.changes import hold_tree
from xingjia.orgtree.models import Node, Placement
from xingjia.orgtree.queries import standing_of
from xingjia.orgtree.rules import OPEN, TreeFault
from xingjia.orgtree.signals import tree_changed
from xingjia.toolkit.audit.commands import record


@transaction.atomic
def reopen(by: str, node: Node, *, on: date) -> Node:
    """Let a node without children that was closed on a day go on as if it had not been.

    Raises `TreeFault` when it is not closed from that day, or the place above it is closed now.
    """
    hold_tree(node)
    node = Node.objects.select_for_update().get(pk=node.pk)
    if node.closed_on != on or Placement.objects.filter(parent=node).exists():
        raise TreeFault("not_closed_so")
    above = Node.objects.filter(pk=standing_of(node).parent or 0).first()
    if above is None or above.closed_on is not None:
        raise TreeFault("target_closed")
    Placement.objects.filter(node=node, end=on).update(end=OPEN)
    node.closed_on = None
    node.save(update_fields=["closed_on"])
    record(by, "orgtree.reopened", node, on=on)
    tree_changed.send(sender=Node, nodes={node.pk})
    return node
