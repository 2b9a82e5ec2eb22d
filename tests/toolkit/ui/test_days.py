from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xingjia.toolkit.ui.days import choices, month_end

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def test_the_usual_days_for_a_page_of_an_earlier_year():
    offered = choices(date(2013, 12, 31), today=date(2014, 3, 1))

    assert [(choice.code, choice.day) for choice in offered] == [
        ("today", date(2014, 3, 1)),
        ("month_end", date(2014, 2, 28)),
        ("half_year", date(2013, 6, 30)),
        ("annual_return", date(2013, 9, 30)),
        ("year_end", date(2013, 12, 31)),
    ]


@given(on=DAYS, today=DAYS)
def test_the_last_month_is_always_over_and_the_rest_is_of_the_year_shown(on, today):
    by_code = {choice.code: choice.day for choice in choices(on, today)}

    assert by_code["month_end"] < today
    assert (by_code["month_end"] + timedelta(days=1)).day == 1
    assert {by_code[code].year for code in ("half_year", "annual_return", "year_end")} == {on.year}


@given(DAYS)
def test_the_day_after_a_month_end_is_a_first(day):
    assert (month_end(day) + timedelta(days=1)).day == 1
    assert month_end(day).month == day.month
