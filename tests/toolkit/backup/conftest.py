import sqlite3
from contextlib import closing
from hashlib import sha256

import psycopg
import pytest
from psycopg import sql

from tests.toolkit.homes import migrated

CONTENT = """
import io
from django.contrib.auth import get_user_model
from django.db import transaction
from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.files.commands import keep
for number in range(20):
    with transaction.atomic():
        account = get_user_model().objects.create(username=f"u{number}", name="王建国", post="主席")
        blob = keep(io.BytesIO(bytes([number]) * 5000 * number), name="扫描件")
        record("system:trial", "account.made", account, blob=blob.sha256)
"""


def tables(home) -> dict[str, list[str]]:
    """Every row of every table, as text, in a fixed order."""
    if home.database_url:
        with psycopg.connect(home.database_url) as database:
            query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            names = [name for (name,) in database.execute(query)]
            return {
                name: sorted(
                    map(
                        repr,
                        database.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(name))),
                    )
                )
                for name in names
            }
    with closing(sqlite3.connect(home.folder / "xingjia.sqlite3")) as database:
        names = [
            n for (n,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        return {
            name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"')))  # noqa: S608
            for name in names
        }


def files(home) -> dict[str, str]:
    """Every file of the store with its hash."""
    media = home.folder / "media"
    return {
        str(file.relative_to(media)): sha256(file.read_bytes()).hexdigest()
        for file in media.rglob("*")
        if file.is_file()
    }


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A home with accounts, files and a log."""
    with migrated(tmp_path_factory.mktemp("source") / "home") as made:
        made.run(CONTENT)
        yield made


@pytest.fixture(scope="module")
def archive_file(source, tmp_path_factory):
    """A backup of that home."""
    file = tmp_path_factory.mktemp("archive") / "backup.tar"
    done = source.manage("backup", str(file))
    assert done.returncode == 0, done.stderr
    return file
