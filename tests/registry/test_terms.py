"""docs/domain.md §4.1, §4.2, §4.6: when a term ends, and what is to be done by when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.facts.rules import OPEN, Span, Spans
from xingjia.registry.rules.delays import days_allowed, delay_findings
from xingjia.registry.rules.terms import (
    Clock,
    NoSuchTerm,
    Stage,
    Tenure,
    elections_due,
    elections_held,
    extension_ends,
    in_term,
    milestones,
    overdue,
    renewal_window,
    state_of_term,
    tenure_on,
    term_ends,
    year_of,
)

START = date(2012, 1, 1)
days = st.integers(0, 1100).map(lambda n: START + timedelta(days=n))
tenures = st.lists(
    st.builds(Tenure, st.just(0), st.none() | days, st.none() | days, st.none() | days), max_size=4
).map(lambda found: [Tenure(key, *fields(one)) for key, one in enumerate(found)])
EVERY = [START + timedelta(days=n) for n in range(0, 1200, 17)]


def fields(one: Tenure):
    return one.elected_on, one.last, one.left_on


def test_five_years_from_a_day_and_all_that_follows_from_it():
    """Trap 10."""
    last = term_ends(date(2021, 3, 15), 5)

    assert last == date(2026, 3, 14)
    assert renewal_window(last) == Span(date(2026, 2, 13), date(2026, 3, 15))
    assert extension_ends(last) == date(2026, 9, 14)
    assert [one.day for one in milestones(last)] == [
        date(2025, 9, 15),
        date(2025, 12, 15),
        date(2026, 3, 15),
        date(2026, 9, 15),
    ]
    assert state_of_term(last, date(2026, 9, 14)).stage is Stage.OVERDUE
    assert state_of_term(last, date(2026, 9, 15)).stage is Stage.VETO


@pytest.mark.parametrize("years", [0, 1, 2, 4, 6])
def test_a_term_is_three_or_five_years(years):
    with pytest.raises(NoSuchTerm):
        term_ends(date(2021, 3, 15), years)


@pytest.mark.parametrize(
    ("start", "years", "last"),
    [
        (date(2012, 2, 29), 3, date(2015, 2, 27)),
        (date(2012, 3, 1), 5, date(2017, 2, 28)),
        (date(2011, 3, 1), 5, date(2016, 2, 29)),
        (date(2013, 1, 1), 3, date(2015, 12, 31)),
    ],
)
def test_months_clip_to_their_end(start, years, last):
    assert term_ends(start, years) == last


@pytest.mark.parametrize(
    ("on", "stage", "why", "next_day"),
    [
        (date(2025, 9, 14), Stage.IN_TERM, None, date(2025, 9, 15)),
        (date(2025, 9, 15), Stage.PREPARE, date(2025, 9, 15), date(2025, 12, 15)),
        (date(2025, 12, 15), Stage.SUBMIT, date(2025, 12, 15), date(2026, 3, 15)),
        (date(2026, 3, 14), Stage.SUBMIT, date(2025, 12, 15), date(2026, 3, 15)),
        (date(2026, 3, 15), Stage.OVERDUE, date(2026, 3, 15), date(2026, 9, 15)),
        (date(2027, 1, 1), Stage.VETO, date(2026, 9, 15), None),
    ],
)
def test_a_stage_says_why_it_began_and_what_comes_next(on, stage, why, next_day):
    state = state_of_term(date(2026, 3, 14), on)

    assert state.stage is stage
    assert (state.why and state.why.day) == why
    assert (state.next and state.next.day) == next_day


def test_each_milestone_names_its_rule():
    assert [(one.rule, one.source, one.article) for one in milestones(date(2026, 3, 14))] == [
        ("months_before_end", "domain.md §4.2", ""),
        ("months_before_end", "domain.md §4.2", ""),
        ("term_over", "工会法", "16"),
        ("longest_delay", "总工发〔2016〕27号", ""),
    ]


def test_a_term_nobody_gave_an_end_is_unknown():
    assert state_of_term(None, date(2026, 1, 1)).stage is Stage.UNKNOWN


def test_a_county_may_prepare_earlier():
    early = Clock(prepare_months=12)

    assert state_of_term(date(2026, 3, 14), date(2025, 3, 15), early).stage is Stage.PREPARE


@pytest.mark.parametrize("last", [date(1, 1, 1), date(9999, 12, 31)])
def test_days_at_the_ends_of_the_calendar_are_no_fault(last):
    assert state_of_term(last, date(2013, 1, 1)).stage in {Stage.VETO, Stage.IN_TERM}
    assert elections_due([Tenure(1, None, last)]) is not None
    assert elections_held([Tenure(1, None, last)]).items == ()


def test_the_year_of_elections_may_begin_in_october():
    assert year_of(date(2013, 12, 31)) == Span(date(2013, 1, 1), date(2014, 1, 1))
    statistics = Clock(year_begins=10)
    assert year_of(date(2013, 9, 30), statistics) == Span(date(2012, 10, 1), date(2013, 10, 1))
    assert year_of(date(2013, 10, 1), statistics) == Span(date(2013, 10, 1), date(2014, 10, 1))


OLD = Tenure(1, date(2008, 6, 1), date(2013, 5, 31))


def test_a_term_is_over_from_the_day_after_its_last_until_the_next_election():
    late = Tenure(2, date(2013, 9, 1), date(2018, 8, 31))

    assert overdue([OLD]).items == (Span(date(2013, 6, 1), OPEN),)
    assert overdue([OLD, late]).items[0] == Span(date(2013, 6, 1), date(2013, 9, 1))
    assert in_term([OLD]).items == (Span(date(2008, 6, 1), date(2013, 6, 1)),)


def test_an_early_election_leaves_no_day_overdue():
    early = Tenure(2, date(2013, 5, 1), date(2018, 4, 30))

    assert not overdue([OLD, early]).hold(date(2013, 6, 1))


def test_who_leaves_without_a_successor_leaves_the_term_as_it_is():
    gone = Tenure(1, OLD.elected_on, OLD.last, left_on=date(2012, 1, 1))

    assert in_term([gone]).hold(date(2013, 5, 31))
    assert overdue([gone]).hold(date(2013, 6, 1))


def test_a_successor_whose_term_nobody_knows_makes_it_unknown():
    gone = Tenure(1, OLD.elected_on, OLD.last, left_on=date(2013, 8, 1))
    unknown = Tenure(2)

    assert overdue([gone, unknown]).hold(date(2013, 7, 31))
    assert not overdue([gone, unknown]).hold(date(2013, 8, 1))
    assert not in_term([gone, unknown]).hold(date(2013, 8, 1))


def test_an_election_is_due_all_the_year_and_held_from_its_day():
    new = Tenure(2, date(2013, 9, 1), date(2018, 8, 31))

    assert elections_due([OLD, new]).items[0] == Span(date(2013, 1, 1), date(2014, 1, 1))
    assert elections_held([OLD]).items == ()
    assert elections_held([OLD, new]).items == (Span(date(2013, 9, 1), date(2014, 1, 1)),)


def test_a_by_election_to_the_end_of_the_term_is_not_the_election_due():
    filling = Tenure(2, date(2012, 3, 1), OLD.last)

    assert elections_due([OLD, filling]).hold(date(2013, 3, 1))
    assert elections_held([OLD, filling]).items == ()


def test_an_election_without_a_term_counts_when_it_was_held_in_time_to_be_this_one():
    assert elections_held([OLD, Tenure(2, date(2010, 3, 1))]).items == ()
    assert elections_held([OLD, Tenure(2, date(2013, 3, 1))]).hold(date(2013, 3, 1))


@given(tenures)
def test_the_days_agree_with_the_records_on_every_day(found):
    for on in EVERY:
        mine = tenure_on(found, on)
        last = mine.last if mine else None
        assert in_term(found).hold(on) == (last is not None and on <= last)
        assert overdue(found).hold(on) == (last is not None and last < on)


@given(tenures)
def test_what_is_held_was_due_and_was_elected(found):
    due, held = elections_due(found), elections_held(found)

    for on in EVERY:
        assert not held.hold(on) or due.hold(on)
        ends = [one for one in found if one.last and one.last.year == on.year]
        begun = [one for one in ends if one.elected_on is None or one.elected_on <= on]
        assert due.hold(on) == bool(begun)
        if held.hold(on):
            assert any(one.elected_on and one.elected_on <= on for one in found)


@given(tenures, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(found, random):
    shuffled = random.sample(found, len(found))

    for days_of in (in_term, overdue, elections_due, elections_held):
        assert days_of(shuffled) == days_of(found)


LAST = date(2026, 3, 14)
APPROVED, UNTIL = date(2026, 2, 20), date(2026, 8, 31)


def delayed(*delays, **more):
    return Tenure(1, date(2021, 3, 15), LAST, delays=days_allowed(delays), **more)


def test_an_approved_delay_moves_the_day_from_which_a_term_is_overdue():
    """Trap 10, the delay."""
    terms = [delayed((APPROVED, UNTIL))]

    assert in_term(terms) == Spans.of([(date(2021, 3, 15), date(2026, 9, 1))])
    assert overdue(terms) == Spans.of([(date(2026, 9, 1), OPEN)])
    stage = {
        on: state_of_term(LAST, on, delays=terms[0].delays).stage
        for on in (LAST, date(2026, 3, 15), UNTIL, date(2026, 9, 1), date(2026, 9, 15))
    }
    assert list(stage.values()) == [
        Stage.SUBMIT,
        Stage.EXTENDED,
        Stage.EXTENDED,
        Stage.OVERDUE,
        Stage.VETO,
    ]


def test_a_delay_approved_late_does_not_mend_the_days_before():
    terms = [delayed((date(2026, 5, 1), UNTIL))]

    assert overdue(terms) == Spans.of(
        [(date(2026, 3, 15), date(2026, 5, 1)), (date(2026, 9, 1), OPEN)]
    )


@pytest.mark.parametrize(
    ("until", "approved_on", "found"),
    [
        (date(2026, 9, 14), date(2026, 3, 1), []),
        (date(2026, 9, 15), date(2026, 3, 1), ["extension_too_long"]),
        (LAST, date(2026, 3, 1), ["extension_within_term"]),
        (UNTIL, date(2026, 9, 1), ["extension_approved_late"]),
        (None, date(2026, 3, 1), []),
    ],
)
def test_a_delay_is_at_most_six_months_and_approved_in_time(until, approved_on, found):
    assert [one.code for one in delay_findings(LAST, until, approved_on)] == found


@given(tenures, st.lists(st.tuples(days, days), max_size=3))
def test_a_delay_takes_days_from_overdue_and_gives_them_to_the_term(found, delays):
    before = found
    after = [Tenure(one.key, *fields(one), delays=days_allowed(delays)) for one in found]

    assert in_term(before) | overdue(before) == in_term(after) | overdue(after)
    assert not in_term(after) & overdue(after)
    assert not overdue(after) - overdue(before)
    allowed = Spans.of((start, end + timedelta(days=1)) for start, end in delays)
    assert overdue(before) - allowed == overdue(after)
