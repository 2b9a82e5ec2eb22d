"""Where a campaign stands on a day, for whoever looks: his part of the frozen base."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from xingjia.access.models import Account
from xingjia.access.rules import Actor
from xingjia.campaigns.models import Campaign, Member, Stage
from xingjia.campaigns.queries.roll import held
from xingjia.campaigns.rules.plan import EVERYBODY, number_for
from xingjia.campaigns.rules.progress import Held, Reached, reached_on
from xingjia.campaigns.rules.scopes import covers
from xingjia.orgtree.models import Node
from xingjia.toolkit.together import together


@dataclass(frozen=True)
class Tally:
    """Of so many in the base, how many have what is asked; `target` None: none was set."""

    base: int
    claimed: int
    verified: int
    target: int | None = None

    @property
    def missing(self) -> int:
        """How many verified are still to come: to the target or, without one, of the base."""
        return max((self.base if self.target is None else self.target) - self.verified, 0)

    @property
    def behind(self) -> int:
        """Not verified."""
        return self.base - self.verified

    @property
    def waiting(self) -> int:
        """Claimed, and not verified."""
        return self.claimed - self.verified

    @property
    def silent(self) -> int:
        """Not even claimed."""
        return self.base - self.claimed


@dataclass(frozen=True)
class Line:
    """The figures of a place and of who answers there."""

    place: Node
    tally: Tally
    people: tuple[Account, ...]


@dataclass(frozen=True)
class Board:
    """A stage on a day; `members` are those in the reader's reach that count."""

    stage: Stage
    on: date
    total: Tally
    places: list[Line]
    people: list[tuple[Account, Tally]]
    slices: dict[str, Tally]
    members: list[Member]
    excluded: list[Member]
    reached: Mapping[int, Reached]
    held: list[Held] = field(default_factory=list)

    def state(self, member: Member) -> Reached:
        """How far a member is on the day."""
        return self.reached.get(member.subject_id, Reached.MISSING)

    @property
    def behind(self) -> list[Member]:
        """Those that are not verified, in the order of the tree."""
        return [one for one in self.members if self.state(one) is not Reached.VERIFIED]


def campaigns_for(actor: Actor) -> QuerySet[Campaign]:
    """The campaigns of the places in the actor's reach and of those above, the newest first."""
    rows: QuerySet[Campaign] = Campaign.objects.visible_to(actor).select_related("organisation")
    return rows


def campaign_for(actor: Actor, pk: int) -> tuple[Campaign, list[Stage]] | None:
    """The campaign with this id and its stages, if it concerns the actor. One query."""
    found = campaigns_for(actor).filter(pk=pk)
    stages: QuerySet[Stage] = Stage.objects.visible_to(actor).filter(campaign=pk)
    together(found, stages)
    return (found[0], list(stages)) if found else None


def stages_of(actor: Actor, campaigns: Iterable[Campaign]) -> dict[int, list[Stage]]:
    """The stages of each campaign, in their order. One query."""
    found: dict[int, list[Stage]] = {}
    for one in Stage.objects.visible_to(actor).filter(campaign__in=list(campaigns)):
        found.setdefault(one.campaign_id, []).append(one)
    return found


def current(stages: Sequence[Stage]) -> Stage:
    """The stage that runs: the last one that was opened."""
    return [one for one in stages if one.opened_on][-1]


def stage_on(stages: Sequence[Stage], on: date) -> Stage:
    """The stage that ran on a day: of those opened the last that had begun, or else the first."""
    begun = [one for one in stages if one.opened_on and one.first <= on]
    return begun[-1] if begun else stages[0]


def members_of(actor: Actor, stage: Stage) -> QuerySet[Member]:
    """The base of a stage as far as it lies in the actor's reach."""
    rows: QuerySet[Member] = Member.objects.visible_to(actor).filter(stage=stage)
    return rows.select_related("place", "responsible")


def board(actor: Actor, campaign: Campaign, stage: Stage, on: date) -> Board:
    """The figures of a stage on a day; from the day on which it was closed, those then frozen."""
    every = list(members_of(actor, stage)) if campaign.counts else []
    members = [one for one in every if not one.excluded_why]
    days = held(campaign, members_of(actor, stage)) if members else []
    if stage.closed_on and on >= stage.closed_on:
        reached = {one.subject_id: Reached(one.closed_as) for one in members}
    else:
        reached = reached_on(days, on)
    counting = {one.subject_id for one in members}
    return Board(
        stage,
        on,
        _tally(members, reached, stage),
        _places(members, reached, stage),
        _people(members, reached),
        _slices(members, reached, stage),
        members,
        [one for one in every if one.excluded_why],
        reached,
        [one for one in days if one.subject in counting],
    )


def _tally(
    members: Sequence[Member],
    reached: Mapping[int, Reached],
    stage: Stage | None = None,
    of: str = EVERYBODY,
) -> Tally:
    found = [reached.get(one.subject_id, Reached.MISSING) for one in members]
    verified, claimed = found.count(Reached.VERIFIED), found.count(Reached.CLAIMED)
    percent = stage.targets.get(of) if stage else None
    target = None if percent is None else number_for(len(members), percent)
    return Tally(len(members), verified + claimed, verified, target)


def _places(members: Sequence[Member], reached: Mapping[int, Reached], stage: Stage) -> list[Line]:
    at: dict[int, list[Member]] = {}
    for one in members:
        at.setdefault(one.place_id, []).append(one)
    return [
        Line(
            here[0].place,
            _tally(here, reached, stage),
            tuple({one.responsible_id: one.responsible for one in here}.values()),
        )
        for here in at.values()
    ]


def _people(
    members: Sequence[Member], reached: Mapping[int, Reached]
) -> list[tuple[Account, Tally]]:
    of: dict[int, list[Member]] = {}
    for one in members:
        of.setdefault(one.responsible_id, []).append(one)
    return [(mine[0].responsible, _tally(mine, reached)) for mine in of.values()]


def _slices(
    members: Sequence[Member], reached: Mapping[int, Reached], stage: Stage
) -> dict[str, Tally]:
    return {
        owned: _tally(
            [one for one in members if covers(owned, one.ownership)], reached, stage, owned
        )
        for owned in stage.targets
        if owned != EVERYBODY
    }
