"""A home folder of its own with a database of its own, for tests that need real processes.

The kind of database comes from XINGJIA_DATABASE_URL, as everywhere; on PostgreSQL each home gets
a temporary database that is dropped afterwards.
"""

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests import kept

REPOSITORY = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("XINGJIA_DATABASE_URL", "")
SET_UP = "import django; django.setup()\n"


class Home:
    """One installation: a folder, a database, and commands run against them."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.database_url = database_url
        self.environment = {
            **os.environ,
            "XINGJIA_HOME": str(folder),
            "XINGJIA_DATABASE_URL": database_url,
            "PYTHONPATH": os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")]),
        }
        self.environment.pop("XINGJIA_SECRET_KEY", None)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start Python in this home without waiting for it."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a management command to its end."""
        process = self.start("-m", "django", *arguments)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def run(self, code: str) -> str:
        """Run a piece of Python after `django.setup()`; it has to succeed."""
        process = self.start("-c", SET_UP + code)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        return out


@contextmanager
def home(folder: Path) -> Iterator[Home]:
    """An empty home."""
    folder.mkdir(parents=True, exist_ok=True)
    if not SERVER:
        yield Home(folder, "")
        return
    name = f"xingjia_trial_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    try:
        yield Home(folder, urlsplit(SERVER)._replace(path=f"/{name}").geturl())
    finally:
        with psycopg.connect(SERVER, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def migrated(folder: Path) -> Iterator[Home]:
    """A home whose database has its tables."""
    with home(folder) as made:
        if not SERVER and kept.place().exists():
            shutil.copy(kept.place(), folder / "xingjia.sqlite3")
        else:
            done = made.manage("migrate", "-v0")
            assert done.returncode == 0, done.stderr
        yield made
