"""What campaigns ask on the home page and in the to-do, with its next step and minutes."""

from dataclasses import replace
from datetime import date

import pytest

from tests.browsing import queries_of, session_of, words_of
from tests.campaigns.county import BEGIN, END, FIRST_END, TERMS, County, acting, stages_of
from tests.factories import BECAUSE, appoint, make_account, make_employer, make_node, make_union
from xingjia.access.models import Appointment
from xingjia.campaigns.commands.keeping import remind
from xingjia.campaigns.commands.pledging import answer, ask
from xingjia.campaigns.models import Reminder
from xingjia.campaigns.pages.tasks import Next, of_federation, of_union
from xingjia.campaigns.queries.pledges import asked_of

pytestmark = pytest.mark.django_db
TOLD = replace(TERMS, measure="", standard="shuangliang", version="2013")


@pytest.fixture
def land() -> County:
    return County()


def told(tasks) -> list[tuple[str, int | None]]:
    return [(one.url.split("/", 3)[3], one.minutes) for one in tasks]


def test_a_township_is_asked_for_its_pledge_and_for_who_is_behind(land):
    land.started()

    tasks = of_federation(acting(land.township), BEGIN)

    assert told(tasks) == [("pledges/", 2), ("behind/", None)]
    assert tasks[1].text == ("3 家还没核实（应有 3），2012年12月31日止：去核实 1 家，催报 2 家")


def test_once_it_answered_the_county_is_asked_and_then_nobody(land):
    stage = stages_of(land.started())[0]
    figures = asked_of(stage, 3)
    fewer = dict.fromkeys(figures, 1)
    answer(acting(land.township), stage, land.first, figures=fewer, why="停产", on=BEGIN)

    assert told(of_federation(acting(land.township), BEGIN)) == [("behind/", None)]
    assert told(of_federation(land.actor, BEGIN)) == [("pledges/", 2), ("reminder/", 1)]
    ask(land.actor, stage, land.first, figures=fewer, on=BEGIN)
    assert told(of_federation(land.actor, BEGIN)) == [("reminder/", 1)]


def test_asked_again_the_township_has_to_answer_again(land):
    stage = stages_of(land.started())[0]
    answer(acting(land.township), stage, land.first, figures=asked_of(stage, 3), on=BEGIN)
    again = dict.fromkeys(asked_of(stage, 3), 3)

    ask(land.actor, stage, land.first, figures=again, why="抓紧", on=BEGIN)

    assert ("pledges/", 2) in told(of_federation(acting(land.township), BEGIN))


def test_on_its_last_day_the_county_is_asked_to_close(land):
    land.started()

    assert ("close/", 5) in told(of_federation(land.actor, FIRST_END))
    assert ("close/", 5) not in told(of_federation(land.actor, BEGIN))


def test_who_answers_and_left_is_to_be_replaced(land):
    land.started()
    Appointment.objects.everything(because=BECAUSE).filter(account=land.township).update(
        end=date(2012, 8, 1)
    )

    before, after = (of_federation(land.actor, on) for on in (BEGIN, date(2012, 9, 1)))

    assert ("duty/", 2) not in told(before)
    assert ("duty/", 2) in told(after)
    assert "责任人已不在岗的 3 家，要换人" in [one.text for one in after]


def test_a_chair_is_told_the_first_step_with_its_minutes(land):
    land.started(TOLD)
    chair = make_account("姚国平")
    appoint(chair, "chair", land.union.organisation)
    steps = {("shuangliang", "2013"): Next("换上新的公示栏", 3, 12)}

    [task] = of_union(acting(chair), land.union.pk, steps, BEGIN)

    assert (task.title, task.minutes) == ("建会攻坚", 12)
    assert task.text == "第一阶段到 2012年12月31日止，先办：换上新的公示栏；还差 3 件"
    assert task.url == f"/why/{land.union.pk}/shuangliang/"


def test_of_a_contest_everybody_is_told_the_part_that_runs(land):
    land.started(replace(TERMS, name="三比三赛", measure=""))
    chair = make_account("姚国平")
    appoint(chair, "chair", land.union.organisation)

    hers = of_union(acting(chair), land.union.pk, {}, BEGIN)
    theirs = of_federation(acting(land.township), BEGIN)

    for [task] in (hers, theirs):
        assert (task.title, task.text) == ("三比三赛", "现在：动员，到 2012年12月31日止")
    assert of_federation(acting(land.township), END) == []


def test_the_chair_finds_it_on_her_home(land):
    land.started(TOLD)
    chair = make_account("姚国平")
    appoint(chair, "chair", land.union.organisation)

    words = words_of(session_of(chair).get("/"))

    assert "专项活动要办的" in words
    assert "第一阶段到 2012年12月31日止，先办：" in words


def test_a_reminder_stands_in_the_to_do_of_those_below(land):
    campaign = land.started()
    session_of(land.officer).post(f"/campaigns/{campaign.pk}/reminder/")

    [made] = Reminder.objects.everything(because=BECAUSE)
    words = words_of(session_of(land.township).get("/"))
    assert made.said_by == f"account:{land.officer.pk}"
    assert "提醒" in of_federation(acting(land.township), made.day)[-1].reminded
    assert "专项活动要办的" in words


def test_reminded_twice_on_a_day_it_is_once(land):
    stage = stages_of(land.started())[0]

    assert remind(land.actor, stage, on=END) == remind(land.actor, stage, on=END)


def test_more_campaigns_and_places_cost_no_more_queries(land):
    officer = session_of(land.officer)
    land.started()
    few = queries_of(officer, "/")
    land.started(TOLD)
    make_union(make_employer(make_node("芦沟镇", land.county, kind="township"), day=BEGIN))
    land.started()

    assert queries_of(officer, "/") == few <= 15
    assert queries_of(officer, f"/todo/{land.county.code}/") <= 15
