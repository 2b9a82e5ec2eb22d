"""Who is left out, who answers, and what came of the parts."""

from dataclasses import replace
from datetime import date

import pytest

from tests.campaigns.county import BEGIN, FIRST_END, TERMS, County, acting, members_of, stages_of
from tests.factories import make_actor, make_county
from xingjia.access.checks import Refused, Unacceptable
from xingjia.campaigns.commands.closing import close_stage, preview, seen_of
from xingjia.campaigns.commands.keeping import (
    StageClosed,
    assign,
    exclude,
    hand_over,
    note_result,
    remind,
)
from xingjia.campaigns.queries.boards import board
from xingjia.campaigns.queries.examples import results_by

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


def test_one_union_is_handed_to_one_person(land, campaign):
    member = members_of(stages_of(campaign)[0])[0]

    for _ in range(2):
        hand_over(land.actor, member, to=land.officer)

    found = board(land.actor, campaign, stages_of(campaign)[0], BEGIN)
    assert [(person.name, tally.base) for person, tally in found.people] == [
        ("孟知秋", 2),
        ("陆问田", 2),
    ]


def test_what_came_of_a_part_is_noted_with_its_day(land):
    contest = land.started(replace(TERMS, name="三比三赛", measure=""))
    stage = stages_of(contest)[0]
    said = {"part": "动员", "day": date(2012, 7, 2), "text": "评出 3 家", "on": FIRST_END}

    for _ in range(2):
        note_result(land.actor, stage, **said)

    found = results_by(acting(land.township), [stage], FIRST_END)
    assert [(one.part, one.text) for one in found] == [("动员", "评出 3 家")]
    assert not results_by(land.actor, [stage], BEGIN)
    with pytest.raises(Unacceptable, match="in_future"):
        note_result(land.actor, stage, **said | {"on": BEGIN})
    with pytest.raises(Unacceptable, match="no_such_part"):
        note_result(land.actor, stage, **said | {"part": "决赛"})


def test_of_a_closed_stage_nothing_more_is_noted(land, campaign):
    stage = stages_of(campaign)[0]
    seen = seen_of(preview(land.actor, campaign, stage))
    close_stage(land.actor, campaign, on=FIRST_END, seen=seen)

    with pytest.raises(StageClosed):
        note_result(land.actor, stage, part="动员", day=BEGIN, text="好", on=FIRST_END)
    with pytest.raises(StageClosed):
        remind(land.actor, stage, on=FIRST_END)
    with pytest.raises(StageClosed):
        hand_over(land.actor, members_of(stage)[0], to=land.officer)


def test_without_the_right_or_from_another_county_nothing_is_kept(land, campaign):
    member = members_of(stages_of(campaign)[0])[0]
    stage = stages_of(campaign)[0]

    for actor in refused(land):
        with pytest.raises(Refused):
            exclude(actor, member, why="停产", on=BEGIN)
        with pytest.raises(Refused):
            assign(actor, campaign, land.first, to=land.officer)
        with pytest.raises(Refused):
            hand_over(actor, member, to=land.officer)
        with pytest.raises(Refused):
            remind(actor, stage, on=BEGIN)
        with pytest.raises(Refused):
            note_result(actor, stage, part="动员", day=BEGIN, text="好", on=BEGIN)
