"""A PostgreSQL database: dumped and restored with its own programs."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from psycopg import sql

MEMBER = "database.dump"


class ProgramFailed(Exception):
    """A program of PostgreSQL is missing or refused. The message is a sentence."""


def dump(target: Path) -> dict[str, int]:
    """Dump the database as of one moment; return the rows each table had at that moment."""
    with _fresh() as own:
        own.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (snapshot,) = own.execute("SELECT pg_export_snapshot()").fetchone()
        _run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={target}",
            f"--dbname={connection.settings_dict['NAME']}",
        )
        return _counts(own)


def own_files() -> list[Path]:
    """The files of the database in this home: none, the server keeps them."""
    return []


def occupied() -> bool:
    """Whether the database has tables."""
    with _fresh() as own:
        return bool(_counts(own))


def load(source: Path, tables: dict[str, int]) -> bool:
    """Restore a dump, whole or not at all. False when it does not hold the rows it should."""
    connection.close()
    _run(
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        f"--dbname={connection.settings_dict['NAME']}",
        str(source),
    )
    with _fresh() as own:
        return _counts(own) == tables


@contextmanager
def _fresh() -> Iterator[Any]:
    """A connection of its own, in no transaction."""
    wrapper = connection.copy()
    wrapper.ensure_connection()
    try:
        yield wrapper.connection
    finally:
        wrapper.close()


def _counts(own: Any) -> dict[str, int]:
    names = own.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = ANY (current_schemas(false)) "
        "ORDER BY tablename"
    ).fetchall()
    query = sql.SQL("SELECT count(*) FROM {}")
    return {
        name: own.execute(query.format(sql.Identifier(name))).fetchone()[0] for (name,) in names
    }


def _run(program: str, *args: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise ProgramFailed(
            _("找不到程序 %(program)s。请安装 PostgreSQL 客户端（版本不低于服务器），再做一次。")
            % {"program": program}
        )
    how, secrets = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    done = subprocess.run(  # noqa: S603  (our own arguments, no shell)
        [path, *how[1:-1], *args],
        env={**os.environ, **(secrets or {})},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        # Only the first line: further ones may quote rows.
        said = (done.stderr.decode(errors="replace").splitlines() or [""])[0]
        raise ProgramFailed(
            _("%(program)s 没有成功：%(said)s") % {"program": program, "said": said}
        )
