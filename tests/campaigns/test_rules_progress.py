"""Burn-up and forecast."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as some

from xingjia.campaigns.rules.progress import (
    Held,
    Reached,
    forecast,
    month_ends,
    months_after,
    months_between,
    point,
    reached_on,
    series,
)
from xingjia.orgtree.rules import OPEN

DAY, HALF_YEAR = date(2013, 12, 31), date(2013, 6, 30)
START = date(2012, 6, 1)
days = some.dates(date(2011, 1, 1), date(2015, 12, 31))
spans = some.builds(
    lambda subject, verified, start, length: Held(
        subject, verified, start, start + timedelta(days=length)
    ),
    some.integers(1, 8),
    some.booleans(),
    days,
    some.integers(1, 500),
)


def verified(number: int, since: date, *, first: int = 1) -> list[Held]:
    return [Held(first + n, True, since, OPEN) for n in range(number)]


def test_the_forecast_goes_on_with_the_last_six_months():
    held = verified(60, START) + verified(36, date(2013, 9, 1), first=61)

    found = forecast(held, 138, DAY)

    assert (found.then, found.now, found.missing, found.gained) == (60, 96, 42, 6)
    assert (found.months, found.day) == (7, date(2014, 7, 31))
    assert months_between(DAY, found.day) == 7


def test_without_progress_there_is_no_day():
    found = forecast(verified(60, START), 138, DAY)

    assert (found.gained, found.months, found.day) == (0, None, None)


def test_a_target_that_is_reached_is_reached_today():
    found = forecast(verified(138, START), 138, DAY)

    assert (found.missing, found.months, found.day) == (0, 0, DAY)


def test_a_begun_month_counts_as_one():
    held = verified(1, START) + verified(5, date(2013, 9, 1), first=2)

    found = forecast(held, 8, DAY)

    assert (found.gained, found.months, found.day) == (Fraction(5, 6), 3, date(2014, 3, 31))


@given(some.lists(spans, max_size=12), days)
def test_the_verified_are_among_the_claimed_and_nobody_counts_twice(held, on):
    found = point(held, on)

    assert 0 <= found.verified <= found.claimed <= len({one.subject for one in held})


@given(some.lists(spans, max_size=12), days)
def test_who_is_verified_on_a_day_is_so_whatever_else_is_claimed(held, on):
    sure = {one.subject for one in held if one.verified and one.start <= on < one.end}

    found = reached_on(reversed(held), on)

    assert {pk for pk, state in found.items() if state is Reached.VERIFIED} == sure


@given(days, some.integers(0, 900))
def test_the_series_has_each_months_end_once_and_the_last_day(first, length):
    last = first + timedelta(days=length)
    found = month_ends(first, last)

    assert found == sorted(set(found))
    assert found[-1] == last
    assert all((day + timedelta(days=1)).day == 1 for day in found[:-1])
    assert [one.day for one in series([], first, last)] == found


@given(days, some.integers(-60, 60))
def test_months_away_and_back_stay_in_the_month(day, months):
    there = months_after(day, months)

    back = months_after(there, -months)
    assert (back.year, back.month) == (day.year, day.month)


def test_a_months_end_stays_a_months_end():
    assert months_after(HALF_YEAR, 1) == date(2013, 7, 31)
    assert months_after(date(2013, 1, 30), 1) == date(2013, 2, 28)
