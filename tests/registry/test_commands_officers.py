"""Within a term: by-elections, leaving, declarations."""

from datetime import date

import pytest

from tests.factories import (
    DAY,
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_officer,
    make_union,
)
from xingjia.access.checks import Refused
from xingjia.registry.commands.officers import (
    by_election,
    declare,
    officer_left,
)
from xingjia.registry.commands.offices import chair_left, close_union
from xingjia.registry.models import Officer
from xingjia.registry.queries.terms import tenures_of
from xingjia.registry.rules.ballots import Count, Elected
from xingjia.registry.rules.editing import Objected
from xingjia.registry.rules.elections import Relation
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
BECAUSE = "a test looks"
NOTHING: frozenset[Relation] = frozenset()
HELD = date(2013, 11, 1)
COUNT = Count("members", 101, 90, 90, 88, None, candidates=2)
NEW = (Elected("member", "新来者", 70, NOTHING),)


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇")


@pytest.fixture
def clerk(county):
    return make_actor("township_officer", county[1][0])


@pytest.fixture
def union(county):
    union = make_union(make_employer(county[1][0]), members=101)
    make_chair(union)  # 姚国平, 2011-04-04 to 2016-04-03
    return union


@pytest.fixture
def member(union):
    return make_officer(union, "member", "甲明月")


def strangers(county, union):
    """Who may not lead this union: a reader, an officer elsewhere, its own chair."""
    return (
        make_actor("leader", county[0]),
        make_actor("officer", make_county("射阳县")[0]),
        make_actor("chair", union.organisation),
    )


def fill(actor, union, seats=NEW, **given):
    return by_election(actor, union, **({"held_on": HELD, "count": COUNT, "seats": seats} | given))


def codes(objected):
    return [one.code for one in objected.value.findings]


def last_action():
    return Entry.objects.order_by("-seq").first().action


def officer(name):
    return Officer.objects.everything(because=BECAUSE).get(name=name)


# ---- by-elections


def test_who_is_elected_into_a_seat_serves_to_the_end_of_the_term(clerk, union, member):
    election, notes = fill(clerk, union)

    assert (notes, election.kind) == ((), "by")
    one = officer("新来者")
    assert (one.elected_on, one.term_ends_on, one.left_on) == (HELD, date(2016, 4, 3), None)
    assert (officer("姚国平").left_on, officer("甲明月").left_on) == (None, None)
    assert last_action() == "registry.by_election_held"


def test_a_chair_elected_within_the_term_begins_no_new_one(clerk, union):
    chair_left(clerk, union, on=date(2013, 10, 1), why="resigned")

    fill(clerk, union, [Elected("chair", "孟知秋", 70, NOTHING)])

    assert [one.last for one in tenures_of([union.pk])[union.pk]] == [date(2016, 4, 3)] * 2


def test_a_seat_that_is_taken_is_not_filled(clerk, union):
    with pytest.raises(Objected) as objected:
        fill(clerk, union, [Elected("chair", "孟知秋", 70, NOTHING)], reason="大家同意")

    assert codes(objected) == ["seat_taken"]


def test_the_same_person_is_not_elected_twice_into_a_body(clerk, union):
    fill(clerk, union)

    with pytest.raises(Objected) as objected:
        fill(clerk, union)

    assert codes(objected) == ["sits_already"]


def test_one_seat_needs_two_candidates(clerk, union):
    with pytest.raises(Objected) as objected:
        fill(clerk, union, count=Count("members", 101, 90, 90, 88, None, candidates=1))

    assert codes(objected) == ["no_contest"]


def test_who_does_not_lead_the_union_fills_no_seat(county, union):
    for actor in strangers(county, union):
        with pytest.raises(Refused):
            fill(actor, union)


# ---- leaving


def test_a_member_leaves_a_seat(clerk, union, member):
    one, _ = officer_left(clerk, member, on=date(2013, 10, 1), why="moved")

    assert (one.left_on, one.left_why) == (date(2013, 10, 1), "moved")
    assert last_action() == "registry.officer_left"


def test_a_vice_chair_is_not_moved_within_the_term_without_consent(clerk, union):
    vice = make_officer(union, "vice_chair", "甲明月")
    with pytest.raises(Objected) as objected:
        officer_left(clerk, vice, on=date(2013, 10, 1), why="moved")
    assert codes(objected) == ["moved_in_term"]

    officer_left(clerk, vice, on=date(2013, 10, 1), why="moved", reason="委员会、镇工会同意")

    assert officer("甲明月").reason == "委员会、镇工会同意"


def test_who_leaves_the_enterprise_leaves_every_post(clerk, union, member):
    women = make_officer(union, "women_chair", "甲明月")

    officer_left(clerk, member, on=date(2013, 10, 1), why="left_unit")

    women.refresh_from_db()
    assert women.left_on == date(2013, 10, 1)


def test_who_resigns_from_one_post_keeps_the_other(clerk, union, member):
    women = make_officer(union, "women_chair", "甲明月")

    officer_left(clerk, member, on=date(2013, 10, 1), why="resigned")

    women.refresh_from_db()
    assert women.left_on is None


def test_who_does_not_lead_the_union_lets_nobody_go(county, union, member):
    for actor in strangers(county, union):
        with pytest.raises(Refused):
            officer_left(actor, member, on=DAY, why="resigned")


def test_nobody_leaves_twice(clerk, member):
    officer_left(clerk, member, on=date(2013, 10, 1), why="resigned")

    with pytest.raises(Objected) as objected:
        officer_left(clerk, member, on=date(2013, 11, 1), why="resigned")

    assert codes(objected) == ["left_already"]


def test_the_end_of_a_union_ends_every_post(clerk, union, member):
    close_union(clerk, union, on=DAY, why="unit_ended", reason="企业已注销")

    left = Officer.objects.everything(because=BECAUSE).filter(union=union)
    assert set(left.values_list("left_on", "left_why")) == {(DAY, "closed")}


# ---- declarations


def test_a_declaration_says_who_entered_it_and_when(clerk, member):
    one, notes = declare(clerk, member, relations=[], on=DAY)

    assert (one.declared, one.declared_on, one.declared_by) == ([], DAY, clerk.label)
    assert notes == ()


def test_a_declaration_that_bars_is_kept_and_told(clerk, member):
    one, notes = declare(clerk, member, relations=[Relation.RELATIVE_OF_HEAD], on=DAY)

    assert one.declared == ["relative_of_head"]
    assert [note.code for note in notes] == ["barred_relative_of_head"]


def test_only_who_leads_the_union_enters_a_declaration_and_once(county, clerk, union, member):
    for actor in strangers(county, union):
        with pytest.raises(Refused):
            declare(actor, member, relations=[], on=DAY)
    declare(clerk, member, relations=[], on=DAY)

    with pytest.raises(Objected):
        declare(clerk, member, relations=[], on=DAY)
