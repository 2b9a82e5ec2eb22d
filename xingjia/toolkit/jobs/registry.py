"""Which function does the slices of which kind of job."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules

from xingjia.toolkit.jobs.models import Job

# Does rows `start` to `stop` (exclusive) of a job. Returns nothing, or, where the rows ran out
# before `stop`, the row at which there was nothing left; that ends the job.
Handler = Callable[[Job, int, int], int | None]


class GiveUp(Exception):
    """Raise it in a slice that would fail the same way every time: the job stops at once."""


class UnknownKind(GiveUp):
    """No function is registered for this kind of job, for instance after a downgrade."""


@dataclass(frozen=True)
class Slices:
    """What is known about one kind of job; `size` is rows per slice."""

    handler: Handler
    size: int
    prepare: Callable[[Job], None] | None = None


_kinds: dict[str, Slices] = {}


def slices(
    kind: str, *, size: int, prepare: Callable[[Job], None] | None = None
) -> Callable[[Handler], Handler]:
    """Register a function in an app's `commands.py` as the one that does jobs of this kind.

    It runs inside a transaction that also moves the cursor, so its changes of rows count exactly
    once. Anything it does outside the database may happen again after a crash. A slice should
    take about a second (SQLite has one writer), and must take less than 40 s. A job of
    0 rows gets one call with `start == stop == 0`, so a closing step always runs.

    `prepare` is called before each slice, outside of its transaction: what takes seconds and
    holds for the whole job, such as reading a file, is done there once a process and kept in its
    memory. Such a job stays with the process that prepared it for as long as it may.
    """

    def register(handler: Handler) -> Handler:
        if kind in _kinds:
            raise ValueError(f"Two functions want the jobs of kind {kind}.")
        _kinds[kind] = Slices(handler, size, prepare)
        return handler

    return register


def slices_of(kind: str) -> Slices:
    """Return what is registered for a kind. Raises `UnknownKind`."""
    if kind not in _kinds:
        autodiscover_modules("commands")
    try:
        return _kinds[kind]
    except KeyError:
        raise UnknownKind(f"No function is registered for jobs of kind {kind}.") from None
