"""What the page of a campaign tells of the collections for it."""

from datetime import date

from django.urls import reverse

from xingjia.access.rules import Actor
from xingjia.campaigns.asking import Asked
from xingjia.campaigns.models import Campaign
from xingjia.portal.returns.queries.boards import counted_for


def asked(actor: Actor, campaign: Campaign, on: date) -> list[Asked]:
    """The actor's collections for a campaign, the latest first. One query."""
    return [
        Asked(
            one.name,
            reverse("returns:collection", args=[one.pk]),
            one.due_on,
            came,
            sent,
            one.closed_at is not None or one.ends_on < on,
        )
        for one, sent, came in counted_for(actor, campaign)
    ]
