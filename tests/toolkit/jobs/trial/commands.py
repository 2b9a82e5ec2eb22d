"""The functions that do the trial's jobs."""

import os
import signal
from random import uniform
from time import sleep

from django.conf import settings

from tests.toolkit.jobs.trial.models import Mark
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.registry import slices


@slices("trial.mark", size=1)
def mark(job: Job, start: int, stop: int) -> None:
    """Leave one row, in the transaction that moves the cursor; and a line outside of it.

    The row is how a slice should act. The line is the fault the library must make visible: it
    is durable before the cursor is, so a kill in between leaves it twice.
    """
    Mark.objects.create(job=job.pk, number=start)
    with (settings.HOME / "outside.txt").open("a") as lines:
        lines.write(f"{job.pk} {start}\n")
    sleep(uniform(0.02, 0.05))  # noqa: S311


@slices("trial.wait", size=1)
def wait(job: Job, start: int, stop: int) -> None:
    """Take as many seconds as the payload says."""
    sleep(job.payload["seconds"])
    Mark.objects.create(job=job.pk, number=start)


@slices("trial.die", size=1)
def die(job: Job, start: int, stop: int) -> None:
    """Kill the process, as a fault in a library written in C would."""
    os.kill(os.getpid(), signal.SIGKILL)
