"""What the tests of jobs inside one process are made of."""

from datetime import timedelta
from itertools import count

from django.utils import timezone
from django_q.models import OrmQ
from django_q.signing import SignedPackage

from xingjia.toolkit.jobs import commands
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.registry import slices

numbers = count()


class Broken(Exception):
    pass


def make_kind(*, size=2, before=None, after=None, rows=None):
    """Register a kind whose slices leave one row each; `before`/`after` may raise."""
    kind = f"test.{next(numbers)}"

    @slices(kind, size=size)
    def leave(job, start, stop):
        if before:
            before(start)
        Job.objects.create(
            kind=f"effect of {kind}", cursor=start, state="done", finished_at=timezone.now()
        )
        if after:
            after(start)
        return None if rows is None else min(stop, rows)

    return kind


def effects(kind):
    """Where the slices began whose rows are there."""
    found = Job.objects.filter(kind=f"effect of {kind}")
    return sorted(found.values_list("cursor", flat=True))


def fail_at(row, *, times=1_000, error=Broken):
    left = [times]

    def fail(start):
        if start == row and left[0]:
            left[0] -= 1
            raise error("王小明 13800000000")

    return fail


def make_job(kind, *, total=7):
    return commands.start(kind, payload={"batch": 3}, total=total, asked_by="account:1")


def wakeups():
    """What a worker would be called with, in the order of the queue."""
    tasks = [SignedPackage.loads(entry.payload) for entry in OrmQ.objects.order_by("pk")]
    return [(*task["args"], task["kwargs"]["careful"]) for task in tasks]


def wake(wakeup):
    """Be the worker that took a wake-up."""
    job_id, attempt, careful = wakeup
    commands.run_slice(job_id, attempt, careful=careful)


def let_time_pass(job, seconds=600):
    """Move a job's due moment back, and its wake-up as if a worker had taken it."""
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now() - timedelta(seconds=seconds))
    OrmQ.objects.update(lock=timezone.now() + timedelta(seconds=50))
