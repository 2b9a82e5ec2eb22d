"""A workbook comes back, is read, and is kept for the place it was sent to."""

from datetime import date
from io import BytesIO

import pytest

from tests.portal.returns.townships import (
    BREWER,
    DYER,
    TELEPHONE,
    TODAY,
    WEAVER,
    WHY,
    Townships,
    actor,
    filled,
    handed,
    sent_to,
    started,
    telephones,
)
from xingjia.portal.returns.commands.handing import Elsewhere, NotOurs, Over, hand_in
from xingjia.portal.returns.commands.starting import close
from xingjia.portal.returns.models import Collection, HandIn
from xingjia.portal.returns.queries.boards import board

pytestmark = pytest.mark.django_db


@pytest.fixture
def land(media) -> Townships:
    return Townships()


@pytest.fixture
def collection(land) -> Collection:
    return started(land.officer, land.county)


def test_a_workbook_handed_in_unchanged_says_nothing(land, collection):
    came = handed(land.township, sent_to(collection, land.first))

    assert (came.changed, came.same, came.faulty, came.blank) == (0, 2, 0, 2)


def test_one_filled_cell_is_one_changed_row(land, collection):
    came = handed(land.township, sent_to(collection, land.first), TELEPHONE)

    assert (came.changed, came.same, came.faulty, came.blank) == (1, 1, 0, 1)
    assert telephones() == []


def test_a_fault_is_counted_and_says_what_it_is(land, collection):
    came = handed(land.township, sent_to(collection, land.first), (DYER, "职工人数", "很多"))

    assert (came.changed, came.faulty) == (0, 1)
    assert board(collection).lines[0].state == "faulty"


def test_a_later_one_takes_the_place_of_the_former(land, collection):
    sent = sent_to(collection, land.first)
    handed(land.township, sent, (DYER, "职工人数", "很多"))
    handed(land.officer, sent, (DYER, "职工人数", 50))

    assert board(collection).lines[0].state == "in"
    rows = HandIn.objects.everything(because=WHY)
    assert sorted(rows.values_list("current", "handed_by")) == [
        (False, f"account:{land.township.pk}"),
        (True, f"account:{land.officer.pk}"),
    ]


def test_a_chair_hands_in_for_her_union(land):
    collection = started(land.officer, land.county, per=Collection.Per.UNION)

    came = handed(land.chair, sent_to(collection, land.union.organisation), TELEPHONE)

    assert came.changed == 1


def test_a_workbook_finds_its_place_by_its_hidden_keys(land, collection):
    file = BytesIO(filled(sent_to(collection, land.second), (BREWER, "职工人数", 9)))

    came = hand_in(
        actor(land.officer), stream=file, filename="新建.xlsx", on=TODAY, collection=collection
    )

    assert came.sent.organisation == land.second


def test_a_row_whose_name_was_written_over_is_still_known(land, collection):
    sent = sent_to(collection, land.first)
    content = filled(sent, (DYER, "职工人数", 50), (DYER, "企业名称", "改了名的厂"))

    came = hand_in(
        actor(land.township), stream=BytesIO(content), filename="表.xlsx", on=TODAY, sent=sent
    )

    assert (came.changed, came.faulty) == (1, 0)
    codes = [issue["code"] for row in came.lines for issue in row["issues"]]
    assert codes == ["not_asked"]


def test_another_collections_or_townships_workbook_is_named(land, collection):
    other = started(land.officer, land.county, name="二季度补报")
    file = BytesIO(filled(sent_to(other, land.first)))

    with pytest.raises(Elsewhere) as said:
        hand_in(
            actor(land.officer), stream=file, filename="表.xlsx", on=TODAY, collection=collection
        )
    assert (said.value.place, said.value.name) == ("上冈镇", "二季度补报")
    wrong = BytesIO(filled(sent_to(collection, land.second)))
    place = sent_to(collection, land.first)
    with pytest.raises(Elsewhere):
        hand_in(actor(land.officer), stream=wrong, filename="表.xlsx", on=TODAY, sent=place)


def test_of_a_workbook_that_is_not_ones_own_nothing_is_told(land, collection):
    file = BytesIO(filled(sent_to(collection, land.second)))

    with pytest.raises(NotOurs):
        hand_in(actor(land.township), stream=file, filename="表.xlsx", on=TODAY)


def test_rows_added_by_hand_are_not_taken(land, collection):
    sent = sent_to(collection, land.first)
    content = filled(sent, (DYER, "兴家行号", "1-2"), (WEAVER, "兴家行号", None), TELEPHONE)

    with pytest.raises(NotOurs):
        hand_in(
            actor(land.township), stream=BytesIO(content), filename="表.xlsx", on=TODAY, sent=sent
        )
    half = filled(sent, (DYER, "兴家行号", None), TELEPHONE)
    came = hand_in(
        actor(land.township), stream=BytesIO(half), filename="表.xlsx", on=TODAY, sent=sent
    )
    assert (came.changed, came.faulty) == (1, 1)


def test_after_its_end_nothing_is_taken_in(land, collection):
    sent = sent_to(collection, land.first)
    content = filled(sent)

    with pytest.raises(Over):
        hand_in(
            actor(land.township),
            stream=BytesIO(content),
            filename="表.xlsx",
            on=date(2014, 2, 1),
            sent=sent,
        )
    close(actor(land.officer), collection)
    with pytest.raises(Over):
        handed(land.township, sent)
