"""Places by name and code, from the list that ships with the product."""

import pytest

from xingjia.orgtree.places import Places, short_code, within


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.load()


@pytest.mark.parametrize(
    ("name", "scope", "code"),
    [
        ("上冈镇", "320925", "320925108"),
        ("上冈", "320925", "320925108"),
        ("建湖", "320925", "320925"),
        ("建湖县总工会", "320900", "320925"),
        ("盐城市建湖县上冈镇", "320925", "320925108"),
        ("合德镇", "320925", "320924100"),
        ("亭湖区", "320900", "320902"),
    ],
)
def test_a_name_is_found_from_the_scope_outwards(places, name, scope, code):
    assert places.named(name, scope).place.code == code


@pytest.mark.parametrize("name", ["湖东镇", "市辖区", "县", "市直", "", "总工会"])
def test_what_is_no_place_finds_none(places, name):
    assert places.named(name, "320925") is None


def test_a_name_that_fits_several_places_is_never_guessed(places):
    """鼓楼区 is in four cities; from another province it means none of them."""
    assert places.named("鼓楼区", "110000") is None
    assert places.named("鼓楼区", "320100").place.code == "320106"


@pytest.mark.parametrize(
    ("code", "now"), [("320982", "320904"), ("320928", "320903"), ("320483", "320412")]
)
def test_a_retired_code_leads_to_its_successor(places, code, now):
    found = places.coded(code)
    assert (found.retired.code, found.place.code) == (code, now)


def test_a_code_used_twice_means_the_place_in_force(places):
    found = places.coded("320902")
    assert (found.place.name, found.retired) == ("亭湖区", None)


def test_a_zone_outside_the_standard_is_known_as_one(places):
    assert places.coded("320971").place.zone


def test_a_township_is_checked_only_where_townships_are_listed(places):
    assert places.coded("320925999") is None
    assert places.coded("110101001").place.code == "110101001"
    assert places.coded("999999001") is None


def test_zeros_that_fill_up_are_dropped_and_no_others():
    assert short_code("320925107000") == "320925107"
    assert short_code("320925000000") == "320925"
    assert short_code("320000") == "320000"


def test_an_area_holds_what_its_code_begins():
    assert within("320925001", "320925")
    assert within("320925001", "320900")
    assert within("320925001", "320000")
    assert not within("320924100", "320925")
    assert not within("330100", "320000")
