"""动员面: who was mobilised on which day, a measure of its own."""

from datetime import date

import pytest

from tests.campaigns.county import BEGIN, FIRST_END, TERMS, County, acting
from tests.factories import make_actor, make_county, make_employer
from tests.figures import follow_now
from xingjia.access.checks import Refused, Unacceptable
from xingjia.campaigns.commands.mobilising import mobilise
from xingjia.campaigns.commands.starting import Terms
from xingjia.campaigns.queries.mobilised import mobilisation, places_of

pytestmark = pytest.mark.django_db
SAID = {"day": BEGIN, "how": "镇动员会", "on": FIRST_END}


@pytest.fixture
def land() -> County:
    return County()


@pytest.fixture
def campaign(land):
    return land.started()


def figure(land: County, campaign, on: date = BEGIN) -> tuple[int, int]:
    found = mobilisation(land.actor, campaign, on)
    return found.done, found.base


def test_it_is_a_figure_of_its_own_on_any_day(land, campaign):
    assert mobilise(land.actor, campaign, land.first, **SAID) == 3
    late = make_employer(land.second, day=date(2012, 9, 1))
    follow_now()
    assert mobilise(land.actor, campaign, land.second, **SAID | {"day": FIRST_END}) == 2

    assert figure(land, campaign, date(2012, 5, 31)) == (0, 4)
    assert figure(land, campaign) == (3, 4)
    assert figure(land, campaign, FIRST_END) == (5, 5)
    found = mobilisation(land.actor, campaign, FIRST_END)
    assert found.occasions == [(BEGIN, "镇动员会", 3), (FIRST_END, "镇动员会", 2)]
    assert late.pk in {one.employer for one in found.rows}


def test_some_of_a_place_can_be_picked(land, campaign):
    assert mobilise(land.actor, campaign, land.county, only=[land.dyer.pk, -1], **SAID) == 1

    found = mobilisation(land.actor, campaign, BEGIN)
    assert [(one.node.name, one.mobilisation.missing) for one in places_of(found)] == [
        ("上冈镇", 2),
        ("建阳镇", 1),
    ]


def test_of_an_ownership_alone_where_the_campaign_is_about_it(land):
    narrow = land.started(
        Terms("国企双亮", TERMS.stages, measure="with_union", ownership="private")
    )

    assert mobilise(land.actor, narrow, land.first, **SAID) == 2
    assert figure(land, narrow) == (2, 3)


def test_said_twice_the_first_day_stays(land, campaign):
    mobilise(land.actor, campaign, land.first, **SAID)

    assert mobilise(land.actor, campaign, land.first, **SAID | {"day": FIRST_END}) == 0
    assert figure(land, campaign) == (3, 4)


def test_a_township_says_so_of_its_own(land, campaign):
    assert mobilise(acting(land.township), campaign, land.first, **SAID) == 3

    mine = mobilisation(acting(land.township), campaign, BEGIN)
    assert (mine.done, mine.base) == (3, 3)


def test_not_on_a_day_to_come(land, campaign):
    with pytest.raises(Unacceptable):
        mobilise(land.actor, campaign, land.first, day=FIRST_END, how="会", on=BEGIN)


def test_without_the_right_or_from_another_branch_nobody_is(land, campaign):
    elsewhere, _ = make_county("射阳县")
    strange = make_actor("officer", elsewhere)
    for actor in (make_actor("leader", land.county), strange):
        with pytest.raises(Refused):
            mobilise(actor, campaign, land.first, **SAID)
    with pytest.raises(Refused):
        mobilise(acting(land.township), campaign, land.second, **SAID)
    with pytest.raises(Refused):
        mobilise(strange, campaign, elsewhere, **SAID)
    assert figure(land, campaign) == (0, 4)
