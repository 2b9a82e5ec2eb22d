"""A SQLite database: copied while in use, put in place as a file."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from xingjia.toolkit.files import disk

MEMBER = "database.sqlite3"
# What SQLite keeps beside a database while it is open.
COMPANIONS = ("", "-journal", "-wal", "-shm")


def dump(target: Path) -> dict[str, int]:
    """Copy the database as of one moment; return the rows of each table.

    All pages are copied in one step: between steps a writer would make it start over.
    """
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, whatever the original uses
        return counts(copy)


def counts(database: sqlite3.Connection) -> dict[str, int]:
    """The rows of each table."""
    names = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' "
        "ESCAPE '~' ORDER BY name"
    ).fetchall()
    return {
        name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in names
    }


def own_files() -> list[Path]:
    """The files that make up the database of this home."""
    name = str(connection.settings_dict["NAME"])
    return [Path(name + suffix) for suffix in COMPANIONS]


def occupied() -> bool:
    """Whether the database of this home has tables. Makes no file."""
    file = own_files()[0]
    if not file.exists():
        return False
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
        return bool(counts(database))


def load(source: Path, tables: dict[str, int]) -> bool:
    """Put a checked copy in place. False when it does not hold the rows it should."""
    with closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as database:
        sound = database.execute("PRAGMA quick_check").fetchone() == ("ok",)
        if not sound or counts(database) != tables:
            return False
    connection.close()
    target, *companions = own_files()
    for file in companions:
        file.unlink(missing_ok=True)
    disk.make_folder(target.parent)
    source.replace(target)
    disk.sync_folder(target.parent)
    return True
