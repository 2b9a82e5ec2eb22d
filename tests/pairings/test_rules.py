"""docs/domain.md §11: a pair outlives its helper's title, and is looked at."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from xingjia.facts.rules import Span, Spans
from xingjia.pairings.rules import Flag, Pair, flagged, lasts

TERM = Span(date(2013, 1, 1), date(2015, 1, 1))
PAIR = Pair(1, 2, TERM)
LOST = date(2013, 8, 1)
TITLE = Spans.of([(date(2010, 1, 1), LOST)])


def test_trap_18_a_helper_without_its_title_flags_the_pair_and_ends_nothing():
    assert flagged(PAIR, TITLE, {}) == {
        Flag.HELPER_WITHOUT_TITLE: Spans.of([(LOST, TERM.end)]),
    }
    assert lasts(PAIR, {}) == TERM


def test_a_title_got_back_ends_the_flag():
    back = TITLE | Spans.of([(date(2013, 10, 1), date(2016, 1, 1))])

    assert flagged(PAIR, back, {}) == {
        Flag.HELPER_WITHOUT_TITLE: Spans.of([(LOST, date(2013, 10, 1))]),
    }


def test_a_pair_ends_with_the_first_of_its_unions_that_ends():
    closed = {2: date(2013, 6, 1), 1: date(2014, 1, 1)}

    assert lasts(PAIR, closed) == Span(TERM.start, date(2013, 6, 1))
    assert flagged(PAIR, TITLE, closed) == {}
    assert lasts(PAIR, {1: TERM.start}) is None


days = st.dates(date(2012, 1, 1), date(2016, 1, 1))


@given(st.lists(st.tuples(days, days), max_size=4).map(Spans.of), days)
def test_a_day_of_the_pair_is_flagged_exactly_when_the_title_is_missing(titles, on):
    found = flagged(PAIR, titles, {}).get(Flag.HELPER_WITHOUT_TITLE, Spans())

    assert found.hold(on) == (TERM.holds(on) and not titles.hold(on))
