"""Who sits in a union and what it lacks, on its page and on the sheet for the next chair."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import (
    make_chair,
    make_county,
    make_employer,
    make_officer,
    make_union,
)
from xingjia.registry.models import Officer

pytestmark = pytest.mark.django_db
ON = "?on=2013-12-31"


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇")


@pytest.fixture
def clerk(county) -> Client:
    return signed_in("township_officer", county[1][0])


@pytest.fixture
def union(county):
    union = make_union(make_employer(county[1][0]), members=101, women_members=12)
    make_chair(union)
    return union


def new(union) -> str:
    return f"/unions/{union.pk}/elections/new/"


def test_a_union_shows_who_sits_and_what_is_lacking_with_the_article(clerk, union):
    make_officer(union, "member", "甲明月")
    make_officer(union, "member", "乙清风")

    words = words_of(clerk.get(f"/unions/{union.pk}/{ON}"))

    assert "甲明月 委员 2011年4月4日当选，任期至 2016年4月3日" in words
    assert "会员 101 人，委员会 3 到 7 人，在任 3 人（总工发〔2016〕27号）。" in words
    assert "女职工委员会 应有未有 女会员 12 人，满 10 人要设女职工委员会" in words
    assert "经费审查委员会 应有未有" in words
    assert "当选：委员 甲明月、委员 乙清风" in words


def test_a_union_of_which_only_the_chair_is_known_lacks_nothing_for_sure(clerk, union):
    words = words_of(clerk.get(f"/unions/{union.pk}/{ON}"))

    assert "应有未有" not in words
    assert "名册上只有主席，其他委员请补上" in words


def test_a_seat_that_stands_empty_says_by_when_it_is_to_be_filled(clerk, union):
    make_officer(union, "member", "甲明月", left_on=date(2013, 11, 1))

    words = words_of(clerk.get(f"/unions/{union.pk}/{ON}"))
    later = words_of(clerk.get(f"/unions/{union.pk}/?on=2014-02-01"))

    assert "要补选 委员空缺，补选不晚于 2014年1月31日" in words
    assert "补选超期" in later


def test_only_who_leads_the_union_is_offered_to_enter_anything(county, clerk, union):
    chair = signed_in("chair", union.organisation)

    assert new(union) in links_of(clerk.get(f"/unions/{union.pk}/"))
    for client in (chair, signed_in("leader", county[0])):
        assert new(union) not in links_of(client.get(f"/unions/{union.pk}/"))
        assert client.get(new(union)).status_code == 404


def test_the_members_of_a_committee_cost_no_queries(county, clerk, union):
    make_officer(union, "member", "甲明月")
    one = queries_of(clerk, f"/unions/{union.pk}/{ON}")
    for number in range(4):
        make_officer(union, "member", f"委员{number}号")

    assert queries_of(clerk, f"/unions/{union.pk}/{ON}") == one


def test_the_sheet_for_the_next_chair_names_the_committee(clerk, union):
    make_officer(union, "vice_chair", "甲明月")

    words = words_of(clerk.get(f"/unions/{union.pk}/handover/{ON}"))

    assert "主席 姚国平、副主席 甲明月" in words


def test_a_chair_elected_again_has_not_left(clerk, union):
    everybody = Officer.objects.everything(because="a test lays the table")
    everybody.filter(union=union).update(left_on=date(2013, 6, 1), left_why="replaced")
    make_chair(union, elected_on=date(2013, 6, 1), term_ends_on=date(2018, 5, 31))

    words = words_of(clerk.get(f"/unions/{union.pk}/{ON}"))

    assert "2013年6月1日 姚国平当选工会主席" in words
    assert "不再担任" not in words


def test_an_election_known_by_its_result_is_offered_with_its_people(clerk, union):
    make_officer(union, "member", "甲明月")
    make_officer(union, "member", "乙清风", elected_on=date(2012, 1, 1))
    address = f"/unions/{union.pk}/elections/"

    listed = clerk.get(address)
    form = clerk.get(f"{new(union)}?day=2011-04-04").content.decode()

    assert "2011年4月4日 主席 姚国平、委员 甲明月" in words_of(listed)
    assert f"{new(union)}?day=2011-04-04" in links_of(listed)
    assert [name for name in ("姚国平", "甲明月", "乙清风") if f'value="{name}"' in form] == [
        "姚国平",
        "甲明月",
    ]
    assert 'value="2011-04-04"' in form
    for day in ("2012-01-01", "1999-01-01", "soon"):
        assert 'value="甲明月"' not in clerk.get(f"{new(union)}?day={day}").content.decode()


def test_a_union_of_a_public_body_is_known_as_one(clerk, county):
    plain = make_union(make_employer(county[1][0]))
    public = make_union(make_employer(county[1][0]), kind="public_body")

    boxes = [
        re.search(r'<input[^>]*name="office"[^>]*>', clerk.get(new(one)).content.decode())[0]
        for one in (plain, public)
    ]

    assert ["checked" in box for box in boxes] == [False, True]
