"""Who sits where on a day, which seats stand empty, what is lacking; trap 4 and 19."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.registry.rules.ballots import Body, Elected, Office
from xingjia.registry.rules.committees import (
    Has,
    Membership,
    Sitting,
    bodies_on,
    by_election_findings,
    sitting_on,
    vacancies,
)
from xingjia.registry.rules.editing import Term
from xingjia.registry.rules.elections import Parameters

DAY = date(2013, 12, 31)
BEGUN, LAST = date(2011, 4, 4), date(2016, 4, 3)
TERM = Term(BEGUN, LAST)


def person(post: str, name: str = "", *, key: int = 0, **more) -> Sitting:
    return Sitting(key, post, name or f"某{post}", **({"elected_on": BEGUN, "last": LAST} | more))


def people(*posts: str) -> list[Sitting]:
    return [person(post, f"某{n}", key=n) for n, post in enumerate(posts)]


WHOLE = people("chair", "vice_chair", "member", "audit_chair", "audit_member", "audit_member")


def state(found, body):
    (one,) = [one for one in found if one.body is body]
    return (one.has.value, one.code)


def test_people_sit_in_the_order_of_their_posts_and_past_their_term():
    gone = person("member", "去者", key=9, left_on=date(2012, 1, 1))
    ahead = person("member", "来者", key=8, elected_on=date(2014, 1, 1))
    here = sitting_on([*reversed(WHOLE), gone, ahead], date(2020, 1, 1) - timedelta(days=2500))

    assert [one.post for one in here] == [one.post for one in WHOLE]
    assert [one.name for one in sitting_on([ahead], date(2030, 1, 1))] == ["来者"]


# ---- bodies


def test_a_register_that_names_only_the_chair_accuses_nobody():
    found = bodies_on(people("chair"), Membership(200, 60), DAY)

    assert [(one.body, one.has) for one in found] == [
        (Body.COMMITTEE, Has.UNKNOWN),
        (Body.AUDIT, Has.UNKNOWN),
        (Body.WOMEN, Has.UNKNOWN),
    ]
    assert {one.has for one in bodies_on([], Membership(200, 60), DAY)} == {Has.UNKNOWN}


def test_twelve_women_have_a_committee_unless_the_county_says_25():
    """Trap 4."""
    of = Membership(101, 12)

    assert state(bodies_on(WHOLE, of, DAY), Body.WOMEN) == ("missing", "women_from")
    county = Parameters(women_committee_from=25)
    assert state(bodies_on(WHOLE, of, DAY, county), Body.WOMEN) == ("unknown", "one_woman")
    with_women = [*WHOLE, person("women_chair")]
    assert state(bodies_on(with_women, of, DAY), Body.WOMEN) == ("has", "women_has")


@pytest.mark.parametrize(
    ("women", "expected"),
    [
        (None, ("unknown", "women_unknown")),
        (0, ("not_due", "no_women")),
        (9, ("unknown", "one_woman")),
        (10, ("missing", "women_from")),
    ],
)
def test_women_are_counted_not_guessed(women, expected):
    assert state(bodies_on(WHOLE, Membership(101, women), DAY), Body.WOMEN) == expected


def test_an_organiser_alone_will_do_below_25_members_only():
    """Trap 19."""
    alone = people("organiser")

    assert state(bodies_on(alone, Membership(24), DAY), Body.COMMITTEE) == (
        "has",
        "organiser_alone",
    )
    assert state(bodies_on(alone, Membership(25), DAY), Body.COMMITTEE) == (
        "missing",
        "organiser_only",
    )


@pytest.mark.parametrize(
    ("members", "posts", "expected"),
    [
        (24, ("chair",), ("has", "chair_alone")),
        (101, ("chair", "member"), ("short", "committee_short")),
        (101, ("chair", "member", "member"), ("has", "committee_has")),
        (101, ("chair", *["member"] * 7), ("has", "committee_large")),
        (None, ("chair", "member", "member"), ("has", "members_unknown")),
        (None, ("chair",), ("unknown", "members_unknown")),
        (101, ("audit_chair",), ("missing", "nobody_sits")),
    ],
)
def test_a_committee_is_measured_by_its_members(members, posts, expected):
    assert state(bodies_on(people(*posts), Membership(members), DAY), Body.COMMITTEE) == expected


@pytest.mark.parametrize(
    ("members", "auditors", "expected"),
    [
        (101, 0, ("missing", "audit_from")),
        (24, 0, ("missing", "auditor_one")),
        (24, 1, ("has", "auditor_has")),
        (101, 2, ("short", "audit_short")),
        (101, 3, ("has", "audit_has")),
        (None, 1, ("has", "audit_has")),
    ],
)
def test_three_audit_or_one_below_25_members(members, auditors, expected):
    here = people("chair", "member", "member", *["audit_member"] * auditors)

    assert state(bodies_on(here, Membership(members), DAY), Body.AUDIT) == expected


@given(
    st.lists(st.sampled_from([one.value for one in Office])),
    st.none() | st.integers(0, 400),
    st.none() | st.integers(0, 100),
)
def test_every_body_has_one_state_and_unknown_numbers_lack_nothing(posts, members, women):
    found = bodies_on(people(*posts), Membership(members, women), DAY)

    assert [one.body for one in found] == list(Body)
    assert all(one.source for one in found)
    if women is None:
        assert found[2].has in {Has.HAS, Has.UNKNOWN}


# ---- empty seats


def test_a_chairs_seat_is_filled_within_six_months_another_within_three():
    gone = {"left_on": date(2013, 10, 1), "why": "resigned"}
    here = [person("chair", "孟知秋", **gone), person("member", "甲明月", key=1, **gone)]

    found = vacancies(here, DAY)

    assert [(one.post, one.name, one.due, one.months) for one in found] == [
        ("member", "甲明月", date(2013, 12, 31), 3),
        ("chair", "孟知秋", date(2014, 3, 31), 6),
    ]
    assert vacancies(here, date(2013, 9, 30)) == ()


def test_a_seat_is_filled_by_who_comes_after_into_the_same_post():
    gone = {"left_on": date(2013, 10, 1), "why": "moved"}
    two = [person("member", f"去{n}", key=n, **gone) for n in range(2)]
    came = person("member", "来者", key=5, elected_on=date(2013, 11, 1), by=True)

    assert [one.name for one in vacancies([*two, came], DAY)] == ["去1"]
    assert len(vacancies([*two, came], date(2013, 10, 31))) == 2


def test_who_was_followed_leaves_no_empty_seat():
    for why in ("replaced", "closed"):
        assert vacancies([person("chair", left_on=date(2013, 1, 1), why=why)], DAY) == ()
    gone = person("member", left_on=date(2013, 1, 1), why="resigned")
    renewed = person("chair", key=3, elected_on=date(2013, 6, 1))
    assert vacancies([gone, renewed], DAY) == ()
    assert len(vacancies([gone, renewed], date(2013, 5, 31))) == 1


# ---- by-elections


def codes(*seats, here=WHOLE, on=DAY, term=TERM, founded=None):
    return [one.code for one in by_election_findings(seats, here, on, term, founded)]


def test_a_seat_must_be_empty_and_its_holder_new():
    assert codes(Elected("member", "新来")) == []
    assert codes(Elected("chair", "新来")) == ["seat_taken"]
    assert codes(Elected("member", "某1")) == ["sits_already"]
    assert codes(Elected("women_member", "某1")) == []


def test_a_by_election_lies_within_the_term():
    new = Elected("member", "新来")

    assert codes(new, on=date(2011, 4, 3)) == ["by_before_term"]
    assert codes(new, on=LAST) == []
    assert codes(new, on=date(2016, 4, 4)) == ["by_after_term"]
    assert codes(new, term=None) == ["term_unknown"]
    assert codes(new, founded=date(2014, 1, 1)) == ["elected_before_founding"]
