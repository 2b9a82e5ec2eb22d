"""Days that cannot be, and codes that are missing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.desk.rules import (
    Kind,
    code_fault,
    contract_faults,
    key_of,
    surely_before,
    term_faults,
    union_faults,
)

ON = date(2013, 12, 31)
FIRST, SECOND, THIRD = date(2010, 3, 5), date(2011, 4, 4), date(2016, 4, 3)


def faults_of_term(founded: date | None = None, **days: date | None) -> list[str]:
    return list(term_faults(days, founded, ON))


def test_a_term_as_it_should_be_raises_no_doubt():
    assert faults_of_term(FIRST, elected_on=SECOND, term_ends_on=THIRD, left_on=None) == []
    assert faults_of_term() == []


@pytest.mark.parametrize(
    ("days", "fault"),
    [
        ({"elected_on": SECOND, "term_ends_on": FIRST}, "ends_before_election"),
        ({"elected_on": SECOND, "term_ends_on": SECOND}, "ends_before_election"),
        ({"elected_on": SECOND, "left_on": FIRST}, "left_before_election"),
        ({"elected_on": FIRST, "founded": SECOND}, "elected_before_founding"),
        ({"elected_on": date(2103, 4, 4)}, "elected_far_ahead"),
    ],
)
def test_a_term_that_cannot_be_is_told(days: dict[str, date], fault: str):
    assert faults_of_term(days.pop("founded", None), **days) == [fault]


def test_a_founding_of_which_only_the_month_is_known_may_be_any_day_of_it():
    assert not surely_before(date(2011, 6, 2), date(2011, 6, 30))
    assert surely_before(date(2011, 5, 31), date(2011, 6, 30))
    assert surely_before(date(2011, 6, 2), date(2011, 6, 29))


def test_a_union_is_founded_before_it_is_closed_and_not_in_another_century():
    assert list(union_faults(FIRST, SECOND, ON)) == []
    assert list(union_faults(SECOND, FIRST, ON)) == ["closed_before_founding"]
    assert list(union_faults(SECOND, SECOND, ON)) == ["closed_before_founding"]
    assert list(union_faults(date(2103, 1, 1), None, ON)) == ["founded_far_ahead"]
    assert list(union_faults(None, None, ON)) == []


@pytest.mark.parametrize(
    ("days", "fault"),
    [
        ({"valid_from": SECOND, "valid_to": FIRST}, "ends_before_start"),
        ({"signed_on": THIRD, "valid_to": SECOND}, "signed_after_end"),
        ({"valid_from": SECOND, "ended_on": FIRST}, "ended_before_start"),
    ],
)
def test_a_contract_that_cannot_be_is_told(days: dict[str, date], fault: str):
    assert list(contract_faults(days)) == [fault]
    assert list(contract_faults({"valid_from": FIRST, "valid_to": THIRD})) == []


def test_a_code_is_missing_or_still_an_old_one():
    assert code_fault("") == "no_code"
    assert code_fault("320925000012345") == "old_code"
    assert code_fault("91320925805015509K") is None


@given(st.dates(), st.dates())
def test_a_day_is_never_before_and_not_before(day: date, founded: date):
    if founded < date.max:
        assert not (surely_before(day, founded) and surely_before(founded, day))
        assert not (surely_before(day, founded) and day >= founded)


def test_the_same_doubt_has_the_same_key():
    assert key_of(Kind.TWINS, "employer", 3, 7) == "twins.employer.3.7"
