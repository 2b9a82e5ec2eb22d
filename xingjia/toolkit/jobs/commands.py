"""Starting, doing and mending background jobs.

The rows a slice changes, the cursor and the next wake-up commit in one transaction. The queue
only wakes: a wake-up may get lost or come twice, and nothing is lost or done twice by that.
"""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from uuid import UUID

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django_q.exceptions import TimeoutException

from xingjia.toolkit.jobs import broker, queries
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.preparing import kept_from_the_sweep
from xingjia.toolkit.jobs.registry import GiveUp, slices_of
from xingjia.toolkit.jobs.rules import (
    BUDGET,
    FAILURES_ALLOWED,
    SILENCE,
    STAY,
    backoff,
    is_over,
    slice_end,
)
from xingjia.toolkit.support.incidents import keep

log = logging.getLogger(__name__)

SWEPT_AT_ONCE = 100
PAUSE = 0.02  # seconds between slices that lets other writers in where only one may write
_MOVED = ("cursor", "total", "wakeup", "due_at", "heartbeat", "started_at", "finished_at")
_JUDGED = ("state", "attempts", "failures", "error_class", "error_code")


class WorkerLost(Exception):
    """The process that worked on a slice ended without a word, every time."""


class SliceFailed(Exception):
    """The function for this kind of job raised; `__cause__` says what."""


@transaction.atomic
def start(kind: str, *, payload: dict[str, object], total: int | None, asked_by: str) -> Job:
    """Ask for a job. In the caller's transaction: it exists if, and only if, that commits.

    `payload` holds ids, never personal text; `total` is its number of rows, None if not known.
    """
    job = Job(kind=kind, payload=payload, total=total, asked_by=asked_by)
    _wake(job)
    job.save(force_insert=True)
    return job


