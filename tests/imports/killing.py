"""Imports whose writer is killed again and again: `python -m tests.imports.killing KILLS ROUNDS`.

The parent loads the platform and opens no database; whoever works is a fork of it, so that a kill
costs milliseconds. A round brings in a register of which half is known and changed, and its
writer is killed at random moments until it gets to the end. Prints what was seen as JSON, and
what stood there after each round. With
0 kills the rounds are the same and nobody is killed. XINGJIA_HARM=apart does what must never be.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

LONGEST = 0.25  # seconds until a kill
SEED = 20261129


def main(kills: int, rounds: int) -> None:
    """Go through rounds until there were so many kills, or through so many rounds."""
    dice = random.Random(SEED)  # noqa: S311
    forks = import_module("tests.imports.killed")  # after the platform is set up
    in_fork(forks.lay)
    done, number, states = 0, 0, []
    while number < rounds or done < kills:
        job = in_fork(lambda n=number: forks.bring(n))
        done += write_and_kill(lambda job=job: forks.write(job), dice if kills else None)
        number += 1
        states.append(in_fork(forks.state))
    begun = len(forks.outside().read_text().splitlines())
    cut_short = begun - number * forks.ROWS // forks.SLICE
    told = {"kills": done, "rounds": number, "cut_short": cut_short, "states": states}
    sys.stdout.write(json.dumps(told) + "\n")


def write_and_kill(write: Callable[[], None], dice: random.Random | None) -> int:
    """Let a job be written; how often its writer was killed."""
    kills = 0
    while True:
        child = os.fork()
        if not child:
            leave(write)
        if dice:
            # Longer the more there were: a busy machine may need all of it for one slice.
            time.sleep(dice.uniform(0, LONGEST * (1 + kills / 4)))
            os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            return kills
        kills += 1


def in_fork(act: Callable[[], Any]) -> Any:
    """What a fork answers."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        leave(lambda: os.write(writing, json.dumps(act()).encode()))
    os.close(writing)
    with os.fdopen(reading) as answer:
        found = answer.read()
    _pid, status = os.waitpid(child, 0)
    assert status == 0, "a fork failed"
    return json.loads(found)


def leave(act: Callable[[], Any]) -> None:
    """Do it and end the fork, without what the parent would do at its end."""
    code = 1
    try:
        act()
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    import django

    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]))
