"""Workers are killed in the middle of their work: nothing is lost, nothing is done twice.

On SQLite, or on the PostgreSQL server that XINGJIA_DATABASE_URL names (in a database made for
the purpose). The worker processes run with `settings.py` beside this file.
"""

import logging
from datetime import datetime
from itertools import pairwise

import pytest

from tests.toolkit.jobs.arena import doubled, kill_often

pytestmark = pytest.mark.slow
log = logging.getLogger(__name__)
KILLS = 50
SLICES = 300


def test_fifty_kills_lose_nothing_and_double_nothing(arena):
    first = arena.start("trial.mark", SLICES)

    jobs = kill_often(arena, first, kills=KILLS, seed=20261120)

    marks = arena.marks()
    cut_short = len(arena.lines()) - len(marks)
    gap = longest_gap(arena)
    log.warning("%d jobs, %d slices cut short, longest gap %.1f s", len(jobs), cut_short, gap)
    assert doubled(marks) == {}
    assert set(marks) == {(job, number) for job in jobs for number in range(SLICES)}
    assert set(arena.states().values()) == {("done", 0)}
    assert gap <= 60
    assert cut_short >= 5  # else the kills missed the slices, and the test proved nothing
    assert arena.ask("SELECT count(*) FROM django_q_task") == [(0,)]


def test_the_check_reports_an_effect_that_does_not_commit_with_the_cursor(arena):
    job = arena.start("trial.mark", SLICES)

    kill_often(arena, job, kills=KILLS, seed=3, enough=lambda: bool(doubled(arena.lines())))

    assert doubled(arena.lines()) != {}
    assert set(arena.lines()) == set(arena.marks())


def longest_gap(arena):
    """Seconds between two slices of the same job, or from asking to its first slice."""
    moments = {}
    begun = arena.ask("SELECT id, created_at FROM jobs_job")
    for job, at in [*begun, *arena.ask("SELECT job, at FROM trial_mark ORDER BY at")]:
        moments.setdefault(str(job), []).append(datetime.fromisoformat(str(at)))
    return max((b - a).total_seconds() for all_ in moments.values() for a, b in pairwise(all_))
