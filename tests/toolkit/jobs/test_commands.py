"""Jobs inside one process; `test_kill.py` and `test_work.py` use real worker processes."""

import json

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.toolkit.jobs.making import (
    Broken,
    effects,
    fail_at,
    let_time_pass,
    make_job,
    make_kind,
    wake,
    wakeups,
)
from xingjia.toolkit.jobs import commands, queries
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.registry import GiveUp, Slices, _kinds
from xingjia.toolkit.jobs.rules import FAILURES_ALLOWED

pytestmark = pytest.mark.django_db


def test_a_worker_does_every_row_once():
    kind = make_kind()
    job = make_job(kind)

    wake(wakeups()[0])

    job.refresh_from_db()
    assert effects(kind) == [0, 2, 4, 6]
    assert (job.state, job.cursor, job.attempts) == ("done", 7, 4)
    assert wakeups() == []


def test_run_now_does_the_same_in_this_process():
    kind = make_kind()

    job = commands.run_now(make_job(kind))

    assert effects(kind) == [0, 2, 4, 6]
    assert job.state == "done"
    assert wakeups() == []


def test_a_second_delivery_of_a_wakeup_does_nothing():
    kind = make_kind()
    make_job(kind)
    first = wakeups()[0]

    wake(first)
    wake(first)

    assert effects(kind) == [0, 2, 4, 6]


def test_a_stale_wakeup_does_nothing_while_the_job_is_in_the_middle(monkeypatch):
    monkeypatch.setattr(commands, "BUDGET", 0)
    kind = make_kind()
    job = make_job(kind)
    stale = wakeups()[0]

    wake(stale)
    wake(stale)

    job.refresh_from_db()
    assert effects(kind) == [0]
    assert (job.state, job.cursor) == ("running", 2)
    assert wakeups() == [(str(job.pk), 1, False)]


def test_a_job_gives_way_to_others_when_its_time_is_up(monkeypatch):
    monkeypatch.setattr(commands, "BUDGET", 0)
    one, two = make_job(make_kind(), total=4), make_job(make_kind(), total=4)
    order = []
    while queue := wakeups():
        order.append(queue[0][0])
        wake(queue[0])

    assert order == [str(one.pk), str(two.pk)] * 2


def test_an_asking_that_is_rolled_back_leaves_neither_job_nor_wakeup():
    def ask_and_fail():
        with transaction.atomic():
            make_job(make_kind())
            raise Broken

    with pytest.raises(Broken):
        ask_and_fail()

    assert not Job.objects.exists()
    assert wakeups() == []


def test_a_failing_slice_leaves_nothing_and_is_tried_again_later():
    kind = make_kind(after=fail_at(2, times=1))
    job = make_job(kind)
    wake(wakeups()[0])
    job.refresh_from_db()
    assert (effects(kind), job.cursor, job.failures) == ([0], 2, 1)
    assert wakeups() == []
    assert job.due_at > timezone.now()

    let_time_pass(job)
    commands.sweep()
    wake(wakeups()[0])

    job.refresh_from_db()
    assert effects(kind) == [0, 2, 4, 6]
    assert (job.state, job.failures, job.error_class, job.error_code) == ("done", 0, "", "")


def test_a_slice_that_fails_again_and_again_stops_its_job_and_no_other():
    bad, good = make_kind(after=fail_at(2)), make_kind()
    job, other = make_job(bad), make_job(good)

    for _ in range(FAILURES_ALLOWED):
        for wakeup in wakeups():
            wake(wakeup)
        let_time_pass(job)
        commands.sweep()

    job.refresh_from_db()
    assert (effects(bad), job.cursor) == ([0], 2)
    assert (job.state, job.failures, job.error_class) == ("failed", 5, "Broken")
    assert list(queries.failed()) == [job]
    assert wakeups() == []
    assert commands.run_now(other).state == "done"


def test_run_now_gives_up_after_as_many_failures():
    kind = make_kind(before=fail_at(2))

    job = commands.run_now(make_job(kind))

    assert (job.state, job.failures, job.cursor) == ("failed", 5, 2)


