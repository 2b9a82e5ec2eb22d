"""What a place pledges by quarter: asked, answered, agreed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from xingjia.campaigns.rules.pledges import Agreement, Said, agreement, evenly, fault, quarters

DAYS = some.dates(date(2010, 1, 1), date(2020, 12, 31))
JUNE, DECEMBER = date(2013, 6, 30), date(2013, 12, 31)
ENDS = [JUNE, DECEMBER]
ASKED, FEWER, MORE = ({JUNE: half, DECEMBER: all_} for half, all_ in ((5, 10), (3, 8), (4, 9)))
MARCH = date(2013, 3, 1)


def said(figures, *, place: bool = True, agrees: bool = False, day: int = 0) -> Said:
    return Said(place, figures, agrees, MARCH + timedelta(day))


@given(DAYS, some.integers(0, 800), some.integers(0, 3000))
def test_pledges_grow_to_the_target_on_the_last_day(first, days, target):
    last = first + timedelta(days=days)
    found = evenly(target, first, last)

    assert list(found) == quarters(first, last) == sorted(set(found))
    assert list(found.values()) == sorted(found.values())
    assert found[last] == target


def test_quarters_end_with_the_stage():
    ends = quarters(date(2013, 1, 1), date(2013, 11, 30))

    assert ends == [date(2013, 3, 31), date(2013, 6, 30), date(2013, 9, 30), date(2013, 11, 30)]


def test_nothing_said_waits_for_the_place():
    found = agreement(ASKED, [])

    assert (found.figures, found.waits_for_place, found.waits_for_above) == (ASKED, True, False)


def test_a_yes_is_agreed_on_its_day():
    assert agreement(ASKED, [said(ASKED, agrees=True)]) == Agreement(ASKED, MARCH)


def test_other_figures_wait_for_those_above_and_what_was_asked_stands():
    found = agreement(ASKED, [said(FEWER)])

    assert (found.figures, found.answer, found.waits_for_above) == (ASKED, FEWER, True)
    assert not found.waits_for_place


def test_those_above_may_say_yes_or_ask_again():
    taken = agreement(ASKED, [said(FEWER), said(FEWER, place=False, agrees=True, day=5)])
    again = agreement(ASKED, [said(FEWER), said(MORE, place=False)])

    assert taken == Agreement(FEWER, MARCH + timedelta(5))
    assert (again.figures, again.waits_for_place) == (MORE, True)


def test_what_was_agreed_is_open_again_once_somebody_names_other_figures():
    agreed = said(ASKED, agrees=True)

    found = agreement(ASKED, [agreed, said(FEWER, day=9)])

    assert (found.agreed_on, found.answer, found.waits_for_above) == (None, FEWER, True)


def test_due_is_the_quarter_that_runs_and_after_all_the_last():
    found = agreement(ASKED, [])

    assert [found.due(on) for on in (MARCH, JUNE, DECEMBER, date(2014, 2, 1))] == [
        (JUNE, 5),
        (JUNE, 5),
        (DECEMBER, 10),
        (DECEMBER, 10),
    ]


@pytest.mark.parametrize(
    ("figures", "wrong"),
    [
        (ASKED, None),
        ({JUNE: 10, DECEMBER: 10}, None),
        ({JUNE: 6, DECEMBER: 5}, "falls"),
        ({JUNE: 6, DECEMBER: 11}, "beyond_base"),
        ({JUNE: -1, DECEMBER: 5}, "beyond_base"),
        ({DECEMBER: 5}, "other_quarters"),
    ],
)
def test_figures_that_cannot_be_pledged_are_told(figures, wrong):
    assert fault(figures, ENDS, 10) == wrong
