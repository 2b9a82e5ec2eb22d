from hashlib import sha256
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.toolkit.files.rules import Photo, apart, doubtful, orientations, place


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
