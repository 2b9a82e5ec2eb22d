"""Decisions about background jobs: where a slice ends, how long to wait, when to give up."""

from datetime import timedelta

# Tries of one slice that may fail before the whole job is stopped for a person to see.
FAILURES_ALLOWED = 5

# A job nobody has moved for this long is looked at by the sweep. A slice that is merely slow
# still holds its row, so the sweep passes it by; the figure can be small.
SILENCE = timedelta(seconds=3)

# Seconds one wake-up works on a job before it lets others have their turn.
BUDGET = 1.0

# Seconds a job that had to be prepared stays with its process, and how long one that is being
# prepared may say nothing.
STAY = 60.0
PREPARING = timedelta(seconds=90)

LONGEST_WAIT = timedelta(minutes=5)


def slice_end(cursor: int, size: int, total: int | None) -> int:
    """Return the row before which the slice that starts at `cursor` stops."""
    end = cursor + size
    return end if total is None else min(end, total)


def is_over(reached: int, stop: int, total: int | None) -> bool:
    """True when nothing is left: the slice ran out of rows, or the last row is behind us."""
    return reached < stop or (total is not None and reached >= total)


def backoff(failures: int) -> timedelta:
    """Return the wait after so many failures of one slice: 2, 4, 8 s and so on to 5 minutes."""
    return min(timedelta(seconds=2 ** min(failures, 20)), LONGEST_WAIT)
