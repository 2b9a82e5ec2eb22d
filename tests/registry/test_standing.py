from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.facts.rules import OPEN, Fact, Span, Weight, resolve
from xingjia.registry.rules.standing import LAPSING, Held, Standing, held, of_span, of_term

ON = date(2013, 12, 31)
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "standing"),
    [
        (date(2013, 1, 1), date(2015, 1, 1), Standing.RUNNING),
        (date(2013, 1, 1), ON, Standing.LAPSING),  # the last day is a valid day
        (date(2013, 1, 1), ON - timedelta(days=1), Standing.ENDED),
        (date(2013, 1, 1), ON + timedelta(days=89), Standing.LAPSING),
        (date(2013, 1, 1), ON + timedelta(days=90), Standing.RUNNING),
        (ON + timedelta(days=1), date(2015, 1, 1), Standing.AHEAD),
        (None, date(2015, 1, 1), Standing.UNKNOWN),  # without a first day it proves nothing
        (None, date(2012, 1, 1), Standing.ENDED),
        (date(2013, 1, 1), None, Standing.UNKNOWN),
        (None, None, Standing.UNKNOWN),
    ],
)
def test_a_contract_stands_by_its_days(first, last, standing):
    assert of_span(first, last, ON) is standing


def test_a_term_nobody_gave_an_end_is_unknown():
    assert of_term(None, ON) is Standing.UNKNOWN


@given(DAYS, DAYS)
def test_a_term_is_over_ending_or_running(last, on):
    standing = of_term(last, on)

    assert (standing is Standing.ENDED) == (last < on)
    assert (standing is Standing.LAPSING) == (on <= last < on + LAPSING)


def said(start: date, *, holds: bool = True) -> Fact:
    return Fact(("employer", 1), "contract", Span(start, OPEN), holds=holds)


def record(first: date, last: date) -> Fact:
    span = Span(first, last + timedelta(days=1))
    return Fact(("employer", 1), "contract", span, weight=Weight.RECORD)


def test_nobody_has_said_anything():
    assert held([], ON) == Held(Standing.UNKNOWN)


def test_a_record_in_force_gives_its_last_day():
    assert held([record(date(2013, 1, 1), date(2015, 12, 31))], ON) == Held(
        Standing.RUNNING, date(2015, 12, 31)
    )


def test_contracts_that_follow_each_other_count_to_the_last():
    renewed = [
        record(date(2012, 1, 1), date(2014, 1, 31)),
        record(date(2014, 2, 1), date(2017, 1, 31)),
    ]

    assert held(renewed, ON) == Held(Standing.RUNNING, date(2017, 1, 31))


def test_a_register_alone_is_a_claim():
    assert held([said(ON)], ON) == Held(Standing.CLAIMED)


def test_a_register_can_deny():
    assert held([said(ON, holds=False)], ON) == Held(Standing.DENIED)


def test_a_record_that_ran_out_says_when():
    ended = [record(date(2010, 1, 1), date(2012, 12, 31))]

    assert held(ended, ON) == Held(Standing.ENDED, date(2012, 12, 31))


def test_a_record_yet_to_begin_says_from_when():
    ahead = [record(date(2014, 2, 1), date(2016, 1, 31)), said(ON, holds=False)]

    assert held(ahead, ON) == Held(Standing.AHEAD, date(2014, 2, 1))


def test_a_register_that_contradicts_a_running_contract_shows_as_a_difference():
    facts = [record(date(2013, 1, 1), date(2015, 12, 31)), said(ON, holds=False)]

    assert held(facts, ON) == Held(Standing.DISPUTED)


CLAIMS = st.builds(said, DAYS, holds=st.booleans())
RECORDS = st.builds(
    lambda first, days: record(first, first + timedelta(days)), DAYS, st.integers(0, 2000)
)


@given(st.lists(CLAIMS | RECORDS, max_size=6), DAYS)
def test_the_page_says_in_force_exactly_when_the_figures_count_it(facts, on):
    counts = held(facts, on).standing in {Standing.RUNNING, Standing.LAPSING, Standing.CLAIMED}

    assert counts == resolve(facts).true.hold(on)
