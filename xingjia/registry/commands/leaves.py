"""The leaf in the tree of a union that was merged into another, and the posts held there."""

from datetime import date, timedelta

from django.db.models import QuerySet

from xingjia.access.checks import require
from xingjia.access.models import Appointment
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.commands.changes import close
from xingjia.orgtree.commands.reopening import reopen
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import standing_of
from xingjia.orgtree.rules import TreeFault
from xingjia.registry.commands.rows import Journal, Step
from xingjia.registry.rules.merging import MergeFault

BECAUSE = "whoever chairs a union goes on to chair the one it was merged into"


def fold(actor: Actor, journal: Journal, leaf: Node, into: Node, on: date) -> None:
    """Close a leaf from a day on; whoever is appointed there from then on is at the other."""
    if leaf.closed_on is None:
        # It hung somewhere for one day at least: what was must not become nothing.
        day = max(on, standing_of(leaf).since + timedelta(days=1))
        try:
            close(actor.label, leaf, on=day)
        except TreeFault as fault:
            raise MergeFault("leaf_stays") from fault
        journal.note("leaf", node=leaf.pk, on=day.isoformat())
    held = _held(leaf, on)
    at_other = set(_held(into, on).values_list("account", "role"))
    keys = [one.pk for one in held if (one.account_id, one.role) not in at_other]
    if keys:
        require(actor, Right.INVITE, leaf.path)
        require(actor, Right.INVITE, into.path)
        held.filter(pk__in=keys).update(organisation=into)
        journal.note("posts", keys=sorted(keys), was=leaf.pk, now=into.pk)


def unfold(actor: Actor, step: Step) -> None:
    """Take back one step of `fold`."""
    if step["what"] == "leaf":
        try:
            node = Node.objects.get(pk=step["node"])
            reopen(actor.label, node, on=date.fromisoformat(step["on"]))
        except TreeFault as fault:
            raise MergeFault("leaf_stays") from fault
    else:
        posts = Appointment.objects.everything(because=BECAUSE)
        posts.filter(pk__in=step["keys"], organisation=step["now"]).update(organisation=step["was"])


def _held(leaf: Node, on: date) -> QuerySet[Appointment]:
    posts = Appointment.objects.everything(because=BECAUSE)
    return posts.filter(organisation=leaf, end__gt=on)
