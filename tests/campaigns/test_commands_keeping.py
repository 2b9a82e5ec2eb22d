"""Who is left out, who answers, which are demonstration units."""

from datetime import date

import pytest

from tests.campaigns.county import BEGIN, FIRST_END, County, acting, members_of, stages_of
from tests.factories import make_actor, make_county
from xingjia.access.checks import Refused, Unacceptable
from xingjia.campaigns.commands.closing import close_stage, preview, seen_of
from xingjia.campaigns.commands.keeping import (
    StageClosed,
    assign,
    exclude,
    name_example,
)
from xingjia.campaigns.queries.boards import board, examples_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> County:
    return County()


@pytest.fixture
def campaign(land):
    return land.started()


def refused(land: County) -> list:
    elsewhere, _ = make_county("射阳县")
    return [acting(land.township), make_actor("officer", elsewhere)]


def test_who_is_left_out_counts_no_more_until_taken_in_again(land, campaign):
    stage = stages_of(campaign)[0]
    member = members_of(stage)[1]

    exclude(land.actor, member, why="停产", on=BEGIN)
    out = board(land.actor, campaign, stage, BEGIN)
    exclude(land.actor, member, why="", on=BEGIN)

    assert (out.total.base, [one.excluded_why for one in out.excluded]) == (3, ["停产"])
    assert board(land.actor, campaign, stage, BEGIN).total.base == 4


def test_a_closed_stage_leaves_nobody_out(land, campaign):
    stage = stages_of(campaign)[0]
    was = seen_of(preview(land.actor, campaign, stage))
    close_stage(land.actor, campaign, on=FIRST_END, seen=was)

    with pytest.raises(StageClosed):
        exclude(land.actor, members_of(stage)[0], why="停产", on=FIRST_END)


def test_a_place_has_one_person_who_answers(land, campaign):
    stage = stages_of(campaign)[0]

    assert assign(land.actor, campaign, land.first, to=land.officer) == 3
    assert assign(land.actor, campaign, land.first, to=land.officer) == 3
    found = board(land.actor, campaign, stage, BEGIN)
    assert [(person.name, tally.base) for person, tally in found.people] == [("孟知秋", 4)]


def test_a_demonstration_unit_has_a_class_criteria_and_an_end(land, campaign):
    member = members_of(stages_of(campaign)[0])[0]
    last = date(2014, 5, 31)

    name_example(
        land.actor, member, kind="非公企业", criteria="全部达标", named_on=BEGIN, last=last
    )

    assert [one.name for one in examples_on(land.actor, campaign, last)] == ["织造厂"]
    assert examples_on(land.actor, campaign, date(2014, 6, 1)) == []
    with pytest.raises(Unacceptable):
        name_example(land.actor, member, kind="非公", criteria="达标", named_on=last, last=BEGIN)


def test_without_the_right_or_from_another_county_nothing_is_kept(land, campaign):
    member = members_of(stages_of(campaign)[0])[0]
    named = {"kind": "非公", "criteria": "达标", "named_on": BEGIN, "last": FIRST_END}

    for actor in refused(land):
        with pytest.raises(Refused):
            exclude(actor, member, why="停产", on=BEGIN)
        with pytest.raises(Refused):
            assign(actor, campaign, land.first, to=land.officer)
        with pytest.raises(Refused):
            name_example(actor, member, **named)
