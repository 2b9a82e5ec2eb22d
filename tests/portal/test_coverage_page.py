from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import (
    make_contract,
    make_county,
    make_employer,
    make_node,
    make_union,
    state_employer,
)
from xingjia.orgtree.models import Node, Placement

pytestmark = pytest.mark.django_db
ON = "?on=2013-12-31"
KINDS = ("collective", "wage", "women")


def page(node: Node, more: str = "") -> str:
    return f"/coverage/{node.code}/{ON}{more}"


def make_settled(town: Node, **said: object):
    """An employer with a union and all three contracts."""
    employer = make_employer(town, **said)
    make_union(employer)
    for kind in KINDS:
        make_contract(employer, kind=kind)
    return employer


@pytest.fixture
def county() -> Node:
    """Two towns: 4 in production, 3 of them with a union, 1 with all contracts; 1 idle."""
    county, (east, west) = make_county("建湖县", "东镇", "西镇")
    make_settled(east, staff=185, ownership="private", industry="C")
    for town in (east, west):
        make_union(make_employer(town, ownership="state_owned"))
    make_employer(west, "无会厂", staff=70, ownership="private")
    make_employer(west, "停产厂", in_production=False)
    return county


def test_each_figure_has_its_base(county: Node):
    words = words_of(signed_in("officer", county).get(page(county)))

    assert "投产企业 4 家 不含未投产 1 家" in words
    assert "3 / 4 投产 75.0% 还差 1 家" in words
    assert "1 / 3 已建会 33.3% 还差 2 家 ，其中未填报 2 家 · 按投产企业计： 1 /4 · 25.0%" in words


def test_the_children_stand_under_the_total(county: Node):
    words = words_of(signed_in("officer", county).get(page(county)))

    assert "全县 4 3 / 4 75.0% 1 / 3 33.3%" in words
    assert "东镇 2 2 / 2 100.0% 1 / 2 50.0%" in words
    assert "西镇 2 1 / 2 50.0% 0 / 1 0.0%" in words
    assert "未分到镇、街道" not in words


def test_what_hangs_under_no_town_has_its_own_line(county: Node):
    make_employer(county)

    words = words_of(signed_in("officer", county).get(page(county)))

    assert "未分到镇、街道 1 0 / 1 0.0% — / —" not in words
    assert "未分到镇、街道 1 0 / 1 0.0% 0 / 0 —" in words


def test_a_town_without_a_register_is_unknown_and_not_zero(county: Node):
    make_node("新镇", county, kind="township")

    words = words_of(signed_in("officer", county).get(page(county)))

    assert "新镇 — 尚无数据" in words


def test_a_day_before_any_register_shows_no_numbers(county: Node):
    words = words_of(signed_in("officer", county).get(f"/coverage/{county.code}/?on=2010-01-01"))

    assert "到2010年1月1日还没有名册，尚无数据" in words
    assert "0 / 0" not in words


def test_every_figure_equals_the_list_behind_it(county: Node):
    client = signed_in("officer", county)
    make_employer(county)
    addresses = {one for one in links_of(client.get(page(county))) if "/coverage/" in one}
    lists = [
        one
        for one in addresses
        if urlsplit(one).path.count("/") == 4 and not one.endswith("format=xlsx")
    ]

    assert len(lists) > 20
    html = client.get(page(county)).content.decode().replace("&amp;", "&")
    for address in lists:
        figures = {
            text.split("<")[0].split()[0]
            for text in html.split(f'href="{address}">')[1:]
            if not text.startswith("看")
        }
        shown = client.get(address)
        assert figures <= {str(shown.context["total"])}, address
        assert len(shown.context["lines"]) == shown.context["total"], address


def test_nothing_is_linked_where_the_count_is_zero(county: Node):
    addresses = links_of(signed_in("officer", county).get(page(county)))
    west = Node.objects.get(name="西镇")

    assert [one for one in addresses if f"{west.code}/contracts_all_three" in one] == []


def test_a_slice_narrows_every_figure(county: Node):
    words = words_of(signed_in("officer", county).get(page(county, "&ownership=private")))

    assert "投产企业 2 家" in words
    assert "1 / 2 投产 50.0%" in words


def test_the_choices_of_a_slice_count_what_the_others_leave(county: Node):
    shown = signed_in("officer", county).get(page(county, "&ownership=private"))
    by_name = {str(one["name"]): one for one in shown.context["filters"]}

    assert [c["count"] for c in by_name["所有制"]["choices"]] == [4, 2, 2]
    assert [c["count"] for c in by_name["行业"]["choices"]] == [2, 1]


def test_links_keep_the_day_and_the_slice(county: Node):
    shown = signed_in("officer", county).get(page(county, "&ownership=private"))
    address = next(one for one in links_of(shown) if "/with_union/" in one)

    asked = parse_qs(urlsplit(address).query)
    assert asked["on"] == ["2013-12-31"]
    assert asked["ownership"] == ["private"]


@pytest.mark.parametrize("asked", ["ownership=x", "industry=ZZ", "size=1", "list=x"])
def test_an_unknown_slice_is_not_found(county: Node, asked: str):
    assert signed_in("officer", county).get(page(county, f"&{asked}")).status_code == 404


