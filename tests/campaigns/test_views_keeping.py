"""The pages on which a campaign is kept: persons, results, demonstration units, themes."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.browsing import queries_of, session_of, words_of
from tests.campaigns.county import BEGIN, TERMS, County, members_of, stages_of
from xingjia.campaigns.commands.examples import name_example

pytestmark = pytest.mark.django_db
NAMED = {"kind": "非公企业", "criteria": "全部达标", "named_on": BEGIN}


@pytest.fixture
def land() -> County:
    return County()


@pytest.fixture
def officer(land):
    return session_of(land.officer)


def named(land: County, campaign, many: int = 1):
    members = members_of(stages_of(campaign)[0])[:many]
    return [name_example(land.actor, one, last=date(2012, 12, 1), **NAMED) for one in members]


def test_one_union_gets_another_person(land, officer):
    campaign = land.started()
    member = members_of(stages_of(campaign)[0])[0]

    officer.post(f"/campaigns/member/{member.pk}/person/", {"to": land.officer.pk})

    words = words_of(officer.get(f"/campaigns/{campaign.pk}/behind/"))
    assert "织造厂现在由孟知秋负责。" in words
    assert words_of(officer.get(f"/campaigns/{campaign.pk}/")).count("按责任人") == 1


def test_a_contest_shows_its_parts_with_what_came_of_them(land, officer):
    contest = land.started(replace(TERMS, name="三比三赛", measure=""))
    given = {"part": "动员", "day": "2012-07-02", "text": "评出 3 家"}

    officer.post(f"/campaigns/{contest.pk}/results/", given)

    words = words_of(session_of(land.township).get(f"/campaigns/{contest.pk}/"))
    assert "动员，2012年6月1日至2012年12月31日 2012年7月2日：评出 3 家" in words
    assert "应有" not in words


def test_a_contest_ends_and_nothing_is_said_of_figures(land, officer):
    contest = land.started(replace(TERMS, name="三比三赛", measure=""))
    address = f"/campaigns/{contest.pk}/close/"
    shown = officer.get(address)

    seen = shown.context["form"]["seen"].value()
    officer.post(address, {"seen": seen, "result": "三项都比完了"})

    words = words_of(officer.get(f"/campaigns/{contest.pk}/"))
    assert "“第一阶段”已结束，结果记下了。" in words
    assert "数字" not in words_of(shown) + words


def test_a_demonstration_unit_is_named_and_ended_from_the_lists(land, officer):
    campaign = land.started()
    member = members_of(stages_of(campaign)[0])[0]
    said = {"kind": "非公企业", "criteria": "全部达标", "named_on": "2012-06-01"}

    done = officer.post(f"/campaigns/member/{member.pk}/example/", said | {"last": "2020-01-01"})
    [[example, _chip]] = officer.get(done.url).context["rows"]
    officer.post(f"/campaigns/examples/{example.pk}/end/", {"day": "2012-08-01", "why": "停产"})

    assert "2012年8月1日起取消 停产" in words_of(officer.get(done.url))
    rows = list(
        load_workbook(BytesIO(officer.get(f"{done.url}?format=xlsx").content)).active.values
    )
    assert rows[3][-2:] == ("2012年8月1日起取消", "停产")


def test_a_day_outside_is_told_at_its_field(land, officer):
    [example] = named(land, land.started())

    answer = officer.post(
        f"/campaigns/examples/{example.pk}/end/", {"day": "2012-01-01", "why": "停产"}
    )

    assert answer.status_code == 400
    assert "在有效的日子里选一天" in words_of(answer)


def test_campaigns_are_narrowed_to_a_theme(land, officer):
    land.started(replace(TERMS, name="双亮", tag="基层组织建设年"))
    land.started(replace(TERMS, name="建会"))

    words = words_of(officer.get("/campaigns/?tag=基层组织建设年"))

    assert "双亮" in words
    assert "建会 建湖县" not in words


def test_three_demonstration_units_cost_as_many_queries_as_one(land, officer):
    few, many = land.started(), land.started()
    named(land, few)
    named(land, many, 3)

    numbers = [queries_of(officer, f"/campaigns/{one.pk}/examples/") for one in (few, many)]

    assert numbers[0] == numbers[1] <= 15
