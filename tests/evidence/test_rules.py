from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.evidence.rules import LASTS, MOST_PHOTOS, Saying, days_of, fault, last_day
from xingjia.registry.rules.parameters import PARAMETERS

TODAY = date(2014, 4, 8)
END = date(9999, 12, 31)
days = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def fault_of(said: Saying, *, photos: int = 0, physical: bool = True, is_event: bool = False):
    return fault(said, on=TODAY, photos=photos, physical=physical, is_event=is_event)


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        ("flow_public", date(2016, 4, 7)),  # SL-10: 24 months
        ("promises_public", date(2015, 4, 7)),  # SL-08: yearly
        ("rooms_marked", date(2015, 4, 7)),  # SL-03: 12 months
    ],
)
def test_what_has_to_be_said_again_ends_by_itself(kind, last):
    assert last_day(TODAY, PARAMETERS[LASTS[kind]].default) == last


def test_what_holds_until_somebody_says_otherwise_has_no_such_rule():
    assert "sign_shown" not in LASTS


def test_a_leap_day_is_clipped():
    assert last_day(date(2012, 2, 29), 24) == date(2014, 2, 27)


@given(days)
def test_a_thing_lasts_longer_than_eleven_months(since):
    last = last_day(since, 12)

    assert 363 <= (last - since).days <= 366


def test_a_saying_of_today_or_before_is_good():
    assert fault_of(Saying("board_current", TODAY), photos=MOST_PHOTOS) is None


@pytest.mark.parametrize(
    ("said", "more", "code"),
    [
        (Saying("board_current", date(2014, 4, 9)), {}, "day_ahead"),
        (Saying("board_current", date(1914, 4, 9)), {}, "day_too_early"),
        (Saying("board_current", TODAY, last=date(2014, 4, 7)), {}, "ends_before"),
        (Saying("activity", TODAY, holds=False), {"is_event": True}, "ended_event"),
        (Saying("reachable", TODAY), {"photos": 1, "physical": False}, "not_physical"),
        (Saying("board_current", TODAY), {"photos": 3}, "too_many_photos"),
    ],
)
def test_what_cannot_be_said_is_refused_for_its_own_reason(said, more, code):
    assert fault_of(said, **more) == code


@given(days, days)
def test_days_are_half_open_and_an_event_has_one(since, last):
    later = max(since, last)

    assert days_of(since, None, END, is_event=False) == (since, END)
    assert (days_of(since, later, END, is_event=False)[1] - later).days == 1
    assert (days_of(since, None, END, is_event=True)[1] - since).days == 1
