"""Backing a federation up, and restoring it into an empty home."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from xingjia.toolkit.backup import archive, postgresql, sqlite
from xingjia.toolkit.backup.archive import SECRET_KEY, Manifest
from xingjia.toolkit.files import disk
from xingjia.toolkit.version import version


class Refused(Exception):
    """Nothing was written. The message is a sentence: what is wrong and what to do."""


class Database(Protocol):
    """What `sqlite` and `postgresql` both offer."""

    MEMBER: str

    def dump(self, target: Path) -> dict[str, int]: ...
    def own_files(self) -> list[Path]: ...
    def occupied(self) -> bool: ...
    def load(self, source: Path, tables: dict[str, int]) -> bool: ...


def back_up(target: Path, at: datetime) -> tuple[Manifest, list[str]]:
    """Write one archive of the whole home; it appears under its name only when it is complete.

    The database comes first and the files after it: they are only ever added, each before its
    row, so every row in the archive has its file. Also returns the files that no longer are
    what their name says. Raises `Refused`.
    """
    if target.exists():
        raise Refused(_("%(file)s 已经存在，没有覆盖。请换一个文件名。") % {"file": target.name})
    database = _database()
    with _in_words(), _stage(target.parent) as stage:
        tables = database.dump(stage / database.MEMBER)
        part = stage / "archive.tar"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            writer = archive.Writer(file)
            writer.add(database.MEMBER, stage / database.MEMBER)
            damaged = _add_files(writer)
            members = writer.members
            made_at = at.isoformat(timespec="seconds")
            manifest = Manifest(version(), made_at, connection.vendor, tables, members)
            writer.finish(manifest)
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
        disk.sync_folder(target.parent)
    return manifest, damaged


def restore(source: Path) -> Manifest:
    """Fill an empty home and an empty database from an archive, after checking all of it.

    Raises `Refused` before anything is written when the archive is damaged or of another kind
    of database, or when the home or the database holds something.
    """
    database = _database()
    try:
        manifest = archive.check(source)
    except (OSError, archive.Damaged):
        raise Refused(
            _("%(file)s 不完整或被改动过，没有恢复任何内容。请换另一份备份。")
            % {"file": source.name}
        ) from None
    home = Path(settings.HOME)
    _refuse_other_vendor(manifest)
    _refuse_occupied(database, home, source)
    with _in_words(), _stage(home) as stage:
        archive.extract(source, manifest, stage)
        if not database.load(stage / database.MEMBER, manifest.tables):
            raise Refused(_("数据库的行数与备份清单不符。请清空后换另一份备份。"))
        _move_files(stage, home)
    return manifest


def _database() -> Database:
    return cast(Database, {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor])


@contextmanager
def _in_words() -> Iterator[None]:
    """Turn what a disk or a program refuses into a sentence."""
    try:
        yield
    except postgresql.ProgramFailed as error:
        raise Refused(str(error)) from error
    except archive.Damaged as error:
        raise Refused(_("读取时备份文件被改动。请换另一份备份。")) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused(
            _("没有完成，磁盘可能已满或不可写（%(reason)s）。请腾出空间再做一次。")
            % {"reason": reason}
        ) from error


@contextmanager
def _stage(folder: Path) -> Iterator[Path]:
    """A private folder on the same disk, gone afterwards."""
    disk.make_folder(folder)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".stage-") as name:
        yield Path(name)


def _add_files(writer: archive.Writer) -> list[str]:
    damaged = []
    media = Path(settings.MEDIA_ROOT)
    for file in sorted(media.glob("??/??/*")):
        name = f"media/{file.relative_to(media).as_posix()}"
        if archive.MEMBER.fullmatch(name) and writer.add(name, file) != file.name:
            damaged.append(name)
    key = Path(settings.HOME) / SECRET_KEY
    if key.exists():
        writer.add(SECRET_KEY, key)
    return damaged


def _refuse_other_vendor(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise Refused(
            _("备份来自 %(theirs)s，这里用的是 %(ours)s，不能互相恢复。请改用同一种数据库。")
            % {"theirs": manifest.vendor, "ours": connection.vendor}
        )


def _refuse_occupied(database: Database, home: Path, source: Path) -> None:
    """The key is no obstacle: every start of the program makes one where there is none."""
    if database.occupied():
        raise Refused(_("数据库里已有表，没有恢复任何内容。请换一个空的数据库。"))
    allowed = {home / SECRET_KEY, source.resolve(), *database.own_files()}
    for file in sorted(home.rglob("*")):
        if not file.is_dir() and file not in allowed:
            raise Refused(
                _("%(home)s 不是空的（有 %(file)s），没有恢复任何内容。请换一个空文件夹。")
                % {"home": home, "file": file.relative_to(home)}
            )


def _move_files(stage: Path, home: Path) -> None:
    media = Path(settings.MEDIA_ROOT)
    if (stage / "media").exists():
        shutil.rmtree(media, ignore_errors=True)  # it holds empty folders at most
        disk.make_folder(media.parent)
        (stage / "media").rename(media)
    if (stage / SECRET_KEY).exists():
        (stage / SECRET_KEY).replace(home / SECRET_KEY)
    disk.sync_folder(home)
