import re
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.browsing import signed_in
from tests.imports.browsing import LIST, afresh, page_of, text_of
from tests.imports.registers import WRONG_CODE, a_row, a_workbook, bring_in, jianhu, receive
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.files.queries import path_of
from xingjia.toolkit.jobs.commands import run_now
from xingjia.toolkit.jobs.models import Job

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
SEEN = {"day": "2013-12-31"}


@pytest.fixture
def county() -> Node:
    return jianhu()


@pytest.fixture
def officer(county: Node) -> Client:
    return signed_in("officer", county)


def employers() -> int:
    return Employer.objects.everything(because="a test").count()


def work_off(batch: Import) -> Job:
    return run_now(Job.objects.get(pk=afresh(batch).job_id))


def let_it_fail(batch: Import) -> None:
    """Stop the job as the worker does after too many failures of one slice."""
    job = Job.objects.get(pk=afresh(batch).job_id)
    job.state, job.error_class, job.error_code = Job.State.FAILED, "ValueError", "K7-PQ3M"
    job.finished_at = job.created_at
    job.save()


# --- the decision -----------------------------------------------------------------------------


def test_one_decision_writes_the_workbook(officer: Client, county: Node):
    batch = receive(county, a_row(1), a_row(2))

    response = officer.post(page_of(batch, "confirm/"), SEEN)
    work_off(batch)

    assert response["Location"] == page_of(batch)
    assert employers() == 2
    assert afresh(batch).state == Import.State.WRITTEN


def test_a_second_decision_is_told_so_and_writes_nothing_twice(officer: Client, county: Node):
    batch = receive(county, a_row(1))
    officer.post(page_of(batch, "confirm/"), SEEN)

    response = officer.post(page_of(batch, "confirm/"), SEEN, follow=True)
    work_off(batch)

    assert "没有重复写入" in text_of(response)
    assert Job.objects.count() == 1
    assert employers() == 1


@pytest.mark.parametrize("seen", [{"day": "2013-06-30"}, {}])
def test_a_decision_about_another_day_is_asked_again(officer: Client, county: Node, seen: dict):
    batch = receive(county, a_row(1))

    response = officer.post(page_of(batch, "confirm/"), seen, follow=True)

    assert "请再看一遍" in text_of(response)
    assert afresh(batch).state == Import.State.READY
    assert Job.objects.count() == 0


def test_what_was_written_meanwhile_is_not_written_again(officer: Client, county: Node):
    first, second = receive(county, a_row(1)), receive(county, a_row(1))
    for batch in (first, second):
        officer.post(page_of(batch, "confirm/"), SEEN)
        work_off(batch)

    assert employers() == 1
    assert "已写入 0 行" in text_of(officer.get(page_of(second)))


# --- while it is written ----------------------------------------------------------------------


def test_the_page_asks_again_until_the_writing_is_over(officer: Client, county: Node):
    batch = receive(county, a_row(1))
    officer.post(page_of(batch, "confirm/"), SEEN)

    page = text_of(officer.get(page_of(batch)))
    running = officer.get(page_of(batch, "progress/"), headers={"HX-Request": "true"})
    work_off(batch)
    over = officer.get(page_of(batch, "progress/"), headers={"HX-Request": "true"})

    assert f'hx-get="{page_of(batch, "progress/")}"' in page
    assert '<meta http-equiv="refresh" content="2">' in page
    assert "正在写入" in text_of(running)
    assert "<html" not in text_of(running)
    assert over.headers["HX-Refresh"] == "true"


def test_progress_without_scripts_is_the_page_itself(officer: Client, county: Node):
    batch = receive(county, a_row(1))

    response = officer.get(page_of(batch, "progress/"))

    assert (response.status_code, response["Location"]) == (302, page_of(batch))


def test_a_writing_that_gave_up_says_what_to_read_out(officer: Client, county: Node):
    batch = receive(county, a_row(1))
    officer.post(page_of(batch, "confirm/"), SEEN)
    let_it_fail(batch)

    page, listed = text_of(officer.get(page_of(batch))), text_of(officer.get(LIST))

    assert "没有写完" in page
    assert "K7-PQ3M" in page
    assert "http-equiv" not in page
    assert "没有写完" in listed


