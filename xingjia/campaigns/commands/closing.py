"""Closing a stage: its figures are frozen, and the next one opens."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from xingjia.access.rules import Actor
from xingjia.campaigns.commands.starting import BECAUSE, kept, open_stage
from xingjia.campaigns.models import Campaign, Member, Stage
from xingjia.campaigns.queries.boards import Board, board, stages_of
from xingjia.campaigns.queries.frozen import digest_of
from xingjia.standards.library.queries import digest_of as standard_digest
from xingjia.toolkit.audit.commands import record as log


class NotYet(Exception):
    """The last day of the stage is still to come."""


class AlreadyClosed(Exception):
    """No stage is open, or another one than the person saw."""


class FiguresChanged(Exception):
    """The figures are no longer those the person was shown."""


def preview(actor: Actor, campaign: Campaign, stage: Stage) -> Board:
    """What closing would freeze: the figures of the last day of the stage."""
    return board(actor, campaign, stage, stage.last)


def figures_of(found: Board) -> dict[str, Any]:
    """The figures of a board as they are kept."""
    return asdict(found.total) | {"excluded": len(found.excluded)}


def seen_of(found: Board) -> str:
    """What was seen of a board, to tell whether it has changed since."""
    total = found.total
    return f"{found.stage.pk}-{total.base}-{total.claimed}-{total.verified}-{len(found.excluded)}"


@transaction.atomic
def close_stage(
    actor: Actor, campaign: Campaign, *, on: date, seen: str, result: str = ""
) -> Stage:
    """Freeze the open stage as it was on its last day, and open the next with the base of then.

    Raises `Refused`, `AlreadyClosed`, `NotYet`, `FiguresChanged`.
    """
    campaign = kept(actor, campaign)
    stages = stages_of(actor, [campaign])[campaign.pk]
    stage = next((one for one in stages if one.opened_on and not one.closed_on), None)
    if stage is None or str(stage.pk) != seen.partition("-")[0]:
        raise AlreadyClosed
    if on < stage.last:
        raise NotYet
    found = preview(actor, campaign, stage)
    if seen_of(found) != seen:
        raise FiguresChanged
    _freeze(actor, campaign, found, result)
    after = next((one for one in stages if one.number > stage.number), None)
    if after:
        former = {one.subject_id: one for one in [*found.members, *found.excluded]}
        open_stage(actor, campaign, after, min(after.first, on), former)
    log(actor.label, "campaigns.stage_closed", campaign, stage=stage.number, **found.total.__dict__)
    return stage


def _freeze(actor: Actor, campaign: Campaign, found: Board, result: str) -> None:
    stage, members = found.stage, [*found.members, *found.excluded]
    for one in members:
        one.closed_as = found.state(one).value
    Member.objects.everything(because=BECAUSE).bulk_update(members, ["closed_as"], batch_size=500)
    stage.closed_on, stage.closed_by = stage.last, actor.label
    stage.closed_at = timezone.now()
    stage.figures, stage.result = figures_of(found), result
    if campaign.standard:
        stage.standard_digest = standard_digest(campaign.standard, campaign.version)
    stage.digest = digest_of(stage, members)
    stage.save()
