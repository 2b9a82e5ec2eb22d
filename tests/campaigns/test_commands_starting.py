"""A county starts a campaign."""

from dataclasses import replace
from datetime import date

import pytest

from tests.campaigns.county import BEGIN, STAGES, TERMS, County, acting, members_of, stages_of
from tests.factories import make_actor, make_county, make_employer
from xingjia.access.checks import Refused
from xingjia.access.rules import system
from xingjia.campaigns.commands.starting import NobodyAnswers, NobodyCounted, start
from xingjia.campaigns.models import Campaign
from xingjia.campaigns.queries.boards import board
from xingjia.campaigns.rules.plan import WrongPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> County:
    return County()


def test_the_base_of_the_first_stage_is_frozen_with_who_answers_for_each(land):
    first, second = stages_of(land.started())

    assert (first.opened_on, second.opened_on) == (BEGIN, None)
    assert [(one.name, one.responsible.name) for one in members_of(first)] == [
        ("织造厂", "陆问田"),
        ("印染厂", "陆问田"),
        ("酿造厂", "陆问田"),
        ("制衣厂", "孟知秋"),
    ]


def test_who_comes_later_is_not_in_the_frozen_base(land):
    campaign = land.started(on=date(2012, 1, 1))
    stage = stages_of(campaign)[0]

    found = board(land.actor, campaign, stage, date(2012, 12, 31))

    assert (found.total.base, found.total.claimed) == (4, 2)
    assert board(land.actor, campaign, stage, date(2012, 6, 30)).total.claimed == 1


def test_a_campaign_may_be_about_one_ownership_alone(land):
    campaign = land.started(replace(TERMS, ownership="state_owned"))

    assert [one.name for one in members_of(stages_of(campaign)[0])] == ["织造厂"]


def test_a_campaign_may_be_about_the_non_public_ones(land):
    make_employer(land.second, "不知道的厂", day=date(2012, 1, 1))
    campaign = land.started(replace(TERMS, ownership="non_public"))

    assert [one.name for one in members_of(stages_of(campaign)[0])] == [
        "印染厂",
        "酿造厂",
        "制衣厂",
    ]


def test_a_contest_counts_nobody(land):
    campaign = land.started(replace(TERMS, name="三比三赛", measure=""))

    assert not campaign.counts
    assert members_of(stages_of(campaign)[0]) == []


def test_without_the_right_it_is_not_started(land):
    for actor in (acting(land.township), make_actor("leader", land.county)):
        with pytest.raises(Refused):
            start(actor, land.county, terms=TERMS, on=BEGIN)


def test_in_another_county_it_is_not_started(land):
    elsewhere, _ = make_county("射阳县")

    with pytest.raises(Refused):
        start(land.actor, elsewhere, terms=TERMS, on=BEGIN)


def test_started_twice_there_are_two_with_a_base_each(land):
    once, again = land.started(), land.started()

    assert len(members_of(stages_of(once)[0])) == len(members_of(stages_of(again)[0])) == 4


def test_nobody_to_count_is_said_and_nothing_is_kept(land):
    with pytest.raises(NobodyCounted):
        land.started(on=date(2001, 1, 1))

    assert not Campaign.objects.visible_to(land.actor).exists()


def test_a_plan_that_cannot_be_followed_is_refused(land):
    with pytest.raises(WrongPlan):
        land.started(replace(TERMS, stages=(STAGES[1], STAGES[0])))


def test_for_whom_nobody_answers_somebody_must_be_found_first(land):
    land.officer.is_active = False
    land.officer.save()

    with pytest.raises(NobodyAnswers):
        start(system("test"), land.county, terms=TERMS, on=BEGIN)
