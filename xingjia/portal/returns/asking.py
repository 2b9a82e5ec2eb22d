"""What the page of a campaign tells of the collections for it."""

from datetime import date

from django.urls import reverse

from xingjia.access.rules import Actor
from xingjia.campaigns.asking import Asked
from xingjia.campaigns.models import Campaign
from xingjia.portal.returns.queries.boards import boards, collections_for
from xingjia.portal.returns.rules.states import State


def asked(actor: Actor, campaign: Campaign, on: date) -> list[Asked]:
    """The actor's collections for a campaign, the latest first. Three queries."""
    mine = list(collections_for(actor).filter(campaign=campaign))
    stand = boards(mine) if mine else {}
    return [
        Asked(
            one.name,
            reverse("returns:collection", args=[one.pk]),
            one.due_on,
            len(stand[one.pk].of(State.IN, State.WRITTEN)),
            len(stand[one.pk].lines),
            one.closed_at is not None or one.ends_on < on,
        )
        for one in mine
    ]
