"""What becomes of sayings, covers and terms when two become one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.registry.rules.merging import (
    DROP,
    KEEP,
    Difference,
    MergeFault,
    Said,
    Stay,
    apart,
    chosen,
    differences,
    said_as_one,
    shared_once,
    stays_as_one,
    term_as_one,
)

EARLY, LATE, LATER = date(2011, 1, 1), date(2012, 1, 1), date(2013, 1, 1)


def test_only_what_both_say_otherwise_is_a_question():
    keep = {"name": "甲厂", "staff": 40, "address": "人民路"}
    drop = {"name": "甲厂", "staff": 50, "ownership": "private"}

    assert differences(keep, drop, ({"staff": LATER}, {"staff": EARLY})) == [
        Difference("staff", 40, 50, KEEP)
    ]


def test_the_newer_saying_is_proposed_and_a_code_of_18_over_an_old_one():
    keep = {"code": "320925805015509", "staff": 40}
    drop = {"code": "91320925805015509K", "staff": 50}

    found = differences(keep, drop, ({"staff": EARLY}, {"staff": LATE}))

    assert [(one.field, one.usual) for one in found] == [("code", DROP), ("staff", DROP)]


def test_a_choice_there_is_not_is_refused():
    with pytest.raises(MergeFault, match="no_choice"):
        chosen([], {"staff": KEEP})
    with pytest.raises(MergeFault, match="no_choice"):
        chosen([Difference("staff", 1, 2)], {"staff": "both"})


def test_both_histories_become_one_and_the_chosen_value_stands_now():
    keep = [Said(1, "staff", EARLY), Said(2, "staff", LATE)]
    drop = [Said(3, "staff", date(2011, 6, 1)), Said(4, "staff", LATE), Said(5, "staff", LATER)]

    unasked = said_as_one(keep, drop, {})
    kept = said_as_one(keep, drop, {"staff": KEEP})
    other = said_as_one(keep, drop, {"staff": DROP})

    assert (unasked.moved, unasked.aside) == ([3, 5], [4])
    assert (kept.moved, kept.aside) == ([3], [4, 5])
    assert (other.moved, other.aside) == ([3, 4, 5], [2])


def test_where_it_stood_is_told_by_the_chosen_one_alone():
    keep, drop = [Said(1, "place", LATE)], [Said(2, "place", EARLY)]

    assert said_as_one(keep, drop, {}).aside == [2]
    assert said_as_one(keep, drop, {"place": DROP}).aside == [1]
    assert said_as_one([], drop, {"place": KEEP}).aside == [2]


def test_covers_that_overlap_become_one_and_others_go_over():
    keep = [Stay(1, 9, LATE, LATER)]
    drop = [
        Stay(2, 9, EARLY, date(2012, 6, 1)),
        Stay(3, 8, EARLY, LATE),
        Stay(4, 9, LATER, date.max),
    ]

    moves = stays_as_one(keep, drop)

    assert (sorted(moves.moved), moves.aside, moves.spans) == ([3, 4], [2], {1: (EARLY, LATER)})


def test_a_contract_over_both_covers_the_one_once():
    moves = shared_once({7: 1}, {7: 2, 8: 3})

    assert (moves.moved, moves.aside) == ([3], [2])


def test_two_terms_that_follow_each_other_are_two():
    first = {"elected_on": EARLY, "left_on": LATE}

    assert apart(first, {"elected_on": LATE})
    assert not apart(first, {"elected_on": date(2011, 6, 1)})
    assert not apart(first, {})


def test_a_term_takes_what_either_knows_and_the_chosen_one_of_two():
    keep = {"name": "姚国平", "elected_on": EARLY}
    drop = {"name": "姚国平", "elected_on": LATE, "term_ends_on": LATER}

    assert term_as_one(keep, drop, {})["term_ends_on"] == LATER
    assert term_as_one(keep, drop, {})["elected_on"] == EARLY
    assert term_as_one(keep, drop, {"elected_on": DROP})["elected_on"] == LATE


DAYS = st.integers(0, 12).map(lambda n: EARLY + timedelta(days=n))
SPANS = st.tuples(DAYS, st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + timedelta(pair[1])))
SIDE = st.lists(st.tuples(st.integers(1, 2), SPANS), max_size=4)


def days_of(spans: list[tuple[date, date]]) -> set[date]:
    return {start + timedelta(days=n) for start, end in spans for n in range((end - start).days)}


@given(SIDE, SIDE)
def test_covers_after_hold_on_the_very_days_they_held_before(keep, drop):
    mine = [Stay(pk, other, *span) for pk, (other, span) in enumerate(keep)]
    theirs = [Stay(100 + pk, other, *span) for pk, (other, span) in enumerate(drop)]

    moves = stays_as_one(mine, theirs)

    assert set(moves.moved).isdisjoint(moves.aside)
    after = [one for one in (*mine, *theirs) if one.pk not in moves.aside]
    assert {one.pk for one in theirs} - set(moves.moved) - set(moves.aside) == set()
    for other in (1, 2):
        before = days_of([(s.start, s.end) for s in (*mine, *theirs) if s.other == other])
        now = [moves.spans.get(s.pk, (s.start, s.end)) for s in after if s.other == other]
        assert days_of(now) == before
        # What is left of the one and what came from the other never overlap.
        own = {s.pk for s in mine}
        spans = [
            (s.pk in own, moves.spans.get(s.pk, (s.start, s.end)))
            for s in after
            if s.other == other
        ]
        assert not [
            (one, two)
            for (here, one) in spans
            for (there, two) in spans
            if here and not there and one[0] < two[1] and two[0] < one[1]
        ]


@given(
    st.lists(st.tuples(DAYS, st.integers(0, 3)), max_size=5, unique_by=lambda one: one[0]),
    st.lists(st.tuples(DAYS, st.integers(0, 3)), max_size=5, unique_by=lambda one: one[0]),
    st.sampled_from([None, KEEP, DROP]),
)
def test_no_day_is_spoken_of_twice_and_the_choice_is_what_stands(keep, drop, choice):
    mine = [Said(pk, "staff", day, value) for pk, (day, value) in enumerate(keep)]
    theirs = [Said(100 + pk, "staff", day, value) for pk, (day, value) in enumerate(drop)]

    moves = said_as_one(mine, theirs, {"staff": choice} if choice else {})

    left = [one for one in (*mine, *theirs) if one.pk not in moves.aside]
    assert len({one.day for one in left}) == len(left)
    assert set(moves.moved) == {one.pk for one in theirs} - set(moves.aside)
    side = {KEEP: mine, DROP: theirs}.get(choice or "", [])
    if side:
        assert max(left, key=lambda one: one.day) == max(side, key=lambda one: one.day)


def test_short_covers_within_a_long_one_are_all_part_of_it():
    def span(pk: int, first: int, last: int) -> Stay:
        return Stay(pk, 9, EARLY + timedelta(days=first), EARLY + timedelta(days=last))

    moves = stays_as_one([span(1, 0, 10)], [span(2, 1, 2), span(3, 4, 5), span(4, 10, 12)])

    assert (moves.moved, moves.aside, moves.spans) == ([4], [2, 3], {})
