import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.visits.rules import LEVELS, Claimant, Level, Post, Visitor, fault, level_of

COUNTY, TOWNSHIP, OTHER, UNION = "00010002", "000100020003", "000100020004", "0001000200030005"
CITY_OFFICER = Post("superior", "city", "0001")
COUNTY_OFFICER = Post("officer", "county", COUNTY)
TOWNSHIP_OFFICER = Post("township_officer", "township", TOWNSHIP)
CHAIR = Post("chair", "union", UNION)
posts = st.builds(
    Post,
    st.sampled_from(["officer", "superior", "township_officer", "leader", "contact", "chair"]),
    st.sampled_from([*LEVELS, "union"]),
    st.sampled_from(["0001", COUNTY, TOWNSHIP, OTHER, UNION]),
)
visitors = st.lists(st.builds(Visitor, st.sampled_from(["a", "b"]), st.tuples(posts)), max_size=3)
claimants = st.lists(
    st.builds(
        Claimant, st.sampled_from(["a", "b", "c"]), st.sampled_from([UNION, TOWNSHIP, COUNTY])
    ),
    max_size=3,
)


@pytest.mark.parametrize(
    ("post", "level"),
    [
        (TOWNSHIP_OFFICER, Level.TOWNSHIP),
        (COUNTY_OFFICER, Level.COUNTY),
        (CITY_OFFICER, Level.CITY),
        (CHAIR, None),
        (Post("contact", "township", TOWNSHIP), None),
        (Post("township_officer", "township", OTHER), None),
    ],
)
def test_the_post_of_the_visitor_gives_the_level(post, level):
    assert level_of([Visitor("a", (post,))], UNION) == level


def test_of_several_visitors_the_highest_counts():
    both = [Visitor("a", (TOWNSHIP_OFFICER,)), Visitor("b", (COUNTY_OFFICER,)), Visitor("guest")]

    assert level_of(both, UNION) is Level.COUNTY


def test_nobody_verifies_what_he_claimed_himself():
    mine = [Claimant("a", COUNTY)]

    assert level_of([Visitor("a", (TOWNSHIP_OFFICER,))], UNION, mine) is None


def test_nobody_verifies_what_his_own_place_filed():
    filed = [Claimant("colleague", TOWNSHIP)]

    assert level_of([Visitor("a", (TOWNSHIP_OFFICER,))], UNION, filed) is None
    assert level_of([Visitor("a", (COUNTY_OFFICER,))], UNION, filed) is Level.COUNTY


def test_what_the_union_claimed_as_well_is_verified():
    claims = [Claimant("colleague", TOWNSHIP), Claimant("chair", UNION)]

    assert level_of([Visitor("a", (TOWNSHIP_OFFICER,))], UNION, claims) is Level.TOWNSHIP


@given(visitors, claimants)
def test_whoever_verifies_stands_above_and_did_not_say_it_alone(went, said):
    level = level_of(went, UNION, said)

    if level is not None:
        over = [p for v in went for p in v.posts if UNION.startswith(p.path) and p.path != UNION]
        assert level in {LEVELS.get(post.kind) for post in over}
        assert not said or any(
            (one.label, one.path) != (visitor.label, post.path)
            for one in said
            for visitor in went
            for post in visitor.posts
        )


@given(visitors)
def test_more_visitors_never_lower_the_level(went):
    alone, more = level_of(went[:1], UNION), level_of(went, UNION)

    assert alone is None or more is not None


def test_what_is_wrong_with_a_record_has_its_code():
    good = {"ahead": False, "visitors": 1, "places": 1, "promised_before": False, "unfit": False}

    assert fault(**good) is None
    assert fault(**good | {"ahead": True}) == "day_ahead"
    assert fault(**good | {"visitors": 0}) == "no_visitor"
    assert fault(**good | {"places": 0}) == "no_place"
    assert fault(**good | {"promised_before": True}) == "promised_before"
    assert fault(**good | {"unfit": True}) == "unfit_fact"
