"""Large workbooks are kept at once and read in the background, part by part."""

from dataclasses import replace
from io import BytesIO

import pytest

from tests.browsing import signed_in
from tests.factories import BECAUSE, DAY, TESTER
from tests.imports.batches import write
from tests.imports.browsing import LIST, page_of, text_of
from tests.imports.registers import WRONG_CODE, a_file, a_row, a_workbook, jianhu, receive
from xingjia.imports import commands
from xingjia.imports.commands import planning, reading
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries.batches import writing
from xingjia.toolkit.jobs.commands import _try, run_now
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.registry import _kinds

pytestmark = pytest.mark.django_db
ROWS = [a_row(number, code=None) for number in range(1, 8)]


@pytest.fixture
def large(monkeypatch):
    """Every workbook counts as large, and is read in parts of two rows."""
    monkeypatch.setattr(reading, "LARGE", 0)
    monkeypatch.setattr(planning, "MANY", 0)
    for kind in ("imports.read", "imports.plan"):
        monkeypatch.setitem(_kinds, kind, replace(_kinds[kind], size=2))


def job_of(batch: Import) -> Job:
    return Job.objects.get(pk=batch.job_id)


def outcomes(batch: Import) -> list[tuple[int, str, int, list[str]]]:
    rows = ImportRow.objects.everything(because=BECAUSE).filter(batch=batch).order_by("pk")
    return [
        (one.row, one.outcome, len(one.plan["changes"]), [r["code"] for r in one.plan["reasons"]])
        for one in rows
    ]


def another_process() -> None:
    """What a process remembers is gone with it."""
    reading._found.clear()
    planning._planners.clear()


def test_a_large_workbook_is_kept_at_once_and_read_later(large):
    batch = receive(jianhu(), *ROWS)

    assert batch.state == Import.State.READING
    assert outcomes(batch) == []
    assert commands.read_now(batch).state == Import.State.READY
    assert [outcome for _row, outcome, *_ in outcomes(batch)] == ["new"] * 7


def test_it_says_the_same_as_a_small_one(large, monkeypatch):
    node = jianhu()
    rows = [*ROWS, a_row(3, code=None), a_row(9, code=WRONG_CODE), a_row(2, code=None, staff=7)]
    in_parts = commands.read_now(receive(node, *rows))
    monkeypatch.setattr(reading, "LARGE", 10**9)
    monkeypatch.setattr(planning, "MANY", 10**9)

    at_once = receive(node, *rows)
    at_once.refresh_from_db()

    assert outcomes(in_parts) == outcomes(at_once)
    assert in_parts.prospect == at_once.prospect
    assert (in_parts.kind, in_parts.as_of, in_parts.as_of_source, in_parts.tables) == (
        at_once.kind,
        at_once.as_of,
        at_once.as_of_source,
        at_once.tables,
    )


def test_reading_goes_on_in_another_process_where_it_stopped(large):
    node = jianhu()
    rows = [*ROWS, a_row(1, code=None, staff=5)]  # the first again, several parts later
    whole = commands.read_now(receive(node, *rows))
    cut = receive(node, *rows)
    turn = job_of(cut).attempts

    while turn is not None:
        another_process()
        turn = _try(cut.job_id, turn, careful=False, until=None)

    assert outcomes(cut) == outcomes(whole)
    assert outcomes(cut)[-1][1] == "held"


def test_what_writing_would_do_is_known_when_it_is_read(large):
    node = jianhu()
    write(commands.read_now(receive(node, *ROWS[:2])))
    rows = [a_row(1, code=None, staff=7), a_row(2, code=None, operating="否"), *ROWS[2:]]

    batch = commands.read_now(receive(node, *rows))

    register = {"before": 2, "joining": 5, "leaving": 1}
    assert batch.prospect == {"values": 2, "kinds": {"register": register}}
    again = commands.read_now(commands.count_from(TESTER, batch, day=batch.as_of))
    assert again.prospect == batch.prospect


