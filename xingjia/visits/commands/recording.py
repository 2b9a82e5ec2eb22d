"""Entering a trip, and saying it anew."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.rules import Actor, Right
from xingjia.evidence.commands import place_of
from xingjia.registry.models import Employer, Union
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command
from xingjia.visits.commands.confirming import accounts_of, fits_kind, over_all, tell, tick_off
from xingjia.visits.commands.photos import (
    Former,
    check_photos,
    photos_at,
    take_photos,
)
from xingjia.visits.commands.said import Said, Trip
from xingjia.visits.models import Confirmation, Stop, StopPhoto, Visit
from xingjia.visits.queries.claimants import place_of_visitors, visitors_of
from xingjia.visits.rules import fault

BECAUSE = "the actor stands above every place of the trip"


@command
def record_visit(actor: Actor, trip: Trip, *, on: date, client_key: UUID | None = None) -> Visit:
    """Enter a trip that was made; whoever keys it in need not have been there.

    Sent again with its `client_key` it gives the record there is. Raises `Refused` unless the
    actor stands above every place, `Unacceptable` with what is wrong.
    """
    _allowed(actor, trip)
    rows = Visit.objects.everything(because=BECAUSE)
    known: Visit | None = rows.filter(client_key=client_key).first() if client_key else None
    if known:
        return known
    _check(trip, on)
    check_photos(trip)
    visit: Visit = rows.create(
        made_from=_made_from(actor, trip),
        visited_on=trip.visited_on,
        at=trip.at,
        visitors=_people(trip),
        keyed_by=actor.label,
        keyed_on=on,
        client_key=client_key,
    )
    _enter(actor, visit, trip, on=on)
    log(actor.label, "visits.recorded", visit, places=len(trip.places))
    return visit


@command
def correct_visit(actor: Actor, visit: Visit, trip: Trip, *, reason: str, on: date) -> Visit:
    """Say it anew; the former version stays in `replaced`, with who had keyed it in."""
    mine = Visit.objects.visible_to(actor, Right.IMPORT).filter(pk=visit.pk)
    one: Visit | None = mine.select_for_update(of=("self",)).first()
    if one is None:
        raise Refused(f"{Right.IMPORT} of visit {visit.pk}")
    stops = list(Stop.objects.everything(because=BECAUSE).filter(visit=one))
    over_all(actor, [stop.union or stop.employer for stop in stops])
    _allowed(actor, trip)
    if not reason.strip():
        raise Unacceptable("no_reason")
    _check(trip, on)
    one.replaced = [*one.replaced, _version(one, stops)]
    former = photos_at(stops)
    check_photos(trip, former)
    one.visited_on, one.at, one.visitors = trip.visited_on, trip.at, _people(trip)
    one.made_from = _made_from(actor, trip)
    one.keyed_by, one.keyed_on, one.reason = actor.label, on, reason
    one.save()
    ticks = Confirmation.objects.everything(because=BECAUSE).filter(stop__in=stops)
    before = _kinds_by_union(ticks)
    ticks.delete()  # kept whole in `replaced`
    StopPhoto.objects.everything(because=BECAUSE).filter(stop__in=stops).delete()
    Stop.objects.everything(because=BECAUSE).filter(visit=one).delete()
    _enter(actor, one, trip, before, former, on=on)
    log(actor.label, "visits.corrected", one, places=len(trip.places))
    return one


def _allowed(actor: Actor, trip: Trip) -> None:
    """Raises `Refused` unless the actor stands above every place, as it is now."""
    for model in (Union, Employer):
        keys = {said.at.pk for said in trip.places if isinstance(said.at, model)}
        mine = model.objects.visible_to(actor, Right.IMPORT).filter(pk__in=keys)
        if mine.count() != len(keys):
            raise Refused(f"{Right.IMPORT} of every place")
    over_all(actor, [said.at for said in trip.places])


def _check(trip: Trip, on: date) -> None:
    code = fault(
        ahead=trip.visited_on > on,
        visitors=sum(bool(one.name.strip()) for one in trip.visitors),
        places=len(trip.places),
        promised_before=any(
            said.promised_by and said.promised_by < trip.visited_on for said in trip.places
        ),
        unfit=any(
            not isinstance(said.at, Union) or not fits_kind(tick)
            for said in trip.places
            for tick in said.ticks
        ),
    )
    if code:
        raise Unacceptable(code)


def _made_from(actor: Actor, trip: Trip) -> Any:
    path = trip.places[0].at.organisation.path
    visitors = visitors_of(accounts_of(_people(trip)), trip.visited_on)
    return place_of_visitors(visitors, path) or place_of(actor, Right.IMPORT, path)


def _people(trip: Trip) -> list[dict[str, Any]]:
    return [{"name": one.name.strip(), "account": one.account} for one in trip.visitors if one.name]


def _enter(
    actor: Actor,
    visit: Visit,
    trip: Trip,
    before: Mapping[int | None, set[str]] | None = None,
    former: Former | None = None,
    *,
    on: date,
) -> None:
    """Write the stops and what was confirmed; tell whose facts may be different now."""
    entered: dict[Stop, Said] = {}
    for said in trip.places:
        where = {"union" if isinstance(said.at, Union) else "employer": said.at}
        stop = Stop.objects.everything(because=BECAUSE).create(
            visit=visit,
            **where,
            met=said.met,
            findings=said.findings,
            promises=said.promises,
            promised_by=said.promised_by,
            ties={str(account): tied for account, tied in said.ties.items()},
        )
        entered[stop] = said
    take_photos(actor, visit, entered, former, on=on)
    fresh = {stop: said.ticks for stop, said in entered.items()}
    visitors = visitors_of(accounts_of(visit.visitors), visit.visited_on)
    tick_off(actor, visit, visitors, fresh)
    changed = {union: set(kinds) for union, kinds in (before or {}).items()}
    for stop, ticks in fresh.items():
        changed.setdefault(stop.union_id, set()).update(tick.kind for tick in ticks)
    tell(changed)


def _kinds_by_union(ticks: Iterable[Confirmation]) -> dict[int | None, set[str]]:
    found: dict[int | None, set[str]] = {}
    for one in ticks:
        found.setdefault(one.stop.union_id, set()).add(one.kind)
    return found


def _version(visit: Visit, stops: Iterable[Stop]) -> dict[str, Any]:
    """The visit as it was said, whole."""
    ticks = Confirmation.objects.everything(because=BECAUSE).filter(stop__visit=visit)
    by_stop: dict[int, list[dict[str, Any]]] = {}
    for one in ticks:
        said = {"kind": one.kind, "attributes": one.attributes, "holds": one.holds}
        day = one.day.isoformat() if one.day else None
        by_stop.setdefault(one.stop_id, []).append(said | {"level": one.level, "day": day})
    photos = StopPhoto.objects.everything(because=BECAUSE).filter(stop__visit=visit)
    shown: dict[int, list[int]] = {}
    for stop_id, photo in photos.values_list("stop", "photo"):
        shown.setdefault(stop_id, []).append(photo)
    return {
        "visited_on": visit.visited_on.isoformat(),
        "at": visit.at.isoformat() if visit.at else None,
        "visitors": visit.visitors,
        "keyed_by": visit.keyed_by,
        "keyed_on": visit.keyed_on.isoformat(),
        "stops": [
            {
                "union": stop.union_id,
                "employer": stop.employer_id,
                "met": stop.met,
                "findings": stop.findings,
                "promises": stop.promises,
                "promised_by": stop.promised_by.isoformat() if stop.promised_by else None,
                "ties": stop.ties,
                "ticks": by_stop.get(stop.pk, []),
                "photos": shown.get(stop.pk, []),
            }
            for stop in stops
        ],
    }
