"""Changes of the tree by an officer: the right is asked for here, the tree is changed below.

They stand in the uppermost room because a place may only be closed when no union and no employer
stands there, and neither the tree nor access knows of those.
"""

from datetime import date

from django.db import transaction

from xingjia.access.checks import Refused
from xingjia.access.commands import end_appointment
from xingjia.access.models import Appointment
from xingjia.access.rules import Actor, Right, label_of
from xingjia.orgtree.commands import changes
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import TreeFault
from xingjia.portal.tree.queries import still_there
from xingjia.registry.commands.places import resettle
from xingjia.registry.queries.places import employers_following


@transaction.atomic
def rename_place(actor: Actor, node: Node, *, name: str, on: date, today: date) -> Node:
    """Give a place below the actor's own another name from a day on.

    Raises `Refused`, or `TreeFault` with a code from `words`, as all commands here.
    """
    node = _below(actor, node, on, today)
    return changes.rename(actor.label, node, name=name, on=on)


@transaction.atomic
def move_place(actor: Actor, node: Node, *, to: Node, on: date, today: date) -> Node:
    """Hang a place below the actor's own under another one of his. Rights follow at once."""
    node = _below(actor, node, on, today)
    return changes.move(actor.label, node, to=_within(actor, to), on=on)


@transaction.atomic
def merge_place(actor: Actor, node: Node, *, into: Node, on: date, today: date) -> Node:
    """Let a place go on in another one; the posts held at it end with it (撤销即免职)."""
    node = _below(actor, node, on, today)
    into = _within(actor, into)
    _end_posts(actor, node, on, today)
    return changes.merge(actor.label, node, into=into, on=on)


@transaction.atomic
def split_place(
    actor: Actor,
    node: Node,
    *,
    code: str,
    name: str,
    children: list[Node],
    on: date,
    today: date,
) -> Node:
    """Open a place beside one below the actor's own and hand some of its children over to it.

    Employers that belong to the unions handed over alone go with them; the others stay. Without
    a code the place gets a local one.
    """
    node = _below(actor, node, on, today)
    if code and Node.objects.filter(code=code).exists():
        raise TreeFault("code_taken")
    following = employers_following(node, {one.pk for one in children}, on)
    fresh = changes.split(actor.label, node, code=code, name=name, children=children, on=on)
    if following:
        resettle(actor, following, to=fresh, on=on)
    return fresh


@transaction.atomic
def close_place(actor: Actor, node: Node, *, on: date, today: date) -> Node:
    """Close a place at which nothing stands any more from a day on; its posts end with it."""
    node = _below(actor, node, on, today)
    if still_there(node, on):
        raise TreeFault("still_there")
    _end_posts(actor, node, on, today)
    return changes.close(actor.label, node, on=on)


@transaction.atomic
def open_place(actor: Actor, parent: Node, *, name: str, on: date, today: date) -> Node:
    """Open a zone outside GB/T 2260 under a place of the actor's, with a marked local code."""
    changes.hold_tree(parent)
    parent = _within(actor, parent)
    _not_ahead(on, today)
    return changes.open_zone(actor.label, parent, name=name, on=on)


def _below(actor: Actor, node: Node, on: date, today: date) -> Node:
    """The node as it is now, once it is sure that the actor may change it."""
    changes.hold_tree(node)
    now = Node.objects.get(pk=node.pk)
    if not actor.may_reshape(now.path) or now.kind == Node.Kind.UNION:
        raise Refused(f"{Right.TREE} at {now.path}")
    _not_ahead(on, today)
    return now


def _within(actor: Actor, node: Node) -> Node:
    now = Node.objects.get(pk=node.pk)
    if not actor.may(Right.TREE, now.path):
        raise Refused(f"{Right.TREE} at {now.path}")
    return now


def _not_ahead(on: date, today: date) -> None:
    # Where a node stands now decides who sees it now; a day to come cannot do that yet.
    if on > today:
        raise TreeFault("ahead")


def _end_posts(actor: Actor, node: Node, on: date, today: date) -> None:
    posts = Appointment.objects.visible_to(actor, Right.INVITE).filter(organisation=node)
    for held in posts.select_related("organisation"):
        day = on if held.start < on else today
        if held.end > day and label_of(held.account_id) != actor.label:
            end_appointment(actor, held, on=day)
