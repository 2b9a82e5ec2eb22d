import json
import subprocess
from hashlib import sha256

import pytest
from django.db import connection

from tests.toolkit.backup.conftest import files, tables
from tests.toolkit.homes import SERVER, home, migrated
from xingjia.toolkit.backup import archive
from xingjia.toolkit.backup.archive import Manifest, Writer

WRITER = """
import os, io
from django.db import transaction
from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.files.commands import keep
print("ready", flush=True)
while True:
    blob = keep(io.BytesIO(os.urandom(20_000)), name="x")
    with transaction.atomic():
        record("system:trial", "blob.kept", blob)
"""


@pytest.fixture
def empty(tmp_path):
    with home(tmp_path / "empty") as made:
        yield made


@pytest.fixture
def busy(tmp_path):
    """A home that the test may change."""
    with migrated(tmp_path / "busy") as made:
        yield made


def contents(folder) -> set[str]:
    """Every file below, but for the key that each start makes."""
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    return found - {"secret_key"}


def assert_untouched(made):
    assert contents(made.folder) == set()
    if made.database_url:
        assert tables(made) == {}


def test_a_restored_home_equals_the_one_backed_up(source, archive_file, empty):
    done = empty.manage("restore", str(archive_file))

    assert done.returncode == 0, done.stderr
    before, after = tables(source), tables(empty)
    assert before.keys() == after.keys()
    for name, rows in before.items():
        assert after[name] == rows, name
    assert len(after["access_account"]) == len(after["audit_entry"]) == 20
    assert len(files(empty)) == 20
    assert files(empty) == files(source)
    key = (source.folder / "secret_key").read_bytes()
    assert (empty.folder / "secret_key").read_bytes() == key
    journal = {"xingjia.sqlite3-journal"}  # SQLite leaves it behind, empty
    assert contents(empty.folder) - journal == contents(source.folder) - journal


def test_a_restored_home_passes_its_checks_and_goes_on(archive_file, empty):
    empty.manage("restore", str(archive_file))

    empty.run(
        "from django.db import transaction\n"
        "from xingjia.toolkit.audit.commands import record\n"
        "with transaction.atomic(): assert record('system:trial', 'a', 'b').seq == 21\n"
        "from django.contrib.auth import get_user_model\n"
        "get_user_model().objects.create(username='next', name='n')\n"
    )
    checked = empty.manage("verify", "--all", "--format", "json")

    assert checked.returncode == 0, checked.stdout
    assert json.loads(checked.stdout)["clean"] is True


def test_a_restored_log_still_refuses_changes(archive_file, empty):
    empty.manage("restore", str(archive_file))

    said = empty.run(
        "from django.db import connection, DatabaseError\n"
        "try: connection.cursor().execute('DELETE FROM audit_entry')\n"
        "except DatabaseError as error: print(error)\n"
    )

    assert "only ever added" in said


def test_the_next_steps_are_said(archive_file, empty):
    done = empty.manage("restore", str(archive_file))

    assert "已恢复" in done.stdout
    assert "./xj manage verify --all" in done.stdout
    assert "./xj run" in done.stdout


def test_a_backup_taken_while_others_write_is_whole(busy, empty, tmp_path):
    writers = [busy.start("-c", f"import django; django.setup()\n{WRITER}") for _ in range(2)]
    try:
        for writer in writers:
            assert writer.stdout.readline() == "ready\n"
        rows = []
        for number in range(3):
            done = busy.manage("backup", str(tmp_path / f"{number}.tar"), "--format", "json")
            assert done.returncode == 0, done.stderr
            rows.append(json.loads(done.stdout)["rows"])
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()

    assert rows[0] < rows[1] < rows[2]
    done = empty.manage("restore", str(tmp_path / "2.tar"))
    assert done.returncode == 0, done.stderr
    checked = empty.manage("verify", "--all")
    assert checked.returncode == 0, checked.stdout


def test_an_archive_is_a_private_tar_that_any_tar_lists(archive_file):
    listed = subprocess.run(["tar", "tf", archive_file], capture_output=True, text=True, check=True)

    names = listed.stdout.split()
    assert names[0] in {"database.sqlite3", "database.dump"}
    assert names[-3:] == ["secret_key", "manifest.json", "seal.sha256"]
    assert archive_file.stat().st_mode & 0o777 == 0o600


def test_the_manifest_tells_version_vendor_rows_and_hashes(archive_file, source):
    manifest = archive.check(archive_file)

    assert manifest.vendor == connection.vendor
    assert manifest.tables.keys() == tables(source).keys() - {"sqlite_sequence"}
    assert manifest.tables["access_account"] == 20
    assert manifest.version != "unknown"
    stored = {f"media/{name}": digest for name, digest in files(source).items()}
    assert manifest.members.items() >= stored.items()
    assert len(manifest.members) == len(stored) + 2  # and the database and the key


