"""Who claimed what a visit looks at, wherever it was said: he and his place do not verify it."""

from datetime import date

import pytest

from tests.factories import (
    BECAUSE,
    DAY,
    appoint,
    make_account,
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_union,
)
from xingjia.access.models import Account
from xingjia.access.queries import actor_for
from xingjia.access.rules import Actor
from xingjia.evidence.queries.known import told_of
from xingjia.registry.commands.statements import say_by_hand
from xingjia.registry.models import Election, Officer, Room, Union
from xingjia.registry.rules.origins import BY_HAND
from xingjia.visits.commands import Person, Said, Tick, Trip, record_visit
from xingjia.visits.models import Confirmation

pytestmark = pytest.mark.django_db
WENT = date(2013, 12, 10)
RIGHT = Tick("sign_shown", holds=True)


@pytest.fixture
def places():
    county, [township] = make_county()
    return county, township


@pytest.fixture
def union(places) -> Union:
    return make_union(make_employer(places[1]))


@pytest.fixture
def officer(places) -> Account:
    account = make_account("曹予宁")
    appoint(account, "township_officer", places[1])
    return account


@pytest.fixture
def actor(officer) -> Actor:
    return actor_for(officer.pk, DAY)


def trip(union: Union, *ticks: Tick, by: Account) -> Trip:
    return Trip(WENT, (Person(by.name, by.pk),), (Said(union, ticks),))


def levels() -> list[str]:
    rows = Confirmation.objects.everything(because=BECAUSE).order_by("pk")
    return list(rows.values_list("level", flat=True))


def test_a_value_typed_by_hand_is_its_typists_claim(union, places, actor, officer):
    say_by_hand(actor, union, {"sign_displayed": True}, day=WENT)
    colleague = make_account("孟知秋")
    appoint(colleague, "township_officer", places[1])
    county = make_account("秦望海")
    appoint(county, "officer", places[0])

    for went in (officer, colleague, county):
        record_visit(actor_for(went.pk, DAY), trip(union, RIGHT, by=went), on=DAY)

    assert levels() == ["", "", "county"]


def test_what_the_chair_typed_her_township_verifies(union, actor, officer):
    chair = make_actor("chair", union.organisation)
    say_by_hand(chair, union, {"sign_displayed": True}, day=WENT)

    record_visit(actor, trip(union, RIGHT, by=officer), on=DAY)

    assert levels() == ["township"]


def test_an_election_and_a_room_are_claimed_by_who_entered_them(union, places, actor, officer):
    chair = make_chair(union)
    held = Election.objects.everything(because=BECAUSE).create(
        union=union, held_on=chair.elected_on, said_by=actor.label, origin=BY_HAND
    )
    Officer.objects.everything(because=BECAUSE).filter(pk=chair.pk).update(
        election=held, origin=BY_HAND
    )
    Room.objects.everything(because=BECAUSE).create(
        union=union, kind="office", name="办公室", start=WENT, said_by=actor.label, origin=BY_HAND
    )
    county = make_account("秦望海")
    appoint(county, "officer", places[0])
    seen = told_of([union.pk], DAY, frozenset({"officer", "office"}))[union.pk]
    ticks = [Tick(one.kind.code, holds=True, attributes=one.attributes) for one in seen]

    for went in (officer, county):
        record_visit(actor_for(went.pk, DAY), trip(union, *ticks, by=went), on=DAY)

    assert levels() == ["", "", "county", "county"]


def test_who_typed_a_thing_nobody_knows_is_nobody_else(union, actor, officer):
    chair = make_chair(union)
    Officer.objects.everything(because=BECAUSE).filter(pk=chair.pk).update(origin=BY_HAND)
    [seen] = told_of([union.pk], DAY, frozenset({"officer"}))[union.pk]
    tick = Tick("officer", holds=True, attributes=seen.attributes)

    record_visit(actor, trip(union, tick, by=officer), on=DAY)

    assert levels() == [""]
