import sqlite3
from pathlib import Path
from threading import Thread

import pytest

from xingjia.config.durability import sqlite_options
from xingjia.config.secret import secret_key


@pytest.mark.parametrize(
    ("version", "journal", "synchronous"),
    [
        ((3, 40, 1), "TRUNCATE", "EXTRA"),
        ((3, 51, 2), "TRUNCATE", "EXTRA"),
        ((3, 51, 3), "WAL", "FULL"),
        ((4, 0, 0), "WAL", "FULL"),
    ],
)
def test_the_journal_follows_the_version_of_the_library(version, journal, synchronous):
    options = sqlite_options(version)

    assert f"journal_mode={journal};" in str(options["init_command"])
    assert f"synchronous={synchronous};" in str(options["init_command"])
    assert options["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize("mode", ["IMMEDIATE", "DEFERRED"])
def test_many_writers_lose_nothing_and_are_never_locked_out(tmp_path: Path, mode: str):
    """Read-modify-write by 16 threads; the deferred mode is the negative control."""
    options = sqlite_options(sqlite3.sqlite_version_info)
    path, threads, each = tmp_path / "db.sqlite3", 16, 25
    with sqlite3.connect(path) as connection:
        connection.execute("create table counter (n integer)")
        connection.execute("insert into counter values (0)")
    refused: list[str] = []

    def count_up() -> None:
        own = sqlite3.connect(path, timeout=float(str(options["timeout"])), isolation_level=None)
        own.executescript(str(options["init_command"]))
        for _ in range(each):
            try:
                own.execute(f"begin {mode}")
                (n,) = own.execute("select n from counter").fetchone()
                own.execute("update counter set n = ?", (n + 1,))
                own.execute("commit")
            except sqlite3.OperationalError as error:
                own.rollback()
                refused.append(str(error))
        own.close()

    crowd = [Thread(target=count_up) for _ in range(threads)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()

    with sqlite3.connect(path) as connection:
        (total,) = connection.execute("select n from counter").fetchone()
    assert total + len(refused) == threads * each
    assert (refused == []) == (mode == "IMMEDIATE")


def test_the_key_is_made_once_and_kept_to_its_owner(tmp_path: Path, monkeypatch):
    monkeypatch.delenv("XINGJIA_SECRET_KEY", raising=False)
    found: list[str] = []
    crowd = [Thread(target=lambda: found.append(secret_key(tmp_path))) for _ in range(8)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()

    assert len(set(found)) == 1
    assert len(found[0]) >= 48
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
