"""The pages of contracts."""

from datetime import date

import pytest
from django.test import Client

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import make_contract, make_county, make_employer, make_union
from xingjia.orgtree.models import Node
from xingjia.registry.models import Contract

pytestmark = pytest.mark.django_db
LIST = "/contracts/?on=2013-12-31"
WHY = "a test"


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def township() -> Node:
    return make_county("建湖县", "上冈镇", "近湖街道")[1][0]


@pytest.fixture
def officer(township) -> Client:
    return signed_in("township_officer", township)


def change(one: Contract, **values: object) -> None:
    Contract.objects.everything(because=WHY).filter(pk=one.pk).update(**values)


def test_the_number_of_queries_does_not_grow_with_the_rows(township, officer):
    def one_more() -> None:
        make_contract(make_employer(township), make_employer(township), reach="regional")

    address = f"{LIST}&state=in_force&q=建湖"
    one_more()
    with_one = queries_of(officer, LIST), queries_of(officer, address)
    one_more()
    one_more()

    assert (queries_of(officer, LIST), queries_of(officer, address)) == with_one


def test_a_row_tells_whom_it_covers_until_when_and_what_is_next(township, officer):
    make_contract(make_employer(township, "甲厂"), number="建集001")
    make_contract(
        make_employer(township), make_employer(township), number="建集002", reach="regional"
    )

    words = words_of(officer.get(LIST))

    assert "建集001 集体合同 甲厂 上冈镇" in words
    assert "2015年12月31日 有效 2015年9月30日起可续签" in words
    assert "建集002 集体合同 2 家 区域性" in words


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=wage", {"工资甲"}),
        ("reach=regional", {"区域乙"}),
        ("state=expired", {"到期丙"}),
        ("soon=yes", {"工资甲"}),
        ("q=区域", {"区域乙"}),
        ("q=jc", {"工资甲"}),
        ("", {"工资甲", "区域乙", "到期丙"}),
    ],
)
def test_filters_narrow_the_list(township, officer, query, found):
    own, first, second, third = (
        make_employer(township, name) for name in ("甲厂", "丁店", "戊店", "己店")
    )
    make_contract(own, kind="wage", number="工资甲", valid_to=date(2014, 1, 31))
    make_contract(first, second, reach="regional", number="区域乙")
    make_contract(third, number="到期丙", valid_to=date(2013, 6, 30))

    words = words_of(officer.get(f"{LIST}&{query}"))

    assert {one for one in ("工资甲", "区域乙", "到期丙") if one in words} == found


def test_a_filter_by_place_leaves_the_others_out():
    county, (east, west) = make_county("建湖县", "上冈镇", "近湖街道")
    make_contract(make_employer(east), number="东号")
    make_contract(make_employer(west), number="西号")

    words = words_of(signed_in("officer", county).get(f"{LIST}&place={east.code}"))

    assert "东号" in words
    assert "西号" not in words


def test_an_empty_list_tells_the_next_step(officer):
    assert "还没有合同" in words_of(officer.get(LIST))


def test_a_chair_sees_the_contract_over_her_union_and_only_her_employer_in_it():
    _, (east, west) = make_county("建湖县", "上冈镇", "近湖街道")
    mine, foreign = make_employer(east, "本厂"), make_employer(west, "别厂")
    union = make_union(mine)
    shared = make_contract(foreign, mine, number="区域号", reach="regional")
    make_contract(foreign, number="别人的号")
    chair = signed_in("chair", union.organisation)

    words = words_of(chair.get(LIST))
    page = words_of(chair.get(f"/contracts/{shared.pk}/?on=2013-12-31"))

    assert "区域号" in words
    assert "别人的号" not in words
    assert "本厂" in page
    assert "别厂" not in page
    assert "另有 1 家不归您管" in page
    assert chair.get(f"/contracts/{shared.pk}/signed_on/").status_code == 404


def test_a_page_shows_the_clock_with_its_reasons(township, officer):
    one = make_contract(make_employer(township), kind="wage", valid_from=None, valid_to=None)
    change(one, offered_on=date(2013, 3, 1), signed_on=date(2013, 4, 10))

    page = officer.get(f"/contracts/{one.pk}/?on=2013-04-30")

    words = words_of(page)
    assert "要约 已完成 2013年3月1日" in words
    assert "报送审查 已逾期 2013年4月20日前" in words
    assert "2013年4月10日签字，应在 10 日内报送审查（集体合同规定第四十二条）" in words
    assert f"/contracts/{one.pk}/filed_on/" in links_of(page)


def test_a_date_is_entered_on_the_page_and_advice_is_given(township, officer):
    one = make_contract(make_employer(township), valid_from=None, valid_to=None)
    change(one, signed_on=date(2013, 4, 10))
    address = f"/contracts/{one.pk}/filed_on/"
    assert officer.get(address).status_code == 200

    done = officer.post(address, {"day": "2013-04-25", "before": ""}, follow=True)
    stale = officer.post(address, {"day": "2013-04-20", "before": ""})
    early = officer.post(address, {"day": "2013-04-01", "before": "2013-04-25"})

    assert "签字后超过期限才报送" in done.content.decode()
    assert stale.status_code == early.status_code == 400
    assert "别人刚把这一项改成了 2013年4月25日" in words_of(stale)
    assert 'value="2013-04-20"' in stale.content.decode()
    assert 'name="before" value="2013-04-25"' in stale.content.decode()
    assert "与“签字”的日期前后颠倒" in words_of(early)
    assert Contract.objects.everything(because=WHY).get(pk=one.pk).filed_on == "2013-04-25"


@pytest.mark.parametrize(
    "step",
    ["congress_on", "received_on", "objected_on", "effective_on", "ended_on"],
)
def test_each_step_has_its_form(township, officer, step):
    one = make_contract(make_employer(township))

    assert officer.get(f"/contracts/{one.pk}/{step}/").status_code == 200
    assert officer.get(f"/contracts/{one.pk}/nonsense/").status_code == 404
