"""Keeping a campaign: who is left out and why, who answers, which are models."""

from datetime import date

from django.db import transaction

from xingjia.access.checks import Unacceptable
from xingjia.access.models import Account
from xingjia.access.rules import Actor, Right
from xingjia.campaigns.commands.starting import BECAUSE, kept
from xingjia.campaigns.models import Campaign, Example, Member
from xingjia.orgtree.models import Node
from xingjia.toolkit.audit.commands import record as log


class StageClosed(Exception):
    """The stage is frozen; nothing of it changes any more."""


@transaction.atomic
def exclude(actor: Actor, member: Member, *, why: str, on: date) -> None:
    """Leave one out of the base of an open stage, with a reason; "" takes it in again."""
    found = _open_member(actor, member)
    found.excluded_why = why.strip()
    found.excluded_by = actor.label if found.excluded_why else ""
    found.excluded_on = on if found.excluded_why else None
    found.save(update_fields=["excluded_why", "excluded_by", "excluded_on"])
    action = "campaigns.excluded" if found.excluded_why else "campaigns.taken_in"
    log(actor.label, action, found.stage.campaign, member=found.pk)


@transaction.atomic
def assign(actor: Actor, campaign: Campaign, place: Node, *, to: Account) -> int:
    """Let one person answer for every member of a place in the open stage; gives how many."""
    campaign = kept(actor, campaign)
    members = Member.objects.visible_to(actor, Right.EDIT).filter(
        stage__campaign=campaign, stage__closed_on=None, place=place
    )
    number = int(members.update(responsible=to))
    log(actor.label, "campaigns.assigned", campaign, place=place.pk, account=to.pk, members=number)
    return number


@transaction.atomic
def name_example(
    actor: Actor, member: Member, *, kind: str, criteria: str, named_on: date, last: date
) -> Example:
    """Name a member a demonstration unit of a class, from a day to a day."""
    campaign = kept(actor, member.stage.campaign)
    if last < named_on:
        raise Unacceptable("ends_before_start")
    example: Example = Example.objects.everything(because=BECAUSE).create(
        campaign=campaign,
        subject_id=member.subject_id,
        name=member.name,
        at_id=member.at_id,
        kind=kind,
        criteria=criteria,
        named_on=named_on,
        last=last,
        said_by=actor.label,
    )
    log(actor.label, "campaigns.example_named", campaign, member=member.pk)
    return example


def _open_member(actor: Actor, member: Member) -> Member:
    kept(actor, member.stage.campaign)
    found: Member = (
        Member.objects.visible_to(actor, Right.EDIT)
        .select_for_update(of=("self",))
        .select_related("stage__campaign")
        .get(pk=member.pk)
    )
    if found.stage.closed_on:
        raise StageClosed
    return found
