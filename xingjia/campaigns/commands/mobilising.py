"""Saying which employers were mobilised, on which day and how."""

from collections.abc import Collection
from datetime import date

from xingjia.access.checks import Refused, Unacceptable, require
from xingjia.access.rules import Actor, Right
from xingjia.campaigns.commands.starting import BECAUSE
from xingjia.campaigns.models import Campaign, Mobilised
from xingjia.campaigns.queries.roll import operating
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import path_on
from xingjia.orgtree.rules import ancestors_of
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command


@command
def mobilise(
    actor: Actor,
    campaign: Campaign,
    place: Node,
    *,
    day: date,
    how: str,
    on: date,
    only: Collection[int] | None = None,
) -> int:
    """Say that the employers in production at a place, or `only` some of them, were mobilised on
    a day; who was said before keeps the earlier day. Gives how many are new.

    Raises `Refused`, `Unacceptable`.
    """
    require(actor, Right.EDIT, place.path)
    campaign = _known(actor, campaign)
    if day > on:
        raise Unacceptable("in_future")
    branch = path_on(place, day)
    inside = branch is not None and place.path.startswith(campaign.organisation.path)
    every = dict(operating(branch, day, campaign.ownership)) if branch and inside else {}
    known = Mobilised.objects.everything(because=BECAUSE).filter(campaign=campaign)
    wanted = every.keys() if only is None else every.keys() & set(only)
    rows = [
        Mobilised(
            campaign=campaign,
            employer_id=pk,
            at_id=ancestors_of(every[pk])[-1],
            day=day,
            how=how,
            said_by=actor.label,
        )
        for pk in sorted(wanted - set(known.values_list("employer_id", flat=True)))
    ]
    Mobilised.objects.everything(because=BECAUSE).bulk_create(rows, batch_size=500)
    log(actor.label, "campaigns.mobilised", campaign, employers=len(rows))
    return len(rows)


def _known(actor: Actor, campaign: Campaign) -> Campaign:
    """The campaign, locked, if it concerns the actor."""
    found: Campaign | None = (
        Campaign.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("organisation")
        .filter(pk=campaign.pk)
        .first()
    )
    if found is None:
        raise Refused(f"{Right.SEE} of campaign {campaign.pk}")
    return found
