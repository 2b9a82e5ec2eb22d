"""Values with a form of their own: old numbers, industry classes, party, papers, founding."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.registry.advice import SENTENCES
from xingjia.registry.rules.values import (
    SECTIONS,
    form_findings,
    founding_findings,
    industry_section,
    kept_apart,
    papers,
    with_section,
    without_old_number,
)

GOOD, BAD = "320925000012343", "320925000012345"


def codes(findings):
    assert all(one.code in SENTENCES for one in findings)
    return [(one.code, one.level.value, one.field) for one in findings]


def test_fifteen_digits_in_the_place_of_a_code_are_the_old_number():
    values, notes = without_old_number({"name": "甲厂", "code": GOOD})

    assert values == {"name": "甲厂", "old_code": GOOD}
    assert codes(notes) == [("old_number_kept", "noted", "code")]


@pytest.mark.parametrize("code", ["91350100M000100Y43", "3209250000123", "", None])
def test_other_codes_stay_where_they_are(code):
    assert without_old_number({"code": code}) == ({"code": code}, [])


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (GOOD, []),
        (BAD, [("old_number_check", "warned", "old_code")]),
        ("91350100M000100Y43", [("old_number_length", "blocked", "old_code")]),
        ("12345678901234X", [("old_number_length", "blocked", "old_code")]),
    ],
)
def test_an_old_number_has_fifteen_digits_and_a_check(number, found):
    assert codes(kept_apart({"old_code": number}, ["old_code"])) == found


@given(st.integers(0, 10**14 - 1), st.integers(0, 13))
def test_one_wrong_digit_of_an_old_number_is_noticed(body, at):
    text = f"{body:014}"
    good = [text + str(last) for last in range(10) if not _found(text + str(last))]
    wrong = good[0][:at] + str((int(good[0][at]) + 1) % 10) + good[0][at + 1 :]

    assert len(good) == 1
    assert _found(wrong)


def _found(number):
    return kept_apart({"old_code": number}, ["old_code"])


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("C17", "C"),
        ("C1761", "C"),
        ("A0511", "A"),
        ("T97", "T"),
        ("C4411", ""),  # 44 is D
        ("C9", ""),
        ("C", ""),
        ("1761", ""),
        ("C17611", ""),
        ("U17", ""),
    ],
)
def test_a_class_lies_in_its_section(text, section):
    assert industry_section(text) == section


def test_the_sections_share_the_divisions_without_a_gap():
    spans = list(SECTIONS.values())

    assert [first for first, _ in spans] == [1, *(last + 1 for _, last in spans[:-1])]
    assert spans[-1][1] == 97


def test_a_class_says_its_section_too_and_neither_contradicts_the_other():
    assert with_section({"industry_class": "C1761"}) == {"industry_class": "C1761", "industry": "C"}
    assert with_section({"industry": "D"}) == {"industry": "D"}
    values = {"industry": "D", "industry_class": "C1761"}
    assert codes(kept_apart(values, ["industry"])) == [
        ("industry_class_apart", "blocked", "industry")
    ]
    assert codes(kept_apart({"industry_class": "C44"}, ["industry_class"])) == [
        ("industry_class_unfit", "blocked", "industry_class")
    ]


def test_where_there_is_no_party_organisation_it_has_no_secretary():
    values = {"party_kind": "none", "party_secretary": "林望舒", "party_founded_on": "2010"}

    assert codes(kept_apart(values, ["party_kind", "party_secretary"])) == [
        ("no_party", "blocked", "party_secretary")
    ]
    assert kept_apart(values | {"party_kind": "branch"}, values) == []
    assert kept_apart(values, ["party_kind"]) == []  # what was so stays in history


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("two_new", "new_social", "yes"),
        ("party_kind", "joint_branch", "党支部"),
        ("kind", "joint", "wage"),
        ("certificate_to", "2016-04-03", "2016-04"),
        ("approved_on", "2010-02-28", "2010-02-30"),
        ("party_founded_on", "2010-07", "2010-13"),
        ("founded_on", "2010", "去年"),
    ],
)
def test_values_have_the_form_of_their_field(name, good, bad):
    assert form_findings({name: good}) == []
    assert codes(form_findings({name: bad})) == [("unfit_value", "blocked", name)]


# ---- papers: 总工办发〔2020〕20号 art. 26


@pytest.mark.parametrize(
    ("first", "last", "term", "found"),
    [
        ("2011-04-04", "2016-04-03", "2016-04-03", []),
        ("2011-04-04", "2016-04-04", "2016-04-03", []),  # printed to the day of the election
        ("2011-04-04", "2016-12-31", "2016-04-03", ["certificate_years"]),
        ("2012-04-04", "2016-12-31", "2016-04-03", ["certificate_not_term"]),
        ("2011-04-04", "2012-04-03", None, ["certificate_years"]),
        ("2016-04-03", "2011-04-04", None, ["certificate_ends_first"]),
        ("2009-12-31", "2014-12-30", None, ["certificate_before_founding"]),
        (None, "2016-04-03", "2016-04-03", []),
        ("2011-04-04", None, "2016-04-03", []),
        ("2011-04-04", "2016-04-03", None, []),
    ],
)
def test_a_certificate_lasts_as_long_as_the_term(first, last, term, found):
    values = {"founded_on": "2010-03-01", "certificate_from": first, "certificate_to": last}
    ends = date.fromisoformat(term) if term else None

    assert [one.code for one in papers(values, ["certificate_to"], ends)] == found
    assert papers(values, ["members"], ends) == []


def test_no_account_number_is_taken():
    bank = {"account_bank": "农业银行上冈支行"}
    number = {"account_bank": "农业银行 6228 4800 1234 5678"}

    assert papers(bank, bank, None) == []
    assert codes(papers(number, number, None)) == [("account_number", "blocked", "account_bank")]


# ---- founding


def test_no_cover_and_no_chair_is_older_than_the_union():
    day = date(2010, 3, 1)

    assert founding_findings(day, [day], [day]) == []
    assert codes(founding_findings(day, [day - timedelta(days=1)], [])) == [
        ("founded_after_cover", "blocked", "founded_on")
    ]
    assert codes(founding_findings(day, [], [day - timedelta(days=1)])) == [
        ("founded_after_election", "blocked", "founded_on")
    ]
