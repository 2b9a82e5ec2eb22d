"""Demonstration units, and what came of the parts of a campaign."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.campaigns.models import Campaign, Example, Result, Stage


def examples_of(actor: Actor, campaign: Campaign) -> QuerySet[Example]:
    """Every demonstration unit a campaign ever named, by class."""
    rows: QuerySet[Example] = Example.objects.visible_to(actor).filter(campaign=campaign)
    return rows.select_related("at")


def examples_on(actor: Actor, campaign: Campaign, on: date) -> QuerySet[Example]:
    """Those that hold on a day."""
    running = Q(ended_on=None) | Q(ended_on__gt=on)
    return examples_of(actor, campaign).filter(running, named_on__lte=on, last__gte=on)


def example_for(actor: Actor, pk: int) -> Example | None:
    """The demonstration unit with this id, if the actor keeps its campaign."""
    rows = Example.objects.visible_to(actor, Right.EDIT).select_related("campaign__organisation")
    found: Example | None = rows.filter(pk=pk).first()
    if found and not actor.may(Right.EDIT, found.campaign.organisation.path):
        return None
    return found


def results_by(actor: Actor, stages: Iterable[Stage], on: date) -> QuerySet[Result]:
    """What came of the parts of these stages by a day."""
    rows: QuerySet[Result] = Result.objects.visible_to(actor)
    return rows.filter(stage__in=list(stages), day__lte=on)
