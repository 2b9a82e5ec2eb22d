"""A job that is being prepared says that its process lives, however long it takes.

Preparing holds no row: a file may be read for minutes on a machine with much else to do, and the
sweep would take its process for gone. Who is really gone is missed within `PREPARING`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import DatabaseError, connections
from django.db.models import QuerySet
from django.utils import timezone

from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.rules import PREPARING


@contextmanager
def kept_from_the_sweep(mine: QuerySet[Job]) -> Iterator[None]:
    """Put off, again and again, the moment from which the sweep looks at a job."""
    over = Event()

    def tell() -> None:
        try:
            while not over.wait(PREPARING.total_seconds() / 3):
                _put_off(mine)
        finally:
            connections.close_all()

    _put_off(mine)
    teller = Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


def _put_off(mine: QuerySet[Job]) -> None:
    try:
        mine.update(due_at=timezone.now() + PREPARING)
    except DatabaseError:
        return  # busy: the next time
