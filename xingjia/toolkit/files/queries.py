"""Reading the store."""

from collections.abc import Iterator
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from xingjia.toolkit.audit.checks import Finding
from xingjia.toolkit.files.lookups import Among
from xingjia.toolkit.files.models import Blob, Picture
from xingjia.toolkit.files.rules import NEAR, orientations, place, probes, signed, unsigned

SENTENCES = {
    "file_missing": _("文件 %(sha256)s 不见了。请从备份中恢复这个文件。"),
    "file_unreadable": _("文件 %(sha256)s 读不出来。请检查磁盘，并从备份中恢复这个文件。"),
    "file_changed": _("文件 %(sha256)s 的内容被改动或已损坏。请从备份中恢复这个文件。"),
}


def path_of(sha256: str) -> Path:
    """Where a content lies on this machine, whether it is there or not."""
    return Path(settings.MEDIA_ROOT) / place(sha256)


def open_blob(blob: Blob) -> BufferedReader:
    """Open a content for reading; the caller closes it. Raises `FileNotFoundError`."""
    return path_of(blob.sha256).open("rb")


def look_alikes(grid: int, near: int = NEAR) -> list[int]:
    """The pictures within `near` of 64 cells of this grid, however they are held: all of them,
    by one indexed query (see `rules.probes`)."""
    wanted = Q()
    for band, values in enumerate(probes(grid, near)):
        wanted |= Q(Among(F(f"band_{band}"), values))
    turned = [signed(one) for one in orientations(grid)]
    found = Picture.objects.filter(wanted).values_list("pk", "grid")
    return sorted(pk for pk, stored in found if any(_apart(stored, one) <= near for one in turned))


def _apart(one: int, other: int) -> int:
    return unsigned(one ^ other).bit_count()


def damaged_blobs() -> Iterator[Finding]:
    """Every content whose file is missing or no longer hashes to its name."""
    for blob in Blob.objects.order_by("pk").iterator():
        code = _fault(blob)
        if code:
            sentence = gettext(SENTENCES[code]) % {"sha256": blob.sha256}
            yield Finding(code, f"files.blob:{blob.pk}", sentence)


def _fault(blob: Blob) -> str | None:
    try:
        with open_blob(blob) as file:
            whole = file_digest(file, "sha256").hexdigest() == blob.sha256
    except FileNotFoundError:
        return "file_missing"
    except OSError:
        return "file_unreadable"
    return None if whole else "file_changed"
