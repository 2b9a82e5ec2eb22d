"""The figures on the page of a campaign, on any day: its own, and 动员, 建会, 三项合同."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.browsing import queries_of, session_of, words_of
from tests.campaigns.county import (
    BEGIN,
    FIRST_END,
    STAGES,
    TERMS,
    County,
    acting,
    members_of,
    stages_of,
)
from tests.factories import appoint, make_account, make_contract, make_employer
from xingjia.campaigns.commands.closing import close_stage, preview, seen_of
from xingjia.campaigns.commands.keeping import assign
from xingjia.campaigns.commands.mobilising import mobilise
from xingjia.campaigns.commands.pledging import answer
from xingjia.registry.commands.marks import mark_focus

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> County:
    return County()


@pytest.fixture
def officer(land):
    return session_of(land.officer)


def closed_first(land: County):
    campaign = land.started()
    stage = stages_of(campaign)[0]
    close_stage(
        land.actor, campaign, on=FIRST_END, seen=seen_of(preview(land.actor, campaign, stage))
    )
    return campaign


def test_three_measures_stand_beside_each_other_on_any_day(land, officer):
    campaign = land.started()
    mobilise(land.actor, campaign, land.first, day=BEGIN, how="会", on=BEGIN)
    for kind in ("collective", "wage", "women"):
        make_contract(land.weaver, kind=kind, valid_from=date(2012, 4, 1))

    now = officer.get(f"/campaigns/{campaign.pk}/?on=2012-12-31").context["story"]
    before = officer.get(f"/campaigns/{campaign.pk}/?on=2012-03-15").context["story"]

    assert (now["mobilised"].done, now["mobilised"].base) == (3, 4)
    assert (now["with_union"].count, now["with_union"].base) == (2, 4)
    assert (now["all_three"].count, now["all_three"].base) == (1, 2)
    assert (before["mobilised"].done, before["with_union"].count) == (0, 1)
    assert before["all_three"].count == 0


def test_a_township_sees_its_own_three_and_a_chair_none(land):
    campaign = land.started(replace(TERMS, measure="", standard="shuangliang", version="2013"))
    chair = make_account("姚国平")
    appoint(chair, "chair", land.union.organisation)
    address = f"/campaigns/{campaign.pk}/?on=2012-12-31"

    story = session_of(land.township).get(address).context["story"]
    hers = session_of(chair).get(address)

    assert (story["with_union"].count, story["with_union"].base) == (1, 3)
    assert hers.context["story"] == {}
    assert hers.context["board"].total.base == 1
    assert "已动员" not in words_of(hers)


def test_a_day_of_the_first_stage_shows_that_stage_as_it_then_stood(land, officer):
    campaign = closed_first(land)
    make_employer(land.second, day=date(2013, 2, 1))

    was = officer.get(f"/campaigns/{campaign.pk}/?on=2012-06-30").context["board"]
    froze = officer.get(f"/campaigns/{campaign.pk}/?on=2012-12-31").context["board"]

    assert (was.stage.number, was.total.claimed, was.total.base) == (1, 1, 4)
    assert (froze.stage.number, froze.total.claimed) == (1, 2)


def test_each_place_and_person_has_its_pace_and_pledge(land, officer):
    campaign = land.started()
    assign(land.actor, campaign, land.second, to=land.township)
    asked = (
        officer.get(f"/campaigns/{campaign.pk}/pledges/").context["rows"][0].row.agreement.figures
    )
    answer(acting(land.township), stages_of(campaign)[0], land.first, figures=asked, on=BEGIN)

    shown = officer.get(f"/campaigns/{campaign.pk}/?on=2012-12-31").context

    assert [(one.title, one.target, one.pledge.agreement.agreed_on) for one in shown["places"]] == [
        ("上冈镇", 2, BEGIN),
        ("建阳镇", 1, None),
    ]
    assert [(one.title, one.tally.base) for one in shown["people"]] == [("陆问田", 4)]
    assert {one.pace for one in shown["places"]} == {"（0 − 0）÷ 6，没有净增"}


def test_the_three_measures_are_of_those_the_campaign_is_about(land, officer):
    campaign = land.started(replace(TERMS, ownership="non_public"))

    answer = officer.get(f"/campaigns/{campaign.pk}/?on=2012-12-31")

    story = answer.context["story"]
    assert (story["mobilised"].base, story["with_union"].count, story["with_union"].base) == (
        3,
        1,
        3,
    )
    assert story["urls"]["with_union"] == ""
    whole = officer.get(f"/campaigns/{land.started().pk}/?on=2012-12-31").context["story"]
    address = whole["urls"]["with_union"]
    assert "建会" in words_of(officer.get(address))
    assert "印染厂" in words_of(officer.get(address))


def test_nobody_has_reported_is_not_none_of_them(land, officer):
    campaign = land.started()

    story = officer.get(f"/campaigns/{campaign.pk}/?on=2011-12-31").context["story"]

    assert (story["with_union"].count, story["with_union"].base) == (None, None)


def test_targets_of_an_ownership_stand_by_themselves(land, officer):
    stages = (replace(STAGES[0], targets={"": 60, "state_owned": 100, "non_public": 50}), STAGES[1])
    campaign = land.started(replace(TERMS, stages=stages))

    words = words_of(officer.get(f"/campaigns/{campaign.pk}/?on=2012-12-31"))

    assert "国有 1 0 1 1" in words
    assert "非公有制 3 0 2 2" in words


def test_focus_lists_everybody_with_a_mark_behind_or_not(land, officer):
    campaign = land.started()
    mark_focus(
        land.actor,
        land.dyer,
        kind="difficult",
        start=date(2012, 7, 1),
        source="县工信局",
        remedy="帮助复产",
    )

    words = words_of(officer.get(f"/campaigns/{campaign.pk}/behind/?show=focus&on=2012-12-31"))

    assert "印染厂" in words
    assert "困难企业" in words
    assert "酿造厂" not in words


def test_who_is_behind_can_be_narrowed_to_a_person(land, officer):
    campaign = land.started()
    address = f"/campaigns/{campaign.pk}/behind/?person={land.township.pk}"

    words = words_of(officer.get(address))

    assert "印染厂" in words
    assert "制衣厂" not in words


def test_who_is_to_be_mobilised_is_picked_from_the_list(land, officer):
    campaign = land.started()
    address = f"/campaigns/{campaign.pk}/mobilised/"
    given = {"picked": [land.dyer.pk], "day": "2012-06-05", "how": "上门"}

    answer = officer.post(address, given)

    assert answer.url == address
    done = words_of(officer.get(f"{address}?show=done"))
    assert "印染厂 上冈镇 2012年6月5日 上门" in done
    rows = list(load_workbook(BytesIO(officer.get(f"{address}?format=xlsx").content)).active.values)
    assert [row[0] for row in rows[3:]] == ["织造厂", "酿造厂", "制衣厂"]


def test_a_leader_reads_the_list_and_says_nothing(land):
    reader = make_account("高览")
    appoint(reader, "leader", land.county)
    campaign = land.started()
    address = f"/campaigns/{campaign.pk}/mobilised/"
    client = session_of(reader)

    assert "勾上的已动员" not in words_of(client.get(address))
    given = {"picked": [land.dyer.pk], "day": "2012-06-05", "how": "上门"}
    assert client.post(address, given).status_code == 404


def test_three_employers_cost_as_many_queries_as_one(land, officer):
    campaign = land.started()
    few = queries_of(officer, f"/campaigns/{campaign.pk}/mobilised/")
    for _ in range(3):
        make_employer(land.second, day=BEGIN)

    assert queries_of(officer, f"/campaigns/{campaign.pk}/mobilised/") == few <= 15
    assert queries_of(officer, f"/campaigns/{campaign.pk}/") <= 15
    assert queries_of(officer, f"/campaigns/{campaign.pk}/behind/") <= 15
    assert len(members_of(stages_of(campaign)[0])) == 4
