"""Whether an election holds: docs/domain.md, "Elections", and traps 6, 8 and 9 of its tests."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.registry.advice import advice
from xingjia.registry.election_words import SENTENCES
from xingjia.registry.models import Officer
from xingjia.registry.rules.ballots import (
    BODIES,
    BODY_OF,
    Body,
    Count,
    Elected,
    Electorate,
    Office,
    answer_due,
    approval_findings,
    ballot_findings,
    count_findings,
    notice_findings,
    seat_findings,
    whole_findings,
)
from xingjia.registry.rules.editing import Level
from xingjia.registry.rules.elections import Relation, is_elected, is_quorate

HELD = date(2016, 3, 20)
FIRM = Electorate(members=101)
SOUND = Count("members", 101, 90, 90, 88, date(2016, 3, 10), candidates=6)
CHAIR = Elected("chair", "孟知秋", 80, frozenset())


def a_committee(number: int = 5, votes: int | None = 80) -> list[Elected]:
    others = [Elected("member", f"委员{n}", votes, frozenset()) for n in range(1, number)]
    return [CHAIR, *others]


def codes(found):
    return [one.code for one in found]


def judged(count=SOUND, seats=None, of=FIRM):
    seats = a_committee() if seats is None else seats
    return [
        *seat_findings(seats, of),
        *whole_findings(seats, of),
        *ballot_findings(count, seats, of, HELD),
    ]


def test_a_sound_election_raises_nothing():
    assert judged() == []


def test_the_posts_are_those_of_the_records():
    assert sorted(Office) == sorted(Officer.Post.values)
    assert set(BODY_OF) == set(Office)
    assert sorted(BODIES) == sorted(Body)


@pytest.mark.parametrize(
    ("count", "code"),
    [
        (Count(should_attend=101, present=102), "present_over"),
        (Count(present=90, issued=91), "issued_over"),
        (Count(issued=90, returned=91), "returned_over"),
        (Count(should_attend=101, present=67), "no_quorum"),
        (Count(should_attend=0, present=0), "no_quorum"),
    ],
)
def test_numbers_that_cannot_be_and_meetings_too_small_are_blocked(count, code):
    (found,) = count_findings(count, FIRM)

    assert (found.code, found.level) == (code, Level.BLOCKED)


def test_sixty_members_do_not_send_representatives():
    """Trap 5."""
    count = Count("representatives")

    assert codes(count_findings(count, Electorate(60))) == ["all_members_meet"]
    assert codes(count_findings(count, Electorate(100))) == []
    assert codes(count_findings(count, Electorate(None))) == []


def test_fifty_votes_of_a_hundred_and_one_elect_nobody():
    """Trap 6: 101 should attend, 68 present; half of those who should attend are 51."""
    count = Count(should_attend=101, present=68)

    found = ballot_findings(count, [Elected("chair", "孟知秋", 50, frozenset())], FIRM, HELD)

    assert codes(found) == ["not_elected"]
    assert dict(found[0].said) == {"name": "孟知秋", "votes": 50, "should": 101, "needed": 51}
    enough = [Elected("chair", "孟知秋", 51, frozenset())]
    assert ballot_findings(count, enough, FIRM, HELD) == []


def test_nobody_has_more_votes_than_ballots_came_back():
    count = Count(should_attend=101, present=90, issued=90, returned=70)

    assert codes(ballot_findings(count, [CHAIR], FIRM, HELD)) == ["votes_over"]


@given(*[st.integers(0, 300)] * 3)
def test_what_is_blocked_is_what_the_rules_of_elections_refuse(should, present, votes):
    count = Count(should_attend=should, present=present)
    seats = [Elected("chair", "孟知秋", votes, frozenset())]

    blocked = ballot_findings(count, seats, FIRM, HELD)

    assert (not blocked) == is_elected(should, present, votes)
    assert ("no_quorum" in codes(blocked)) == (
        not is_quorate(should, present) and present <= should
    )


def test_nine_seats_need_ten_candidates():
    """Trap 8."""
    of = Electorate(300)

    def found(candidates):
        return judged(Count("members", 101, 90, 90, 88, None, candidates), a_committee(9), of)

    assert codes(found(9)) == ["no_contest"]
    assert found(9)[0].level is Level.WARNED
    assert found(10) == []
    assert (codes(found(8)), found(8)[0].level) == (["fewer_candidates"], Level.BLOCKED)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (date(2016, 3, 13), []),
        (date(2016, 3, 14), ["notice_short"]),
        (HELD, ["notice_short"]),
        (date(2016, 3, 21), ["notice_after"]),
        (None, []),
    ],
)
def test_candidates_are_public_for_seven_days(first, expected):
    assert codes(notice_findings(first, HELD, FIRM)) == expected


@pytest.mark.parametrize(
    ("members", "number", "expected"),
    [
        (101, 5, []),
        (101, 8, ["committee_size"]),
        (101, 1, ["only_the_chair"]),
        (24, 1, []),
        (300, 5, ["committee_size"]),
        (None, 40, []),
    ],
)
def test_a_committee_has_the_size_its_members_ask_for(members, number, expected):
    assert codes(whole_findings(a_committee(number), Electorate(members))) == expected


def test_an_organiser_alone_will_do_below_25_members():
    """Trap 19: no committee, and none is asked for."""
    organiser = [Elected("organiser", "孟知秋", 20, frozenset())]

    assert whole_findings(organiser, Electorate(24)) == []
    assert codes(whole_findings(organiser, Electorate(25))) == [
        "only_the_chair",
        "organiser_from_25",
    ]
    assert codes(whole_findings([Elected("member", "李四")], Electorate(24))) == [
        "nobody_leads",
    ]


def declared(post: str, *relations: Relation) -> list[Elected]:
    return [Elected(post, "孟知秋", 80, frozenset(relations))]


def test_the_brother_of_the_legal_representative_is_blocked_everywhere():
    """Trap 9."""
    for enterprise in (True, False):
        for post in ("chair", "vice_chair", "member", "organiser"):
            found = seat_findings(
                declared(post, Relation.RELATIVE_OF_HEAD), Electorate(enterprise=enterprise)
            )
            assert (codes(found), found[0].level) == (["barred_relative_of_head"], Level.BLOCKED)


def test_a_head_of_personnel_is_chair_in_an_office_but_not_in_an_enterprise():
    """Trap 9."""
    chair = declared("chair", Relation.HR_HEAD)

    assert codes(seat_findings(chair, Electorate(enterprise=True))) == ["barred_hr_head"]
    assert seat_findings(chair, Electorate(enterprise=False)) == []
    assert seat_findings(declared("member", Relation.HR_HEAD), Electorate()) == []


def test_who_is_audited_does_not_audit():
    auditors = [Elected("audit_chair", "孟知秋"), Elected("audit_member", "甲某"), CHAIR]
    vice = [Elected("vice_chair", "甲某"), *auditors[:2], Elected("audit_member", "乙某")]

    assert codes(seat_findings(auditors, FIRM)) == ["chair_audits", "audit_size"]
    assert codes(seat_findings(vice, FIRM)) == ["vice_chair_audits"]
    keeper = declared("audit_member", Relation.FINANCE_STAFF)
    assert codes(seat_findings(keeper, Electorate(24))) == ["barred_finance_staff"]


@pytest.mark.parametrize(
    ("members", "number", "fits"),
    [(24, 1, True), (24, 2, False), (25, 1, False), (25, 3, True), (25, 11, True), (25, 12, False)],
)
def test_three_to_eleven_audit_or_one_below_25_members(members, number, fits):
    auditors = [Elected("audit_member", f"经审{n}", 80, frozenset()) for n in range(number)]

    assert codes(seat_findings(auditors, Electorate(members))) == ([] if fits else ["audit_size"])


def test_one_chair_and_nobody_twice():
    two = [CHAIR, Elected("chair", "姚国平", 80), Elected("member", "孟知秋", 80)]

    assert codes(seat_findings(two, FIRM)) == ["two_chair", "twice"]
    assert codes(seat_findings([], FIRM)) == ["nobody_elected"]


def test_what_nobody_counted_is_noted_and_blocks_nothing():
    found = ballot_findings(Count(), [Elected("chair", "孟知秋")], FIRM, HELD)

    assert [(one.code, one.level) for one in found] == [
        ("count_unknown", Level.NOTED),
        ("not_declared", Level.NOTED),
    ]


def test_the_superior_answers_within_fifteen_days_of_the_report():
    assert answer_due(HELD, None) == date(2016, 4, 4)
    assert answer_due(HELD, date(2016, 3, 25)) == date(2016, 4, 9)
    assert codes(approval_findings(HELD, None, date(2016, 4, 4), "建总工〔2016〕9号")) == []
    assert codes(approval_findings(HELD, None, date(2016, 4, 5), "9号")) == ["answered_late"]
    assert codes(approval_findings(HELD, None, date(2016, 3, 19), "9号")) == [
        "approved_before_held"
    ]
    assert codes(approval_findings(HELD, None, None, " ")) == [
        "approval_no_missing",
        "approved_on_missing",
    ]


def test_every_relation_has_its_sentence():
    assert {f"barred_{one}" for one in Relation} <= set(SENTENCES)


def test_every_finding_is_a_sentence():
    bad = Count("representatives", 50, 40, 40, 39, date(2016, 3, 19), 4)
    seats = [Elected("chair", "孟知秋", 3, frozenset(Relation)), *a_committee(5)[1:]]
    seats += [Elected("audit_chair", "孟知秋"), Elected("audit_member", "乙某", 80)]
    found = judged(bad, seats, Electorate(60)) + judged(Count(should_attend=9, present=1))

    sentences = [advice(one) for one in found]

    assert len(found) > 12
    assert all("%" not in one.replace("5%", "") for one in sentences)
