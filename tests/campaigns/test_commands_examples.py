"""Demonstration units: of a class, by criteria, until a day."""

from datetime import date

import pytest

from tests.campaigns.county import BEGIN, FIRST_END, County, acting, members_of, stages_of
from tests.factories import make_actor, make_county
from xingjia.access.checks import Refused, Unacceptable
from xingjia.campaigns.commands.examples import end_example, name_example
from xingjia.campaigns.queries.examples import examples_of, examples_on

pytestmark = pytest.mark.django_db
NAMED = {"kind": "非公企业", "criteria": "全部达标", "named_on": BEGIN, "last": date(2014, 5, 31)}


@pytest.fixture
def land() -> County:
    return County()


@pytest.fixture
def campaign(land):
    return land.started()


@pytest.fixture
def member(campaign):
    return members_of(stages_of(campaign)[0])[0]


def test_it_lasts_until_its_day(land, campaign, member):
    name_example(land.actor, member, **NAMED)

    assert [one.name for one in examples_on(land.actor, campaign, NAMED["last"])] == ["织造厂"]
    assert not examples_on(land.actor, campaign, date(2014, 6, 1))


def test_named_twice_it_is_one(land, campaign, member):
    assert name_example(land.actor, member, **NAMED) == name_example(land.actor, member, **NAMED)
    assert examples_of(land.actor, campaign).count() == 1


def test_it_ends_before_it_began_is_not_taken(land, member):
    with pytest.raises(Unacceptable):
        name_example(land.actor, member, **NAMED | {"last": date(2012, 5, 1)})


def test_the_name_is_taken_back_from_a_day_on_and_stays_in_the_list(land, campaign, member):
    made = name_example(land.actor, member, **NAMED)

    for why in ("发生工伤事故", "又一个理由"):
        end_example(land.actor, made, day=FIRST_END, why=why)

    assert [one.ended_why for one in examples_of(land.actor, campaign)] == ["发生工伤事故"]
    assert len(examples_on(land.actor, campaign, date(2012, 12, 30))) == 1
    assert not examples_on(land.actor, campaign, FIRST_END)


def test_only_within_its_days(land, member):
    made = name_example(land.actor, member, **NAMED)

    with pytest.raises(Unacceptable):
        end_example(land.actor, made, day=date(2012, 5, 1), why="早了")


def test_without_the_right_or_from_another_county_nothing_is_named_or_ended(land, member):
    made = name_example(land.actor, member, **NAMED)
    elsewhere, _ = make_county("射阳县")

    for actor in (acting(land.township), make_actor("officer", elsewhere)):
        with pytest.raises(Refused):
            name_example(actor, member, **NAMED)
        with pytest.raises(Refused):
            end_example(actor, made, day=FIRST_END, why="不该")
