"""A stage is closed: its figures are frozen and the next one opens."""

from datetime import date

import pytest

from tests.campaigns.county import FIRST_END, County, acting, members_of, stages_of
from tests.factories import BECAUSE, make_actor, make_county, make_union
from xingjia.access.checks import Refused
from xingjia.campaigns.commands.closing import (
    AlreadyClosed,
    FiguresChanged,
    NotYet,
    close_stage,
    preview,
    seen_of,
)
from xingjia.campaigns.commands.keeping import exclude
from xingjia.campaigns.models import Campaign, Member, Stage
from xingjia.campaigns.queries.boards import board
from xingjia.campaigns.queries.frozen import changed_closures

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> County:
    return County()


def seen(land: County, campaign: Campaign) -> str:
    return seen_of(preview(land.actor, campaign, stages_of(campaign)[0]))


def closed(land: County, campaign: Campaign, on: date = FIRST_END) -> Stage:
    return close_stage(land.actor, campaign, on=on, seen=seen(land, campaign), result="两家已建")


def test_the_figures_are_those_of_the_last_day_and_the_next_stage_opens(land):
    campaign = land.started()

    stage = closed(land, campaign, date(2013, 1, 15))

    assert stage.figures == {
        "base": 4,
        "claimed": 2,
        "verified": 0,
        "target": 3,
        "excluded": 0,
    }
    assert [one.closed_as for one in members_of(stage)] == [
        "claimed",
        "missing",
        "missing",
        "claimed",
    ]
    after = stages_of(campaign)[1]
    assert (stage.closed_on, after.opened_on) == (FIRST_END, date(2013, 1, 1))
    assert len(members_of(after)) == 4


def test_frozen_figures_stay_whatever_is_entered_later(land):
    campaign = land.started()
    closed(land, campaign)
    make_union(land.dyer, start=date(2012, 8, 1))
    stage = stages_of(campaign)[0]

    assert board(land.actor, campaign, stage, FIRST_END).total.claimed == 2
    assert list(changed_closures()) == []
    assert board(land.actor, campaign, stages_of(campaign)[1], FIRST_END).total.claimed == 3


def test_a_frozen_row_that_was_changed_is_found(land):
    campaign = land.started()
    closed(land, campaign)
    Member.objects.everything(because=BECAUSE).filter(closed_as="missing").update(
        closed_as="verified"
    )

    assert [one.code for one in changed_closures()] == ["changed_closure"]


def test_who_was_left_out_and_who_answers_stay_so_in_the_next_stage(land):
    campaign = land.started()
    first = members_of(stages_of(campaign)[0])
    exclude(land.actor, first[1], why="停产", on=FIRST_END)

    stage = closed(land, campaign)

    assert (stage.figures["base"], stage.figures["excluded"]) == (3, 1)
    assert [one.excluded_why for one in members_of(stages_of(campaign)[1])] == ["", "停产", "", ""]


def test_before_its_last_day_a_stage_stays_open(land):
    campaign = land.started()

    with pytest.raises(NotYet):
        closed(land, campaign, date(2012, 12, 30))


def test_closed_twice_it_is_closed_once(land):
    campaign = land.started()
    was = seen(land, campaign)
    close_stage(land.actor, campaign, on=FIRST_END, seen=was)

    with pytest.raises(AlreadyClosed):
        close_stage(land.actor, campaign, on=FIRST_END, seen=was)
    assert [one.closed_on for one in stages_of(campaign)] == [FIRST_END, None]


def test_other_figures_than_were_seen_are_not_frozen(land):
    campaign = land.started()
    was = seen(land, campaign)
    make_union(land.dyer, start=date(2012, 8, 1))

    with pytest.raises(FiguresChanged):
        close_stage(land.actor, campaign, on=FIRST_END, seen=was)


def test_without_the_right_or_from_another_county_it_stays_open(land):
    campaign = land.started()
    was = seen(land, campaign)
    elsewhere, _ = make_county("射阳县")

    for actor in (acting(land.township), make_actor("officer", elsewhere)):
        with pytest.raises(Refused):
            close_stage(actor, campaign, on=FIRST_END, seen=was)
