"""The clock of a contract: states and deadlines as functions of dates and a day."""

from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.registry.rules.contract_clock import (
    FILE_WAGE_LOCAL,
    LAW,
    LIVE,
    Dates,
    Rule,
    State,
    Term,
    Terms,
    deadlines,
    in_force,
    next_deadline,
    passed,
    state,
    takes_effect,
)

TRAP = Dates(
    kind="wage",
    offered_on=date(2013, 3, 1),
    signed_on=date(2013, 4, 10),
    filed_on="2013-04-17",
    received_on=date(2013, 4, 18),
    valid_from=date(2013, 5, 3),
    valid_to=date(2014, 5, 2),
)
STEPS = [one.name for one in fields(Dates) if one.name.endswith("_on") and one.name != "filed_on"]
days = st.dates(date(2010, 1, 1), date(2020, 12, 31))
votes = st.none() | st.integers(0, 300)


@st.composite
def clocks(draw) -> Dates:
    steps = {name: draw(st.none() | days) for name in STEPS}
    numbers = {name: draw(votes) for name in ("should_attend", "present", "in_favour")}
    first = draw(st.none() | days)
    last = draw(st.none() | days.map(lambda day: max(day, first or day)))
    filed = draw(st.none() | days)
    return Dates(
        kind=draw(st.sampled_from(["collective", "wage", "women", "safety"])),
        filed_on=draw(
            st.sampled_from(["", f"{filed:%Y-%m-%d}", f"{filed:%Y-%m}"] if filed else [""])
        ),
        valid_from=first,
        valid_to=last,
        ended_why=draw(st.sampled_from(["", "renewed", "agreed"])),
        **steps,
        **numbers,
    )


def due(dates: Dates, rule: Rule, terms: Terms = LAW) -> date | None:
    return next(one.day for one in deadlines(dates, terms) if one.rule is rule)


def test_trap_13_the_clock_of_a_wage_contract():
    asked = Dates(kind="wage", offered_on=date(2013, 3, 1))

    assert due(asked, Rule.ANSWER) == date(2013, 3, 21)
    assert state(asked, date(2013, 3, 21)) is State.OFFERED
    assert state(asked, date(2013, 3, 22)) is State.UNANSWERED
    assert due(TRAP, Rule.FILE) == date(2013, 4, 20)
    assert due(TRAP, Rule.REVIEW) == takes_effect(TRAP) == date(2013, 5, 3)
    assert state(TRAP, date(2013, 5, 2)) is State.RECEIVED
    assert state(TRAP, date(2013, 5, 3)) is State.IN_FORCE
    renewal = next(one for one in deadlines(TRAP) if one.rule is Rule.RENEW_WAGE)
    assert (renewal.opens, renewal.day) == (date(2014, 3, 3), date(2014, 5, 2))
    assert state(TRAP, date(2014, 5, 2)) is State.IN_FORCE
    assert state(TRAP, date(2014, 5, 3)) is State.EXPIRED


def test_a_local_text_gives_a_wage_contract_seven_days_to_be_filed():
    local = Terms(file_wage=FILE_WAGE_LOCAL)

    assert due(TRAP, Rule.FILE, local) == date(2013, 4, 17)
    assert due(replace(TRAP, kind="women"), Rule.FILE, local) == date(2013, 4, 20)


def test_a_guide_may_count_working_days():
    working = Terms(review=Term(15, working=True))

    # Labour Day 2013: 29 April to 1 May off, 27 and 28 April worked in exchange.
    assert due(TRAP, Rule.REVIEW, working) == date(2013, 5, 10)
    assert due(replace(TRAP, received_on=date(2090, 4, 18)), Rule.REVIEW, working) is None


@pytest.mark.parametrize(
    ("should", "present", "favour", "result"),
    [(101, 68, 51, True), (101, 68, 50, False), (101, 67, 60, False), (100, 70, 50, False)],
)
def test_a_draft_needs_two_thirds_present_and_more_than_half_of_all(
    should, present, favour, result
):
    asked = Dates(
        congress_on=date(2013, 4, 1), should_attend=should, present=present, in_favour=favour
    )

    assert passed(asked) is result
    assert state(asked, date(2013, 4, 1)) is (State.PASSED if result else State.REJECTED)


