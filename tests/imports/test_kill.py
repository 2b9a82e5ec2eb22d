"""The writer of an import is killed at random moments; in the end all is as in a clean run.

On SQLite, or on the PostgreSQL server that XINGJIA_DATABASE_URL names.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.toolkit.jobs.arena import ROOT, Arena

pytestmark = pytest.mark.slow
log = logging.getLogger(__name__)
KILLS, KILLS_OF_CONTROL = 50, 10
Told = dict[str, Any]


@contextmanager
def arena(home: Path, like: Arena | None = None) -> Iterator[Arena]:
    """A database of its own; with `like` its tables are copied instead of made."""
    home.mkdir()
    url = os.environ.get("XINGJIA_DATABASE_URL", "")
    with Arena(home, url, "xingjia.config.settings", like=like) as found:
        yield found


def run(home: Path, like: Arena, *, kills: int, rounds: int, harm: str = "") -> Told:
    """So many kills, and at least so many rounds; what was seen."""
    with arena(home, like) as found:
        command = [sys.executable, "-m", "tests.imports.killing", str(kills), str(rounds)]
        env = found.env | {"XINGJIA_HARM": harm}
        done = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    told: Told = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> Iterator[dict[str, Told]]:
    """With kills, with kills and harm, and a clean one of as many rounds as the longer of them."""
    folder = tmp_path_factory.mktemp("kill")
    with arena(folder / "tables") as like:
        killed = run(folder / "killed", like, kills=KILLS, rounds=1)
        harmed = run(folder / "harmed", like, kills=KILLS_OF_CONTROL, rounds=1, harm="apart")
        most = max(killed["rounds"], harmed["rounds"])
        clean = run(folder / "clean", like, kills=0, rounds=most)
        yield {"killed": killed, "harmed": harmed, "clean": clean}


def test_fifty_kills_leave_what_a_clean_run_leaves(runs: dict[str, Told]):
    killed, clean = runs["killed"], runs["clean"]

    log.warning("%(kills)d kills in %(rounds)d imports, %(cut_short)d slices cut short", killed)
    assert killed["kills"] >= KILLS
    assert killed["cut_short"] >= 5  # else the kills missed the slices, and proved nothing
    assert clean["cut_short"] == 0
    assert killed["states"] == clean["states"][: killed["rounds"]]


def test_the_check_reports_rows_that_do_not_commit_with_the_cursor(runs: dict[str, Told]):
    harmed, clean = runs["harmed"], runs["clean"]

    assert harmed["cut_short"] > 0
    assert harmed["states"][-1] != clean["states"][harmed["rounds"] - 1]
