"""What may be entered by hand, rule by rule."""

import ast
import inspect
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from xingjia.registry.advice import SENTENCES, advice
from xingjia.registry.commands import editing, offices
from xingjia.registry.rules import editing as rules
from xingjia.registry.rules.editing import (
    Finding,
    Level,
    Objected,
    Term,
    closing_findings,
    election_findings,
    employer_code,
    employer_findings,
    leaving_findings,
    months_after,
    settle,
    term_ends,
    union_code,
    union_findings,
    version_of,
)

DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
UNION_CODE = "81320925500000023T"
EMPLOYER_CODE = "91350100M000100Y43"
TERM = Term(date(2011, 4, 4), date(2016, 4, 3))


def codes(findings):
    return [(one.code, one.level.value) for one in findings]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (UNION_CODE, []),
        ("813209245000000A97", []),
        (EMPLOYER_CODE, [("code_of_no_union", "blocked")]),
        ("81320925500000023U", [("code_check_digit", "blocked")]),
        ("8132092550000002", [("code_length", "blocked")]),
        ("320925000012345", [("code_length", "blocked")]),
    ],
)
def test_a_union_code_begins_with_81_or_89_and_holds(code, found):
    assert codes(union_code(code)) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (EMPLOYER_CODE, []),
        ("91110000802100433B", []),
        ("91350100M000100Y44", [("code_check_digit", "blocked")]),
        ("91350100m000100y43", [("code_check_digit", "blocked")]),
        ("320925000012345", [("old_code", "noted")]),
        ("3209250000123", [("old_code", "noted")]),
        ("32092500001234", [("code_length", "blocked")]),
    ],
)
def test_an_employer_code_holds_or_is_an_old_number_as_such(code, found):
    assert codes(employer_code(code)) == found


def test_a_code_whose_body_fails_is_warned_of_and_not_blocked():
    bare = "91350100M000100Y5"  # the body's own check digit is 4

    assert codes(employer_code(bare + uscc.calc_check_digit(bare))) == [("code_body", "warned")]


@pytest.mark.parametrize(
    ("values", "changed", "found"),
    [
        ({"staff": 10, "women_staff": 11}, {"staff"}, ["women_staff_over_staff"]),
        ({"staff": 10, "migrant_staff": 11}, {"migrant_staff"}, ["migrant_staff_over_staff"]),
        ({"staff": 10, "women_staff": 10}, {"staff"}, []),
        ({"staff": 10, "women_staff": 11, "address": "甲路"}, {"address"}, []),
        ({"staff": -1}, {"staff"}, ["unfit_value"]),
        ({"staff": True}, {"staff"}, ["unfit_value"]),
        ({"in_production": 1}, {"in_production"}, ["unfit_value"]),
        ({"name": ""}, {"name"}, ["cannot_be_emptied"]),
    ],
)
def test_a_part_is_never_more_than_the_whole(values, changed, found):
    assert [one.code for one in employer_findings(values, changed)] == found


@pytest.mark.parametrize(
    ("members", "staff", "found"),
    [
        (24, 100, [("below_25", "noted")]),
        (25, 100, []),
        (101, 100, [("members_over_staff", "warned")]),
        (100, 100, []),
        (101, None, []),
    ],
)
def test_members_are_compared_with_staff_and_with_25(members, staff, found):
    assert codes(union_findings({"members": members}, {"members"}, staff)) == found


@pytest.mark.parametrize("years", [0, 1, 2, 4, 6, 10])
def test_a_term_is_three_or_five_years_and_nothing_else(years):
    found = election_findings(date(2016, 4, 4), years, None, TERM)

    assert codes(found) == [("term_years", "blocked")]


@pytest.mark.parametrize(
    ("elected_on", "found"),
    [
        (date(2011, 4, 4), [("elected_before_last", "blocked")]),
        (date(2016, 1, 2), [("elected_early", "warned")]),
        (date(2016, 1, 3), []),
        (date(2016, 10, 3), []),
        (date(2016, 10, 4), [("elected_late", "warned")]),
    ],
)
def test_early_and_late_elections_are_warned_of(elected_on, found):
    assert codes(election_findings(elected_on, 3, date(2010, 1, 1), TERM)) == found


@given(DAYS, st.sampled_from([3, 5]))
def test_the_day_after_a_term_is_the_same_day_of_its_last_year(elected_on, years):
    after = term_ends(elected_on, years) + timedelta(days=1)

    assert after.year == elected_on.year + years
    same = (after.month, after.day) == (elected_on.month, elected_on.day)
    assert same or ((elected_on.month, elected_on.day) == (2, 29) and after.month == 3)


@given(DAYS, st.integers(-24, 24))
def test_months_clip_to_the_end_of_the_month_and_keep_the_order(day, months):
    after = months_after(day, months)

    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == months
    assert after.day <= day.day
    assert months_after(day, months) <= months_after(day + timedelta(days=1), months)


@pytest.mark.parametrize(
    ("on", "why", "found"),
    [
        (date(2011, 4, 4), "resigned", [("left_before_elected", "blocked")]),
        (date(2013, 1, 1), "resigned", []),
        (date(2013, 1, 1), "moved", [("moved_in_term", "warned")]),
        (date(2016, 4, 3), "moved", [("moved_in_term", "warned")]),
        (date(2016, 4, 4), "moved", []),
        (date(2017, 1, 1), "removed", [("removed", "warned")]),
    ],
)
def test_who_is_moved_in_term_or_removed_needs_what_article_18_asks(on, why, found):
    assert codes(leaving_findings(on, why, TERM)) == found


@pytest.mark.parametrize(
    ("why", "working", "found"),
    [
        ("unit_ended", False, []),
        ("unit_ended", True, [("units_still_work", "warned")]),
        ("merged", False, [("merged", "warned")]),
        ("inconvenient", False, [("closed_at_will", "blocked")]),
    ],
)
def test_no_union_is_abolished_at_will(why, working, found):
    day = date(2013, 1, 1)

    assert codes(closing_findings(day, why, None, still_working=working)) == found


@given(st.lists(st.sampled_from(Level)), st.booleans(), st.text(max_size=3))
def test_only_a_superiors_reason_lifts_a_warning_and_nothing_lifts_a_block(levels, superior, why):
    findings = [Finding("below_25", level) for level in levels]
    lifted = superior and bool(why.strip())
    stands = Level.BLOCKED in levels or (Level.WARNED in levels and not lifted)

    if stands:
        with pytest.raises(Objected) as objected:
            settle(findings, superior=superior, reason=why)
        assert objected.value.blocked == (Level.BLOCKED in levels)
    else:
        notes = settle(findings, superior=superior, reason=why)
        assert len(notes) == levels.count(Level.NOTED)


@given(st.dictionaries(st.text(max_size=4), st.one_of(st.integers(), st.booleans(), st.text())))
def test_a_version_tells_values_apart_whatever_their_order(values):
    turned = dict(reversed(values.items()))

    assert version_of(values) == version_of(turned)
    assert version_of(values | {"one more": 1}) != version_of(values)


def test_every_finding_has_its_sentence():
    named = {f"{part}_over_{whole}" for part, whole in rules.PARTS}
    for module in (editing, offices, rules):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                first = node.args[0]
                named |= {first.value} if isinstance(first, ast.Constant) else set()

    assert named <= set(SENTENCES)
    assert len(named) > 25
    assert advice(Finding("term_years")).endswith("（工会法第十六条）。")