def test_a_writing_that_gave_up_goes_on_when_asked(officer: Client, county: Node):
    batch = receive(county, a_row(1))
    officer.post(page_of(batch, "confirm/"), SEEN)
    let_it_fail(batch)

    officer.post(page_of(batch, "confirm/"))
    work_off(batch)

    assert afresh(batch).state == Import.State.WRITTEN
    assert employers() == 1


# --- afterwards -------------------------------------------------------------------------------


def test_what_was_written_leads_on_and_what_is_left_is_named(officer: Client, county: Node):
    bring_in(county, a_row(1))
    batch = bring_in(county, a_row(1, staff="看不懂"), a_row(2))

    shown = text_of(officer.get(page_of(batch)))

    assert "已写入 1 行" in shown
    assert "还有 1 行没有写" in shown
    assert 'href="/coverage/320925/?on=2013-12-31"' in shown
    assert 'href="/employers/?on=2013-12-31"' in shown
    assert 'href="?show=held"' in shown
    assert "看不懂" in shown


def test_a_faulty_value_of_a_new_employer_stays_unknown(officer: Client, county: Node):
    batch = bring_in(county, a_row(1, code=WRONG_CODE))

    shown = text_of(officer.get(page_of(batch)))

    assert "这一项先空着，其余照写" in shown
    assert list(Employer.objects.everything(because="a test").values_list("name", "code")) == [
        ("建湖县第1纺织有限公司", "")
    ]


# --- the file itself --------------------------------------------------------------------------


def test_the_original_comes_back_byte_for_byte(officer: Client, county: Node):
    content = a_workbook(a_row(1))
    officer.post(LIST, {"file": SimpleUploadedFile("名册.xlsx", content), "node": county.pk})
    batch = Import.objects.everything(because="a test").get()

    response = officer.get(page_of(batch, "original/"))

    assert b"".join(response.streaming_content) == content
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    exported = Entry.objects.get(action="audit.exported")
    assert (exported.subject, exported.details["format"]) == ("list:imports.original", "original")


def test_a_hostile_name_does_no_harm(officer: Client, county: Node):
    name = '../../x"\r\nSet-Cookie: a=b\u202excod<script>.xlsx'
    file = SimpleUploadedFile("a.xlsx", a_workbook(a_row(1)))
    file._name = name

    officer.post(LIST, {"file": file, "node": county.pk})
    batch = Import.objects.everything(because="a test").get()
    response = officer.get(page_of(batch, "original/"))
    list(response.streaming_content)

    assert not re.search(r"[\r\n/\\\u202e]", batch.filename)
    assert "Set-Cookie" not in response.headers
    assert "<script>.xlsx" not in text_of(officer.get(page_of(batch)))


def test_a_lost_original_is_told_and_breaks_nothing(officer: Client, county: Node):
    batch = receive(county, a_row(1))
    path_of(batch.blob.sha256).unlink()

    response = officer.get(page_of(batch, "original/"), follow=True)

    assert response.status_code == 200
    assert "原表不见了" in text_of(response)


# --- the samples ------------------------------------------------------------------------------


def brought(officer: Client, county: Node, name: str):
    file = SimpleUploadedFile(name, (SAMPLES / name).read_bytes())
    return officer.post(LIST, {"file": file, "node": county.pk}, follow=True)


def test_the_sample_register_is_reviewed_from_its_own_day(officer: Client, county: Node):
    shown = text_of(brought(officer, county, "S1_register.xlsx"))

    batch = Import.objects.everything(because="a test").get()
    assert batch.as_of == date(2013, 12, 31)
    assert "可写入 145 行：新增 145 行" in shown
    assert "写入后有投产企业 141 家" in shown
    assert "小计、合计 15 行" in shown
    assert "第 1–50 行，共 145 行" in shown


def test_a_kind_that_no_room_applies_is_named_and_kept(officer: Client, county: Node):
    response = brought(officer, county, "S5_pairings.xlsx")

    page = text_of(response)
    assert ("联手单位名单" in page, "存下了，还没有写入任何内容" in page) == (True, True)
    assert ImportRow.objects.everything(because="a test").exclude(outcome="held").count() == 0
