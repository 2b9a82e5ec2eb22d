"""What the campaigns that run ask of somebody: how many of his are behind, and who has to answer.

Two queries whatever runs: the open stages, then everything of them together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, QuerySet

from xingjia.access.models import Appointment
from xingjia.access.rules import Actor
from xingjia.campaigns.models import Campaign, Member, Pledge, Reminder, Stage
from xingjia.campaigns.queries.boards import Tally
from xingjia.campaigns.queries.roll import held_rows
from xingjia.campaigns.rules.progress import Held, Reached, reached_on
from xingjia.toolkit.together import together

BECAUSE = "whether somebody holds a post, of those who answer for the reader's unions"
MOST = 4  # campaigns at a time; the others stand in their list


@dataclass(frozen=True)
class Running:
    """An open stage as far as it concerns somebody: its own part of the base;
    of the `places` some have not answered, and some wait for an answer from above; for `vacant`
    of the base somebody answers who holds no post any more."""

    stage: Stage
    tally: Tally
    places: frozenset[int]
    unanswered: frozenset[int]
    countered: frozenset[int]
    vacant: int
    reminded_on: date | None

    @property
    def campaign(self) -> Campaign:
        """Its campaign."""
        found: Campaign = self.stage.campaign
        return found


def running(actor: Actor, on: date) -> list[Running]:
    """The open stages that concern an actor, those that end first first."""
    stages = list(
        Stage.objects.visible_to(actor)
        .filter(opened_on__lte=on, closed_on=None)
        .select_related("campaign__organisation")
        .order_by("last", "pk")[:MOST]
    )
    return _told(actor, stages, on) if stages else []


def _told(actor: Actor, stages: list[Stage], on: date) -> list[Running]:
    mine = Member.objects.visible_to(actor).filter(excluded_why="")
    own = [mine.filter(stage=one) for one in stages]
    members = [one.order_by().values_list("subject_id", "place_id") for one in own]
    counting = [one for one in stages if one.campaign.counts]
    days = {one.pk: held_rows(one.campaign, own[stages.index(one)]) for one in counting}
    said = Pledge.objects.visible_to(actor).filter(stage__in=stages)
    sayings = said.values_list("stage_id", "place_id", "by_place", "agrees").order_by("pk")
    reminders = Reminder.objects.visible_to(actor).filter(stage__in=stages, day__lte=on)
    reminded = reminders.order_by().values("stage_id").annotate(last=Max("day"))
    latest = reminded.values_list("stage_id", "last")
    vacant = _vacant(mine.filter(stage__in=stages), on)
    together(*members, *days.values(), sayings, latest, vacant)
    gone = dict(vacant)
    days_of_reminders = dict(latest)
    return [
        _running(
            stage,
            list(rows),
            (Held(*row) for row in days.get(stage.pk, ())),
            {place: (by, agrees) for pk, place, by, agrees in sayings if pk == stage.pk},
            gone.get(stage.pk, 0),
            days_of_reminders.get(stage.pk),
            on,
        )
        for stage, rows in zip(stages, members, strict=True)
    ]


def _vacant(members: QuerySet[Member], on: date) -> QuerySet[Member, tuple[int, int]]:
    """Per stage, how many are answered for by somebody without a post on a day."""
    held = Appointment.objects.everything(because=BECAUSE).filter(start__lte=on, end__gt=on)
    gone = members.exclude(responsible__in=held.values("account"), responsible__is_active=True)
    counted = gone.order_by().values("stage_id").annotate(number=Count("pk"))
    return counted.values_list("stage_id", "number")


def _running(
    stage: Stage,
    rows: list[tuple[int, int]],
    days: Iterable[Held],
    last: dict[int, tuple[bool, bool]],
    vacant: int,
    reminded_on: date | None,
    on: date,
) -> Running:
    reached = reached_on(days, on)
    states = [reached.get(subject) for subject, _place in rows]
    places = frozenset(place for _subject, place in rows)
    open_ = {place for place, (_by, agrees) in last.items() if not agrees}
    countered = frozenset(place for place in open_ if last[place][0])
    return Running(
        stage,
        Tally(len(rows), len(rows) - states.count(None), states.count(Reached.VERIFIED)),
        places,
        frozenset(place for place in places if place not in last or place in open_ - countered),
        countered & places,
        vacant,
        reminded_on,
    )


def last_reminder(actor: Actor, stage: Stage, on: date) -> date | None:
    """The day of the last reminder of a stage."""
    rows = Reminder.objects.visible_to(actor).filter(stage=stage, day__lte=on)
    found: date | None = rows.aggregate(last=Max("day"))["last"]
    return found
