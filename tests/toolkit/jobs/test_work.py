"""The `work` command as a process: starting, stopping, and what dies beside it."""

import os
import signal

import pytest

from tests.toolkit.jobs.arena import Worker, doubled, until

pytestmark = pytest.mark.slow


def started(arena):
    worker = Worker(arena)
    worker.wait_ready()
    return worker


@pytest.mark.parametrize(
    "stop",
    [
        lambda worker: worker.tell(signal.SIGTERM),
        lambda worker: worker.tell_group(signal.SIGINT),
        lambda worker: worker.tell_group(signal.SIGTERM),
    ],
    ids=["asked", "control-c", "whole group asked"],
)
def test_it_stops_in_the_middle_of_a_job_and_another_goes_on(arena, stop):
    worker = started(arena)
    job = arena.start("trial.mark", 100)
    until(lambda: len(arena.marks()) > 5, seconds=20)

    stop(worker)

    until(lambda: not worker.alive(), seconds=15)
    assert worker.process.wait(5) == 0
    assert worker.log.read_text().splitlines() == ["Background work is ready: 2 at a time."]
    done = len(arena.marks())
    assert done < 100
    Worker(arena)
    until(lambda: arena.states()[job] == ("done", 0), seconds=60)
    assert doubled(arena.marks()) == {}
    assert len(arena.marks()) == 100


def test_nothing_is_left_running_when_the_command_alone_is_killed(arena):
    worker = started(arena)
    assert len(worker.alive()) == 6  # the command, its sentinel, 2 workers, pusher, monitor

    worker.tell(signal.SIGKILL)

    until(lambda: not worker.alive(), seconds=5)


def test_a_slice_that_kills_its_process_fails_and_other_jobs_go_on(arena):
    started(arena)
    bad = arena.start("trial.die", 3)
    good = arena.start("trial.mark", 100)

    until(lambda: arena.states()[good] == ("done", 0), seconds=30)
    until(lambda: arena.states()[bad][0] == "failed", seconds=90)

    assert arena.ask("SELECT error_class FROM jobs_job WHERE kind = 'trial.die'") == [
        ("WorkerLost",)
    ]


def test_a_slow_slice_is_not_taken_for_a_dead_one(arena):
    started(arena)
    started(arena)

    job = arena.start("trial.wait", 2, '{"seconds": 8}')

    until(lambda: arena.states()[job] == ("done", 0), seconds=60)
    assert arena.ask("SELECT attempts FROM jobs_job") == [(2,)]
    assert sorted(number for _, number in arena.marks()) == [0, 1]


def test_workers_that_hang_are_replaced(arena):
    worker = started(arena)
    sentinel = worker.alive()[1]
    for idle in children(sentinel)[:2]:
        # A process killed while it waits for work keeps the lock that the others wait for.
        os.kill(idle, signal.SIGKILL)
        until(lambda: len(worker.alive()) == 6, seconds=5)
    job = arena.start("trial.mark", 10)

    until(lambda: arena.states()[job] == ("done", 0), seconds=120)

    assert "stopped working; starting new ones" in worker.log.read_text()
    assert len(worker.alive()) == 6


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as listed:
        return sorted(int(child) for child in listed.read().split())
