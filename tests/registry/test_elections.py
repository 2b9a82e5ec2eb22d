"""docs/domain.md §4.1–4.4 and the traps of §11 that are about elections."""

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.registry.rules.elections import (
    NATIONAL,
    Bar,
    Meeting,
    Parameters,
    Post,
    Relation,
    Seats,
    WomensBody,
    Workplace,
    bars,
    candidates_needed,
    committee_size,
    is_elected,
    is_quorate,
    is_removed,
    meeting_form,
    quorum,
    votes_needed,
    winners,
    womens_body,
)

heads = st.integers(1, 5000)


@pytest.mark.parametrize(
    ("members", "seats"),
    [
        (24, Seats(3, 5, may_be_one=True)),
        (25, Seats(3, 7)),
        (200, Seats(3, 7)),
        (201, Seats(7, 15)),
        (1000, Seats(7, 15)),
        (1001, Seats(15, 21)),
        (5001, Seats(21, 29)),
        (10001, Seats(29, 37)),
        (50000, Seats(29, 37)),
        (50001, Seats(37, 45)),
    ],
)
def test_a_committee_has_as_many_seats_as_its_members_allow(members, seats):
    assert committee_size(members) == seats


def test_below_25_members_a_chair_alone_will_do():
    assert committee_size(24).allow(1)
    assert not committee_size(25).allow(1)
    assert [number for number in range(10) if committee_size(25).allow(number)] == [3, 4, 5, 6, 7]


@given(heads)
def test_more_members_never_mean_fewer_seats(members):
    one, more = committee_size(members), committee_size(members + 1)

    assert one.fewest <= more.fewest
    assert one.most <= more.most
    assert one.fewest <= one.most


def test_twelve_women_have_a_committee_of_their_own_unless_the_county_says_25():
    """Trap 4."""
    assert womens_body(12) is WomensBody.COMMITTEE
    assert womens_body(12, Parameters(women_committee_from=25)) is WomensBody.MEMBER
    assert [womens_body(n) for n in (10, 9, 1, 0)] == [
        WomensBody.COMMITTEE,
        WomensBody.MEMBER,
        WomensBody.MEMBER,
        WomensBody.NONE,
    ]


def test_sixty_members_meet_all_together():
    """Trap 5."""
    assert meeting_form(60) is Meeting.GENERAL
    assert [meeting_form(n) for n in (99, 100)] == [Meeting.GENERAL, Meeting.EITHER]
    assert meeting_form(80, Parameters(representatives_from=80)) is Meeting.EITHER


def test_half_of_those_who_should_attend_must_vote_for_a_candidate():
    """Trap 6."""
    assert quorum(101) == 68
    assert is_quorate(101, 68)
    assert not is_quorate(101, 67)
    assert not is_elected(101, 68, 50)
    assert votes_needed(101) == 51
    assert is_elected(101, 68, 51)
    assert not is_elected(100, 100, 50)
    assert not is_elected(101, 67, 67)
    assert not is_elected(101, 68, 69)


def test_a_meeting_of_nobody_elects_nobody():
    assert not is_quorate(0, 0)
    assert not is_elected(0, 0, 0)
    assert not is_removed(0, 0)


def test_more_cannot_come_than_should():
    assert not is_quorate(10, 11)


@given(heads, st.integers(0, 5000), st.integers(0, 5000))
def test_who_is_elected_has_more_than_half_of_a_quorate_meeting(should, present, votes):
    elected = is_elected(should, present, votes)

    assert elected == (
        3 * present >= 2 * should and present <= should and 2 * votes > should and votes <= present
    )


def test_removal_needs_half_of_all_members():
    """Trap 7: 100 members, 70 present."""
    assert is_removed(100, 51)
    assert not is_removed(100, 50)


@pytest.mark.parametrize(("seats", "needed"), [(9, 10), (1, 2), (20, 21), (21, 23), (40, 42)])
def test_there_are_more_candidates_than_seats(seats, needed):
    """Trap 8: a committee of 9 has 10 candidates; a single seat one more than itself."""
    assert candidates_needed(seats) == needed


def test_a_standing_committee_has_ten_in_a_hundred_more():
    assert candidates_needed(11, standing=True) == 13
    assert candidates_needed(9, rules=Parameters(contest=Fraction(1, 2))) == 14


@given(st.integers(1, 60))
def test_the_margin_is_at_least_one_and_at_least_five_in_a_hundred(seats):
    more = candidates_needed(seats) - seats

    assert more >= 1
    assert 20 * more >= seats
    assert more == max(1, ceil(seats / 20))


def test_surplus_candidates_go_by_votes():
    votes = {"甲": 80, "乙": 60, "丙": 55, "丁": 20}

    assert winners(2, 100, 80, votes).elected == {"甲", "乙"}
    assert winners(3, 100, 80, votes).elected == {"甲", "乙", "丙"}
    assert winners(4, 100, 80, votes).elected == {"甲", "乙", "丙"}
    assert winners(4, 100, 60, votes).elected == frozenset()


def test_a_tie_for_the_last_seat_is_voted_on_again():
    found = winners(2, 100, 80, {"甲": 80, "乙": 60, "丙": 60})

    assert (found.elected, found.tied) == ({"甲"}, {"乙", "丙"})


@given(
    st.integers(1, 6),
    st.dictionaries(st.sampled_from("甲乙丙丁戊己庚"), st.integers(0, 100), max_size=7),
)
def test_never_more_are_elected_than_there_are_seats(seats, votes):
    found = winners(seats, 100, 100, votes)

    assert len(found.elected) <= seats
    assert not found.elected & found.tied
    assert all(votes[who] > 50 for who in found.elected | found.tied)
    assert len(found.elected | found.tied) >= min(seats, sum(n > 50 for n in votes.values()))


def test_the_brother_of_the_legal_representative_may_not_stand():
    """Trap 9."""
    brother = [Relation.RELATIVE_OF_HEAD]

    for post in (Post.CHAIR, Post.COMMITTEE):
        for workplace in Workplace:
            assert bars(brother, post, workplace) == (
                Bar(Relation.RELATIVE_OF_HEAD, "工会法", "10"),
            )


def test_a_head_of_personnel_is_barred_from_the_chair_of_an_enterprise_only():
    """Trap 9."""
    (bar,) = bars([Relation.HR_HEAD], Post.CHAIR, Workplace.ENTERPRISE)

    assert (bar.source, bar.article) == ("企业工会主席产生办法", "6")
    assert bars([Relation.HR_HEAD], Post.CHAIR, Workplace.GOVERNMENT) == ()
    assert bars([Relation.HR_HEAD], Post.COMMITTEE, Workplace.ENTERPRISE) == ()


@pytest.mark.parametrize("relation", list(Relation))
def test_every_bar_names_its_rule(relation):
    found = [bar for post in Post for bar in bars([relation], post, Workplace.ENTERPRISE)]

    assert {one.relation for one in found} == {relation}
    assert all(one.source for one in found)


def test_who_keeps_the_money_does_not_audit_it():
    for post in Post:
        found = bars([Relation.FINANCE_STAFF], post, Workplace.ENTERPRISE)
        assert bool(found) == (post is Post.AUDIT)


def test_who_declares_nothing_may_stand():
    assert bars([], Post.CHAIR, Workplace.ENTERPRISE) == ()


def test_the_numbers_are_those_of_the_rules():
    assert NATIONAL.notice_days == 7
    assert NATIONAL.answer_days == 15
    assert NATIONAL.vacancy_months == 6
    assert NATIONAL.call_meeting == Fraction(1, 3)
