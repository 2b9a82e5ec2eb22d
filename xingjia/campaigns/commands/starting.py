"""Starting a campaign: its plan is kept and the base of its first stage frozen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from xingjia.access.checks import Refused, require
from xingjia.access.models import Account
from xingjia.access.queries import answering_for
from xingjia.access.rules import Actor, Right
from xingjia.campaigns.models import Campaign, Member, Stage
from xingjia.campaigns.queries.roll import roll
from xingjia.campaigns.rules.plan import StagePlan, check
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import ancestors_of
from xingjia.standards.library.queries import published
from xingjia.toolkit.audit.commands import record as log

BECAUSE = "a campaign is kept under its owner's right"


class NobodyAnswers(Exception):
    """No account answers for a union, and the starter has none either."""


class NobodyCounted(Exception):
    """Nobody is in the base on that day."""


class NotHeldHere(Exception):
    """The standard is another place's own; unions here are not judged by it. Holds its title."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


@dataclass(frozen=True)
class Terms:
    """What a campaign is; a standard with its version, or a measure, or neither."""

    name: str
    stages: Sequence[StagePlan]
    purpose: str = ""
    tag: str = ""
    standard: str = ""
    version: str = ""
    measure: str = ""
    ownership: str = ""


@transaction.atomic
def start(actor: Actor, node: Node, *, terms: Terms, on: date) -> Campaign:
    """Start a campaign at a federation and open its first stage with the base of the day.

    Raises `Refused`, `WrongPlan`, `NotHeldHere`, `NobodyCounted`, `NobodyAnswers`.
    """
    require(actor, Right.EDIT, node.path)
    check(terms.stages)
    _check_standard(node, terms)
    campaign: Campaign = Campaign.objects.everything(because=BECAUSE).create(
        organisation=node,
        name=terms.name,
        purpose=terms.purpose,
        tag=terms.tag,
        standard=terms.standard,
        version=terms.version,
        measure=terms.measure,
        ownership=terms.ownership,
        started_by=actor.label,
        started_on=on,
    )
    stages = Stage.objects.everything(because=BECAUSE).bulk_create(
        _stage(campaign, number, plan) for number, plan in enumerate(terms.stages, start=1)
    )
    base = open_stage(actor, campaign, stages[0], on, {})
    if campaign.counts and not base:
        raise NobodyCounted
    log(actor.label, "campaigns.started", campaign, stages=len(stages), base=base)
    return campaign


def _check_standard(node: Node, terms: Terms) -> None:
    if not terms.standard:
        return
    found = published(terms.standard, terms.version)
    if found is None:
        raise NotHeldHere(terms.standard)
    if found.place is not None and found.place not in ancestors_of(node.path):
        raise NotHeldHere(found.title.zh)


def _stage(campaign: Campaign, number: int, plan: StagePlan) -> Stage:
    windows = [
        {"name": one.name, "first": one.first.isoformat(), "last": one.last.isoformat()}
        for one in plan.windows
    ]
    return Stage(
        campaign=campaign,
        number=number,
        name=plan.name,
        first=plan.first,
        last=plan.last,
        windows=windows,
        targets=dict(plan.targets),
    )


def open_stage(
    actor: Actor, campaign: Campaign, stage: Stage, on: date, former: dict[int, Member]
) -> int:
    """Freeze the base of a stage on a day; who was left out of the `former` one, and who answered
    for each, stays so. Gives how many are in the base."""
    stage.opened_on = on
    stage.save(update_fields=["opened_on"])
    counted = roll(campaign, on)
    places = _places([one.path for one in counted])
    answers: dict[int, Account] = {}
    for place in set(places.values()):
        answers[place.pk] = _answering(actor, place, on)
    members = []
    for one in counted:
        place, before = places[one.path], former.get(one.subject)
        members.append(
            Member(
                stage=stage,
                subject_id=one.subject,
                name=one.name,
                at_id=ancestors_of(one.path)[-1],
                place=place,
                responsible=before.responsible if before else answers[place.pk],
                ownership=one.ownership,
                excluded_why=before.excluded_why if before else "",
                excluded_by=before.excluded_by if before else "",
                excluded_on=before.excluded_on if before else None,
            )
        )
    Member.objects.everything(because=BECAUSE).bulk_create(members, batch_size=500)
    return len(members)


def _places(paths: Sequence[str]) -> dict[str, Node]:
    """The place over each path that is no union."""
    above = {pk for path in paths for pk in ancestors_of(path)[-2:]}
    known = Node.objects.exclude(kind=Node.Kind.UNION).in_bulk(above)
    return {
        path: next(known[pk] for pk in reversed(ancestors_of(path)) if pk in known)
        for path in paths
    }


def _answering(actor: Actor, place: Node, on: date) -> Account:
    found = answering_for(place.path, on).responsible
    if found:
        return found.account
    kind, _colon, pk = actor.label.partition(":")
    starter = Account.objects.filter(pk=pk).first() if kind == "account" else None
    if starter is None:
        raise NobodyAnswers(place.code)
    return starter


def kept(actor: Actor, campaign: Campaign) -> Campaign:
    """The campaign, locked. Raises `Refused` unless it is the actor's to look after."""
    found: Campaign | None = (
        Campaign.objects.visible_to(actor, Right.EDIT)
        .select_for_update(of=("self",))
        .select_related("organisation")
        .filter(pk=campaign.pk)
        .first()
    )
    if found is None:
        raise Refused(f"{Right.EDIT} of campaign {campaign.pk}")
    require(actor, Right.EDIT, found.organisation.path)
    return found
