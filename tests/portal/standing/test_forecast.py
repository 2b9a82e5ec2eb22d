from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from xingjia.portal.standing.forecast import forecast

ON = date(2013, 12, 31)


def test_as_in_the_last_six_months():
    found = forecast(60, 96, 138, ON)

    assert (found.gain, found.missing, found.months) == (36, 42, 7)
    assert found.day == date(2014, 7, 31)


def test_without_a_gain_nothing_is_foretold():
    assert forecast(96, 96, 138, ON).day is None
    assert forecast(96, 90, 138, ON).day is None
    assert forecast(100, 138, 138, ON).day is None


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_by_the_day_told_all_are_met_and_not_a_month_before(then: int, now: int, base: int):
    found = forecast(then, now, base, ON)

    if found.months is not None:
        assert now * 6 + found.gain * found.months >= base * 6
        assert now * 6 + found.gain * (found.months - 1) < base * 6
