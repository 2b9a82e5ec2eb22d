"""The pages of pledges: all places, one place, and the paper."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.browsing import queries_of, session_of, words_of
from tests.campaigns.county import BEGIN, TERMS, County, stages_of
from tests.factories import BECAUSE, appoint, make_account, make_employer, make_node
from xingjia.campaigns.models import Pledge
from xingjia.campaigns.rules.plan import StagePlan, Window

pytestmark = pytest.mark.django_db
NUMBERS = ("by_2012-06-30", "by_2012-09-30", "by_2012-12-31")
YES = dict(zip(NUMBERS, (1, 2, 2), strict=True))
FEWER = dict(zip(NUMBERS, (0, 1, 1), strict=True)) | {"why": "一家停产"}


@pytest.fixture
def land() -> County:
    return County()


@pytest.fixture
def campaign(land):
    return land.started()


@pytest.fixture
def officer(land):
    return session_of(land.officer)


@pytest.fixture
def township(land):
    return session_of(land.township)


def page(campaign, land: County) -> str:
    return f"/campaigns/{campaign.pk}/pledges/{land.first.code}/"


def test_a_township_says_yes_with_one_button(land, campaign, township):
    shown = township.get(page(campaign, land))
    answer = township.post(page(campaign, land), {name: n for name, _e, n in shown.context["yes"]})

    assert answer.url == f"/campaigns/{campaign.pk}/pledges/?stage=1"
    words = words_of(township.get(answer.url))
    assert "上冈镇的责任书定下来了：2 家。" in words
    assert "1 处，已商定 1 处" in words


def test_a_township_names_others_and_the_county_agrees(land, campaign, township, officer):
    township.post(page(campaign, land), FEWER)
    words = words_of(officer.get(page(campaign, land)))
    officer.post(page(campaign, land), FEWER | {"why": ""})

    assert "报了另外的数" in words
    assert "陆问田 · 一家停产" in words
    assert "商定" in words_of(township.get(f"/campaigns/{campaign.pk}/pledges/"))


def test_the_county_writes_down_what_was_answered_by_telephone(land, campaign, officer):
    officer.post(page(campaign, land) + "?place=1", YES)

    [made] = Pledge.objects.everything(because=BECAUSE)
    assert (made.by_place, made.agrees, made.said_by) == (True, True, f"account:{land.officer.pk}")


def test_what_was_typed_stays_when_a_figure_falls(land, campaign, township):
    answer = township.post(page(campaign, land), FEWER | {"by_2012-06-30": 2})

    words = words_of(answer)
    assert answer.status_code == 400
    assert "后一个季度不能比前一个季度少" in words
    assert 'value="一家停产"' in answer.content.decode()


def test_asked_otherwise_meanwhile_a_yes_is_not_taken_for_one(land, campaign, township, officer):
    officer.post(page(campaign, land), FEWER | {"why": "先易后难"})

    answer = township.post(page(campaign, land), YES)

    assert answer.status_code == 400
    assert "这些数和现在要的不一样" in words_of(answer)


def test_a_township_sees_and_prints_its_own_alone(land, campaign, township):
    words = words_of(township.get(f"/campaigns/{campaign.pk}/pledges/"))
    paper = township.get(f"/campaigns/{campaign.pk}/pledges.docx")
    text = "\n".join(one.text for one in Document(BytesIO(paper.content)).paragraphs)

    assert "建阳镇" not in words + text
    assert "以上各数尚待责任单位答复。" in text


def test_a_stage_of_several_years_shows_one_year_at_a_time(land, officer):
    window = Window("推进", date(2012, 1, 1), date(2014, 6, 30))
    long = land.started(replace(TERMS, stages=(StagePlan("第一阶段", (window,), {"": 100}),)))
    address = f"/campaigns/{long.pk}/pledges/"

    last = officer.get(address).context
    middle = officer.get(f"{address}?on=2013-05-01").context
    first = officer.get(f"{address}?year=2012").context

    assert [end.year for end, _bold in last["ends"]] == [2014, 2014]
    assert [end.isoformat() for end, bold in middle["ends"] if bold] == ["2013-12-31"]
    assert len(first["rows"][0].quarters) == len(first["total"]) == 3
    assert [one["title"] for one in last["filters"]] == ["2012年", "2013年", "2014年"]
    file = officer.get(f"{address}?format=xlsx")
    assert len(list(load_workbook(BytesIO(file.content)).active.values)[2]) == 3 + 9 * 2 + 2


def test_a_leader_reads_and_is_not_offered_what_she_may_not(land, campaign):
    leader = make_account("高览")
    appoint(leader, "leader", land.county)

    words = words_of(session_of(leader).get(f"/campaigns/{campaign.pk}/pledges/"))

    assert "上冈镇" in words
    assert "打印去签" not in words
    assert "答复 上冈镇" not in words


def test_the_pledges_leave_as_a_workbook(land, campaign, officer):
    file = officer.get(f"/campaigns/{campaign.pk}/pledges/?format=xlsx&on=2012-10-01")
    rows = list(load_workbook(BytesIO(file.content)).active.values)

    assert rows[3][:5] == ("上冈镇", "陆问田", 3, 1, 0)
    assert rows[3][8:] == (None, "等当地答复", None)


def test_one_place_costs_as_many_queries_as_three(land, officer):
    address = "/campaigns/{}/pledges/"
    few = queries_of(officer, address.format(land.started().pk))
    for name in ("芦沟镇", "庆丰镇"):
        make_employer(make_node(name, land.county, kind="township"), day=BEGIN)
    many = land.started()

    assert queries_of(officer, address.format(many.pk)) == few
    assert len(stages_of(many)) == 2
    assert few <= 15
