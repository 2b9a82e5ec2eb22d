"""Writing the store.

The order makes it safe to be killed anywhere: the file is whole and on the disk under its name
before its row exists. What a kill leaves behind is a stray part, or a whole file without a row.
"""

import os
import tempfile
import time
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from xingjia.toolkit.files import disk
from xingjia.toolkit.files.models import Blob, Picture
from xingjia.toolkit.files.pictures.guard import Prepared
from xingjia.toolkit.files.queries import path_of
from xingjia.toolkit.files.rules import bands, signed

ABANDONED = timedelta(hours=24)  # no upload takes longer


class NotKept(Exception):
    """The disk refused a content. The message is a sentence that names the file."""


def keep(stream: disk.Readable, *, name: str) -> Blob:
    """Store everything `stream` gives and return its row; the same content gives the same row.

    `name` is what the person calls the file: it is not stored and only words the refusal.
    Raises `NotKept` when the disk is full or not writable.
    """
    try:
        sha256, size = _put(stream)
    except OSError as error:
        raise NotKept(
            _("《%(name)s》没有存下，磁盘可能已满或不可写。请联系系统管理员。") % {"name": name}
        ) from error
    blob, _made = Blob.objects.get_or_create(sha256=sha256, defaults={"size": size})
    return blob


def keep_picture(ready: Prepared, *, name: str) -> Picture:
    """Store a photo that `pictures.guard.prepare` has let through; the same file, the same row.

    Raises `NotKept` like `keep`.
    """
    view, thumbnail = (keep(BytesIO(raw), name=name) for raw in (ready.view, ready.thumbnail))
    picture, _made = Picture.objects.get_or_create(
        sha256=ready.sha256,
        defaults={
            "view": view,
            "thumbnail": thumbnail,
            "width": ready.width,
            "height": ready.height,
            "taken_on": ready.taken_on,
            "grid": signed(ready.grid),
            **{f"band_{n}": value for n, value in enumerate(bands(ready.grid))},
        },
    )
    return picture


def sweep(older_than: timedelta = ABANDONED) -> int:
    """Remove parts that a killed upload left behind; return how many. Contents stay."""
    limit = time.time() - older_than.total_seconds()
    removed = 0
    for part in _parts().glob("*.part"):
        with suppress(FileNotFoundError):  # it was finished, or swept by somebody else
            if part.stat().st_mtime < limit:
                part.unlink()
                removed += 1
    return removed


def _parts() -> Path:
    """The folder of unfinished files: in the store, so that renaming never copies."""
    return Path(settings.MEDIA_ROOT) / "parts"


def _put(stream: disk.Readable) -> tuple[str, int]:
    disk.make_folder(_parts())
    handle, name = tempfile.mkstemp(dir=_parts(), suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            sha256, size = disk.copy(stream, file)
        target = path_of(sha256)
        disk.make_folder(target.parent)
        part.replace(target)  # also when it is there: that mends a damaged file
        disk.sync_folder(target.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return sha256, size
