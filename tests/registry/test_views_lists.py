"""The pages that list employers and unions."""

from datetime import date

import pytest
from django.test import Client

from tests.browsing import links_of, queries_of, session_of, signed_in, words_of
from tests.factories import (
    DAY,
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_union,
    state_employer,
)
from xingjia.access.models import Account
from xingjia.orgtree.models import Node

pytestmark = pytest.mark.django_db
EMPLOYERS, UNIONS = "/employers/?on=2013-12-31", "/unions/?on=2013-12-31"


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def township() -> Node:
    return make_county("建湖县", "上冈镇", "近湖街道")[1][0]


@pytest.fixture
def officer(township) -> Client:
    return signed_in("township_officer", township)


@pytest.mark.parametrize("address", [EMPLOYERS, UNIONS])
def test_a_stranger_is_asked_to_sign_in(address):
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("address", [EMPLOYERS, UNIONS])
def test_somebody_without_an_appointment_sees_no_rows(township, address):
    make_union(make_employer(township, "甲厂"))
    make_actor("officer", township)
    nobody = Account.objects.create(username="nobody", name="无任")

    response = session_of(nobody).get(address)

    assert response.status_code == 200
    assert "甲厂" not in words_of(response)


@pytest.mark.parametrize("address", [EMPLOYERS, UNIONS])
def test_the_number_of_queries_does_not_grow_with_the_rows(township, officer, address):
    def one_more() -> None:
        employer = make_employer(township, ownership="private", place=township.code)
        make_chair(make_union(employer, members=9))

    one_more()
    with_one = queries_of(officer, address)
    one_more()
    one_more()

    assert queries_of(officer, address) == with_one


def test_a_row_tells_what_is_known_and_what_nobody_said(township, officer):
    make_union(make_employer(township, "甲厂", ownership="private", industry="C", staff=185))
    make_employer(township, "乙厂", in_production=False, staff=0)

    words = words_of(officer.get(EMPLOYERS))

    assert "甲厂 代码未填报 上冈镇 私营 制造业 185 投产 甲厂工会委员会" in words
    assert "乙厂 代码未填报 上冈镇 未填报 未填报 0 未投产 未建会" in words


def test_every_link_to_a_record_keeps_the_day(township, officer):
    employer = make_employer(township, "甲厂")
    union = make_union(employer)

    links = links_of(officer.get(EMPLOYERS))

    assert f"/employers/{employer.pk}/?on=2013-12-31" in links
    assert f"/unions/{union.pk}/?on=2013-12-31" in links


def test_a_union_out_of_reach_is_named_but_no_link(township, officer):
    elsewhere = make_county("阜宁县")[1][0]
    employer = make_employer(township, "甲厂")
    union = make_union(make_employer(elsewhere), employer, name="外镇工会")

    response = officer.get(EMPLOYERS)

    assert "外镇工会" in words_of(response)
    assert not [link for link in links_of(response) if f"/unions/{union.pk}/" in link]


def test_filters_stand_in_the_address_and_can_be_cleared(township, officer):
    make_union(make_employer(township, "甲厂", ownership="private"))
    make_employer(township, "乙厂", ownership="state_owned")

    response = officer.get(f"{EMPLOYERS}&ownership=private&union=yes")
    words = words_of(response)

    assert "甲厂" in words
    assert "乙厂" not in words
    assert "1 / 2 家" in words
    assert "?on=2013-12-31" in links_of(response)
    assert "?on=2013-12-31&union=yes&ownership=state_owned" in links_of(response)


def test_nothing_left_after_filtering_offers_to_clear(township, officer):
    make_employer(township)

    response = officer.get(f"{EMPLOYERS}&q=没有这家")

    assert "没有符合的 清除筛选" in words_of(response)


def test_what_is_no_filter_no_day_and_no_page_is_passed_over(township, officer):
    make_employer(township, "甲厂")

    for query in ("on=2013-02-30", "on=9999-12-31", "page=99", "page=x", "sort=rank", "union=?"):
        response = officer.get(f"/employers/?{query}")
        assert response.status_code == 200
        assert "甲厂" in words_of(response)


def test_a_place_that_is_not_yours_is_not_found(township, officer):
    county = make_county("射阳县")[0]

    assert officer.get(f"{EMPLOYERS}&place={township.code}").status_code == 200
    assert officer.get(f"{EMPLOYERS}&place={county.code}").status_code == 404
    assert officer.get(f"{UNIONS}&place=999999").status_code == 404


def test_words_that_also_name_a_union_lead_to_it(township, officer):
    make_chair(make_union(make_employer(township, "甲厂")), "姚国平")

    response = officer.get(f"{EMPLOYERS}&q=姚国平")

    assert "1 家工会" in words_of(response)
    assert "/unions/?q=%E5%A7%9A%E5%9B%BD%E5%B9%B3&on=2013-12-31" in links_of(response)


def test_a_day_before_the_first_register_says_so(township, officer):
    make_employer(township, "甲厂")

    response = officer.get("/employers/?on=2012-01-01")

    assert "2012年1月1日以前还没有名册" in words_of(response)
    assert "?on=2013-12-31" in links_of(response)


def test_an_empty_register_leads_to_the_import_for_those_who_may(township, officer):
    leader = signed_in("leader", township)

    assert "导入名册" in words_of(officer.get(EMPLOYERS))
    assert "导入名册" not in words_of(leader.get(EMPLOYERS)).replace("上级工会导入名册后", "")
    assert "还没有工会" in words_of(officer.get(UNIONS))


def test_a_page_has_fifty_rows(township, officer):
    for _ in range(51):
        make_employer(township)

    first, second = officer.get(EMPLOYERS), officer.get(f"{EMPLOYERS}&page=2")

    assert "第 1–50 行，共 51 行" in words_of(first)
    assert "第 51–51 行，共 51 行" in words_of(second)


def test_a_sorted_column_says_so_and_turns_round(township, officer):
    make_employer(township, staff=9)

    response = officer.get(f"{EMPLOYERS}&sort=staff")

    assert 'aria-sort="ascending"' in response.content.decode()
    assert "?on=2013-12-31&sort=-staff" in links_of(response)


def test_a_union_row_tells_the_term_of_the_day(township, officer):
    union = make_union(make_employer(township, "甲厂"), members=174, sign_displayed=True)
    make_chair(union, "姚国平", term_ends_on=date(2014, 2, 5))

    def words(on: date) -> str:
        return words_of(officer.get(f"/unions/?on={on.isoformat()}"))

    assert "姚国平 2014年2月5日 90 天内届满 174 已亮 未填报" in words(DAY)
    assert "姚国平 2014年2月5日 换届已超期" in words(date(2014, 2, 6))
    assert "姚国平 2014年2月5日 未填报" in words(date(2013, 6, 1))


def test_a_union_of_many_employers_counts_them(township, officer):
    make_union(*(make_employer(township) for _ in range(3)))

    assert "共 3 家" in words_of(officer.get(UNIONS))


def test_a_list_of_another_day_shows_the_value_of_that_day(township, officer):
    employer = make_employer(township, "甲厂", staff=185)
    state_employer(employer, "staff", 199, day=date(2014, 4, 2))

    assert " 185 " in words_of(officer.get("/employers/?on=2014-04-01"))
    assert " 199 " in words_of(officer.get("/employers/?on=2014-04-02"))
