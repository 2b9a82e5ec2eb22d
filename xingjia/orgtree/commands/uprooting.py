"""Nodes that were planted by mistake leave the tree, with nothing left of them."""

from collections.abc import Collection

from django.db import transaction

from xingjia.orgtree.commands.planting import BATCH
from xingjia.orgtree.models import Node, Placement
from xingjia.toolkit.audit.commands import record


@transaction.atomic
def uproot_all(by: str, nodes: Collection[int]) -> int:
    """Remove leaves of the tree with all their days; returns how many there were.

    For what an import planted and nothing else speaks of: Django's `ProtectedError` says that a
    record, a person's post or another node still hangs on one of them.
    """
    keys = sorted(nodes)
    for at in range(0, len(keys), BATCH):
        Placement.objects.filter(node__in=keys[at : at + BATCH]).delete()
        Node.objects.filter(pk__in=keys[at : at + BATCH]).delete()
    if keys:
        record(by, "orgtree.uprooted", "orgtree.node", nodes=keys)
    return len(keys)
