"""Agreeing with each place on what it pledges for a stage."""

from datetime import date

from xingjia.access.checks import Refused, Unacceptable, require
from xingjia.access.rules import Actor, Right
from xingjia.campaigns.commands.keeping import StageClosed
from xingjia.campaigns.commands.starting import BECAUSE, kept
from xingjia.campaigns.models import Member, Pledge, Stage
from xingjia.campaigns.queries.pledges import agreement_on, asked_of, sayings_of
from xingjia.campaigns.rules.pledges import Agreement, Figures, agrees_to, fault
from xingjia.orgtree.models import Node
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command


@command
def answer(
    actor: Actor, stage: Stage, place: Node, *, figures: Figures, why: str = "", on: date
) -> Pledge:
    """A place says yes to what it is asked, or names other figures with a reason.

    Raises `Refused`, `StageClosed`, `Unacceptable`.
    """
    require(actor, Right.EDIT, place.path)
    return _say(actor, stage, place, figures, why, on, by_place=True)


@command
def ask(
    actor: Actor, stage: Stage, place: Node, *, figures: Figures, why: str = "", on: date
) -> Pledge:
    """Those above say yes to what a place named, or ask other figures with a reason.

    Raises `Refused`, `StageClosed`, `Unacceptable`.
    """
    kept(actor, stage.campaign)
    return _say(actor, stage, place, figures, why, on, by_place=False)


def _say(
    actor: Actor,
    stage: Stage,
    place: Node,
    figures: Figures,
    why: str,
    on: date,
    *,
    by_place: bool,
) -> Pledge:
    stage = _open_stage(actor, stage)
    asked = _asked(actor, stage, place, figures)
    before = sayings_of(actor, stage, place)
    found = agreement_on(asked, before)
    if before and (_same(found, figures) or _repeated(before[-1], figures, by_place)):
        return before[-1]
    agrees = agrees_to(found, figures, by_place=by_place)
    if not agrees and not why.strip():
        raise Unacceptable("why")
    made: Pledge = Pledge.objects.everything(because=BECAUSE).create(
        stage=stage,
        place=place,
        by_place=by_place,
        figures={day.isoformat(): many for day, many in figures.items()},
        agrees=agrees,
        why=why.strip(),
        said_on=on,
        said_by=actor.label,
    )
    side = "place" if by_place else "above"
    log(actor.label, "campaigns.pledged", stage.campaign, place=place.pk, side=side, agrees=agrees)
    return made


def _asked(actor: Actor, stage: Stage, place: Node, figures: Figures) -> Figures:
    """What the target comes to at a place. Raises where nobody counts, or for wrong figures."""
    members = Member.objects.visible_to(actor, Right.EDIT).filter(stage=stage, place=place)
    base = members.filter(excluded_why="").count()
    if not base:
        raise Refused(f"{Right.EDIT} of {place.code} in stage {stage.pk}")
    asked = asked_of(stage, base)
    wrong = fault(figures, list(asked), base)
    if wrong:
        raise Unacceptable(wrong)
    return asked


def _same(found: Agreement, figures: Figures) -> bool:
    """Agreed already."""
    return found.agreed_on is not None and dict(figures) == dict(found.figures)


def _repeated(last: Pledge, figures: Figures, by_place: bool) -> bool:  # noqa: FBT001
    return last.by_place is by_place and last.dated == dict(figures)


def _open_stage(actor: Actor, stage: Stage) -> Stage:
    """The stage, locked, while it runs."""
    found: Stage | None = (
        Stage.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("campaign")
        .filter(pk=stage.pk)
        .first()
    )
    if found is None:
        raise Refused(f"{Right.SEE} of stage {stage.pk}")
    if found.closed_on or not found.opened_on:
        raise StageClosed
    return found
