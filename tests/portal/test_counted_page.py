from datetime import date

import pytest

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import (
    make_contract,
    make_county,
    make_employer,
    make_union,
    state_employer,
)
from xingjia.orgtree.models import Node

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Node:
    return make_county("建湖县", "东镇", "西镇")[0]


def town(name: str = "东镇") -> Node:
    return Node.objects.get(name=name)


def listed(county: Node, measure: str, more: str = "") -> str:
    return f"/coverage/{county.code}/{measure}/?on=2013-12-31{more}"


def test_the_title_says_exactly_who_is_listed(county: Node):
    union = make_union(make_employer(town()))
    make_employer(town(), "无会厂")
    make_employer(town(), "停产厂", in_production=False)
    client = signed_in("officer", county)
    asked = {
        listed(county, "operating_employers"): "投产企业 2 家",
        listed(county, "idle_employers"): "未投产企业 1 家",
        listed(county, "with_union"): "已建会的投产企业 1 家",
        listed(county, "with_union", "&base=operating&missing=1"): "未建会的投产企业 1 家",
        listed(
            county, "contracts_all_three", "&base=unionised&missing=1"
        ): "三项合同不齐的已建会企业 1 家",
        listed(
            county, "contracts_wage", "&base=operating&missing=1"
        ): "没有有效工资专项集体合同的投产企业 2 家",
    }

    for address, title in asked.items():
        words = words_of(client.get(address))
        assert f"{title} 截至" in words
        assert "建湖县 · 截至2013年12月31日" in words
    assert f"/unions/{union.pk}/" in links_of(client.get(listed(county, "with_union")))


def test_contracts_nobody_has_spoken_of_are_told_apart_from_missing_ones(county: Node):
    silent, told, half = (make_employer(town(), name) for name in ("没报厂", "没有厂", "报一半厂"))
    for one in (silent, told, half):
        make_union(one)
    state_employer(told, "contracts_wage", False, day=date(2013, 1, 1))
    make_contract(half, kind="collective")
    make_contract(half, kind="women")

    client = signed_in("officer", county)
    page = client.get(f"/coverage/{county.code}/?on=2013-12-31")
    answer = client.get(listed(county, "contracts_unknown", "&base=unionised"))

    assert "还差 3 家 ，其中未填报 2 家" in words_of(page)
    address = f"/coverage/{county.code}/contracts_unknown/?on=2013-12-31&base=unionised"
    assert address in links_of(page)
    assert "三项合同未填报全的已建会企业 2 家" in words_of(answer)
    assert {str(one["row"].employer): one["why"] for one in answer.context["lines"]} == {
        "没报厂": "集体合同、工资专项、女职工专项",
        "报一半厂": "工资专项",
    }


def test_what_is_missing_says_whether_it_ran_out_or_is_to_come(county: Node):
    one = make_employer(town())
    make_union(one)
    make_contract(one, kind="collective", valid_to=date(2013, 11, 30))
    make_contract(one, kind="wage", valid_from=date(2014, 1, 1))
    client = signed_in("officer", county)

    words = words_of(client.get(listed(county, "contracts_all_three", "&base=unionised&missing=1")))

    assert "集体合同 2013年11月30日已到期；工资专项 2014年1月1日才生效；缺女职工专项" in words


def test_the_list_of_one_kind_names_only_that_kind(county: Node):
    make_union(make_employer(town()))

    words = words_of(
        signed_in("officer", county).get(
            listed(county, "contracts_wage", "&base=unionised&missing=1")
        )
    )

    assert "缺工资专项" in words
    assert "缺集体合同" not in words


@pytest.mark.parametrize(
    "asked",
    [
        "nonsense/",
        "with_union/?base=unionised",
        "with_union/?base=x",
        "with_union/?missing=1",
        "operating_employers/?base=operating&missing=1",
        "with_union/?within=5",
        "with_union/?base=operating&missing=1&within=30",
        "with_union/?ownership=x",
    ],
)
def test_a_figure_that_does_not_exist_is_not_found(county: Node, asked: str):
    assert signed_in("officer", county).get(f"/coverage/{county.code}/{asked}").status_code == 404


