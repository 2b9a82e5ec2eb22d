"""The writer of an import is killed at random moments; in the end all is as in a clean run.

On SQLite, or on the PostgreSQL server that XINGJIA_DATABASE_URL names.
"""

import json
import logging
import os
import subprocess
import sys

import pytest

from tests.toolkit.jobs.arena import ROOT, Arena

pytestmark = pytest.mark.slow
log = logging.getLogger(__name__)
KILLS = 50


def run(home, *, kills: int, rounds: int, harm: str = "") -> dict:
    home.mkdir()
    url = os.environ.get("XINGJIA_DATABASE_URL", "")
    with Arena(home, url, "xingjia.config.settings") as arena:
        command = [sys.executable, "-m", "tests.imports.killing", str(kills), str(rounds)]
        env = arena.env | {"XINGJIA_HARM": harm}
        done = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_fifty_kills_leave_what_a_clean_run_leaves(tmp_path):
    killed = run(tmp_path / "killed", kills=KILLS, rounds=1)

    clean = run(tmp_path / "clean", kills=0, rounds=killed["rounds"])

    log.warning("%(kills)d kills in %(rounds)d imports, %(cut_short)d slices cut short", killed)
    assert killed["kills"] >= KILLS
    assert killed["cut_short"] >= 5  # else the kills missed the slices, and proved nothing
    assert clean["cut_short"] == 0
    assert killed["counts"] == clean["counts"]
    assert killed["digests"] == clean["digests"]


def test_the_check_reports_rows_that_do_not_commit_with_the_cursor(tmp_path):
    killed = run(tmp_path / "killed", kills=10, rounds=1, harm="apart")

    clean = run(tmp_path / "clean", kills=0, rounds=killed["rounds"])

    assert killed["cut_short"] > 0
    assert killed["digests"] != clean["digests"]
