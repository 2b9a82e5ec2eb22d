"""The list of employers: who is in it, in what order, and what is known of each on a day."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    DAY,
    make_actor,
    make_county,
    make_employer,
    make_union,
    state_employer,
)
from xingjia.access.rules import NOBODY
from xingjia.orgtree.models import Node
from xingjia.registry.queries.employers import (
    Asked,
    employer_for,
    employers_for,
    first_day,
    lines,
)

pytestmark = pytest.mark.django_db
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=30)


@pytest.fixture
def places() -> tuple[Node, Node, Node]:
    county, (north, south) = make_county("建湖县", "上冈镇", "近湖街道")
    return county, north, south


@pytest.fixture
def officer(places):
    return make_actor("officer", places[0])


def names(actor, **asked) -> list[str]:
    return [one.name for one in employers_for(actor, Asked(**{"on": DAY, **asked}))]


def test_an_officer_sees_his_branch_and_a_stranger_nothing(places, officer):
    _, north, south = places
    other, (far,) = make_county("射阳县", "合德镇")
    make_employer(north, "甲厂")
    make_employer(south, "乙厂")
    make_employer(far, "丙厂")

    assert sorted(names(officer)) == ["乙厂", "甲厂"]
    assert names(make_actor("township_officer", north)) == ["甲厂"]
    assert names(make_actor("officer", other)) == ["丙厂"]
    assert names(NOBODY) == []


def test_a_chair_sees_the_employer_the_union_covers(places):
    _, north, _ = places
    covered = make_employer(north, "甲厂")
    make_employer(north, "乙厂")
    chair = make_actor("chair", make_union(covered).organisation)

    assert names(chair) == ["甲厂"]
    assert employer_for(chair, covered.pk) == covered


@pytest.mark.parametrize(
    "q", ["蒲盈", "puying", "jhxpy", "3693538855", "蒲盈 纺织", "ＰＵＹＩＮＧ", "蒲盈紡織"]
)
def test_it_is_found_by_characters_pinyin_initials_and_code(places, officer, q):
    make_employer(places[1], "建湖县蒲盈纺织有限公司", code="913209253693538855")
    make_employer(places[1], "江苏菱衡精密铸造有限公司", code="91320925918132365E")

    assert names(officer, q=q) == ["建湖县蒲盈纺织有限公司"]


@pytest.mark.parametrize("q", ["没有这家", "%", "_", "蒲盈 铸造"])
def test_what_is_not_there_is_not_found(places, officer, q):
    make_employer(places[1], "建湖县蒲盈纺织有限公司")

    assert names(officer, q=q) == []


def test_a_value_holds_from_its_day_until_the_next(places, officer):
    employer = make_employer(places[1], "甲厂", ownership="private")
    state_employer(employer, "ownership", "state_owned", day=AFTER)

    assert names(officer, ownership="private") == ["甲厂"]
    assert names(officer, ownership="private", on=AFTER) == []
    assert names(officer, ownership="state_owned", on=AFTER) == ["甲厂"]
    assert names(officer, ownership="unknown", on=BEFORE) == ["甲厂"]
    assert names(officer, ownership="unknown") == []


def test_out_of_production_is_not_the_same_as_unknown(places, officer):
    make_employer(places[1], "投产厂")
    make_employer(places[1], "停产厂", in_production=False)
    make_employer(places[1], "未报厂", in_production=None, staff=9)

    assert names(officer, production="yes") == ["投产厂"]
    assert names(officer, production="no") == ["停产厂"]
    assert names(officer, production="unknown") == ["未报厂"]


def test_a_union_counts_on_the_days_it_covers(places, officer):
    start, end = date(2012, 1, 1), date(2014, 1, 1)
    make_union(make_employer(places[1], "甲厂", day=date(2011, 1, 1)), start=start, end=end)

    assert names(officer, union="yes", on=start) == ["甲厂"]
    assert names(officer, union="yes", on=end - timedelta(days=1)) == ["甲厂"]
    assert names(officer, union="yes", on=end) == []
    assert names(officer, union="no", on=end) == ["甲厂"]
    assert names(officer, union="no", on=start - timedelta(days=1)) == ["甲厂"]


def test_what_no_register_lists_yet_is_neither_with_nor_without_a_union(places, officer):
    make_employer(places[1], "甲厂")

    assert names(officer, union="no", on=BEFORE) == []
    assert names(officer, union="unknown", on=BEFORE) == ["甲厂"]


def test_a_place_holds_those_that_stood_in_it_on_the_day(places, officer):
    _, north, south = places
    moved = make_employer(south, "搬迁厂", place=north.code)
    state_employer(moved, "place", south.code, day=AFTER)
    make_employer(north, "老厂")  # nobody said where it stood: it stands where it stands now

    assert sorted(names(officer, place=north)) == ["搬迁厂", "老厂"]
    assert names(officer, place=north, on=AFTER) == ["老厂"]
    assert names(officer, place=south, on=AFTER) == ["搬迁厂"]
    assert names(officer, place=places[0]) == ["老厂", "搬迁厂"]


def test_names_sort_by_their_pinyin(places, officer):
    for name in ("盐城厂", "建湖厂", "阜宁厂"):
        make_employer(places[1], name)

    assert names(officer, sort="name") == ["阜宁厂", "建湖厂", "盐城厂"]
    assert names(officer, sort="-name") == ["盐城厂", "建湖厂", "阜宁厂"]


def test_unknown_staff_comes_last_either_way(places, officer):
    for name, staff in (("百人厂", 100), ("九人厂", 9), ("未报厂", None)):
        make_employer(places[1], name, staff=staff)

    assert names(officer, sort="staff") == ["九人厂", "百人厂", "未报厂"]
    assert names(officer, sort="-staff") == ["百人厂", "九人厂", "未报厂"]


def test_a_line_shows_the_day(places, officer):
    _, north, south = places
    employer = make_employer(south, "甲厂", place=north.code, staff=185)
    state_employer(employer, "staff", 199, day=AFTER)
    union = make_union(employer, start=DAY)

    [then], [later], [before] = (lines([employer], day) for day in (DAY, AFTER, BEFORE))

    assert (then.said["staff"], later.said["staff"], before.said) == (185, 199, {})
    assert (then.place, before.place) == (north, south)
    assert [cover.union for cover in then.unions] == [union]
    assert before.unions == []


def test_a_line_shows_the_name_and_code_of_the_day(places, officer):
    employer = make_employer(places[1], "新名厂", code="91320925MA1W0X0X05")
    state_employer(employer, "name", "旧名厂", day=DAY)
    state_employer(employer, "code", "320925000012345", day=DAY)
    state_employer(employer, "name", "新名厂", day=AFTER)
    state_employer(employer, "code", "91320925MA1W0X0X05", day=AFTER)

    def shown(on: date) -> tuple[str, str]:
        line = lines(list(employers_for(officer, Asked(on))), on)[0]
        return line.name, line.code

    assert shown(DAY) == ("旧名厂", "320925000012345")
    assert shown(AFTER) == ("新名厂", "91320925MA1W0X0X05")


def test_a_name_in_traditional_characters_is_found_by_both(places, officer):
    make_employer(places[1], "鹽城紡織廠")

    assert names(officer, q="盐城纺织厂") == names(officer, q="鹽城紡織廠") == ["鹽城紡織廠"]
    assert names(officer, q="ycfzc") == ["鹽城紡織廠"]


def test_the_first_register_is_that_of_ones_own_branch(places, officer):
    make_employer(places[1])
    make_employer(make_county("射阳县")[1][0], day=date(2010, 1, 1))

    assert first_day(officer) == DAY
    assert first_day(NOBODY) is None
