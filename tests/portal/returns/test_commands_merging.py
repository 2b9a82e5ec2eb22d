"""What came in is written together, and taken back together."""

from datetime import date

import pytest

from tests.factories import make_employer, state_employer
from tests.imports.batches import everything, mend
from tests.portal.returns.townships import (
    BREWER,
    DAY,
    DYER,
    TELEPHONE,
    WEAVER,
    WHY,
    Townships,
    actor,
    handed,
    sent_to,
    started,
    telephones,
)
from xingjia.access.checks import Refused
from xingjia.imports.commands import EditedSince, decide
from xingjia.imports.models import Import, ImportRow
from xingjia.portal.returns.commands.handing import BeingMerged
from xingjia.portal.returns.commands.merging import NothingCame, OthersCame, merge, take_back
from xingjia.portal.returns.models import Collection
from xingjia.portal.returns.queries.boards import board
from xingjia.registry.models import EmployerStatement
from xingjia.toolkit.jobs.commands import run_now
from xingjia.toolkit.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def land(media) -> Townships:
    return Townships()


@pytest.fixture
def collection(land) -> Collection:
    return started(land.officer, land.county)


def work_off(*batches: Import) -> None:
    for one in batches:
        one.refresh_from_db()
        assert run_now(Job.objects.get(pk=one.job_id)).state == Job.State.DONE


def ready(collection: Collection) -> set[int]:
    return {one.pk for one in board(collection).ready}


def merged(land: Townships, collection: Collection) -> list[Import]:
    merge(actor(land.officer), collection, seen=ready(collection))
    batches = list(Import.objects.everything(because=WHY).order_by("pk"))
    work_off(*batches)
    return batches


def test_everything_that_came_is_written_from_the_day_it_counts_for(land, collection):
    handed(land.township, sent_to(collection, land.first), TELEPHONE)
    handed(land.officer, sent_to(collection, land.second), (BREWER, "职工人数", 9))

    batches = merged(land, collection)

    assert {one.run for one in batches} == {batches[0].run}
    assert telephones() == ["0515-86210000"]
    staff = EmployerStatement.objects.everything(because=WHY).get(
        employer=land.brewer, field="staff"
    )
    assert (staff.value, staff.day) == (9, DAY)
    assert staff.origin.startswith("imports.importrow:")
    assert {line.state for line in board(collection).lines} == {"written"}


def test_an_unchanged_workbook_writes_nothing(land, collection):
    handed(land.township, sent_to(collection, land.first))
    before = everything()

    merged(land, collection)

    assert everything() == before
    rows = ImportRow.objects.everything(because=WHY)
    assert set(rows.values_list("outcome", "written_at")) == {("same", None)}


def test_only_asked_cells_are_written(land, collection):
    handed(
        land.township,
        sent_to(collection, land.first),
        (WEAVER, "职工人数", 999),  # known, and protected
        TELEPHONE,
    )

    merged(land, collection)

    staff = EmployerStatement.objects.everything(because=WHY).filter(field="staff")
    assert list(staff.values_list("value", flat=True)) == [80]
    assert telephones() == ["0515-86210000"]


def test_what_was_entered_meanwhile_is_a_conflict_and_stays(land, collection):
    handed(land.township, sent_to(collection, land.first), (DYER, "职工人数", 50), TELEPHONE)
    state_employer(land.dyer, "staff", 55, day=DAY)

    merged(land, collection)

    row = ImportRow.objects.everything(because=WHY).get(outcome="held")
    assert [one["code"] for one in row.plan["reasons"]] == ["edited_since"]
    staff = EmployerStatement.objects.everything(because=WHY).get(employer=land.dyer, field="staff")
    assert staff.value == 55
    assert telephones() == ["0515-86210000"]


@pytest.mark.parametrize(("choice", "staff"), [("stored", 55), ("row", 50)])
def test_a_person_decides_a_conflict_after_the_others_are_written(land, collection, choice, staff):
    handed(land.township, sent_to(collection, land.first), (DYER, "职工人数", 50))
    mend(land.dyer, staff=55)
    batch = merged(land, collection)[0]
    row = ImportRow.objects.everything(because=WHY).get(outcome="held")

    assert row.plan["options"] == ["stored", "row"]
    decide(actor(land.officer), batch, choices={row.pk: choice})

    said = EmployerStatement.objects.everything(because=WHY).get(employer=land.dyer, field="staff")
    assert said.value == staff


