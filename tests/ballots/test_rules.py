"""docs/domain.md §3: an evaluation is secret, in its groups as well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.ballots.rules import K, Votes, shown

SMALL, NEXT, LARGE = Votes(2, 1, 1), Votes(6, 2, 1), Votes(30, 5, 2)


def test_trap_14_a_group_with_four_valid_votes_is_suppressed():
    seen = shown({"机修班": SMALL, "织布班": NEXT, "后勤": LARGE})

    assert seen.groups["机修班"] is None
    assert seen.total == Votes(38, 8, 4)


def test_the_total_does_not_reveal_the_group():
    """One hidden group is the total minus the others; so the next smallest is hidden too."""
    seen = shown({"机修班": SMALL, "织布班": NEXT, "后勤": LARGE})

    assert seen.groups == {"机修班": None, "织布班": None, "后勤": LARGE}


def test_two_small_groups_hide_one_another():
    seen = shown({"机修班": SMALL, "织布班": SMALL, "后勤": LARGE})

    assert seen.groups == {"机修班": None, "织布班": None, "后勤": LARGE}


def test_a_union_with_four_votes_shows_nothing():
    assert shown({"全体": SMALL}).total is None


def test_who_did_not_vote_hides_nobody():
    seen = shown({"门卫": Votes(), "机修班": SMALL, "后勤": LARGE})

    assert seen.groups == {"门卫": Votes(), "机修班": None, "后勤": None}


def test_the_threshold_is_raised_by_the_county_and_never_lowered():
    assert shown({"织布班": NEXT, "后勤": LARGE}, k=10).groups == {"织布班": None, "后勤": None}
    with pytest.raises(ValueError, match="k"):
        shown({"后勤": LARGE}, k=K - 1)


counts = st.builds(Votes, st.integers(0, 6), st.integers(0, 3), st.integers(0, 3))


@given(st.dictionaries(st.integers(0, 20), counts, max_size=7), st.integers(K, 12))
def test_what_is_hidden_is_several_groups_and_k_votes_together(groups, k):
    seen = shown(groups, k)
    hidden = [groups[name] for name, votes in seen.groups.items() if votes is None]

    assert all(
        votes is None or not votes.valid or votes.valid >= k for votes in seen.groups.values()
    )
    if hidden and seen.total is not None:
        assert len(hidden) > 1
        assert sum(one.valid for one in hidden) >= k
    assert seen.total is None or seen.total.valid == sum(one.valid for one in groups.values())
