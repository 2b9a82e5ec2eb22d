"""The processes that do background jobs: django-q2's cluster, and the sweep beside it."""

import ctypes
import logging
import os
import signal
import sys
from collections.abc import Callable
from threading import Thread
from time import monotonic, sleep
from types import FrameType

from django.db import Error, close_old_connections, connections
from django_q.cluster import Cluster
from django_q.conf import Conf

from xingjia.toolkit.jobs import broker, commands

log = logging.getLogger(__name__)

SWEEP_EVERY = 1.0  # seconds
GRACE = 5.0  # seconds beyond the longest slice until nothing moving means stuck
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def work(announce: Callable[[str], None]) -> None:
    """Do jobs until SIGTERM or SIGINT, then end with no process left behind.

    Calls `announce` once when ready. A second signal ends at once; no work is lost by that.
    """
    _quieten()
    _die_with_parent()
    told = _Told()
    cluster = _start(told)
    if not told.to_stop:
        announce(f"Background work is ready: {Conf.WORKERS} at a time.")
    queue = _Watch()
    while not told.to_stop:
        if not cluster.sentinel.is_alive() or queue.stands_still():
            log.warning("The worker processes stopped working; starting new ones.")
            _kill(cluster)
            cluster, queue = _start(told), _Watch()
        sleep(SWEEP_EVERY)
    _end(cluster)


class _Told:
    """A signal handler that remembers."""

    to_stop = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if self.to_stop:
            os._exit(128 + number)
        self.to_stop = True


class _Watch:
    """Sweeps, and notices when nobody takes from the queue any more.

    That happens: a process killed while it waits for work keeps the lock of django-q2's inner
    queue, and the others wait for ever.
    """

    def __init__(self) -> None:
        self.oldest: int | None = None
        self.since = monotonic()

    def stands_still(self) -> bool:
        """Sweep once. True when the oldest wake-up was left lying longer than any slice takes."""
        close_old_connections()
        try:
            commands.sweep()
            oldest = broker.oldest_untaken()
        except Error as error:
            log.warning("The database is not to be had: %s", type(error).__name__)
            oldest = None
        if oldest is None or oldest != self.oldest:
            self.oldest, self.since = oldest, monotonic()
        return monotonic() - self.since > _longest() and oldest is not None


def _longest() -> float:
    return float(Conf.TIMEOUT) + GRACE


def _start(told: _Told) -> Cluster:
    cluster = Cluster()
    for number in (signal.SIGTERM, signal.SIGINT):  # instead of django-q2's, just set
        signal.signal(number, told)
    # Careful: a database connection must not be shared with the processes forked here.
    connections.close_all()
    cluster.start()
    return cluster


def _end(cluster: Cluster) -> None:
    # In a thread, because stopping waits for ever when a process died at a bad moment.
    asking = Thread(target=cluster.stop, daemon=True)
    asking.start()
    asking.join(_longest())
    _kill(cluster)
    connections.close_all()


def _kill(cluster: Cluster) -> None:
    if cluster.sentinel.is_alive():
        cluster.sentinel.kill()
    cluster.sentinel.join()


def _die_with_parent() -> None:
    """On Linux: have the kernel kill each process forked from here on when its parent dies.

    Otherwise workers would go on, unwatched and with old code, after a kill of this process.
    """
    if sys.platform == "linux":
        prctl = ctypes.CDLL(None).prctl
        os.register_at_fork(after_in_child=lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGKILL))


def _quieten() -> None:
    """SECURITY: django-q2 prints exceptions with their values; leave only deaths of processes."""
    logging.getLogger("django-q").setLevel(logging.CRITICAL)
