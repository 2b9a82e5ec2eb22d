"""Deciding about a thing to look into: who does, or that it is right as it is."""

from datetime import date

from django.db import transaction

from xingjia.access.checks import Unacceptable, require
from xingjia.access.models import Account
from xingjia.access.rules import Actor, Right
from xingjia.desk.models import DeskDecision
from xingjia.desk.queries.items import item_for, possible_owners
from xingjia.desk.rules import Item
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import ancestors_of
from xingjia.toolkit.audit.commands import record as log

BECAUSE = "the item was found among those of the actor, who holds the right at its place"


@transaction.atomic
def assign(actor: Actor, item: Item, *, owner: Account | None, on: date) -> DeskDecision:
    """Say who looks into an item; None takes it back. The owner is an officer of the branch.

    Raises `Refused` without the right at its place, `Unacceptable` for an owner there is not.
    """
    require(actor, Right.EDIT, item.path)
    if owner is not None and owner not in possible_owners(actor, item, on):
        raise Unacceptable("owner_unfit")
    decision = _decision(actor, item)
    decision.owner = owner
    decision.save()
    log(actor.label, "desk.assigned", decision, owner=owner.pk if owner else None)
    return decision


@transaction.atomic
def settle(actor: Actor, item: Item, *, reason: str, on: date) -> DeskDecision:
    """Say that an item is right as it is, and why; it leaves the list.

    Raises `Refused` without the right at its place, `Unacceptable` without a reason, or when it
    was settled or put right meanwhile.
    """
    require(actor, Right.EDIT, item.path)
    if not reason.strip():
        raise Unacceptable("no_reason")
    if item_for(actor, item.key, on) is None:
        raise Unacceptable("gone")
    decision = _decision(actor, item)
    if decision.settled_on is not None:
        raise Unacceptable("settled_already")
    decision.settled_on, decision.reason = on, reason.strip()
    decision.save()
    log(actor.label, "desk.settled", decision, on=str(on))
    return decision


@transaction.atomic
def reopen(actor: Actor, item: Item) -> DeskDecision:
    """Put an item that was found right back on the list. Raises `Unacceptable` if it is there."""
    require(actor, Right.EDIT, item.path)
    decision = _decision(actor, item)
    if decision.settled_on is None:
        raise Unacceptable("open_already")
    decision.settled_on, decision.reason = None, ""
    decision.save()
    log(actor.label, "desk.reopened", decision)
    return decision


def _decision(actor: Actor, item: Item) -> DeskDecision:
    """The decision about an item, locked; a fresh one if there was none."""
    rows = DeskDecision.objects.everything(because=BECAUSE)
    found: DeskDecision = rows.select_for_update().filter(item=item.key).first() or DeskDecision(
        item=item.key
    )
    found.organisation = Node.objects.get(pk=ancestors_of(item.path)[-1])
    found.decided_by = actor.label
    return found
