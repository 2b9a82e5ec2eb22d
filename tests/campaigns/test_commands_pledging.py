"""A place says yes to its figures or names others, and those above it answer."""

from datetime import date

import pytest

from tests.campaigns.county import BEGIN, FIRST_END, County, acting, stages_of
from tests.factories import BECAUSE, make_actor, make_county
from xingjia.access.checks import Refused, Unacceptable
from xingjia.campaigns.commands.closing import close_stage, preview, seen_of
from xingjia.campaigns.commands.keeping import StageClosed
from xingjia.campaigns.commands.pledging import answer, ask
from xingjia.campaigns.models import Pledge
from xingjia.campaigns.queries.boards import board
from xingjia.campaigns.queries.pledges import Row, pledges_of

pytestmark = pytest.mark.django_db
# Three employers at 60 % by the year's end are two, spread over three quarters.
ENDS = (date(2012, 6, 30), date(2012, 9, 30), FIRST_END)
ASKED, FEWER = (dict(zip(ENDS, each, strict=True)) for each in ((1, 2, 2), (0, 1, 1)))


@pytest.fixture
def land() -> County:
    return County()


@pytest.fixture
def stage(land):
    return stages_of(land.started())[0]


def row(land: County, stage, on: date = FIRST_END) -> Row:
    found = board(land.actor, stage.campaign, stage, on)
    return next(one for one in pledges_of(land.actor, found) if one.line.place == land.first)


def sayings() -> int:
    return Pledge.objects.everything(because=BECAUSE).count()


def test_before_anything_is_said_the_target_is_asked_evenly(land, stage):
    found = row(land, stage)

    assert found.agreement.figures == ASKED
    assert found.agreement.waits_for_place


def test_quarters_from_before_the_start_are_not_pledged(land):
    late = stages_of(land.started(on=date(2012, 10, 5)))[0]

    assert row(land, late).agreement.figures == {FIRST_END: 2}


def test_a_township_says_yes_on_a_day(land, stage):
    answer(acting(land.township), stage, land.first, figures=ASKED, on=BEGIN)

    assert row(land, stage).agreement.agreed_on == BEGIN


def test_a_township_names_other_figures_and_the_county_says_yes(land, stage):
    answer(acting(land.township), stage, land.first, figures=FEWER, why="一家停产", on=BEGIN)
    named = row(land, stage).agreement
    ask(land.actor, stage, land.first, figures=FEWER, on=FIRST_END)

    assert (named.figures, named.answer) == (ASKED, FEWER)
    found = row(land, stage)
    assert (found.agreement.figures, found.agreement.agreed_on) == (FEWER, FIRST_END)
    assert [(one.by_place, one.why) for one in found.sayings] == [(True, "一家停产"), (False, "")]


def test_other_figures_without_a_reason_are_not_taken(land, stage):
    with pytest.raises(Unacceptable, match="why"):
        answer(acting(land.township), stage, land.first, figures=FEWER, on=BEGIN)
    falling = dict(zip(ENDS, (2, 1, 1), strict=True))
    with pytest.raises(Unacceptable, match="falls"):
        ask(land.actor, stage, land.first, figures=falling, why="试", on=BEGIN)

    assert sayings() == 0


def test_said_twice_it_is_said_once(land, stage):
    chief = acting(land.township)
    for _ in range(2):
        answer(chief, stage, land.first, figures=FEWER, why="一家停产", on=BEGIN)
    for _ in range(2):
        answer(chief, stage, land.first, figures=ASKED, on=FIRST_END)

    assert sayings() == 2
    assert row(land, stage).agreement.agreed_on == FIRST_END


def test_each_day_shows_what_then_was_agreed_and_what_was_kept_of_it(land, stage):
    answer(acting(land.township), stage, land.first, figures=ASKED, on=date(2012, 7, 5))

    before, after = row(land, stage, date(2012, 7, 4)), row(land, stage, date(2012, 10, 1))

    assert before.agreement.agreed_on is None
    assert after.agreement.agreed_on == date(2012, 7, 5)
    assert [(one.pledged, one.verified, one.short) for one in after.quarters] == [
        (1, 0, 1),
        (2, 0, 2),
        (2, None, 0),
    ]
    assert after.due.end == FIRST_END


def test_without_the_right_or_from_another_branch_nothing_is_said(land, stage):
    elsewhere, _ = make_county("射阳县")
    for actor in (make_actor("leader", land.county), make_actor("officer", elsewhere)):
        with pytest.raises(Refused):
            answer(actor, stage, land.first, figures=ASKED, on=BEGIN)
        with pytest.raises(Refused):
            ask(actor, stage, land.first, figures=ASKED, on=BEGIN)
    with pytest.raises(Refused):
        ask(acting(land.township), stage, land.first, figures=ASKED, on=BEGIN)
    with pytest.raises(Refused):
        answer(acting(land.township), stage, land.second, figures=ASKED, on=BEGIN)


def test_in_a_closed_stage_nothing_is_said(land, stage):
    seen = seen_of(preview(land.actor, stage.campaign, stage))
    close_stage(land.actor, stage.campaign, on=FIRST_END, seen=seen)

    with pytest.raises(StageClosed):
        answer(acting(land.township), stage, land.first, figures=ASKED, on=FIRST_END)
