import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.orgtree.rules import (
    LAST_ID,
    ancestors_of,
    branch_range,
    child_step,
    is_within,
    path_of,
)

ids = st.integers(1, LAST_ID)
ways = st.lists(ids, min_size=1, max_size=6)


def path(way: list[int]) -> str:
    at = ""
    for one in way:
        at = path_of(at, one)
    return at


@given(ways, ways)
def test_the_range_of_a_branch_holds_what_is_in_it_and_nothing_else(branch, way):
    lower, upper = branch_range(path(branch))

    assert (lower <= path(way) < upper) == (way[: len(branch)] == branch)
    assert is_within(path(way), path(branch)) == (way[: len(branch)] == branch)


@given(ways)
def test_a_path_tells_the_way_from_the_root(way):
    assert ancestors_of(path(way)) == way


@given(ways, ids)
def test_the_step_below_a_branch_is_the_child_it_goes_through(way, child):
    assert child_step(path([*way, child]), path(way)) == child
    assert child_step(path([*way, child, 7]), path(way)) == child
    assert child_step(path(way), path(way)) is None


@pytest.mark.parametrize("node_id", [-1, LAST_ID + 1])
def test_a_node_beyond_the_last_number_has_no_path(node_id):
    with pytest.raises(ValueError, match="no path"):
        path_of("", node_id)


def test_the_branch_of_the_last_number_holds_what_is_in_it():
    lower, upper = branch_range(path([LAST_ID]))

    assert lower <= path([LAST_ID, LAST_ID]) < upper


def test_seven_is_not_seventy():
    lower, upper = branch_range(path([7]))

    assert not lower <= path([70]) < upper
    assert not lower <= path([71, 7]) < upper
