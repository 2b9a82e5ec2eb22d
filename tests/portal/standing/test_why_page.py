from datetime import date

import pytest
from django.urls import reverse

from tests.browsing import signed_in, words_of
from tests.factories import DAY, make_chair, make_county, make_employer, make_union
from tests.standards.standing.judged import GUARDED, SHOWN, judging
from xingjia.standards.presets import newest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_standards():
    with judging(SHOWN, GUARDED):
        yield


@pytest.fixture
def town():
    _, (found,) = make_county()
    return found


def page(client, union, code="shown", on: date = DAY):
    return client.get(reverse("portal:why", args=[union.pk, code]), {"on": on.isoformat()})


def test_the_page_says_what_is_short_and_what_to_do(town):
    union = make_union(make_employer(town), sign_displayed=False)
    make_chair(union)

    words = words_of(page(signed_in("officer", town), union))

    assert "亮牌子：为什么还没达标" in words
    assert "还差 4 项" in words
    assert "挂牌" in words
    assert "2013年12月31日起未达标" in words


def test_what_ends_soon_says_until_when_and_how_long(town):
    union = make_union(make_employer(town), sign_displayed=True)
    make_chair(union, term_ends_on=date(2014, 1, 30))

    words = words_of(page(signed_in("officer", town), union))

    assert "到 2014年1月30日" in words
    assert "还有 31 天到期" in words


def test_a_past_day_shows_what_stood_then(town):
    union = make_union(make_employer(town), sign_displayed=True)
    make_chair(union)

    words = words_of(page(signed_in("officer", town), union, on=date(2012, 1, 1)))

    assert "牌子 A-1 尚未填报" in words


def test_who_only_looks_gets_no_button_to_act(town):
    union = make_union(make_employer(town), sign_displayed=False)

    response = page(signed_in("leader", town), union)

    assert "去填报" not in words_of(response)


def test_no_such_standard_and_a_day_before_the_founding(town):
    union = make_union(make_employer(town))
    client = signed_in("officer", town)

    assert page(client, union, "none").status_code == 404
    early = page(client, union, on=date(2009, 1, 1))
    assert early.url == reverse("registry:union", args=[union.pk])


def test_the_first_standard_opens_without_naming_it(town):
    union = make_union(make_employer(town), sign_displayed=True)

    response = signed_in("officer", town).get(
        reverse("portal:why_home", args=[union.pk]), {"on": "2013-12-31"}
    )

    assert "亮牌子：为什么还没达标" in words_of(response)


def test_the_page_asks_no_more_for_more_criteria(town, django_assert_max_num_queries):
    union = make_union(make_employer(town), sign_displayed=True)
    make_chair(union)
    client = signed_in("officer", town)
    page(client, union)

    with django_assert_max_num_queries(40) as shown:
        page(client, union)
    with django_assert_max_num_queries(len(shown)):
        page(client, union, "guarded")


def test_of_stages_the_highest_reached_and_the_diagnoses_are_told(town):
    union = make_union(make_employer(town), approval_no="建工复〔2010〕3号")
    make_chair(union, term_ends_on=date(2013, 12, 1))
    with judging(newest("stages")):
        client = signed_in("officer", town)
        words = words_of(page(client, union, "stages"))

        before = words_of(page(client, union, "stages", on=date(2010, 6, 1)))

    assert "现在：建起来，下一步：转起来" in words
    assert "机构不健全" in words
    assert "还没有达到第一个阶段，下一步：建起来" in before
