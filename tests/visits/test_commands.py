from datetime import date
from uuid import uuid4

import pytest

from tests.factories import (
    BECAUSE,
    DAY,
    appoint,
    make_account,
    make_actor,
    make_county,
    make_employer,
    make_node,
    make_union,
)
from tests.figures import follow_now
from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.models import Account
from xingjia.access.queries import actor_for
from xingjia.access.rules import Actor
from xingjia.evidence.commands import claim
from xingjia.evidence.queries.known import told_of
from xingjia.evidence.rules import Saying
from xingjia.facts.rules import OPEN, Span, Weight
from xingjia.facts.sources import facts_about, facts_changed
from xingjia.registry.models import Union
from xingjia.toolkit.audit.models import Entry
from xingjia.visits.commands import (
    Person,
    Said,
    Tick,
    Trip,
    confirm,
    correct_visit,
    record_visit,
)
from xingjia.visits.models import Confirmation, Stop, Visit

pytestmark = pytest.mark.django_db
WENT = date(2013, 12, 10)
KINDS = frozenset({"sign_shown", "board_current"})
RIGHT, WRONG = Tick("sign_shown", holds=True), Tick("board_current", holds=False)


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


def trip(union: Union, *ticks: Tick, by: Account | None = None, **more: object) -> Trip:
    people = (Person(by.name, by.pk) if by else Person("客人"),)
    return Trip(WENT, people, (Said(union, ticks or (RIGHT, WRONG), **more),))


def told(union: Union, on: date = DAY):
    found = told_of([union.pk], on, KINDS).get(union.pk, [])
    return {one.kind.code: (one.holds, one.verified) for one in found}


def levels() -> list[str]:
    return list(
        Confirmation.objects.everything(because=BECAUSE)
        .order_by("pk")
        .values_list("level", flat=True)
    )


def test_what_a_superior_saw_is_verified_from_that_day(union, actor, officer):
    visit = record_visit(actor, trip(union, by=officer), on=DAY)

    [fact] = facts_about("union", [union.pk], frozenset({"sign_shown"}))
    assert (fact.span, fact.weight) == (Span(WENT, OPEN), Weight.VERIFIED_CLAIM)
    assert fact.verified.items == (Span(WENT, OPEN),)
    assert told(union) == {"sign_shown": (True, True), "board_current": (False, False)}
    assert told(union, date(2013, 12, 9)) == {}
    assert levels() == ["township", "township"]
    assert visit.made_from.kind == "township"
    assert Entry.objects.filter(action="visits.recorded").count() == 1


def test_what_is_wrong_ends_the_unions_own_claim(union, actor, officer):
    chair = make_actor("chair", union.organisation)
    claim(chair, union, said=Saying("board_current", date(2013, 12, 2)), on=DAY)

    record_visit(actor, trip(union, WRONG, by=officer), on=DAY)

    assert told(union, date(2013, 12, 9))["board_current"] == (True, False)
    assert told(union)["board_current"] == (False, False)


def test_nobody_verifies_what_he_or_his_place_has_filed(union, places, actor, officer):
    claim(actor, union, said=Saying("sign_shown", date(2013, 12, 2)), on=DAY)
    colleague = make_account("孟知秋")
    appoint(colleague, "township_officer", places[1])
    county = make_account("秦望海")
    appoint(county, "officer", places[0])

    for went in (officer, colleague, county):
        record_visit(actor_for(went.pk, DAY), trip(union, RIGHT, by=went), on=DAY)

    assert levels() == ["", "", "county"]


def test_a_guest_verifies_nothing_and_who_keys_it_in_counts_for_nothing(union, actor):
    record_visit(actor, trip(union, RIGHT), on=DAY)

    assert levels() == [""]
    assert told(union) == {"sign_shown": (True, False)}


def test_somebody_else_keys_it_in_at_night(union, places, officer):
    clerk = make_actor("officer", places[0])

    visit = record_visit(clerk, trip(union, RIGHT, by=officer), on=DAY)

    assert visit.keyed_by == clerk.label != f"account:{officer.pk}"
    assert levels() == ["township"]


def test_posts_count_as_they_were_on_the_day_of_the_visit(union, places, actor):
    former = make_account("沈听澜")
    appoint(former, "township_officer", places[1], end=WENT)

    record_visit(actor, trip(union, RIGHT, by=former), on=DAY)

    assert levels() == [""]


@pytest.mark.parametrize("role", ["chair", "committee", "contact"])
def test_without_the_right_no_visit_is_entered(union, officer, role):
    with pytest.raises(Refused):
        record_visit(make_actor(role, union.organisation), trip(union, by=officer), on=DAY)

    assert not Visit.objects.everything(because=BECAUSE).exists()


