"""A county asks its townships or unions for what is missing."""

from datetime import date

import pytest

from tests.factories import make_county, state_employer
from tests.portal.returns.townships import (
    COLUMNS,
    WHY,
    Townships,
    actor,
    sent_to,
    started,
    terms,
)
from xingjia.access.checks import Refused
from xingjia.portal.returns.commands.starting import (
    AlreadyClosed,
    CostChanged,
    NothingToAsk,
    TooHeavy,
    close,
    start,
)
from xingjia.portal.returns.models import Collection, Return
from xingjia.portal.returns.queries.boards import board
from xingjia.registry.models import CountyParameter
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Townships:
    return Townships()


@pytest.fixture
def collection(land) -> Collection:
    return started(land.officer, land.county)


def test_each_township_gets_a_workbook_of_what_is_missing(land, collection):
    sent = Return.objects.everything(because=WHY).filter(collection=collection)

    asked = {
        (one.organisation.name, row["key"]): sorted(row["asked"])
        for one in sent
        for row in one.lines
    }
    assert asked == {
        ("上冈镇", land.weaver.pk): ["chair_phone"],
        ("上冈镇", land.dyer.pk): ["staff"],
        ("近湖街道", land.brewer.pk): ["staff"],
    }


def test_each_union_gets_its_own_and_who_has_none_is_left_out(land):
    collection = started(land.officer, land.county, per=Collection.Per.UNION)

    sent = Return.objects.everything(because=WHY).get(collection=collection)

    assert (sent.organisation, sent.units) == (land.union.organisation, 1)


def test_an_employer_that_stands_still_is_not_asked(land):
    state_employer(land.brewer, "in_production", False, day=date(2014, 1, 1))

    collection = started(land.officer, land.county, day=date(2014, 1, 2))

    assert board(collection).lines[0].place == "上冈镇"
    assert len(board(collection).lines) == 1


@pytest.mark.parametrize("role", ["chair", "leader", "contact"])
def test_who_does_not_keep_and_write_the_register_asks_nobody(land, role):
    at = land.county if role == "leader" else land.union.organisation

    with pytest.raises(Refused):
        start(actor(land.post(role, at)), land.county, terms=terms(), seen=3)


def test_another_county_asks_nobody_here(land):
    stranger = land.post("officer", make_county("射阳县", "合德镇")[0])

    with pytest.raises(Refused):
        start(actor(stranger), land.county, terms=terms(), seen=3)


def test_twice_makes_two_collections_with_keys_of_their_own(land, collection):
    again = started(land.officer, land.county)

    tokens = {sent_to(one, land.first).token for one in (collection, again)}
    assert len(tokens) == 2


def test_what_was_not_seen_is_not_sent(land):
    with pytest.raises(CostChanged):
        start(actor(land.officer), land.county, terms=terms(), seen=99)


def test_there_is_nothing_to_ask_where_all_is_known(land):
    with pytest.raises(NothingToAsk):
        started(land.officer, land.county, columns=("union_founded",))


def test_beyond_the_limit_the_county_says_why(land):
    CountyParameter.objects.everything(because=WHY).create(
        organisation=land.county, name="burden_minutes", value=1, start=date(2013, 1, 1)
    )
    many = {"columns": (*COLUMNS, "women_staff", "migrant_staff", "women_members")}

    with pytest.raises(TooHeavy):
        started(land.officer, land.county, **many)
    with pytest.raises(TooHeavy):  # a township cannot let itself off
        started(land.township, land.first, approval="急", **many)
    collection = started(land.officer, land.county, approval="市总要求", **many)

    assert collection.approval == "市总要求"
    assert Entry.objects.filter(action="returns.started").last().details["approved"] is True


def test_a_collection_is_ended_once_and_by_who_started_it(land, collection):
    with pytest.raises(Refused):
        close(actor(land.township), collection)

    close(actor(land.officer), collection)

    collection.refresh_from_db()
    assert collection.closed_at
    with pytest.raises(AlreadyClosed):
        close(actor(land.officer), collection)
