"""Certificates and their windows, spells and head-counts, party and union built together."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.registry.rules.certificates import (
    Certificate,
    Change,
    Due,
    Rule,
    Standing,
    next_due,
    standing,
)
from xingjia.registry.rules.dated import Count, Spell, head_counts, of_the_day, spells
from xingjia.registry.rules.party import Building, Together, building

FOUNDED, FIRST, LAST = date(2021, 3, 1), date(2021, 3, 15), date(2026, 3, 15)
PAPER = Certificate(FIRST, LAST, FIRST)
NOTHING = Certificate(None, None, None)


@pytest.mark.parametrize(
    ("on", "stands"),
    [
        (date(2021, 3, 14), Standing.AHEAD),
        (date(2021, 3, 15), Standing.RUNNING),
        (date(2026, 2, 12), Standing.RUNNING),
        (date(2026, 2, 13), Standing.RENEWABLE),  # domain.md §11, trap 10
        (date(2026, 3, 15), Standing.RENEWABLE),
        (date(2026, 3, 16), Standing.ENDED),
    ],
)
def test_the_window_of_renewal_opens_thirty_days_before_the_last_day(on, stands):
    assert standing(PAPER, FOUNDED, on) == stands


def test_what_is_due_names_the_day_the_window_and_the_longest_delay():
    assert next_due(PAPER, FOUNDED, [], date(2025, 1, 1)) == Due(
        Rule.RENEW, LAST, LAST, date(2026, 2, 13), date(2026, 9, 15)
    )


def test_a_young_union_applies_within_sixty_days():
    due = Due(Rule.APPLY, date(2021, 4, 30), FOUNDED)

    assert standing(NOTHING, FOUNDED, date(2021, 4, 30)) == Standing.TO_APPLY
    assert standing(NOTHING, FOUNDED, date(2021, 5, 1)) == Standing.UNKNOWN
    assert next_due(NOTHING, FOUNDED, [], date(2021, 4, 30)) == due
    assert next_due(NOTHING, FOUNDED, [], date(2021, 5, 1)) is None  # unknown is not late
    assert next_due(NOTHING, None, [], date(2021, 5, 1)) is None
    assert next_due(NOTHING, FOUNDED, [], date(2021, 2, 1)) is None


def test_a_number_without_days_is_no_reason_to_apply():
    numbered = Certificate(None, None, FIRST)

    assert standing(numbered, FOUNDED, FIRST) == Standing.UNKNOWN
    assert next_due(numbered, FOUNDED, [], FIRST) is None


def test_what_is_printed_on_it_and_changed_since_is_registered_within_thirty_days():
    changes = [Change("name", FIRST - timedelta(days=1)), Change("chair", date(2023, 5, 1))]

    due = next_due(PAPER, FOUNDED, changes, date(2023, 7, 1))

    assert due == Due(Rule.CHANGE, date(2023, 5, 31), date(2023, 5, 1), what="chair")
    assert next_due(PAPER, FOUNDED, changes, date(2023, 4, 30)).rule == Rule.RENEW
    renewed = Certificate(FIRST, LAST, date(2023, 5, 20))
    assert next_due(renewed, FOUNDED, changes, date(2023, 7, 1)).rule == Rule.RENEW


def test_days_before_the_rule_was_in_force_are_for_orientation_only():
    assert Due(Rule.RENEW, date(2020, 12, 31), date(2020, 12, 31)).early
    assert not Due(Rule.RENEW, date(2021, 1, 1), date(2021, 1, 1)).early


# ---- spells


DAYS = [date(2009, 4, 1) + timedelta(days=100 * n) for n in range(4)]


def test_spells_run_to_the_day_before_the_next_value():
    said = list(zip(DAYS, [True, True, False, True], strict=True))

    assert spells(said) == [
        Spell(True, DAYS[0], DAYS[2] - timedelta(days=1)),
        Spell(False, DAYS[2], DAYS[3] - timedelta(days=1)),
        Spell(True, DAYS[3], None),
    ]
    assert spells([]) == []


@given(st.lists(st.booleans(), min_size=1, max_size=30))
def test_spells_have_no_gap_and_neighbours_differ(values):
    said = [(DAYS[0] + timedelta(days=n), value) for n, value in enumerate(values)]
    found = spells(said)

    assert found[0].first == DAYS[0]
    assert found[-1].last is None
    for one, after in pairwise(found):
        assert one.value != after.value
        assert one.last == after.first - timedelta(days=1)


def test_the_name_of_a_day_is_the_last_said_by_then():
    said = [(DAYS[1], "甲厂"), (DAYS[2], "乙厂")]

    assert of_the_day(said, DAYS[3], "丙厂") == "丙厂"
    assert of_the_day(said, DAYS[1], "乙厂") == "甲厂"
    assert of_the_day(said, DAYS[0], "乙厂") == "甲厂"
    assert of_the_day([], DAYS[0], "丙厂") == "丙厂"


# ---- head-counts


def test_head_counts_go_on_until_said_again_and_unknown_is_never_nought():
    said = [
        (DAYS[0], "staff", 50),
        (DAYS[1], "women_staff", 20),
        (DAYS[2], "staff", 200),
        (DAYS[2], "address", 1),
    ]

    assert head_counts(said, ("staff", "women_staff")) == [
        Count(DAYS[2], (200, 20), 100.0),
        Count(DAYS[1], (50, 20), 25.0),
        Count(DAYS[0], (50, None), 25.0),
    ]


@pytest.mark.parametrize("number", [0, 1, 5, 30])
def test_there_is_a_row_for_each_day(number):
    said = [(DAYS[0] + timedelta(days=n), "staff", n) for n in range(number)]
    rows = head_counts(said, ("staff",))

    assert [one.values for one in rows] == [(n,) for n in reversed(range(number))]
    assert all(one.width is None or 0 <= one.width <= 100 for one in rows)


# ---- party and union


@pytest.mark.parametrize(
    ("kind", "on", "year", "union", "found"),
    [
        ("branch", "2010-07", 2010, True, Building(Together.SAME_YEAR, 2010, 2010)),
        ("branch", "2008", 2010, True, Building(Together.BOTH, 2008, 2010)),
        ("branch", None, 2010, True, Building(Together.BOTH, None, 2010)),
        ("branch", None, None, True, Building(Together.BOTH)),
        ("branch", "2010", None, False, Building(Together.PARTY_ONLY, 2010)),
        ("none", None, 2010, True, Building(Together.UNION_ONLY, None, 2010)),
        ("none", None, None, False, Building(Together.NEITHER)),
        (None, None, 2010, True, Building(Together.UNKNOWN, None, 2010)),
    ],
)
def test_built_together_says_by_which_years(kind, on, year, union, found):
    assert building(kind, on, year, union=union) == found