def test_unknown_votes_pass_nothing():
    asked = Dates(congress_on=date(2013, 4, 1), should_attend=100, present=80)

    assert passed(asked) is None
    assert state(asked, date(2013, 4, 2)) is State.DRAFTED


def test_an_objection_stops_it_until_it_is_received_anew():
    objected = replace(TRAP, objected_on=date(2013, 5, 2))
    again = replace(objected, filed_on="2013-05-20", received_on=date(2013, 5, 21))

    assert state(objected, date(2013, 6, 1)) is State.OBJECTED
    assert in_force(objected) is None
    assert state(replace(objected, filed_on="2013-05-20"), date(2013, 5, 20)) is State.FILED
    assert in_force(again) == (date(2013, 6, 5), date(2014, 5, 3))


def test_an_objection_after_fifteen_days_is_too_late():
    late = replace(TRAP, objected_on=date(2013, 5, 4))

    assert state(late, date(2013, 5, 4)) is State.IN_FORCE


def test_an_end_before_its_time_ends_it():
    ended = replace(TRAP, ended_on=date(2013, 9, 30), ended_why="closed")

    assert in_force(ended) == (date(2013, 5, 3), date(2013, 9, 30))
    assert state(ended, date(2013, 9, 29)) is State.IN_FORCE
    assert state(ended, date(2013, 9, 30)) is State.ENDED
    assert state(replace(ended, ended_why="renewed"), date(2013, 10, 1)) is State.RENEWED


def test_a_register_that_gives_the_term_is_believed():
    known = Dates(valid_from=date(2013, 1, 1), valid_to=date(2015, 12, 31))

    assert state(known, date(2012, 12, 31)) is State.PLANNED
    assert state(known, date(2013, 1, 1)) is State.IN_FORCE
    upcoming = next_deadline(known, date(2013, 1, 1))
    assert upcoming is not None
    assert (upcoming.rule, upcoming.opens) == (Rule.RENEW, date(2015, 9, 30))


def test_the_next_deadline_stays_while_it_is_overdue():
    signed = Dates(signed_on=date(2013, 4, 10))

    upcoming = next_deadline(signed, date(2013, 5, 1))

    assert upcoming is not None
    assert (upcoming.rule, upcoming.overdue(date(2013, 5, 1))) == (Rule.FILE, True)
    assert next_deadline(replace(signed, filed_on="2013-04-30"), date(2013, 5, 1)) is None


@given(clocks())
def test_no_deadline_lies_before_its_cause(dates):
    for one in deadlines(dates):
        assert one.day is None or one.since <= one.day
        assert one.opens is None or one.day is None or one.since <= one.opens <= one.day


@given(clocks(), days)
def test_in_force_is_what_the_span_says(dates, on):
    span = in_force(dates)

    assert (state(dates, on) in LIVE) == (span is not None and span[0] <= on < span[1])


@given(clocks(), days)
def test_the_next_deadline_waits_in_the_state_of_the_day(dates, on):
    upcoming = next_deadline(dates, on)

    assert upcoming is None or upcoming.since <= on
    if state(dates, on) in {State.EXPIRED, State.ENDED, State.RENEWED, State.PLANNED}:
        assert upcoming is None


@given(clocks(), st.permutations(STEPS), days)
def test_the_order_of_entry_does_not_matter(dates, order, on):
    entered = replace(dates, **dict.fromkeys(STEPS))
    for name in order:
        entered = replace(entered, **{name: getattr(dates, name)})

    assert state(entered, on) is state(dates, on)
    assert list(deadlines(entered)) == list(deadlines(dates))


@given(clocks(), days)
def test_steps_to_come_do_not_change_today(dates, on):
    """What lies ahead is no step yet; only what decides the days in force looks ahead."""
    ahead = {"offered_on", "answered_on", "congress_on", "signed_on", "published_on"}
    known = replace(dates, **{name: None for name in ahead if (getattr(dates, name) or on) > on})

    assert state(known, on) is state(dates, on)


FINAL = {State.ENDED, State.RENEWED}


@given(clocks(), days, st.lists(st.integers(1, 900), max_size=6))
def test_what_has_ended_stays_ended(dates, on, steps):
    walk = sorted(on + timedelta(days=step) for step in steps)
    states = [state(dates, day) for day in walk]

    assert all(after in FINAL for before, after in pairwise(states) if before in FINAL)
