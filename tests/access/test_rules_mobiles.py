"""Numbers of persons are masked, numbers of offices stay open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.access.rules import Actor, Grant, Right, Role, masked

TOWN, UNION = "00000001" + "00000007", "00000001" + "00000007" + "00000009"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13912345678", "139****5678"),
        ("139-1234-5678", "139****5678"),
        ("139 1234 5678", "139****5678"),
        ("+8613912345678", "+86139****5678"),
        ("13912345678;0515-80001234-806", "139****5678;0515-80001234-806"),
        ("0515-80001234", "0515-80001234"),
        ("12351", "12351"),
        ("913209253693538855", "913209253693538855"),
        ("320925000012345", "320925000012345"),
    ],
)
def test_only_mobiles_are_masked(text, shown):
    assert masked(text) == shown


@given(st.from_regex(r"\A1[0-9]{10}\Z"), st.text("甲乙 ;、()", max_size=5))
def test_no_mobile_gets_through_whatever_stands_around_it(number, around):
    assert number not in masked(f"{around}{number}{around}")


@given(st.text(max_size=30))
def test_masking_twice_is_masking_once(text):
    assert masked(masked(text)) == masked(text)


@pytest.mark.parametrize(
    ("role", "branch", "needs", "from_above"),
    [
        (Role.TOWNSHIP_OFFICER, TOWN, True, True),
        (Role.OFFICER, TOWN[:8], True, True),
        (Role.CHAIR, UNION, True, False),
        (Role.LEADER, TOWN, False, False),
        (Role.TOWNSHIP_OFFICER, "0000000100000008", False, False),
    ],
)
def test_who_keeps_a_record_calls_and_who_stands_above_leads(role, branch, needs, from_above):
    actor = Actor("account:1", "某人", (Grant(role, branch),))

    assert actor.needs_mobiles(UNION) == needs
    assert actor.may_from_above(Right.EDIT, UNION) == from_above
    assert not Actor().needs_mobiles(UNION)
