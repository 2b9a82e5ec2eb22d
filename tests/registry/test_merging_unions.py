"""Two unions become one, and somebody entered twice."""

from datetime import date

import pytest

from tests.factories import (
    DAY,
    TESTER,
    appoint,
    make_account,
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_union,
)
from tests.registry.twins import everything_stored, merge, stretches
from xingjia.access.checks import Refused
from xingjia.access.models import Appointment
from xingjia.access.queries import actor_for
from xingjia.access.rules import Right
from xingjia.registry.commands.merging import merge_persons, merge_unions
from xingjia.registry.commands.unmerging import undo_merge
from xingjia.registry.models import Cover, Officer, Union
from xingjia.registry.rules.merging import MergeFault
from xingjia.standards.coverage.commands import rebuild

pytestmark = pytest.mark.django_db
BECAUSE = "a test"


@pytest.fixture
def place():
    _, (township,) = make_county("建湖县", "上冈镇")
    return township


@pytest.fixture
def twins(place):
    employer, other = make_employer(place, "鹤启灯具"), make_employer(place, "稻阔服装")
    keep = make_union(employer, name="鹤启灯具工会", members=30)
    drop = make_union(employer, other, name="鹤启工会委员会", members=31, start=date(2009, 1, 1))
    return keep, drop


def test_a_union_takes_over_covers_sayings_and_chairs(twins):
    keep, drop = twins
    mine = make_chair(keep, "姚国平", term_ends_on=None)
    make_chair(drop, "姚国平")
    make_chair(drop, "陆建国", elected_on=date(2006, 1, 1), left_on=date(2011, 1, 1))

    merge(TESTER, keep, drop, {"founded_on": "drop"})

    covers = Cover.objects.everything(because=BECAUSE).order_by("employer")
    assert [(one.union, one.start) for one in covers] == [(keep, date(2009, 1, 1))] * 2
    officers = Officer.objects.everything(because=BECAUSE).order_by("elected_on")
    assert [(one.name, one.union) for one in officers] == [("陆建国", keep), ("姚国平", keep)]
    mine.refresh_from_db()
    assert mine.term_ends_on == date(2016, 4, 3)
    keep.refresh_from_db()
    assert keep.founded_on == date(2009, 1, 1)
    assert list(Union.objects.visible_to(TESTER)) == [keep]
    assert rebuild(TESTER) == 0


def test_the_leaf_closes_and_the_chairs_post_goes_along(twins):
    keep, drop = twins
    person = make_account("姚国平")
    appoint(person, "chair", drop.organisation)

    merged = merge(TESTER, keep, drop)

    drop.organisation.refresh_from_db()
    assert drop.organisation.closed_on == DAY
    assert actor_for(person.pk, DAY).may(Right.EDIT, keep.organisation.path)
    undo_merge(TESTER, merged)
    assert actor_for(person.pk, DAY).may(Right.EDIT, drop.organisation.path)
    assert not actor_for(person.pk, DAY).may(Right.EDIT, keep.organisation.path)


def test_who_chairs_both_keeps_one_post_at_each(twins):
    keep, drop = twins
    person = make_account("姚国平")
    held = [appoint(person, "chair", one.organisation) for one in (keep, drop)]

    merge(TESTER, keep, drop)

    posts = Appointment.objects.everything(because=BECAUSE).filter(account=person)
    assert [one.organisation_id for one in posts.order_by("pk")] == [
        one.organisation_id for one in held
    ]


def test_undone_everything_is_as_it_was(twins):
    keep, drop = twins
    make_chair(keep, "姚国平", term_ends_on=None)
    make_chair(drop, "姚国平")
    before, figures = everything_stored(), stretches()

    merged = merge(TESTER, keep, drop, {"name": "drop", "members": "drop", "founded_on": "drop"})
    assert everything_stored() != before
    undo_merge(TESTER, merged)

    assert everything_stored() == before
    assert stretches() == figures


def test_a_leaf_planted_today_closes_tomorrow(place):
    employer = make_employer(place)
    keep, drop = make_union(employer), make_union(employer)
    drop.organisation.placements.update(start=DAY)

    merge(TESTER, keep, drop)

    drop.organisation.refresh_from_db()
    assert drop.organisation.closed_on == date(2014, 1, 1)


def test_only_who_leads_both_from_above_merges_unions(twins, place):
    keep, drop = twins
    chair = make_account()
    appoint(chair, "chair", keep.organisation)
    appoint(chair, "chair", drop.organisation)
    _, (foreign,) = make_county("射阳县", "甲镇")

    for actor in (actor_for(chair.pk, DAY), make_actor("township_officer", foreign)):
        with pytest.raises(Refused):
            merge_unions(actor, keep, drop, on=DAY, version="", choices={})
    officer = make_actor("township_officer", place)
    assert merge(officer, keep, drop).kept == keep.pk
    with pytest.raises(MergeFault, match="merged_already"):
        merge_unions(officer, keep, drop, on=DAY, version="", choices={})


def test_one_person_entered_twice_has_one_term_and_then_two_again(twins):
    keep, _ = twins
    first = make_chair(keep, "姚国平", term_ends_on=None)
    again = make_chair(keep, "姚国平", elected_on=date(2011, 4, 1))
    before, figures = everything_stored(), stretches()

    merged = merge(TESTER, first, again, {"elected_on": "drop"})

    one = Officer.objects.everything(because=BECAUSE).get()
    assert (one.pk, one.elected_on, one.term_ends_on) == (
        first.pk,
        date(2011, 4, 1),
        date(2016, 4, 3),
    )
    assert rebuild(TESTER) == 0
    with pytest.raises(MergeFault, match="merged_already"):
        merge_persons(TESTER, first, again, on=DAY, version="", choices={})
    undo_merge(TESTER, merged)
    assert everything_stored() == before
    assert stretches() == figures


def test_a_person_is_merged_by_who_leads_the_union(twins):
    keep, _ = twins
    first, again = make_chair(keep, "姚国平"), make_chair(keep, "姚国平")
    chair = make_actor("chair", keep.organisation)
    _, (foreign,) = make_county("射阳县", "甲镇")

    for actor in (chair, make_actor("township_officer", foreign)):
        with pytest.raises(Refused):
            merge_persons(actor, first, again, on=DAY, version="", choices={})


def test_an_open_union_is_not_merged_into_one_that_was_closed(twins):
    keep, drop = twins
    keep.closed_on = date(2013, 1, 1)
    keep.save()

    with pytest.raises(MergeFault, match="kept_closed"):
        merge(TESTER, keep, drop)
    assert merge(TESTER, drop, keep).kept == drop.pk


def test_a_chair_undoes_no_merge_of_her_own_union(twins):
    keep, drop = twins
    merged = merge(TESTER, keep, drop)
    first, again = make_chair(keep, "姚国平"), make_chair(keep, "姚国平")
    of_person = merge(TESTER, first, again)
    chair = make_actor("chair", keep.organisation)

    for one in (merged, of_person):
        with pytest.raises(Refused):
            undo_merge(chair, one)