@transaction.atomic
def retry(job: Job) -> Job:
    """Let a failed job go on from the slice at which it stopped. Any other job stays as it is."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state == Job.State.FAILED:
        job.state = Job.State.WAITING
        job.failures, job.error_class, job.error_code = 0, "", ""
        job.finished_at = None
        job.attempts += 1
        _wake(job)
        _save(job)
    return job


def run_now(job: Job) -> Job:
    """Do a job in this process until it is done or failed, and return it.

    A worker may take part; the fence keeps the two apart. Raises `OperationalError` when the
    database is not to be had; the job then stays in the queue.
    """
    careful = False
    job = Job.objects.get(pk=job.pk)
    while job.state in Job.UNFINISHED:
        before = job.attempts
        _try(job.pk, before, careful=careful, until=None)
        job.refresh_from_db()
        careful = job.attempts == before
        if careful:
            sleep(PAUSE)
    return job


def run_slice(job_id: str, attempt: int, *, careful: bool = False) -> None:
    """Work on a job for about a second; the function that the queue calls.

    `attempt` is the try this wake-up was made for: if it is past, nothing happens. Never raises,
    because the queue would keep and print the message, which may hold personal text.
    """
    until = monotonic() + BUDGET
    turn: int | None = attempt
    try:
        with translation.override(settings.LANGUAGE_CODE):
            while turn is not None:
                turn = _try(UUID(job_id), turn, careful=careful, until=until)
                careful = False
                if turn is not None and not connection.features.has_select_for_update:
                    sleep(PAUSE)
    except (OperationalError, InterfaceError) as error:
        # The database was busy or away. Nothing is noted; the sweep will come back to the job.
        log.warning("Job %s: %s, left to the sweep", job_id, type(error).__name__)


def sweep() -> int:
    """Wake the jobs that are due: after a failure, or because their worker is gone.

    Returns how many. Costs one read when nothing is due; a row that is locked is being worked on.
    """
    now = timezone.now()
    if not queries.due(now).exists():
        return 0
    woken = 0
    with transaction.atomic():
        jobs = list(_unlocked(queries.due(now))[:SWEPT_AT_ONCE])
        queued = broker.untaken(job.wakeup for job in jobs)
        for job in jobs:
            if job.wakeup in queued:
                job.due_at = now + SILENCE
            else:
                _wake(job, careful=True)
                woken += 1
            job.save(update_fields=["wakeup", "due_at"])
    return woken


def _try(job_id: UUID, attempt: int, *, careful: bool, until: float | None) -> int | None:
    """Try one slice. Returns the next try if this process should go on with it.

    A careful try is counted as failed before it begins, so that a slice which kills its
    process is stopped in the end like one that raises.
    """
    if careful:
        counted = _count(job_id, attempt)
        if counted is None:
            return None
        attempt = counted
    try:
        stay = _prepare(job_id, attempt)
        return _advance(job_id, attempt, until and until + stay)
    except (OperationalError, InterfaceError):
        raise
    except (Exception, TimeoutException) as error:
        _note_failure(job_id, attempt, error, counted=careful)
        return None


def _prepare(job_id: UUID, attempt: int) -> float:
    """Let the kind of job prepare itself, if it has to; how many seconds longer it then stays."""
    mine = Job.objects.filter(pk=job_id, attempts=attempt, state__in=Job.UNFINISHED)
    job = mine.first()
    try:
        prepare = slices_of(job.kind).prepare if job else None
        if job is None or prepare is None:
            return 0.0
        with kept_from_the_sweep(mine), _undisturbed():
            prepare(job)
    except (Exception, TimeoutException) as error:
        raise SliceFailed from error
    return STAY


def _advance(job_id: UUID, attempt: int, until: float | None) -> int | None:
    with transaction.atomic():
        job = _locked(job_id, attempt)
        if job is None:
            return None
        stop, reached = _do(job)

        now = timezone.now()
        job.cursor, job.heartbeat, job.started_at = reached, now, job.started_at or now
        job.attempts += 1
        job.failures, job.error_class, job.error_code = 0, "", ""
        job.state = Job.State.RUNNING
        job.due_at = now + SILENCE
        over = is_over(reached, stop, job.total)
        yielding = until is not None and monotonic() >= until
        if over:
            job.total = reached
            _finish(job, Job.State.DONE)
        elif yielding:
            _wake(job)
        _save(job)
    return None if over or yielding else job.attempts


def _do(job: Job) -> tuple[int, int]:
    """Call the function for this kind of job; return where it should stop and where it did."""
    try:
        known = slices_of(job.kind)
        stop = slice_end(job.cursor, known.size, job.total)
        with _undisturbed():
            reached = known.handler(job, job.cursor, stop)
    except (Exception, TimeoutException) as error:
        # Told apart from a database that cannot begin or commit, which is nobody's fault.
        raise SliceFailed from error
    return stop, stop if reached is None else reached


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without looking for garbage in cycles meanwhile: a slice makes hundreds of thousands of
    objects that live to its end, and going through them again and again is a tenth of its time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _count(job_id: UUID, attempt: int) -> int | None:
    with transaction.atomic():
        job = _locked(job_id, attempt)
        if job is None:
            return None
        job.attempts += 1
        job.error_class = job.error_class or WorkerLost.__name__
        if job.failures >= FAILURES_ALLOWED:
            job.error_code = job.error_code or keep(WorkerLost(), f"jobs:{job_id}")
            _finish(job, Job.State.FAILED)
        else:
            job.failures += 1
            job.due_at = timezone.now() + SILENCE
        _save(job)
    return job.attempts if job.state in Job.UNFINISHED else None


def _note_failure(job_id: UUID, attempt: int, error: BaseException, *, counted: bool) -> None:
    cause = error.__cause__ if isinstance(error, SliceFailed) and error.__cause__ else error
    code = keep(cause, f"jobs:{job_id}")
    with transaction.atomic():
        job = _locked(job_id, attempt)
        if job is None:  # the slice had committed: what failed came after it
            return
        job.attempts += 1
        job.failures += not counted
        job.error_class = type(cause).__name__
        job.error_code = code
        job.heartbeat = timezone.now()
        if isinstance(cause, GiveUp) or job.failures >= FAILURES_ALLOWED:
            _finish(job, Job.State.FAILED)
        else:
            _put_off(job)
        _save(job)


def _locked(job_id: UUID, attempt: int) -> Job | None:
    """Return the job for this try alone: None if the try is past or somebody is at it."""
    wanted = Job.objects.filter(pk=job_id, attempts=attempt, state__in=Job.UNFINISHED)
    return _unlocked(wanted).first()


def _unlocked(jobs: QuerySet[Job]) -> QuerySet[Job]:
    # SQLite ignores this: there the transaction itself is the lock.
    skip = connection.features.has_select_for_update_skip_locked
    return jobs.select_for_update(skip_locked=skip)


def _wake(job: Job, *, careful: bool = False) -> None:
    broker.drop(job.wakeup)
    entry = f"{run_slice.__module__}.{run_slice.__name__}"
    job.wakeup = broker.put(entry, str(job.pk), job.attempts, careful=careful)
    job.due_at = timezone.now() + SILENCE


def _put_off(job: Job) -> None:
    broker.drop(job.wakeup)
    job.wakeup = None
    job.due_at = timezone.now() + backoff(job.failures)


def _finish(job: Job, state: Job.State) -> None:
    broker.drop(job.wakeup)
    job.wakeup = None
    job.state = state
    job.finished_at = timezone.now()


def _save(job: Job) -> None:
    job.save(update_fields=[*_MOVED, *_JUDGED])
