"""Demonstration units (示范单位): named by class and criteria until a day, ended before it."""

from datetime import date

from xingjia.access.checks import Unacceptable
from xingjia.access.rules import Actor, Right
from xingjia.campaigns.commands.starting import BECAUSE, kept
from xingjia.campaigns.models import Example, Member
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command


@command
def name_example(
    actor: Actor, member: Member, *, kind: str, criteria: str, named_on: date, last: date
) -> Example:
    """Name a member a demonstration unit of a class, from a day to a day."""
    campaign = kept(actor, member.stage.campaign)
    if last < named_on:
        raise Unacceptable("ends_before_start")
    known = Example.objects.everything(because=BECAUSE).filter(
        campaign=campaign, subject_id=member.subject_id, kind=kind, named_on=named_on
    )
    if before := known.filter(ended_on=None).first():
        return before  # type: ignore[no-any-return]
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


@command
def end_example(actor: Actor, example: Example, *, day: date, why: str) -> None:
    """Take the name back from a day on, with a reason; it stays in the list.

    Raises `Refused`, `Unacceptable`.
    """
    kept(actor, example.campaign)
    found: Example = (
        Example.objects.visible_to(actor, Right.EDIT)
        .select_for_update(of=("self",))
        .get(pk=example.pk)
    )
    if found.ended_on:
        return
    if not found.named_on <= day <= found.last:
        raise Unacceptable("outside")
    found.ended_on, found.ended_why, found.ended_by = day, why.strip(), actor.label
    found.save(update_fields=["ended_on", "ended_why", "ended_by"])
    log(actor.label, "campaigns.example_ended", found.campaign, example=found.pk)
