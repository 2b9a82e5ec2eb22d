"""Starting a collection, after its cost was seen; and ending it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from secrets import token_hex

from django.db import transaction
from django.utils import timezone

from xingjia.access.checks import Refused, require
from xingjia.access.rules import Actor, Right
from xingjia.campaigns.models import Campaign
from xingjia.campaigns.queries.running import running_over
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import county_over
from xingjia.portal.returns.models import Collection, Return
from xingjia.portal.returns.queries.drafts import Outline, outline
from xingjia.toolkit.audit.commands import record as log

BECAUSE = "a collection is started under its owner's right"


class NothingToAsk(Exception):
    """Everything is known and fresh, or nobody is there to be asked."""


class TooHeavy(Exception):
    """It takes longer than the county lets pass without a reason of its own."""


class CostChanged(Exception):
    """It would ask for another number of cells by now than the person was shown."""


class NotForThis(Exception):
    """A campaign is named that does not run here, or none where the collection is for one."""


class AlreadyClosed(Exception):
    """The collection takes nothing in any more."""


@dataclass(frozen=True)
class Terms:
    """What a collection asks, until when and why."""

    name: str
    occasion: str
    per: str
    day: date
    due_on: date
    ends_on: date
    columns: Sequence[str]
    months: int
    reason: str
    telephone: str
    approval: str = ""
    campaign: Campaign | None = None


def outline_for(actor: Actor, node: Node, terms: Terms) -> Outline:
    """What a collection on these terms would ask; this is shown before it is sent."""
    return outline(
        actor,
        node,
        per_union=terms.per == Collection.Per.UNION,
        columns=terms.columns,
        on=terms.day,
        months=terms.months,
    )


@transaction.atomic
def start(actor: Actor, node: Node, *, terms: Terms, seen: int) -> Collection:
    """Ask for what is missing or may have changed, one workbook for each place.

    `seen` is the number of cells the person was shown. Raises `Refused` without the rights here,
    `NotForThis`, `NothingToAsk`, `CostChanged`, and `TooHeavy` when it lies over the limit and
    nobody of the county says why it is asked all the same.
    """
    require(actor, Right.IMPORT, node.path)
    require(actor, Right.EDIT, node.path)
    _check_campaign(actor, node, terms)
    would = outline_for(actor, node, terms)
    if not would.drafts:
        raise NothingToAsk
    if would.burden.cells != seen:
        raise CostChanged
    if would.too_heavy and not (terms.approval and may_approve(actor, node)):
        raise TooHeavy
    collection = _created(actor, node, terms, would)
    log(
        actor.label,
        "returns.started",
        collection,
        workbooks=len(would.drafts),
        cells=would.burden.cells,
        approved=would.too_heavy,
    )
    return collection


def _check_campaign(actor: Actor, node: Node, terms: Terms) -> None:
    """A collection is for a campaign exactly if it names one that runs over this place."""
    of_campaign = terms.occasion == Collection.Occasion.CAMPAIGN
    if of_campaign != (terms.campaign is not None):
        raise NotForThis
    if terms.campaign and terms.campaign not in running_over(actor, node):
        raise NotForThis


def _created(actor: Actor, node: Node, terms: Terms, would: Outline) -> Collection:
    kept = {one.name: getattr(terms, one.name) for one in fields(terms)} | {
        "columns": list(terms.columns),
        "approval": terms.approval if would.too_heavy else "",
    }
    collection: Collection = Collection.objects.everything(because=BECAUSE).create(
        organisation=node, seconds=would.burden.seconds, started_by=actor.label, **kept
    )
    Return.objects.everything(because=BECAUSE).bulk_create(
        Return(
            collection=collection,
            organisation=one.node,
            token=token_hex(6),
            lines=[row.as_json() for row in one.rows],
            units=one.cost.units,
            cells=one.cost.cells,
        )
        for one in would.drafts
    )
    return collection


def may_approve(actor: Actor, node: Node) -> bool:
    """Whether the actor answers for the county, which alone may ask beyond the limit."""
    return actor.may(Right.EDIT, county_over(node).path)


@transaction.atomic
def close(actor: Actor, collection: Collection) -> None:
    """Take nothing in any more; what came stays."""
    collection = held(actor, collection)
    if collection.closed_at:
        raise AlreadyClosed
    collection.closed_at = timezone.now()
    collection.save(update_fields=["closed_at"])
    log(actor.label, "returns.closed", collection)


def held(actor: Actor, collection: Collection) -> Collection:
    """The collection, locked. Raises `Refused` unless it is the actor's to look after."""
    found: Collection | None = (
        Collection.objects.visible_to(actor, Right.EDIT)
        .select_for_update(of=("self",))
        .select_related("organisation")
        .filter(pk=collection.pk)
        .first()
    )
    if found is None:
        raise Refused(f"{Right.EDIT} of collection {collection.pk}")
    require(actor, Right.IMPORT, found.organisation.path)
    return found