def test_what_the_township_saw_and_changed_is_no_conflict_however_it_was_entered(land):
    mend(land.dyer, staff=20)
    collection = started(land.officer, land.county, months=1, day=date(2014, 2, 28))
    handed(land.township, sent_to(collection, land.first), (DYER, "职工人数", 50))

    merged(land, collection)

    said = EmployerStatement.objects.everything(because=WHY).filter(
        employer=land.dyer, field="staff"
    )
    assert sorted(said.values_list("value", flat=True)) == [20, 50]


def test_an_untouched_value_never_takes_the_register_back(land):
    old = make_employer(land.first, "丁机械有限公司", day=date(2010, 1, 1), staff=30)
    collection = started(land.officer, land.county)
    handed(land.township, sent_to(collection, land.first))
    state_employer(old, "staff", 44, day=date(2013, 12, 1))

    merged(land, collection)

    staff = EmployerStatement.objects.everything(because=WHY).filter(employer=old, field="staff")
    assert sorted(staff.values_list("value", flat=True)) == [30, 44]


def test_a_fault_mended_after_the_merge_is_handed_in_again_and_merged(land, collection):
    sent = sent_to(collection, land.first)
    handed(land.township, sent, TELEPHONE, (DYER, "职工人数", "很多"))
    merged(land, collection)
    with pytest.raises(NothingCame):
        merge(actor(land.officer), collection, seen=set())

    came = handed(land.township, sent, TELEPHONE, (DYER, "职工人数", 50))
    assert (came.changed, came.same, came.faulty) == (1, 1, 0)
    merge(actor(land.officer), collection, seen=ready(collection))
    work_off(Import.objects.everything(because=WHY).order_by("pk").last())

    staff = EmployerStatement.objects.everything(because=WHY).get(employer=land.dyer, field="staff")
    assert staff.value == 50
    assert take_back(actor(land.officer), collection, leaving=0) == 1  # the last merge alone
    assert telephones() == ["0515-86210000"]


def test_another_value_than_was_merged_waits_for_a_person(land, collection):
    sent = sent_to(collection, land.first)
    handed(land.township, sent, (DYER, "职工人数", 50))
    merged(land, collection)

    assert handed(land.township, sent, (DYER, "职工人数", 51)).faulty == 1


def test_while_it_is_being_written_nothing_is_handed_in(land, collection):
    sent = sent_to(collection, land.first)
    handed(land.township, sent, TELEPHONE)
    merge(actor(land.officer), collection, seen=ready(collection))

    with pytest.raises(BeingMerged):
        handed(land.township, sent)


def test_what_came_after_the_look_is_looked_at_first(land, collection):
    handed(land.township, sent_to(collection, land.first), TELEPHONE)
    seen = ready(collection)
    handed(land.officer, sent_to(collection, land.second))

    with pytest.raises(OthersCame):
        merge(actor(land.officer), collection, seen=seen)


@pytest.mark.parametrize("who", ["township", "chair"])
def test_who_was_asked_does_not_merge(land, collection, who):
    handed(land.township, sent_to(collection, land.first), TELEPHONE)

    with pytest.raises(Refused):
        merge(actor(getattr(land, who)), collection, seen=ready(collection))


def test_a_merge_is_taken_back_whole_and_can_be_done_again(land, collection):
    before = everything()
    handed(land.township, sent_to(collection, land.first), TELEPHONE)
    handed(land.officer, sent_to(collection, land.second), (BREWER, "职工人数", 9))
    batches = merged(land, collection)

    assert take_back(actor(land.officer), collection, leaving=0) == 2
    work_off(*batches)

    assert everything() == before
    assert len(ready(collection)) == 2
    merged_again = merge(actor(land.officer), collection, seen=ready(collection))
    assert merged_again != batches[0].run


def test_rows_edited_since_are_seen_before_a_merge_is_taken_back(land, collection):
    handed(land.officer, sent_to(collection, land.second), (BREWER, "职工人数", 9))
    merged(land, collection)
    mend(land.brewer, staff=12)

    with pytest.raises(EditedSince):
        take_back(actor(land.officer), collection, leaving=0)
    assert take_back(actor(land.officer), collection, leaving=1) == 1