def test_a_part_that_fails_is_done_again_as_if_nothing_had_been(large, monkeypatch):
    node = jianhu()
    whole = commands.read_now(receive(node, *ROWS))
    batch = receive(node, *ROWS)
    turn = _try(batch.job_id, job_of(batch).attempts, careful=False, until=None)
    with monkeypatch.context() as broken:
        broken.setattr(reading.bulk, "store", lambda rows: 1 / 0)
        assert _try(batch.job_id, turn, careful=False, until=None) is None

    run_now(job_of(batch))

    assert job_of(batch).failures == 0
    assert outcomes(batch) == outcomes(whole)


def test_what_cannot_be_read_is_said_on_the_batch(large):
    file = BytesIO(b"PK\x03\x04 no workbook")
    batch = commands.receive(TESTER, jianhu(), stream=file, filename="坏.xlsx", on=DAY)

    batch = commands.read_now(batch)

    assert (batch.state, batch.error["code"]) == (Import.State.FAILED, "not_a_workbook")
    assert job_of(batch).state == Job.State.DONE


def test_many_rows_are_planned_again_in_the_background(large):
    batch = commands.read_now(receive(jianhu(), *ROWS))

    moved = commands.count_from(TESTER, batch, day=DAY.replace(day=1))

    assert moved.state == Import.State.READING
    run_now(job_of(moved))
    moved.refresh_from_db()
    assert (moved.state, moved.as_of.day) == (Import.State.READY, 1)


def test_nothing_is_written_while_it_is_read(large):
    batch = receive(jianhu(), *ROWS)

    with pytest.raises(commands.AlreadyConfirmed):
        commands.confirm(TESTER, batch)

    assert writing(batch).done == 0


def test_what_was_read_in_the_background_is_written_like_any_other(large):
    batch = commands.read_now(receive(jianhu(), *ROWS))

    job = commands.write_now(commands.confirm(TESTER, batch))

    assert job.state == Job.State.DONE
    written = ImportRow.objects.everything(because=BECAUSE).filter(batch=batch)
    assert written.exclude(written_at=None).count() == 7


def test_the_same_bytes_are_read_the_same_way_twice(large):
    node = jianhu()
    first = commands.read_now(receive(node, *ROWS))
    second = commands.read_now(receive(node, *ROWS))

    assert a_workbook(*ROWS) == a_workbook(*ROWS)
    assert outcomes(first) == outcomes(second)


def test_the_page_follows_the_reading_and_then_shows_the_rows(large):
    node = jianhu()
    officer = signed_in("officer", node)
    officer.post(LIST, {"file": a_file(*ROWS), "node": node.pk})
    batch = Import.objects.everything(because=BECAUSE).get()

    waiting = text_of(officer.get(page_of(batch)))
    commands.read_now(batch)
    ready = text_of(officer.get(page_of(batch)))

    assert 'id="job"' in waiting
    assert "表比较大" in waiting
    assert "整行" not in waiting
    assert 'id="job"' not in ready
    assert ready.count("整行") == len(ROWS)


def test_the_page_says_why_a_workbook_could_not_be_read(large):
    node = jianhu()
    file = BytesIO(b"PK\x03\x04 no workbook")
    batch = commands.receive(TESTER, node, stream=file, filename="坏.xlsx", on=DAY)

    commands.read_now(batch)

    shown = text_of(signed_in("officer", node).get(page_of(batch)))
    assert "没有读成，没有写入任何内容。" in shown
    assert "另存为 .xlsx 再传" in shown


def test_a_reading_that_gave_up_goes_on_when_asked(large):
    node = jianhu()
    officer = signed_in("officer", node)
    batch = receive(node, *ROWS)
    Job.objects.filter(pk=batch.job_id).update(
        state=Job.State.FAILED, finished_at=batch.asked_at, failures=5
    )

    shown = text_of(officer.get(page_of(batch)))
    officer.post(page_of(batch, "confirm/"))

    assert "接着读" in shown
    assert job_of(batch).state == Job.State.WAITING
    assert commands.read_now(batch).state == Import.State.READY
