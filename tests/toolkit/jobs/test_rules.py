from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from xingjia.toolkit.jobs.rules import LONGEST_WAIT, backoff, is_over, slice_end


@given(st.integers(0, 500), st.integers(1, 60))
def test_the_slices_of_a_job_cover_every_row_once(total, size):
    done, cursor, over = [], 0, False
    while not over:
        stop = slice_end(cursor, size, total)
        done += range(cursor, stop)
        over, cursor = is_over(stop, stop, total), stop

    assert done == list(range(total))


@given(st.integers(0, 500), st.integers(1, 60))
def test_a_job_of_unknown_length_ends_where_the_rows_run_out(rows, size):
    done, cursor, over = [], 0, False
    while not over:
        stop = slice_end(cursor, size, None)
        reached = min(stop, rows)
        done += range(cursor, reached)
        over, cursor = is_over(reached, stop, None), reached

    assert done == list(range(rows))


def test_waits_double_up_to_five_minutes():
    waits = [backoff(failures) for failures in (1, 2, 3, 8, 9, 1000)]

    assert waits == [timedelta(seconds=s) for s in (2, 4, 8, 256, 300, 300)]
    assert waits[-1] == LONGEST_WAIT
