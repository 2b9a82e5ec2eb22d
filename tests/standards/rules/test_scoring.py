"""docs/domain.md §3.4 and §11: points, with what does not apply left out."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.standards.rules.scoring import Item, rounded, score

COMMITTEE = frozenset({"committee"})
LIST = [
    Item("A1", Fraction(40), COMMITTEE),
    Item("A2", Fraction(35), COMMITTEE),
    Item("A3", Fraction(15)),
    Item("A4", Fraction(10)),
]
GOT = {"A3": Fraction(15), "A4": Fraction(5)}


def test_trap_19_a_unit_with_an_organiser_only_is_scored_on_what_applies():
    found = score(LIST, GOT, frozenset())

    assert found.left_out == ("A1", "A2")
    assert (found.points, found.full) == (Fraction(80), Fraction(100))


def test_with_a_committee_the_same_points_are_of_all():
    found = score(LIST, GOT, COMMITTEE)

    assert (found.points, found.left_out) == (Fraction(20), ())
    assert found.unknown == ("A1", "A2")


def test_where_nothing_applies_there_is_no_score():
    assert score(LIST[:2], {}, frozenset()).points is None


def test_points_beyond_the_item_are_refused():
    with pytest.raises(ValueError, match="points"):
        score(LIST, {"A4": Fraction(11)}, COMMITTEE)


@pytest.mark.parametrize(
    ("points", "printed"),
    [
        (Fraction(80), "80.00"),
        (Fraction(200, 3), "66.67"),
        (Fraction(1, 8), "0.13"),
        (Fraction(1001, 200), "5.01"),
    ],
)
def test_a_half_is_rounded_up_and_only_at_the_end(points, printed):
    assert rounded(points) == Decimal(printed)


items = st.lists(
    st.builds(
        Item,
        st.uuids().map(str),
        st.integers(1, 40).map(Fraction),
        st.sampled_from([frozenset(), COMMITTEE]),
    ),
    min_size=1,
    max_size=8,
)


@given(items, st.data())
def test_full_points_are_the_full_score_whatever_applies(checklist, data):
    has = data.draw(st.sampled_from([frozenset(), COMMITTEE]))
    found = score(checklist, {one.code: one.full for one in checklist}, has)
    half = score(checklist, {one.code: one.full / 2 for one in checklist}, has)

    assert found.points in {found.full, None}
    assert found.points is None or half.points == found.full / 2