def test_what_is_no_longer_the_readers_counts_without_a_name(county: Node):
    _city, (far,) = make_county("阜宁县", "远镇")
    moved = make_employer(town(), "迁出厂", place=town().code)
    stayed = make_employer(town(), "留下厂")
    moved.organisation = far
    moved.save()
    state_employer(moved, "place", far.code, day=date(2014, 1, 1))

    shown = signed_in("officer", county).get(listed(county, "operating_employers"))

    words = words_of(shown)
    assert "投产企业 2 家" in words
    assert "其余 1 家现在不归您管" in words
    assert stayed.name in words
    assert "迁出厂" not in words


def test_a_moved_employer_stands_where_it_stood_on_the_day(county: Node):
    moved = make_employer(town(), "迁镇厂", place=town().code)
    moved.organisation = town("西镇")
    moved.save()
    state_employer(moved, "place", town("西镇").code, day=date(2014, 1, 1))
    client = signed_in("officer", county)

    then = words_of(client.get(listed(county, "operating_employers")))
    now = words_of(client.get(f"/coverage/{county.code}/operating_employers/?on=2014-01-01"))

    assert "迁镇厂 东镇" in then
    assert "迁镇厂 西镇" in now


def test_fifty_rows_make_a_page(county: Node):
    for _ in range(51):
        make_employer(town())
    client = signed_in("officer", county)

    first = client.get(listed(county, "operating_employers"))
    second = client.get(listed(county, "operating_employers", "&page=2"))

    assert (len(first.context["lines"]), len(second.context["lines"])) == (50, 1)
    assert "第 1–50 行，共 51 行" in words_of(first)


def test_an_empty_list_shows_the_way_back(county: Node):
    shown = signed_in("officer", county).get(listed(county, "operating_employers"))

    assert "这一天没有符合的企业" in words_of(shown)
    assert f"/coverage/{county.code}/?on=2013-12-31" in links_of(shown)


def test_a_slice_of_the_list_is_named(county: Node):
    make_employer(town(), "私营厂", ownership="private")
    make_employer(town(), "国有厂", ownership="state_owned")

    words = words_of(
        signed_in("officer", county).get(
            listed(county, "operating_employers", "&ownership=private")
        )
    )

    assert "投产企业 1 家" in words
    assert "所有制：私营" in words
    assert "国有厂" not in words


@pytest.mark.parametrize(
    "asked",
    [
        ("operating_employers", ""),
        ("contracts_all_three", "&base=unionised&missing=1"),
        ("contracts_all_three", "&base=unionised&within=90"),
    ],
)
def test_a_list_asks_as_often_for_three_rows_as_for_one(county: Node, asked: tuple[str, str]):
    def add() -> None:
        short = make_employer(town(), staff=20)
        full = make_employer(town(), staff=30)
        make_union(short)
        make_union(full)
        for kind in ("collective", "wage", "women"):
            make_contract(full, kind=kind, valid_to=date(2014, 2, 1))

    client = signed_in("officer", county)
    add()
    one = queries_of(client, listed(county, *asked))
    add()
    add()

    assert queries_of(client, listed(county, *asked)) == one


def test_a_change_of_size_lapses_nothing_and_the_last_day_is_the_contracts(county: Node):
    grows, ends = (
        make_employer(town(), "变大厂", staff=20),
        make_employer(town(), "到期厂", staff=20),
    )
    make_union(grows)
    make_union(ends)
    for kind in ("collective", "wage", "women"):
        make_contract(grows, kind=kind)
        last = date(2015, 12, 31) if kind == "women" else date(2014, 3, 1)
        make_contract(ends, kind=kind, valid_to=last)
    for one in (grows, ends):
        state_employer(one, "staff", 30, day=date(2014, 1, 10))

    words = words_of(
        signed_in("officer", county).get(
            listed(county, "contracts_all_three", "&base=unionised&within=90")
        )
    )

    assert "变大厂" not in words
    assert "到期厂" in words
    assert "集体合同至2014年3月1日；工资专项至2014年3月1日" in words
    assert "女职工专项至" not in words


def test_the_list_of_the_unionised_tells_their_members_and_counts_an_employer_of_two_once(
    county: Node,
):
    shared = make_employer(town(), staff=100)
    make_employer(town(), "无会厂")
    make_union(shared, members=30)
    make_union(shared, members=40)
    client = signed_in("officer", county)

    words = words_of(client.get(listed(county, "with_union")))
    missing = words_of(client.get(listed(county, "with_union", "&missing=1&base=operating")))

    assert (
        "这里的工会共有会员 70 人。会员和职工人数都填了的，70 / 100 职工，入会率 70.0%。" in words
    )
    assert "无会厂" in missing
    assert "共有会员" not in missing
