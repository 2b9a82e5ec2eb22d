"""What the sweep wakes, and what it leaves alone."""

import pytest
from django.utils import timezone
from django_q.models import OrmQ

from tests.toolkit.jobs.making import let_time_pass, make_job, make_kind, wake, wakeups
from xingjia.toolkit.jobs import commands, queries
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.rules import FAILURES_ALLOWED

pytestmark = pytest.mark.django_db


def test_the_sweep_leaves_alone_what_still_waits_in_the_queue():
    job = make_job(make_kind())
    before = wakeups()
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())

    assert commands.sweep() == 0
    assert wakeups() == before


def test_the_sweep_replaces_a_wakeup_whose_worker_is_gone():
    job = make_job(make_kind())
    let_time_pass(job)

    assert commands.sweep() == 1
    assert wakeups() == [(str(job.pk), 0, True)]
    assert commands.sweep() == 0


def test_the_sweep_finds_a_job_whose_wakeup_vanished():
    job = make_job(make_kind())
    OrmQ.objects.all().delete()
    let_time_pass(job)

    assert commands.sweep() == 1


def test_the_sweep_finds_a_job_after_the_clock_was_set_back():
    job = make_job(make_kind())
    let_time_pass(job, seconds=-24 * 3600)

    assert commands.sweep() == 1


def test_a_slice_that_kills_its_worker_stops_its_job_in_the_end():
    def vanish(start):
        raise KeyboardInterrupt  # no handler of ours sees it, as with a kill

    job = make_job(make_kind(before=vanish))
    deaths = 0
    while queue := wakeups():
        with pytest.raises(KeyboardInterrupt):
            wake(queue[0])
        deaths += 1
        let_time_pass(job)
        commands.sweep()
        if deaths > FAILURES_ALLOWED:
            wake(wakeups()[0])

    job.refresh_from_db()
    assert deaths == FAILURES_ALLOWED + 1
    assert (job.state, job.error_class) == ("failed", "WorkerLost")
    assert job.error_code
    assert "多次中断" in queries.progress(job).sentence
