"""An empty database on SQLite as the migrations leave it, kept until one of them changes.

Walking through all of them takes longer than most test files; PostgreSQL always walks.
"""

import os
import sqlite3
from contextlib import closing
from functools import cache
from hashlib import sha256
from pathlib import Path

import django
from django.conf import settings
from django.core.management.commands import migrate
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "tests"
MIGRATE = migrate.Command


@cache
def place() -> Path:
    """A name that changes with every word of a migration and of what migrations call."""
    code = [*(ROOT / "xingjia").rglob("migrations/*.py"), *(ROOT / "xingjia").rglob("triggers.py")]
    digest = sha256(django.__version__.encode())
    for path in sorted(code):
        digest.update(path.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:16]}.sqlite3"


def is_there() -> bool:
    return connection.vendor == "sqlite" and place().exists()


def copy_in_or_out() -> None:
    """Fill the test database from the kept one; if there is none yet, keep this one."""
    if connection.vendor != "sqlite":
        return
    connection.ensure_connection()
    if not place().exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        own = place().with_suffix(f".{os.getpid()}")
        with closing(sqlite3.connect(own)) as target:
            connection.connection.backup(target)
        own.replace(place())
        return
    with closing(sqlite3.connect(place())) as source:
        source.backup(connection.connection)
    # pytest-django took the migrations away to come this far; a test may want to walk them.
    settings.MIGRATION_MODULES = {}
    migrate.Command = MIGRATE
