import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.toolkit.calendar.rules import (
    NotPublished,
    add_months,
    due_on,
    is_working_day,
    last_valid_day,
)

with Path(__file__).with_name("working_day_vectors.csv").open(encoding="utf-8") as file:
    VECTORS = list(csv.DictReader(file))
KNOWN = st.dates(date(2010, 1, 1), date(2026, 6, 30))
TERMS = st.integers(1, 60)


def test_there_are_fifty_vectors():
    assert len(VECTORS) == 50


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: "+".join(list(row.values())[:2]))
def test_a_term_ends_as_the_vectors_say(row):
    received_on, days = date.fromisoformat(row["received_on"]), int(row["working_days"])

    if row["issue"]:
        assert row["issue"] == "calendar_not_published"
        with pytest.raises(NotPublished) as refused:
            due_on(received_on, days)
        assert refused.value.year == 2027
    else:
        assert due_on(received_on, days) == date.fromisoformat(row["due_on"])


def test_a_weekend_worked_in_exchange_counts():
    assert is_working_day(date(2026, 2, 14))  # a Saturday before the Spring Festival
    assert not is_working_day(date(2026, 2, 17))  # a Tuesday within it


@pytest.mark.parametrize("day", [date(2027, 1, 4), date(1999, 5, 4)])
def test_a_year_without_notice_is_not_guessed(day):
    with pytest.raises(NotPublished) as refused:
        is_working_day(day)
    assert refused.value.year == day.year


@pytest.mark.parametrize("days", [0, -3])
def test_a_term_without_a_day_is_refused(days):
    with pytest.raises(ValueError, match="at least one"):
        due_on(date(2026, 1, 1), days)


@given(KNOWN, TERMS)
def test_a_term_ends_on_a_working_day_and_holds_exactly_its_days(received_on, days):
    due = due_on(received_on, days)

    span = (received_on + timedelta(n) for n in range(1, (due - received_on).days + 1))
    assert is_working_day(due)
    assert sum(map(is_working_day, span)) == days


@given(KNOWN, TERMS, TERMS)
def test_terms_one_after_the_other_add_up(received_on, first, second):
    assert due_on(due_on(received_on, first), second) == due_on(received_on, first + second)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
        (date(2024, 12, 1), 0, date(2024, 12, 1)),
    ],
)
def test_months_are_added_and_clipped_to_the_end_of_the_month(day, months, expected):
    assert add_months(day, months) == expected


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-600, 600))
def test_adding_months_gives_that_month_and_the_day_or_the_last_one(day, months):
    later = add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (
        later.day < day.day and (later + timedelta(1)).month != later.month
    )


@given(
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.integers(0, 120),
)
def test_adding_months_keeps_the_order_of_days(one, other, months):
    first, last = sorted([one, other])
    assert add_months(first, months) <= add_months(last, months)


def test_a_term_of_five_years_lasts_to_the_day_before():
    assert last_valid_day(date(2021, 3, 15), 5) == date(2026, 3, 14)
    assert last_valid_day(date(2020, 2, 29), 1) == date(2021, 2, 27)
    assert last_valid_day(date(2021, 1, 1), 3) == date(2023, 12, 31)
