"""The list of unions: who stood on a day, who was chair, and what is known of each."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    DAY,
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_union,
)
from xingjia.access.rules import NOBODY
from xingjia.orgtree.models import Node
from xingjia.registry.models import Union
from xingjia.registry.queries.terms import chairs_of
from xingjia.registry.queries.unions import Asked, lines, union_for, unions_for
from xingjia.registry.rules.standing import Standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def township() -> Node:
    return make_county("建湖县", "上冈镇")[1][0]


@pytest.fixture
def officer(township):
    return make_actor("township_officer", township)


def found(actor, **asked) -> list[str]:
    return [one.name for one in unions_for(actor, Asked(**{"on": DAY, **asked}))]


def named(township: Node, name: str, **more) -> Union:
    return make_union(make_employer(township), name=name, **more)


def close(union: Union, on: date) -> None:
    Union.objects.everything(because="a test").filter(pk=union.pk).update(closed_on=on)


def test_a_union_stands_from_its_founding_to_its_end(township, officer):
    start, end = date(2012, 5, 1), date(2014, 5, 1)
    close(named(township, "甲工会", start=start), end)

    assert found(officer, on=start - timedelta(days=1)) == []
    assert found(officer, on=start) == ["甲工会"]
    assert found(officer, on=end - timedelta(days=1)) == ["甲工会"]
    assert found(officer, on=end) == []


def test_without_a_founding_day_it_stands_from_its_first_place_in_the_tree(township, officer):
    union, first = named(township, "甲工会"), date(2013, 12, 1)
    Union.objects.everything(because="a test").filter(pk=union.pk).update(founded_on=None)
    union.organisation.placements.update(start=first)

    assert found(officer, on=first) == ["甲工会"]
    assert found(officer, on=first - timedelta(days=1)) == []


def test_a_stranger_finds_nothing(township):
    union = named(township, "甲工会")
    elsewhere = make_actor("officer", make_county("射阳县")[0])

    assert found(elsewhere) == found(NOBODY) == []
    assert union_for(elsewhere, union.pk) is None


def test_a_place_holds_the_unions_under_it(township):
    county, (north, south) = make_county("阜宁县", "阜城街道", "沟墩镇")
    named(north, "北工会")
    named(south, "南工会")
    officer = make_actor("officer", county)

    assert found(officer, place=north) == ["北工会"]
    assert found(officer, place=county) == ["北工会", "南工会"]
    assert found(officer, place=north, on=date(2013, 1, 1)) == ["北工会"]


def test_terms_are_over_ending_running_or_unknown(township, officer):
    ends = {
        "超期": DAY - timedelta(days=1),
        "今天": DAY,
        "将满": DAY + timedelta(days=89),
        "在任": DAY + timedelta(days=90),
        "未报": None,
    }
    for name, last in ends.items():
        make_chair(named(township, name), term_ends_on=last)
    named(township, "无人")

    assert found(officer, term="ended") == ["超期"]
    assert sorted(found(officer, term="lapsing")) == ["今天", "将满"]
    assert found(officer, term="running") == ["在任"]
    assert sorted(found(officer, term="unknown")) == ["无人", "未报"]
    assert found(officer, sort="term")[:4] == ["超期", "今天", "将满", "在任"]


def test_the_chair_is_the_one_of_the_day(township, officer):
    union, change = named(township, "甲工会"), date(2013, 6, 1)
    make_chair(union, "前任", elected_on=date(2010, 6, 1), left_on=change)
    make_chair(union, "现任", elected_on=change, term_ends_on=date(2018, 5, 31))

    def chair(on: date) -> tuple[str, Standing]:
        [line] = lines([union], on)
        return (line.chair.name if line.chair else "", line.term)

    assert chair(date(2010, 5, 31)) == ("", Standing.UNKNOWN)
    assert chair(change - timedelta(days=1))[0] == "前任"
    assert chair(change) == ("现任", Standing.RUNNING)
    assert [one.name for one in chairs_of([union.pk], change)] == ["现任", "前任"]


def test_a_union_is_found_by_its_chair_of_the_day(township, officer):
    make_chair(named(township, "甲工会"), "姚国平", left_on=date(2013, 1, 1))
    make_chair(named(township, "乙工会"), "姚国平")

    for spelt in ("姚国平", "姚國平", "yaoguoping", "ygp", "YGP"):
        assert found(officer, q=spelt) == ["乙工会"]
    assert found(officer, q="jgh") == ["甲工会"]


def test_claims_of_signs_are_yes_no_or_unknown(township, officer):
    named(township, "已亮", sign_displayed=True, identity_displayed=False)
    named(township, "未亮", sign_displayed=False)
    named(township, "未报")

    assert found(officer, sign="yes") == ["已亮"]
    assert found(officer, sign="no") == ["未亮"]
    assert found(officer, sign="unknown") == ["未报"]
    assert found(officer, identity="no") == ["已亮"]


def test_members_sort_as_numbers(township, officer):
    for name, members in (("九", 9), ("百", 100)):
        named(township, name, members=members)
    named(township, "未报")

    assert found(officer, sort="-members") == ["百", "九", "未报"]


def test_a_line_shows_the_employers_of_the_day_and_the_place(township):
    end = date(2013, 6, 1)
    employer = make_employer(township)
    union = make_union(employer, end=end)

    [before], [after] = lines([union], end - timedelta(days=1)), lines([union], end)

    assert [cover.employer for cover in before.covers] == [employer]
    assert after.covers == []
    assert before.place == township
