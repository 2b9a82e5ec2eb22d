"""Taking a written workbook back, by a person, with what others did since."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import DAY, TESTER, appoint, make_account, make_actor, make_node
from tests.imports.batches import everything, lay_batch, mend, take_back, the, work_off, write
from tests.imports.browsing import afresh
from tests.imports.registers import jianhu
from xingjia.access.checks import Refused
from xingjia.imports import commands
from xingjia.imports.commands import undoing
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.registry.commands.offices import appoint_chair, cover
from xingjia.registry.models import Employer, EmployerStatement, Union
from xingjia.registry.queries.newest import values_of
from xingjia.standards.coverage.queries.expected import wrong_figures
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.jobs.commands import _advance
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.registry import _kinds

pytestmark = pytest.mark.django_db
WHY = "a test"
UNION = {"union_name": "甲店工会", "chair_name": "陆建国", "chair_elected_on": "2011-05-04"}
ONE = {"employer_name": "甲店", "division_code": "320925108", "in_production": True, "staff": 30}
TWO = {"employer_name": "乙店", "division_code": "320925108", "in_production": True}


@pytest.fixture
def county() -> Node:
    return jianhu()


def test_nothing_is_left_of_what_a_workbook_brought(county: Node):
    before = everything()
    batch = write(lay_batch(county, ONE | UNION, TWO))

    batch = take_back(batch)

    assert everything() == before
    assert batch.state == Import.State.UNDONE
    assert (batch.blob_id is not None, batch.undone_at is not None) == (True, True)
    assert list(wrong_figures()) == []
    asked, done = Entry.objects.filter(subject=f"imports.import:{batch.pk}").order_by("seq")[2:]
    assert (asked.action, done.action) == ("imports.undo_asked", "imports.undone")


def test_what_an_update_replaced_stands_again(county: Node):
    write(lay_batch(county, ONE | UNION))
    before = everything()
    second = {"employer_name": "甲店", "staff": 31, "chair_name": "高知远", "members": 9}
    batch = write(lay_batch(county, second | {"chair_elected_on": "2013-06-01"}))

    take_back(batch)

    assert everything() == before


def test_a_second_saying_of_an_import_for_one_day_keeps_the_first(county: Node):
    first = write(lay_batch(county, ONE))

    write(lay_batch(county, {"employer_name": "甲店", "staff": 31}))

    said = EmployerStatement.objects.everything(because=WHY).get(field="staff")
    row = ImportRow.objects.everything(because=WHY).get(batch=first)
    assert said.value == 31
    assert said.replaced == [
        {"value": 30, "said_by": TESTER.label, "origin": f"imports.importrow:{row.pk}"}
    ]


def test_a_row_somebody_mended_stays_and_is_counted_before(county: Node):
    batch = write(lay_batch(county, ONE, TWO))
    mend(the(Employer, name="甲店"), staff=33)

    with pytest.raises(commands.EditedSince) as told:
        commands.undo(TESTER, batch)
    take_back(batch, leaving=told.value.rows)

    assert told.value.rows == 1
    assert the(Employer).name == "甲店"
    assert values_of(the(Employer))["staff"] == 33
    assert list(wrong_figures()) == []


def test_a_chair_elected_since_keeps_the_row_whose_union_it_is(county: Node):
    batch = write(lay_batch(county, ONE | UNION, TWO))
    appoint_chair(TESTER, the(Union), name="高知远", elected_on=date(2013, 5, 1), term_years=5)

    take_back(batch, leaving=1)

    assert the(Employer).name == "甲店"
    assert the(Union).name == "甲店工会"


def test_a_union_that_covers_another_employer_since_stays(county: Node):
    write(lay_batch(county, TWO))
    batch = write(lay_batch(county, ONE | UNION))
    cover(TESTER, the(Union), the(Employer, name="乙店"), start=DAY)

    with pytest.raises(commands.EditedSince):
        commands.undo(TESTER, batch)
    batch = take_back(batch, leaving=1)

    row = ImportRow.objects.everything(because=WHY).get(batch=batch)
    assert row.undone_at is None
    assert row.stays[0]["why"] == "used"


def test_an_account_at_the_union_keeps_it(county: Node):
    batch = write(lay_batch(county, ONE | UNION))
    appoint(make_account("陆建国"), "chair", the(Union).organisation)

    with pytest.raises(commands.EditedSince):
        commands.undo(TESTER, batch)


def test_a_later_import_has_to_be_taken_back_first(county: Node):
    before = everything()
    first = write(lay_batch(county, ONE))
    second = write(lay_batch(county, {"employer_name": "甲店", "staff": 31}))

    with pytest.raises(commands.EditedSince):
        commands.undo(TESTER, first)
    take_back(second)
    take_back(first)

    assert everything() == before


def test_nobody_takes_back_twice(county: Node):
    batch = write(lay_batch(county, ONE))
    commands.undo(TESTER, batch)

    for _ in range(2):
        with pytest.raises(commands.AlreadyUndone):
            commands.undo(TESTER, batch)
        work_off(batch)


def test_what_is_not_written_cannot_be_taken_back(county: Node):
    with pytest.raises(commands.NotWritten):
        commands.undo(TESTER, lay_batch(county, ONE))


def test_rows_whose_trace_was_not_kept_are_refused(county: Node):
    batch = write(lay_batch(county, ONE))
    ImportRow.objects.everything(because=WHY).update(trace=None)

    with pytest.raises(commands.CannotUndo):
        commands.undo(TESTER, batch)


def test_taking_back_goes_on_where_it_stopped(county: Node):
    before = everything()
    rows = [{"employer_name": f"第{n}店", "staff": n} | UNION for n in range(60)]
    batch = commands.undo(TESTER, write(lay_batch(county, *rows)))
    job = Job.objects.get(pk=batch.job_id)
    _advance(job.pk, job.attempts, 0.0)
    left = Employer.objects.everything(because=WHY).count()
    job.refresh_from_db()
    job.state, job.error_class, job.finished_at = Job.State.FAILED, "ValueError", job.created_at
    job.save()
    commands.undo(TESTER, batch)
    work_off(batch)

    assert left == 10
    assert everything() == before


def test_a_stopped_writing_can_be_taken_back(county: Node):
    before = everything()
    batch = write(lay_batch(county, ONE))
    Import.objects.everything(because=WHY).update(state=Import.State.WRITING)
    Job.objects.filter(pk=batch.job_id).update(state=Job.State.FAILED)

    take_back(afresh(batch))

    assert everything() == before


def test_it_needs_the_right_to_import_there(county: Node):
    batch = write(lay_batch(county, ONE))
    for actor in (make_actor("leader", county), make_actor("officer", make_node("射阳县"))):
        with pytest.raises((Refused, Import.DoesNotExist)):
            commands.undo(actor, batch)
    assert the(Employer).name == "甲店"


def test_what_a_later_row_says_of_a_union_goes_before_the_row_that_brought_it(county: Node):
    known = {"employer_name": "甲店", "employer_code": "91320925724188678E"}
    write(lay_batch(county, known))
    before = everything()
    found = known | {"union_name": "甲店工会", "union_code": "81320925500000031A"}
    again = found | {"employer_name": "甲店总店", "union_founded": "2010-03-01"}
    batch = write(lay_batch(county, found, again))

    take_back(batch)

    assert everything() == before


@pytest.mark.parametrize("forgets", [False, True])
def test_rows_under_one_that_stays_are_tied_also_in_a_later_part(
    county: Node, monkeypatch, forgets: bool
):
    known = {"employer_name": "甲店", "employer_code": "91320925724188678E"}
    write(lay_batch(county, known))
    found = known | {"union_name": "甲店工会", "union_founded": "2009-03-01"}
    again = known | {"employer_name": "甲店总店", "union_founded": "2010-03-01"}
    batch = write(lay_batch(county, found, again))
    Union.objects.everything(because=WHY).update(name="甲厂工会")
    alone = replace(_kinds["imports.undo"], size=1)

    def afar(job: Job, begin: int, end: int) -> None:
        if forgets:  # another process goes on
            undoing._left.clear()
        alone.handler(job, begin, end)

    monkeypatch.setitem(_kinds, "imports.undo", replace(alone, handler=afar))
    take_back(batch, leaving=2)

    kept = ImportRow.objects.everything(because=WHY).filter(batch=batch).order_by("pk")
    assert [{stay["why"] for stay in one.stays} for one in kept] == [
        {"changed", "tied"},
        {"changed"},
    ]
