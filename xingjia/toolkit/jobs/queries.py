"""What is to be seen of background jobs."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.rules import LONGEST_WAIT


@dataclass(frozen=True)
class Progress:
    """How far a job is: rows done of `total` (None = not known), and why it stopped, if it did."""

    done: int
    total: int | None
    state: str
    failures: int
    moved_at: datetime
    sentence: str
    support_code: str

    @property
    def finished(self) -> bool:
        """True when nothing more will happen by itself."""
        return self.state not in Job.UNFINISHED

    @property
    def percent(self) -> int | None:
        """Whole percent done, rounded down; None while the total is not known."""
        if self.total is None:
            return None
        return 100 * self.done // self.total if self.total else 100 * self.finished


def progress(job: Job) -> Progress:
    """Return how far a job is now, read afresh."""
    job = Job.objects.get(pk=job.pk)
    return Progress(
        done=job.cursor,
        total=job.total,
        state=job.state,
        failures=job.failures,
        moved_at=job.heartbeat or job.created_at,
        sentence=_why_stopped(job) if job.state == Job.State.FAILED else "",
        support_code=job.error_code,
    )


def failed() -> QuerySet[Job]:
    """Return the jobs that were stopped and wait for a person, the latest first."""
    return Job.objects.filter(state=Job.State.FAILED).order_by("-finished_at")


def due(now: datetime) -> QuerySet[Job]:
    """Return unfinished jobs that the sweep must look at.

    A time too far ahead to be ours means that a clock was set back: look at once.
    """
    late = Q(due_at__lte=now) | Q(due_at__gt=now + 2 * LONGEST_WAIT)
    return Job.objects.filter(late, state__in=Job.UNFINISHED).order_by("due_at")


def _why_stopped(job: Job) -> str:
    if job.error_class == "UnknownKind":
        return _("系统里没有处理这类任务的程序，可能版本不一致。请联系管理员。")
    if job.error_class == "WorkerLost":
        return _("处理程序在同一处多次中断，任务已停止，已处理的部分有效。请联系管理员。")
    return _("处理到同一处多次出错，任务已停止，已处理的部分有效。请把支持码告诉管理员。")
