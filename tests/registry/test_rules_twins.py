"""Suspected twins: examples of the field, and what always holds."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.registry.rules.twins import (
    Person,
    Strength,
    Unit,
    body_of,
    core_name,
    place_words,
    twin_persons,
    twin_units,
)

PLACES = ("江苏省", "盐城市", "建湖县", "上冈镇")


def found(*units: Unit) -> list[tuple[int, int, str, tuple[str, ...]]]:
    return [
        (one.first, one.second, one.strength.value, one.reasons)
        for one in twin_units(units, PLACES)
    ]


def unit(key: int, name: str, **said: object) -> Unit:
    return Unit(key, name, **{"county": "建湖县", **said})


def test_one_name_in_one_county_is_suspicious_however_it_is_typed():
    assert found(unit(1, "江苏鹤启（集团）公司"), unit(2, "江苏鹤启(集团) 公司")) == [
        (1, 2, "strong", ("same_name", "alike"))
    ]


def test_one_name_in_two_counties_is_not():
    assert found(unit(1, "鹤启公司", county="建湖县"), unit(2, "鹤启公司", county="射阳县")) == []


def test_names_that_differ_in_place_and_form_need_something_beside():
    first, second = "江苏鹤启灯具有限公司", "建湖县鹤启灯具厂有限责任公司"

    assert found(unit(1, first), unit(2, "建湖县鹤启灯具有限责任公司")) == []
    assert found(
        unit(1, first, address="上冈镇人民路1号"),
        unit(2, "建湖县鹤启灯具有限责任公司", address="上冈镇人民路 1号"),
    ) == [(1, 2, "likely", ("alike", "same_address"))]
    assert found(unit(1, first, phone="0515-80001111"), unit(2, second, phone="051580001111")) == []


def test_the_name_one_bore_before_points_to_the_other():
    assert found(unit(1, "甲新厂", former=("乙旧厂",)), unit(2, "乙旧厂")) == [
        (1, 2, "likely", ("former_name",))
    ]


def test_a_tax_number_of_15_holds_the_organisation_code_of_the_18():
    assert body_of("91320925805015509K") == body_of("320925805015509") == "805015509"
    assert found(
        unit(1, "甲厂", code="91320925805015509K"), unit(2, "乙厂", code="320925805015509")
    ) == [(1, 2, "strong", ("same_body", "old_and_new"))]


def test_two_codes_of_18_that_differ_speak_against_it():
    assert found(
        unit(1, "同名厂家", code="91320925805015509K"),
        unit(2, "同名厂家", code="91320925990832374D"),
    ) == [(1, 2, "possible", ("same_name", "alike", "codes_differ"))]


def test_two_unions_of_one_employer_with_names_alike_are_suspicious():
    covered = frozenset({7})

    assert found(
        unit(1, "江苏鹤启灯具有限公司工会", covers=covered),
        unit(2, "鹤启灯具有限公司工会委员会", covers=covered),
    ) == [(1, 2, "likely", ("alike", "same_employer"))]


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("江苏鹤启灯具有限公司", "鹤启灯具"),
        ("建湖县上冈镇鹤启灯具有限责任公司", "鹤启灯具"),
        ("建湖菱昇（江苏）橡塑制品有限公司", "菱昇橡塑制品"),
        ("江苏鹤启灯具有限公司工会委员会", "鹤启灯具"),
        ("有限公司", ""),
    ],
)
def test_the_core_of_a_name(name: str, core: str):
    assert core_name(name, place_words(PLACES)) == core


def test_somebody_twice_in_one_union_at_one_time_is_suspicious():
    first = Person(1, "姚国平", 9, start=date(2011, 1, 1), end=date(2016, 1, 1))
    again = Person(2, "姚国平", 9, start=date(2011, 4, 1))
    next_term = Person(3, "姚国平", 9, start=date(2016, 1, 1), end=date(2021, 1, 1))

    assert [(one.first, one.second) for one in twin_persons([first, again])] == [(1, 2)]
    assert twin_persons([first, next_term]) == []


def test_one_person_may_hold_two_posts_of_a_union_at_once():
    span = {"start": date(2011, 4, 4), "end": date(2016, 4, 4)}
    vice = Person(1, "沈月华", 9, post="vice_chair", **span)
    women = Person(2, "沈月华", 9, post="women_chair", **span)

    assert twin_persons([vice, women]) == []
    assert len(twin_persons([vice, Person(3, "沈月华", 9, post="vice_chair", **span)])) == 1


def test_a_name_alone_never_makes_two_officers_of_two_unions_suspicious():
    first, second = Person(1, "姚国平", 8, "建湖县"), Person(2, "姚国平", 9, "建湖县")

    assert twin_persons([first, second]) == []
    for beside, strength in (
        ({"account": 5}, "strong"),
        ({"covers": frozenset({7})}, "strong"),
    ):
        (one,) = twin_persons([replace(first, **beside), replace(second, **beside)])
        assert one.strength == strength
    known = [replace(one, account=5, person=3) for one in (first, second)]
    assert twin_persons(known) == []


def test_one_name_with_one_telephone_in_two_unions_of_a_county_is_suspicious():
    first = Person(1, "姚国平", 8, "建湖县", "0515-80001111")
    second = Person(2, "姚国平", 9, "建湖县", "051580001111")
    elsewhere = Person(3, "姚国平", 7, "射阳县", "0515-80001111")

    assert [(one.first, one.second, one.reasons) for one in twin_persons([second, first])] == [
        (1, 2, ("same_name", "same_phone"))
    ]
    assert twin_persons([first, elsewhere]) == []


NAMES = st.sampled_from(["江苏甲乙公司", "建湖县甲乙有限公司", "甲乙厂", "丙丁公司", "江苏丙丁厂"])
UNITS = st.lists(
    st.builds(
        Unit,
        st.integers(1, 30),
        NAMES,
        st.sampled_from(["建湖县", "射阳县"]),
        st.sampled_from(["", "91320925805015509K", "320925805015509", "91320925990832374D"]),
        st.sampled_from(["", "人民路1号", "人民路2号"]),
        st.sampled_from(["", "80001111"]),
        st.lists(NAMES, max_size=2).map(tuple),
        st.frozensets(st.integers(1, 3)),
    ),
    max_size=12,
    unique_by=lambda one: one.key,
)


@given(UNITS, st.randoms())
def test_the_order_does_not_matter_and_no_pair_is_told_twice(units, random):
    told = twin_units(units, PLACES)
    shuffled = list(units)
    random.shuffle(shuffled)

    assert twin_units(shuffled, PLACES) == told
    assert all(one.first < one.second for one in told)
    assert len({(one.first, one.second) for one in told}) == len(told)
    assert all(one.reasons for one in told)


@given(UNITS)
def test_a_pair_is_told_by_what_the_two_say_whoever_else_is_there(units):
    by_key = {one.key: one for one in units}

    for one in twin_units(units, PLACES):
        alone = twin_units([by_key[one.second], by_key[one.first]], PLACES)
        assert alone == [one]


def test_five_thousand_employers_take_a_moment():
    units = [
        unit(key, f"建湖县第{key}纺织有限公司", code=f"91320925{key:09d}X", address=f"{key % 9}号")
        for key in range(5000)
    ]
    units += [unit(9000 + key, "建湖县同名公司") for key in range(300)]
    places = [*PLACES, *(f"第{number}乡镇" for number in range(2000))]
    begun = time.perf_counter()

    told = twin_units(units, places)

    assert time.perf_counter() - begun < 5
    assert told
    assert told[0].strength is Strength.STRONG