def test_from_another_branch_no_visit_is_entered(union, officer):
    with pytest.raises(Refused):
        record_visit(make_actor("officer", make_node("射阳县")), trip(union, by=officer), on=DAY)


def test_sent_twice_it_stands_once(union, actor, officer):
    key = uuid4()

    first = record_visit(actor, trip(union, by=officer), on=DAY, client_key=key)

    assert record_visit(actor, trip(union, by=officer), on=DAY, client_key=key) == first
    assert Visit.objects.everything(because=BECAUSE).count() == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"visited_on": date(2014, 1, 1)}, "day_ahead"),
        ({"visitors": (Person(" "),)}, "no_visitor"),
        ({"visitors": ()}, "no_visitor"),
    ],
)
def test_what_cannot_be_is_refused(union, actor, officer, changed, code):
    wrong = Trip(**{**trip(union, by=officer).__dict__, **changed})

    with pytest.raises(Unacceptable, match=code):
        record_visit(actor, wrong, on=DAY)


def test_a_promise_lies_ahead_and_a_tick_is_of_a_declared_kind(union, actor, officer):
    before = trip(union, by=officer, promises="换公示栏", promised_by=date(2013, 12, 9))

    with pytest.raises(Unacceptable, match="promised_before"):
        record_visit(actor, before, on=DAY)
    with pytest.raises(Unacceptable, match="unfit_fact"):
        record_visit(actor, trip(union, Tick("stars", holds=True), by=officer), on=DAY)


def test_one_trip_goes_to_several_places_and_tells_their_facts_once(places, actor, officer):
    first, second = (make_union(make_employer(places[1])) for _ in range(2))
    employer = make_employer(places[1])
    went = Trip(
        WENT,
        (Person(officer.name, officer.pk),),
        (Said(first, (RIGHT,)), Said(second, (RIGHT,)), Said(employer, met="厂长")),
    )
    heard = []
    follow_now()
    facts_changed.connect(lambda **told: heard.append(told), weak=False, dispatch_uid="test")
    try:
        record_visit(actor, went, on=DAY)
    finally:
        facts_changed.disconnect(dispatch_uid="test")

    assert [(one["keys"], one["fact_kinds"]) for one in heard] == [
        ({first.pk, second.pk}, frozenset({"sign_shown"}))
    ]
    assert Stop.objects.everything(because=BECAUSE).count() == 3


def test_a_correction_changes_the_facts_and_keeps_the_former_version(union, actor, officer):
    visit = record_visit(actor, trip(union, by=officer), on=DAY)

    with pytest.raises(Unacceptable, match="no_reason"):
        correct_visit(actor, visit, trip(union, RIGHT, by=officer), reason="", on=DAY)
    one = correct_visit(actor, visit, trip(union, RIGHT, by=officer), reason="看错了", on=DAY)

    assert told(union) == {"sign_shown": (True, True)}
    [former] = one.replaced
    assert [tick["kind"] for tick in former["stops"][0]["ticks"]] == [
        "sign_shown",
        "board_current",
    ]
    assert former["keyed_by"] == actor.label


def test_nobody_corrects_a_visit_of_another_branch(union, actor, officer):
    visit = record_visit(actor, trip(union, by=officer), on=DAY)

    for role in ("chair", "contact"):
        with pytest.raises(Refused):
            correct_visit(
                make_actor(role, union.organisation), visit, trip(union), reason="错", on=DAY
            )


def test_several_things_are_confirmed_at_once_after_the_visit(union, actor, officer):
    visit = record_visit(actor, trip(union, RIGHT, by=officer), on=DAY)
    more = {union.pk: [RIGHT, Tick("board_current", holds=True)]}

    assert confirm(actor, visit, more) == 1
    assert confirm(actor, visit, more) == 0
    assert told(union) == {"sign_shown": (True, True), "board_current": (True, True)}


def test_only_unions_of_the_trip_are_confirmed_after_it(places, union, actor, officer):
    visit = record_visit(actor, trip(union, RIGHT, by=officer), on=DAY)
    other = make_union(make_employer(places[1]))

    with pytest.raises(Refused):
        confirm(actor, visit, {other.pk: [RIGHT]})
    with pytest.raises(Refused):
        confirm(make_actor("chair", union.organisation), visit, {union.pk: [RIGHT]})


def test_an_event_is_verified_on_its_own_day(union, actor, officer):
    met = Tick("activity", holds=True, day=date(2013, 11, 5))

    record_visit(actor, trip(union, met, by=officer), on=DAY)

    [fact] = facts_about("union", [union.pk], frozenset({"activity"}))
    assert fact.span == Span(date(2013, 11, 5), date(2013, 11, 6))