def test_a_failed_job_keeps_class_and_code_and_nothing_of_the_message(tmp_path, caplog):
    job = commands.run_now(make_job(make_kind(before=fail_at(0))))

    kept = json.loads((tmp_path / "incidents" / f"{job.error_code}.json").read_text())
    assert kept["where"] == f"jobs:{job.pk}"
    everything = "".join(
        [caplog.text, str(Job.objects.filter(pk=job.pk).values()), str(queries.progress(job))]
        + [file.read_text() for file in (tmp_path / "incidents").iterdir()]
    )
    assert job.error_code in everything
    assert "王小明" not in everything
    assert "13800000000" not in everything


def test_a_hopeless_slice_stops_at_once():
    job = commands.run_now(make_job(make_kind(before=fail_at(0, error=GiveUp))))

    assert (job.state, job.attempts, job.error_class) == ("failed", 1, "GiveUp")


def test_an_unknown_kind_fails_with_a_sentence():
    job = make_job("imports.no_longer_there")

    wake(wakeups()[0])

    shown = queries.progress(job)
    assert (shown.state, shown.done) == ("failed", 0)
    assert shown.sentence.startswith("系统里没有处理这类任务的程序")
    assert wakeups() == []


def test_a_failed_job_goes_on_where_it_stopped():
    kind = make_kind(before=fail_at(2, times=FAILURES_ALLOWED))
    job = commands.run_now(make_job(kind))
    assert job.state == "failed"

    again = commands.retry(job)

    assert (again.state, again.failures, again.error_code) == ("waiting", 0, "")
    wake(wakeups()[0])
    assert effects(kind) == [0, 2, 4, 6]


def test_retrying_twice_wakes_once():
    job = commands.run_now(make_job(make_kind(before=fail_at(2))))

    commands.retry(job)
    commands.retry(job)

    assert len(wakeups()) == 1


def test_retrying_a_job_that_is_done_changes_nothing():
    job = commands.run_now(make_job(make_kind()))

    assert commands.retry(job).state == "done"
    assert wakeups() == []


def test_a_job_of_no_rows_gets_its_closing_step():
    kind = make_kind()

    job = commands.run_now(make_job(kind, total=0))

    assert effects(kind) == [0]
    assert (job.state, job.cursor) == ("done", 0)


def test_a_job_of_unknown_length_ends_when_the_rows_run_out():
    kind = make_kind(rows=5)

    job = commands.run_now(make_job(kind, total=None))

    assert effects(kind) == [0, 2, 4]
    assert (job.state, job.cursor, job.total) == ("done", 5, 5)


@pytest.mark.django_db(transaction=True)
def test_a_fault_after_the_commit_neither_undoes_nor_repeats_the_slice():
    kind = make_kind(after=lambda start: transaction.on_commit(lambda: fail_at(2)(start)))
    job = make_job(kind)

    wake(wakeups()[0])
    let_time_pass(job)
    commands.sweep()
    wake(wakeups()[0])

    job.refresh_from_db()
    assert effects(kind) == [0, 2, 4, 6]
    assert (job.state, job.failures) == ("done", 0)


def test_what_has_to_be_prepared_is_prepared_before_each_slice_outside_its_transaction(
    monkeypatch,
):
    seen = []

    def prepare(job):
        seen.append(("prepared", job.cursor, len(connection.savepoint_ids)))

    def handle(job, begin, end):
        seen.append(("done", begin, len(connection.savepoint_ids)))

    monkeypatch.setitem(_kinds, "trial.prepared", Slices(handle, 2, prepare))
    job = commands.start("trial.prepared", payload={}, total=4, asked_by="system:test")

    assert commands.run_now(job).state == Job.State.DONE

    outside, inside = seen[0][2], seen[1][2]
    assert inside == outside + 1
    assert [one[:2] for one in seen] == [
        ("prepared", 0),
        ("done", 0),
        ("prepared", 2),
        ("done", 2),
    ]


def test_a_slice_that_cannot_be_prepared_counts_as_failed(monkeypatch):
    def prepare(job):
        raise OSError("no such file")

    monkeypatch.setitem(_kinds, "trial.prepared", Slices(lambda *_: None, 2, prepare))
    job = commands.start("trial.prepared", payload={}, total=4, asked_by="system:test")

    commands.run_slice(str(job.pk), job.attempts)

    job.refresh_from_db()
    assert (job.cursor, job.failures, job.error_class) == (0, 1, "OSError")