def test_a_backup_never_overwrites(source, archive_file):
    before = sha256(archive_file.read_bytes()).digest()

    done = source.manage("backup", str(archive_file))

    assert done.returncode == 1
    assert "已经存在，没有覆盖" in done.stderr
    assert sha256(archive_file.read_bytes()).digest() == before


def test_without_a_name_the_backup_lies_in_the_home(empty):
    empty.manage("migrate", "-v0")

    done = empty.manage("backup", "--format", "json")

    told = json.loads(done.stdout)
    assert told["file"].startswith(str(empty.folder / "backups" / "xingjia-"))
    assert told["files"] == 0


def test_a_file_that_rotted_is_named_and_backed_up_as_it_is(busy, tmp_path):
    busy.run(
        "import io; from xingjia.toolkit.files.commands import keep\n"
        "keep(io.BytesIO(b'rot'), name='x')"
    )
    digest = sha256(b"rot").hexdigest()
    file = busy.folder / "media" / digest[:2] / digest[2:4] / digest
    file.write_bytes(b"rotten")

    done = busy.manage("backup", str(tmp_path / "rot.tar"), "--format", "json")
    file.write_bytes(b"rot")

    assert done.returncode == 0
    assert json.loads(done.stdout)["damaged"] == [f"media/{digest[:2]}/{digest[2:4]}/{digest}"]
    assert f"{digest} 已损坏" in done.stderr


@pytest.mark.parametrize("fault", ["cut", "flipped", "empty", "missing"])
def test_a_damaged_archive_is_refused_and_nothing_is_written(archive_file, empty, tmp_path, fault):
    content = bytearray(archive_file.read_bytes())
    content[len(content) // 3] ^= 1
    changed = {"cut": content[:-1], "flipped": content, "empty": b""}
    file = tmp_path / "damaged.tar"
    if fault in changed:
        file.write_bytes(changed[fault])

    done = empty.manage("restore", str(file))

    assert done.returncode == 1
    assert "damaged.tar 不完整或被改动过，没有恢复任何内容" in done.stderr
    assert_untouched(empty)


def test_an_archive_of_another_kind_of_database_is_refused(empty, tmp_path):
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    file = tmp_path / "other.tar"
    with file.open("wb") as target:
        Writer(target).finish(Manifest("0.1.0", "2026-01-01T00:00:00", other, {}, {}))

    done = empty.manage("restore", str(file), "--format", "json")

    assert done.returncode == 1
    assert f"备份来自 {other}" in json.loads(done.stdout)["error"]
    assert_untouched(empty)


def test_a_home_that_holds_a_file_is_refused(archive_file, empty):
    (empty.folder / "media").mkdir()
    (empty.folder / "media" / "kept.txt").write_text("mine")

    done = empty.manage("restore", str(archive_file))

    assert done.returncode == 1
    assert "不是空的（有 media/kept.txt）" in done.stderr
    assert contents(empty.folder) == {"media/kept.txt"}


def test_a_database_that_has_tables_is_refused(archive_file, source):
    before = tables(source)

    done = source.manage("restore", str(archive_file))

    assert done.returncode == 1
    assert "数据库里已有表" in done.stderr
    assert tables(source) == before


def test_an_archive_may_lie_in_the_empty_home(archive_file, empty):
    inside = empty.folder / "backups" / "backup.tar"
    inside.parent.mkdir()
    inside.write_bytes(archive_file.read_bytes())

    assert empty.manage("restore", str(inside)).returncode == 0


def test_an_archive_that_tells_other_numbers_of_rows_is_refused(archive_file, empty, tmp_path):
    """As a faulty program might have written it: the seal is right, the list is wrong."""
    manifest = archive.check(archive_file)
    archive.extract(archive_file, manifest, tmp_path / "out")
    file = tmp_path / "wrong.tar"
    with file.open("wb") as target:
        writer = Writer(target)
        for name in manifest.members:
            writer.add(name, tmp_path / "out" / name)
        wrong = {**manifest.tables, "access_account": 21}
        members = writer.members
        writer.finish(Manifest("0.1.0", manifest.made_at, manifest.vendor, wrong, members))

    done = empty.manage("restore", str(file))

    assert done.returncode == 1
    assert "行数与备份清单不符" in done.stderr
    assert contents(empty.folder) == set()


@pytest.mark.skipif(not SERVER, reason="needs PostgreSQL: set XINGJIA_DATABASE_URL")
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_missing_program_of_postgresql_is_named(empty, archive_file, tmp_path, command):
    empty.environment["PATH"] = str(tmp_path)
    file = {"backup": tmp_path / "new.tar", "restore": archive_file}[command]

    done = empty.manage(command, str(file))

    assert done.returncode == 1
    assert {"backup": "pg_dump", "restore": "pg_restore"}[command] in done.stderr
    assert "请安装 PostgreSQL 客户端" in done.stderr
    assert not (tmp_path / "new.tar").exists()
    assert_untouched(empty)
