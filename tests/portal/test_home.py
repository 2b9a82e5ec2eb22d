from datetime import date

import pytest

from tests.browsing import links_of, session_of, signed_in, words_of
from tests.factories import (
    appoint,
    make_account,
    make_chair,
    make_contract,
    make_county,
    make_employer,
    make_union,
)
from xingjia.imports.models import Import
from xingjia.orgtree.models import Node
from xingjia.toolkit.files.models import Blob

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Node:
    county, (town,) = make_county("建湖县", "上冈镇")
    make_union(make_employer(town))
    make_employer(town, "无会厂", staff=70)
    return county


def make_import(at: Node, filename: str, state: str = "written") -> Import:
    blob, _ = Blob.objects.get_or_create(sha256="0" * 64, defaults={"size": 1})
    return Import.objects.everything(because="test").create(
        organisation=at,
        filename=filename,
        blob=blob,
        kind="register",
        as_of=date(2013, 12, 31),
        state=state,
        asked_by="system:test",
    )


def test_an_officer_finds_the_figures_the_gaps_and_the_import(county: Node):
    shown = signed_in("officer", county).get("/")

    words = words_of(shown)
    assert "1 / 2 投产 50.0%" in words
    assert "无会厂 上冈镇 职工 70 人，没有建会记录" in words
    assert "导入名册" in words
    assert f"/coverage/{county.code}/" in links_of(shown)


def test_a_leader_is_not_offered_the_import(county: Node):
    make_import(county, "登记册.xlsx")

    shown = signed_in("leader", county).get("/")

    assert "登记册.xlsx" in words_of(shown)
    assert [one for one in links_of(shown) if one.startswith("/imports/")] == []


def test_what_waits_to_be_checked_comes_first(county: Node):
    waiting = make_import(county, "等核对.xlsx", "ready")
    for number in range(6):
        make_import(county, f"已写{number}.xlsx")

    shown = signed_in("officer", county).get("/")

    assert shown.context["arrivals"][0]["batch"] == waiting
    assert len(shown.context["arrivals"]) == 5
    assert f"/imports/{waiting.pk}/" in links_of(shown)


def test_an_import_elsewhere_is_not_shown(county: Node):
    other, _ = make_county("阜宁县")
    make_import(other, "别县.xlsx")

    assert "别县.xlsx" not in words_of(signed_in("officer", county).get("/"))


def test_an_empty_county_is_led_to_the_import():
    county, _ = make_county("空县")

    shown = signed_in("officer", county).get("/")

    assert "还没有名册，尚无数据" in words_of(shown)
    assert "/imports/" in links_of(shown)
    assert "0 / 0" not in words_of(shown)


def test_a_chair_finds_the_union(county: Node):
    employer = make_employer(Node.objects.get(name="上冈镇"), "岚泓服装", staff=199)
    union = make_union(employer, name="岚泓工会", members=173)
    make_chair(union, "姚国平", term_ends_on=date(2016, 4, 3))
    make_contract(employer, kind="wage", valid_to=date(2099, 1, 1))

    shown = signed_in("chair", union.organisation).get("/")

    words = words_of(shown)
    assert "主席 姚国平" in words
    assert "任期至 2016年4月3日" in words
    assert "换届已超期" in words  # today is long after
    assert "会员 173 人" in words
    assert "办公电话 未填报" in words
    assert "岚泓服装 职工 199 人 · 缺集体合同、女职工专项" in words
    assert f"/unions/{union.pk}/" in links_of(shown)


def test_a_chair_who_left_is_not_shown(county: Node):
    union = make_union(make_employer(Node.objects.get(name="上冈镇")))
    make_chair(union, "前任", left_on=date(2012, 1, 1))

    assert "主席 未填报" in words_of(signed_in("chair", union.organisation).get("/"))


def test_coverage_leads_to_the_readers_own_node(county: Node):
    assert signed_in("officer", county).get("/coverage/")["Location"] == f"/coverage/{county.code}/"


def test_an_account_without_a_post_is_told_whom_to_ask():
    client = session_of(make_account("何未定"))

    words = words_of(client.get("/"))

    assert "还没有人给您安排职责" in words
    assert "何未定" in words
    assert client.get("/coverage/")["Location"] == "/"


def test_a_post_that_ended_is_named(county: Node):
    account = make_account()
    appoint(account, "officer", county, end=date(2014, 7, 1))

    words = words_of(session_of(account).get("/"))

    assert "您在建湖县的职责（总工会干部）到2014年6月30日为止" in words


def test_a_post_to_come_is_named(county: Node):
    account = make_account()
    appoint(account, "officer", county, start=date(2199, 1, 1))

    assert "从2199年1月1日开始" in words_of(session_of(account).get("/"))
