"""Keeping a campaign: who is left out and why, who answers, what came of its parts."""

from datetime import date

from xingjia.access.checks import Unacceptable
from xingjia.access.models import Account
from xingjia.access.rules import Actor, Right
from xingjia.campaigns.commands.starting import BECAUSE, kept
from xingjia.campaigns.models import Campaign, Member, Reminder, Result, Stage
from xingjia.orgtree.models import Node
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command


class StageClosed(Exception):
    """The stage is frozen; nothing of it changes any more."""


@command
def exclude(actor: Actor, member: Member, *, why: str, on: date) -> None:
    """Leave one out of the base of an open stage, with a reason; "" takes it in again."""
    found = _open_member(actor, member)
    found.excluded_why = why.strip()
    found.excluded_by = actor.label if found.excluded_why else ""
    found.excluded_on = on if found.excluded_why else None
    found.save(update_fields=["excluded_why", "excluded_by", "excluded_on"])
    action = "campaigns.excluded" if found.excluded_why else "campaigns.taken_in"
    log(actor.label, action, found.stage.campaign, member=found.pk)


@command
def assign(actor: Actor, campaign: Campaign, place: Node, *, to: Account) -> int:
    """Let one person answer for every member of a place in the open stage; gives how many."""
    campaign = kept(actor, campaign)
    members = Member.objects.visible_to(actor, Right.EDIT).filter(
        stage__campaign=campaign, stage__closed_on=None, place=place
    )
    number = int(members.update(responsible=to))
    log(actor.label, "campaigns.assigned", campaign, place=place.pk, account=to.pk, members=number)
    return number


@command
def hand_over(actor: Actor, member: Member, *, to: Account) -> None:
    """Let one person answer for one member of an open stage: always exactly one."""
    found = _open_member(actor, member)
    if found.responsible_id == to.pk:
        return
    found.responsible = to
    found.save(update_fields=["responsible"])
    log(actor.label, "campaigns.handed_over", found.stage.campaign, member=found.pk, account=to.pk)


@command
def remind(actor: Actor, stage: Stage, *, on: date) -> Reminder:
    """Put a reminder into the to-do of everybody who is behind in an open stage; once a day."""
    kept(actor, stage.campaign)
    found: Stage = Stage.objects.visible_to(actor).get(pk=stage.pk)
    if found.closed_on:
        raise StageClosed
    reminders = Reminder.objects.everything(because=BECAUSE)
    made, new = reminders.get_or_create(stage=found, day=on, defaults={"said_by": actor.label})
    if new:
        log(actor.label, "campaigns.reminded", stage.campaign, stage=found.number)
    return made  # type: ignore[no-any-return]


@command
def note_result(actor: Actor, stage: Stage, *, part: str, day: date, text: str, on: date) -> Result:
    """Note what came of a part of an open stage; the same said twice is said once.

    Raises `Refused`, `StageClosed`, `Unacceptable`.
    """
    kept(actor, stage.campaign)
    found: Stage = Stage.objects.visible_to(actor).get(pk=stage.pk)
    if found.closed_on:
        raise StageClosed
    if day > on:
        raise Unacceptable("in_future")
    if part not in {one["name"] for one in found.windows}:
        raise Unacceptable("no_such_part")
    results = Result.objects.everything(because=BECAUSE)
    made, new = results.get_or_create(
        stage=found, part=part, day=day, text=text.strip(), defaults={"said_by": actor.label}
    )
    if new:
        log(actor.label, "campaigns.result_noted", stage.campaign, stage=found.number)
    return made  # type: ignore[no-any-return]


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
