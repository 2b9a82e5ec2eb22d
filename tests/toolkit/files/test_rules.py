from hashlib import sha256
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.toolkit.files.rules import (
    BITS,
    Photo,
    apart,
    bands,
    doubtful,
    grid_of,
    orientations,
    place,
    probes,
    signed,
    unsigned,
)


@given(st.binary())
def test_a_content_lies_under_the_first_four_digits_of_its_hash(content):
    digest = sha256(content).hexdigest()

    assert place(digest) == PurePosixPath(digest[:2]) / digest[2:4] / digest


@pytest.mark.parametrize("name", ["", "ab", "../" * 22, "A" * 64, "a" * 65, "a" * 63 + "\n"])
def test_nothing_but_a_hash_names_a_place(name):
    with pytest.raises(ValueError, match="SHA-256"):
        place(name)


grids = st.integers(0, 2**64 - 1)
CORNER = 0b111 | 1 << 8  # a mark no turning leaves as it is


def test_trap_20_the_same_photo_in_the_evidence_of_two_unions_is_doubtful():
    mine = Photo(1, "a" * 64, CORNER)
    copied = Photo(2, "a" * 64, CORNER)
    turned = Photo(3, "b" * 64, max(orientations(CORNER)))
    edited = Photo(4, "c" * 64, CORNER ^ 0b111 << 40)
    other = Photo(5, "d" * 64, ~CORNER % 2**64)

    assert doubtful(mine, [copied, turned, edited, other]) == [copied, turned, edited]


def test_ones_own_photo_twice_is_no_matter_of_two():
    assert doubtful(Photo(1, "a" * 64, CORNER), [Photo(1, "a" * 64, CORNER)]) == []


@given(grids)
def test_a_photo_is_the_same_however_it_is_held(grid):
    found = orientations(grid)

    assert grid in found
    assert len(found) in {1, 2, 4, 8}
    assert all(orientations(turned) == found for turned in found)


@given(grids, grids)
def test_how_far_two_are_apart_is_the_same_from_both_sides(one, other):
    assert apart(one, other) == apart(other, one)
    assert apart(one, one) == 0


@given(grids, st.sets(st.integers(0, BITS - 1), max_size=9), st.integers(0, 9))
def test_whatever_lies_near_is_reached_by_one_of_its_bands(grid, flipped, near):
    other = grid ^ sum(1 << place for place in flipped)
    reached = any(
        band in values for band, values in zip(bands(other), probes(grid, near), strict=True)
    )

    assert reached or apart(grid, other) > near


@given(grids)
def test_a_turned_grid_is_reached_like_the_grid_itself(grid):
    assert all(probes(turned) == probes(grid) for turned in orientations(grid))


@given(grids)
def test_a_grid_survives_the_database(grid):
    assert -(2**63) <= signed(grid) < 2**63
    assert unsigned(signed(grid)) == grid


def test_a_grid_marks_what_is_brighter_than_the_mean():
    assert grid_of([0] * 63 + [255]) == 1 << 63
    assert grid_of([9] * BITS) == 0
    with pytest.raises(ValueError, match="64"):
        grid_of([1])