@pytest.mark.parametrize("asked", ["2013-02-30", "yesterday", "0001-01-01", "9999-12-31"])
def test_a_day_nobody_can_mean_is_said_and_today_is_shown(county: Node, asked: str):
    shown = signed_in("officer", county).get(f"/coverage/{county.code}/?on={asked}")

    assert shown.status_code == 200
    assert f"看不懂“{asked}”是哪一天" in words_of(shown)


def test_a_day_to_come_says_that_it_is_a_projection(county: Node):
    shown = signed_in("officer", county).get(f"/coverage/{county.code}/?on=2199-01-01")

    assert "推算" in words_of(shown)


def test_the_short_list_says_why(county: Node):
    other = make_employer(Node.objects.get(name="东镇"), "邻厂")
    partner = Node.objects.get(name="西镇")
    make_contract(other, make_employer(partner), kind="wage", reach="regional")
    client = signed_in("officer", county)

    words = words_of(client.get(page(county)))
    assert "无会厂 西镇 职工 70 人，没有建会记录" in words
    assert "邻厂 东镇 职工人数未填报，没有建会记录，仅有区域性工资合同" in words

    assert "缺集体合同；缺工资专项；缺女职工专项" in words_of(
        client.get(page(county, "&list=contracts"))
    )


def test_what_lapses_within_the_window_is_counted_and_listed(county: Node):
    town = Node.objects.get(name="东镇")
    soon, renewed = make_employer(town, "快到期"), make_employer(town, "已续签")
    make_union(soon, renewed)
    for one in (soon, renewed):
        for kind in ("collective", "women"):
            make_contract(one, kind=kind)
        make_contract(one, kind="wage", valid_to=date(2014, 1, 20))
    make_contract(renewed, kind="wage", valid_from=date(2014, 1, 21))
    client = signed_in("officer", county)

    shown = client.get(page(county))

    assert [(one["days"], one["count"]) for one in shown.context["soon"]] == [(30, 1), (90, 1)]
    listed = client.get(shown.context["soon"][0]["url"])
    assert "快到期 东镇 未填报" in words_of(listed)
    assert "工资专项至2014年1月20日" in words_of(listed)
    assert "已续签" not in words_of(listed)


def test_a_foreign_node_is_not_found(county: Node):
    other, _ = make_county("阜宁县")
    client = signed_in("officer", other)

    assert client.get(page(county)).status_code == 404
    assert client.get(f"/coverage/{county.code}/with_union/").status_code == 404
    assert client.get("/coverage/nowhere/").status_code == 404


def test_a_city_leader_opens_a_county_and_finds_the_way_back(county: Node):
    city = Node.objects.get(name="建湖县所在市")

    shown = signed_in("leader", city).get(page(county))

    assert shown.status_code == 200
    assert f"/coverage/{city.code}/?on=2013-12-31" in links_of(shown)


def test_a_county_officer_is_not_shown_links_above_the_county(county: Node):
    city = Node.objects.get(name="建湖县所在市")

    shown = signed_in("officer", county).get(page(county))

    assert [one for one in links_of(shown) if f"/coverage/{city.code}/" in one] == []


def test_the_pages_ask_a_stranger_to_sign_in(client, county: Node):
    for address in ("/", "/coverage/", page(county), f"/coverage/{county.code}/with_union/"):
        shown = client.get(address)
        assert shown.status_code == 302
        assert "next=" in shown["Location"]


def test_the_pages_only_read(county: Node):
    assert signed_in("officer", county).post(page(county)).status_code == 405


def test_a_town_lists_its_employers_with_what_they_have(county: Node):
    town = Node.objects.get(name="西镇")

    words = words_of(signed_in("township_officer", town).get(page(town)))

    assert "无会厂 70 — — — —" in words
    assert "未分到下级" not in words


def test_a_node_that_stood_nowhere_says_so(county: Node):
    town = Node.objects.get(name="西镇")
    Placement.objects.filter(node=town).update(end=date(2013, 6, 1))

    shown = signed_in("officer", county).get(page(town))

    assert "2013年12月31日没有西镇" in words_of(shown)
    assert "?on=2013-05-31" in links_of(shown)


def test_a_union_leads_to_its_own_page(county: Node):
    union = make_union(make_employer(Node.objects.get(name="东镇")))

    shown = signed_in("officer", county).get(page(union.organisation))

    assert shown["Location"] == f"/unions/{union.pk}/"


def test_a_county_takes_at_most_fifteen_queries_whatever_its_size(county: Node):
    client = signed_in("officer", county)
    few = queries_of(client, page(county))
    for _ in range(3):
        make_settled(Node.objects.get(name="东镇"))
        state_employer(make_employer(Node.objects.get(name="西镇")), "staff", 12)

    assert queries_of(client, page(county)) == few <= 15


def test_members_stand_beside_the_unionised_and_a_slice_has_none(county: Node):
    at = Node.objects.get(name="东镇")
    make_union(make_employer(at, staff=100), members=70)
    make_union(make_employer(at), members=30)
    client = signed_in("officer", county)

    words = words_of(client.get(page(county)))
    in_town = words_of(client.get(page(at)))
    sliced = words_of(client.get(f"{page(county)}&size=medium"))

    assert "会员 100 人 入会率 70 / 100 70.0%" in words
    assert "会员 100 人 入会率 70 / 100 70.0%" in in_town
    assert "入会率" not in sliced
