import io
import os
from datetime import timedelta
from hashlib import sha256

import pytest

from xingjia.toolkit.files.commands import NotKept, keep, sweep
from xingjia.toolkit.files.models import Blob
from xingjia.toolkit.files.queries import open_blob, path_of

pytestmark = pytest.mark.django_db
CONTENT = "集体合同".encode() * 1000


class Broken(io.RawIOBase):
    """A stream that breaks off in the middle."""

    def __init__(self):
        self.pieces = [b"first", b"second"]

    def read(self, size=-1, /):
        if not self.pieces:
            raise OSError(28, "No space left on device")
        return self.pieces.pop(0)


def files_in(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_content_is_kept_under_its_hash():
    blob = keep(io.BytesIO(CONTENT), name="合同.xlsx")

    assert (blob.sha256, blob.size) == (sha256(CONTENT).hexdigest(), len(CONTENT))
    with open_blob(blob) as file:
        assert file.read() == CONTENT


def test_the_same_content_is_kept_once(store):
    first = keep(io.BytesIO(CONTENT), name="合同.xlsx")
    second = keep(io.BytesIO(CONTENT), name="合同（副本）.xlsx")

    assert first == second
    assert Blob.objects.count() == 1
    assert files_in(store) == [first.sha256]


def test_an_empty_content_is_a_content():
    assert keep(io.BytesIO(), name="空.csv").size == 0


def test_only_the_owner_may_read_the_store(store):
    file = path_of(keep(io.BytesIO(CONTENT), name="合同.xlsx").sha256)

    assert file.stat().st_mode & 0o777 == 0o600
    assert store.stat().st_mode & 0o777 == 0o700


def test_keeping_a_content_again_mends_its_damaged_file():
    blob = keep(io.BytesIO(CONTENT), name="合同.xlsx")
    path_of(blob.sha256).write_bytes(b"rot")

    keep(io.BytesIO(CONTENT), name="合同.xlsx")

    assert path_of(blob.sha256).read_bytes() == CONTENT


def test_a_stream_that_breaks_off_leaves_nothing(store):
    with pytest.raises(NotKept, match="《合同》没有存下"):
        keep(Broken(), name="合同")

    assert files_in(store) == []
    assert not Blob.objects.exists()


def test_a_sweep_removes_only_parts_left_behind_for_a_day(store):
    blob = keep(io.BytesIO(CONTENT), name="合同.xlsx")
    for name, hours in (("old.part", 25), ("fresh.part", 23)):
        part = store / "parts" / name
        part.write_bytes(b"half")
        moment = part.stat().st_mtime - hours * 3600
        os.utime(part, (moment, moment))
    long_ago = path_of(blob.sha256).stat().st_mtime - timedelta(days=400).total_seconds()
    os.utime(path_of(blob.sha256), (long_ago, long_ago))

    assert sweep() == 1

    assert files_in(store) == sorted([blob.sha256, "fresh.part"])


def test_a_sweep_of_a_store_never_used_finds_nothing():
    assert sweep() == 0
