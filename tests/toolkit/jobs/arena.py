"""A home and a database of its own, with worker processes that may be killed."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID, uuid4

import psycopg

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = "tests.toolkit.jobs.settings"
DATABASE = "xingjia.sqlite3"
READY = "Background work is ready"


def doubled(effects):
    """Those effects that are there more than once."""
    return {effect: times for effect, times in Counter(effects).items() if times > 1}


class Worker:
    """A `work` command with its children, in a process group of its own."""

    def __init__(self, arena):
        self.log = arena.home / f"worker-{uuid4().hex}.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "django", "work"],
                cwd=ROOT,
                env=arena.env,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        arena.workers.append(self)

    def wait_ready(self):
        until(lambda: READY in self.log.read_text(), seconds=60)

    def tell(self, number):
        """Send a signal to the command alone."""
        self.process.send_signal(number)

    def tell_group(self, number):
        """Send a signal to the command and its children at once."""
        os.killpg(self.process.pid, number)

    def kill(self):
        if self.alive():
            self.tell_group(signal.SIGKILL)
        self.process.wait(30)

    def alive(self):
        """The processes of the group that still run (a zombie does not)."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                state, _, group = stat.read_text().rpartition(")")[2].split()[:3]
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(group) == self.process.pid and state != "Z":
                found.append(int(stat.parent.name))
        return sorted(found)


@dataclass
class Arena:
    """Where a trial takes place; `url` is PostgreSQL's, or nothing for SQLite.

    `like` is one whose tables it begins with; nobody may work there meanwhile.
    """

    home: Path
    url: str = ""
    settings: str = SETTINGS
    like: "Arena | None" = None
    workers: list[Worker] = field(default_factory=list)

    def __enter__(self):
        if self.url:
            self.server, parts = self.url, urlsplit(self.url)
            self.name = f"xingjia_trial_{uuid4().hex[:12]}"
            self.url = urlunsplit(parts._replace(path=f"/{self.name}"))
            template = f" TEMPLATE {self.like.name}" if self.like else ""
            self._on_server(f"CREATE DATABASE {self.name}{template}")
        self.env = os.environ | {
            "DJANGO_SETTINGS_MODULE": self.settings,
            "XINGJIA_HOME": str(self.home),
            "XINGJIA_DATABASE_URL": self.url,
            "PYTHONPATH": str(ROOT),
        }
        if not self.like:
            self.manage("migrate", "-v0", "--run-syncdb")
        elif not self.url:
            shutil.copy(self.like.home / DATABASE, self.home / DATABASE)
        return self

    def __exit__(self, *exception):
        for worker in self.workers:
            worker.kill()
        if self.url:
            self._on_server(f"DROP DATABASE {self.name} WITH (FORCE)")

    def manage(self, *words):
        """Run a management command and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "django", *words],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self, kind, total, payload="{}"):
        """Ask for a job; returns its number."""
        return UUID(self.manage("start_trial", kind, str(total), payload))

    def ask(self, sql):
        """Read rows past Django, as an onlooker."""
        if self.url:
            with psycopg.connect(self.url) as connection:
                return connection.execute(sql).fetchall()
        with closing(sqlite3.connect(self.home / DATABASE, timeout=30)) as connection:
            return connection.execute(sql).fetchall()

    def states(self):
        """State and failures of each job."""
        return {
            UUID(str(pk)): (state, failures)
            for pk, state, failures in self.ask("SELECT id, state, failures FROM jobs_job")
        }

    def marks(self):
        """The effects inside the transactions: (job, slice)."""
        rows = self.ask("SELECT job, number FROM trial_mark")
        return [(UUID(str(job)), number) for job, number in rows]

    def lines(self):
        """The effects outside of them."""
        kept = self.home / "outside.txt"
        text = kept.read_text() if kept.exists() else ""
        words = (line.split() for line in text.splitlines())
        return [(UUID(job), int(number)) for job, number in words]

    def _on_server(self, sql):
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql)


def until(true, *, seconds):
    """Wait until something is true; returns how long that took. Fails after so many seconds."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, f"not within {seconds} s"
        time.sleep(0.1)
    return time.monotonic() - began


def kill_often(arena, job, *, kills, seed, enough=lambda: False):
    """Kill one of two workers again and again, never both; returns the jobs done.

    Each kill falls a random while after a job was seen to move, on either worker. A new job is
    begun whenever one is done.
    """
    dice = random.Random(seed)  # noqa: S311
    jobs, pair = [job], [Worker(arena), Worker(arena)]
    for _ in range(kills):
        for worker in pair:
            worker.wait_ready()
        see_it_move(arena, jobs)
        time.sleep(dice.uniform(0, 0.6))
        victim = dice.randrange(2)
        pair[victim].kill()
        if enough():
            break
        pair[victim] = Worker(arena)
    until(lambda: is_done(arena, jobs[-1]), seconds=120)
    return jobs


def see_it_move(arena, jobs):
    """Wait until the last job does a slice; begin another if it is, or gets, done."""
    seen = len(arena.lines())
    while len(arena.lines()) == seen:
        if is_done(arena, jobs[-1]):
            jobs.append(arena.start("trial.mark", 300))
        until(lambda: len(arena.lines()) > seen or is_done(arena, jobs[-1]), seconds=60)


def is_done(arena, job):
    return arena.states()[job][0] == "done"
