import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.visits.rules import (
    LEVELS,
    Claimant,
    Level,
    Post,
    Visitor,
    fault,
    level_by,
    level_of,
    named,
)

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


NAMES = {
    1: "江苏岚泓服装有限公司工会",
    2: "江苏岚泓服装有限公司印染厂工会",
    3: "建湖县芦沐纺织有限公司工会",
}


@pytest.mark.parametrize(
    ("line", "meant", "unknown"),
    [
        ("江苏岚泓服装有限公司工会", {1}, []),
        ("3. 建湖县芦沐纺织有限公司；", {3}, []),
        ("（一）建湖县芦沐", {3}, []),
        ("十二、没有这家", set(), ["没有这家"]),
        ("江苏岚泓服装有限公司", {1}, []),
        ("江苏岚泓", set(), ["江苏岚泓"]),  # two begin with it
        ("  ", set(), []),
    ],
)
def test_a_line_of_a_list_means_one_union_or_is_told(line, meant, unknown):
    assert named([line], NAMES) == (meant, unknown)


def brute(issued: Level, body: str, sides: list[Claimant], claims: list[Claimant]) -> Level | None:
    """One claim made by none of those who stand behind the document, or none known at all."""
    if body and not (UNION.startswith(body) and body != UNION):
        return None
    labels = {one.label for one in sides}
    places = {one.path for one in sides} | ({body} if body else set())
    for one in claims:
        if one.label and one.label not in labels and one.path not in places:
            return issued
    return None if claims else issued


@given(
    st.sampled_from(Level),
    st.sampled_from(["", "0001", COUNTY, TOWNSHIP, OTHER, UNION]),
    claimants,
    claimants,
)
def test_a_document_verifies_what_none_of_its_sides_has_claimed(issued, body, sides, claims):
    every = [*sides, *([Claimant("", body)] if body else [])]

    assert level_by(issued, every, UNION, claims) == brute(issued, body, sides, claims)
