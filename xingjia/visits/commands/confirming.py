"""Known things seen on the spot: whether they were right, and at which level that verifies them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.rules import Actor, Right
from xingjia.evidence.commands import fits
from xingjia.evidence.queries.known import Told, told_of
from xingjia.facts.kinds import KINDS
from xingjia.facts.sources import facts_changed
from xingjia.registry.models import Employer, Union
from xingjia.registry.queries.places import hold_unions
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command
from xingjia.visits.commands.said import Tick
from xingjia.visits.models import Confirmation, Stop, Visit
from xingjia.visits.queries.claimants import claimants_of, visitors_of
from xingjia.visits.queries.ties import leaders_of
from xingjia.visits.queries.visits import may_visit
from xingjia.visits.rules import Claimant, Visitor, level_of, without_ties

BECAUSE = "the actor stands above every place of the trip"


@command
def confirm(actor: Actor, visit: Visit, ticks: Mapping[int, Sequence[Tick]]) -> int:
    """After a visit: several things at once, by the id of the union; gives how many.

    Only unions that the trip has been to; what it has looked at already stays as it was said.
    Raises `Refused` unless the actor stands above each of them.
    """
    stops = Stop.objects.visible_to(actor, Right.IMPORT).filter(visit=visit, union__in=ticks)
    found = list(stops.select_for_update(of=("self",)).select_related("union__organisation"))
    if len(found) != len(ticks):
        raise Refused(f"{Right.IMPORT} of every union")
    said = Confirmation.objects.everything(because=BECAUSE).filter(stop__in=found)
    known = {(one.stop_id, one.kind, tuple(one.attributes.items())) for one in said}
    fresh = {
        stop: [t for t in ticks[stop.union_id or 0] if (stop.pk, t.kind, t.attributes) not in known]
        for stop in found
    }
    if any(not fits_kind(tick) for each in fresh.values() for tick in each):
        raise Unacceptable("unfit_fact")
    visitors = visitors_of(accounts_of(visit.visitors), visit.visited_on)
    made = tick_off(actor, visit, visitors, fresh)
    tell({stop.union_id: {t.kind for t in each} for stop, each in fresh.items()})
    log(actor.label, "visits.confirmed", visit, facts=made)
    return made


def tick_off(
    actor: Actor,
    visit: Visit,
    visitors: Sequence[Visitor],
    fresh: Mapping[Stop, Sequence[Tick]],
) -> int:
    """Write what was confirmed at stops over which the actor stands; gives how many."""
    over_all(actor, [stop.union or stop.employer for stop in fresh])
    kinds = frozenset(tick.kind for ticks in fresh.values() for tick in ticks)
    unions = [stop.union_id for stop in fresh if stop.union_id]
    told = told_of(unions, visit.visited_on, kinds) if kinds else {}
    claims = claimants_of(one for each in told.values() for one in each)
    leaders = leaders_of(unions, visit.visited_on) if visitors else {}
    free = {stop: _free(stop, visitors, leaders) for stop in fresh}
    rows = [
        Confirmation(
            stop=stop,
            kind=tick.kind,
            attributes=dict(tick.attributes),
            holds=tick.holds,
            day=tick.day,
            level=_level(stop, tick, free[stop], told.get(stop.union_id or 0, []), claims) or "",
        )
        for stop, ticks in fresh.items()
        for tick in ticks
    ]
    Confirmation.objects.everything(because=BECAUSE).bulk_create(rows)
    return len(rows)


def _free(
    stop: Stop, visitors: Sequence[Visitor], leaders: Mapping[int, list[str]]
) -> list[Visitor]:
    """The visitors who are not tied to the union."""
    if stop.union is None:
        return []
    path = stop.union.organisation.path
    return without_ties(visitors, path, leaders.get(stop.union.pk, ()), stop.ties)


def _level(
    stop: Stop,
    tick: Tick,
    visitors: Sequence[Visitor],
    told: Iterable[Told],
    claims: Mapping[str, Claimant],
) -> str | None:
    """Of a thing that is denied nobody is asked who claimed it: what is wrong anybody may say."""
    if stop.union is None:
        return None
    same = next(
        (one for one in told if (one.kind.code, one.attributes) == (tick.kind, tick.attributes)),
        None,
    )
    origins = same.origins if same and tick.holds else ()
    claimants = [claims[origin] for origin in origins if origin in claims]
    return level_of(visitors, stop.union.organisation.path, claimants)


def tell(changed: Mapping[int | None, set[str]]) -> None:
    """Say which facts of which unions may be different now, once."""
    keys = {union for union, kinds in changed.items() if union and kinds}
    kinds = frozenset(kind for each in changed.values() for kind in each)
    if keys:
        hold_unions(keys)
        facts_changed.send(sender=Visit, kind="union", keys=keys, fact_kinds=kinds)


def over_all(actor: Actor, places: Iterable[Union | Employer | None]) -> None:
    for at in places:
        over = at and (
            may_visit(actor, at.organisation.path)
            if isinstance(at, Union)
            else actor.may(Right.IMPORT, at.organisation.path)
        )
        if not over:
            raise Refused(f"{Right.IMPORT} over every place")


def fits_kind(tick: Tick) -> bool:
    kind = KINDS.get(tick.kind)
    return bool(kind is not None and (kind.known or fits(kind, dict(tick.attributes))))


def accounts_of(people: Iterable[Mapping[str, Any]]) -> list[int]:
    return [one["account"] for one in people if one["account"]]
