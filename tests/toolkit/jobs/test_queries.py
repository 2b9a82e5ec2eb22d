import pytest

from xingjia.toolkit.jobs import commands, queries
from xingjia.toolkit.jobs.models import Job

pytestmark = pytest.mark.django_db


def make_job(**details):
    job = commands.start("test.shown", payload={}, total=200, asked_by="account:1")
    Job.objects.filter(pk=job.pk).update(**details)
    return job


def test_progress_is_read_afresh():
    job = make_job(cursor=59, state="running")

    shown = queries.progress(job)

    assert (shown.done, shown.total, shown.percent) == (59, 200, 29)
    assert (shown.state, shown.finished, shown.sentence) == ("running", False, "")


def test_progress_of_unknown_length_has_no_percent():
    assert queries.progress(make_job(total=None)).percent is None


def test_a_job_of_no_rows_is_all_or_nothing():
    assert queries.progress(make_job(total=0)).percent == 0


def test_a_waiting_job_last_moved_when_it_was_asked_for():
    job = make_job()

    assert queries.progress(job).moved_at == job.created_at
