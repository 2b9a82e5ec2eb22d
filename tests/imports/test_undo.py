"""Taking a written workbook back, by a person, with what others did since."""

from datetime import date

import pytest
from django.test import Client

from tests.browsing import queries_of, signed_in
from tests.factories import DAY, TESTER, appoint, make_account, make_actor, make_node
from tests.imports.batches import everything, lay_batch, take_back, write
from tests.imports.browsing import LIST, afresh, page_of, text_of
from tests.imports.registers import a_row, bring_in, jianhu
from xingjia.access.checks import Refused
from xingjia.access.queries import actor_for
from xingjia.imports import commands
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.registry.commands.editing import change_employer
from xingjia.registry.commands.offices import appoint_chair, cover
from xingjia.registry.models import Employer, EmployerStatement, Union
from xingjia.registry.queries.newest import values_of
from xingjia.registry.rules.editing import version_of
from xingjia.standards.coverage.queries.expected import wrong_figures
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.jobs.commands import _advance, run_now
from xingjia.toolkit.jobs.models import Job

pytestmark = pytest.mark.django_db
WHY = "a test"
UNION = {"union_name": "甲店工会", "chair_name": "陆建国", "chair_elected_on": "2011-05-04"}
ONE = {"employer_name": "甲店", "division_code": "320925108", "in_production": True, "staff": 30}
TWO = {"employer_name": "乙店", "division_code": "320925108", "in_production": True}


@pytest.fixture
def county() -> Node:
    return jianhu()


@pytest.fixture
def officer(county: Node) -> Client:
    return signed_in("officer", county)


def the(model: type, **where):
    return model.objects.everything(because=WHY).select_related("organisation").get(**where)


def work_off(batch: Import) -> Job:
    return run_now(Job.objects.get(pk=afresh(batch).job_id))


def mend(employer: Employer, name: str = "高知远", **values) -> None:
    account = make_account(name)
    appoint(account, "officer", employer.organisation)
    actor = actor_for(account.pk, DAY)
    version = version_of(values_of(employer))
    change_employer(actor, employer, day=DAY, version=version, **values)


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


def test_a_contract_that_covers_it_since_names_the_file_it_came_with(officer: Client, county: Node):
    batch = write(lay_batch(county, ONE, TWO))
    signed = {"contract_kind": "wage", "coverage_scope": "own", "valid_from": "2013-01-01"}
    later = write(lay_batch(county, signed | {"employer_name": "甲店"}, kind="contracts"))
    Import.objects.everything(because=WHY).filter(pk=later.pk).update(filename="合同台账.xlsx")

    shown = text_of(officer.get(page_of(batch, "undo/")))

    assert "后来有合同覆盖它" in shown
    assert "合同台账.xlsx" in shown
    assert "系统" in shown


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


# --- the pages --------------------------------------------------------------------------------


def test_the_page_lists_who_changed_what_before_it_asks(officer: Client, county: Node):
    batch = bring_in(county, a_row(1), a_row(2))
    mend(the(Employer, name="建湖县第1纺织有限公司"), name_of := "吴红霞", staff=33)

    shown = text_of(officer.get(page_of(batch, "undo/")))

    assert shown.index("后来改过的行") < shown.index("将撤回 1 行")
    assert all(word in shown for word in ("建湖县第1纺织有限公司", name_of, "后来改过"))
    assert "建湖县第2纺织有限公司" not in shown


def test_one_decision_takes_the_workbook_back(officer: Client, county: Node):
    batch = bring_in(county, a_row(1), a_row(2))

    assert "整份撤回" in text_of(officer.get(page_of(batch)))
    officer.post(page_of(batch, "undo/"), {"leaving": 0})
    running = text_of(officer.get(page_of(batch)))
    work_off(batch)
    again = text_of(officer.post(page_of(batch, "undo/"), {"leaving": 0}, follow=True))

    assert "正在撤回" in running
    assert Employer.objects.everything(because=WHY).count() == 0
    assert "没有重复撤回" in again
    assert "已撤回 2 行" in again
    assert "已撤回" in text_of(officer.get(LIST))


def test_a_change_between_look_and_decision_is_shown_first(officer: Client, county: Node):
    batch = bring_in(county, a_row(1), a_row(2))
    mend(the(Employer, name="建湖县第1纺织有限公司"), staff=33)

    shown = text_of(officer.post(page_of(batch, "undo/"), {"leaving": 0}))

    assert "还没有撤回" in shown
    assert afresh(batch).state == Import.State.WRITTEN


def test_rows_that_stayed_are_listed_afterwards(officer: Client, county: Node):
    batch = bring_in(county, a_row(1), a_row(2))
    mend(the(Employer, name="建湖县第1纺织有限公司"), staff=33)
    officer.post(page_of(batch, "undo/"), {"leaving": 1})
    work_off(batch)

    shown = text_of(officer.get(page_of(batch)))

    assert "有 1 行没有撤" in shown
    assert "高知远" in shown


@pytest.mark.parametrize(("role", "status"), [("leader", 404), ("township_officer", 404)])
def test_others_do_not_find_it(county: Node, role: str, status: int):
    batch = bring_in(county, a_row(1))
    at = county if role == "leader" else Node.objects.get(code="320925108")
    client = signed_in(role, at)

    assert client.get(page_of(batch, "undo/")).status_code == status
    assert client.post(page_of(batch, "undo/"), {"leaving": 0}).status_code == status


def test_the_page_asks_the_database_as_often_for_three_rows_as_for_one(
    officer: Client, county: Node
):
    one = bring_in(county, a_row(1))
    mend(the(Employer), staff=33)
    with_one = queries_of(officer, page_of(one, "undo/"))
    three = bring_in(county, a_row(1, staff=34), a_row(2), a_row(3))
    for employer in Employer.objects.everything(because=WHY).select_related("organisation"):
        mend(employer, staff=35)

    assert queries_of(officer, page_of(three, "undo/")) <= with_one + 2
