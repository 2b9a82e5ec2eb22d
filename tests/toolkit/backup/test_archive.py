import io
import tarfile
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xingjia.toolkit.backup import archive
from xingjia.toolkit.backup.archive import Damaged, Manifest, Writer

DIGEST = sha256(b"content").hexdigest()
MEDIA = f"media/{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"


def write(folder, names=("database.sqlite3", MEDIA, "secret_key"), **changes):
    """A small archive with the same content under each name."""
    content = folder / "content"
    content.write_bytes(b"content")
    file = folder / "archive.tar"
    with file.open("wb") as target:
        writer = Writer(target)
        for name in names:
            writer.add(name, content)
        said = {"members": writer.members, **changes}
        writer.finish(Manifest("0.1.0", "2026-01-01T00:00:00", "sqlite", {"a": 1}, **said))
    return file


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return write(tmp_path_factory.mktemp("whole"))


def refused(folder, content: bytes) -> bool:
    file = folder / "changed.tar"
    file.write_bytes(content)
    try:
        archive.check(file)
    except Damaged:
        return True
    return False


def test_what_is_written_comes_back(whole, tmp_path):
    manifest = archive.check(whole)
    archive.extract(whole, manifest, tmp_path / "out")

    assert manifest.tables == {"a": 1}
    assert manifest.members == dict.fromkeys(["database.sqlite3", MEDIA, "secret_key"], DIGEST)
    for name in manifest.members:
        assert (tmp_path / "out" / name).read_bytes() == b"content"


def test_a_copy_of_the_same_bytes_is_accepted(whole, tmp_path):
    assert not refused(tmp_path, whole.read_bytes())


def test_every_flipped_bit_is_found(whole, tmp_path):
    content = whole.read_bytes()
    for place in range(0, len(content), 7):  # each part of each header, member and padding
        changed = bytearray(content)
        changed[place] ^= 1 << place % 8
        assert refused(tmp_path, bytes(changed)), place


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_every_missing_end_is_found(whole, data):
    content = whole.read_bytes()
    length = data.draw(st.integers(0, len(content) - 1))

    assert refused(whole.parent, content[:length])


def test_bytes_put_behind_are_found(whole, tmp_path):
    assert refused(tmp_path, whole.read_bytes() + b"\0")


@pytest.mark.parametrize(
    "name",
    ["../evil", "/etc/passwd", "media/../../evil", "media/ab/cd/short", f"{MEDIA}/x", "notes.txt"],
)
def test_a_name_that_is_not_ours_is_refused(tmp_path, name):
    with pytest.raises(Damaged):
        archive.check(write(tmp_path, [name]))


def test_a_list_that_does_not_fit_the_members_is_refused(tmp_path):
    with pytest.raises(Damaged):
        archive.check(write(tmp_path, members={"secret_key": DIGEST}))


def test_an_archive_of_a_later_format_is_refused(tmp_path):
    with pytest.raises(Damaged):
        archive.check(write(tmp_path, format=archive.FORMAT + 1))


def test_a_member_that_is_not_what_the_list_says_is_refused(tmp_path):
    file = write(tmp_path, ["secret_key"], members={"secret_key": "f" * 64})

    with pytest.raises(Damaged):
        archive.extract(file, archive.check(file), tmp_path / "out")


def test_a_link_in_place_of_a_file_is_refused(tmp_path, monkeypatch):
    link = tarfile.TarInfo("secret_key")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    file = tmp_path / "link.tar"
    with file.open("wb") as target:
        writer = Writer(target)
        writer.write(link.tobuf())
        writer.finish(Manifest("0.1.0", "2026-01-01", "sqlite", {}, {"secret_key": DIGEST}))

    with pytest.raises(Damaged):
        archive.check(file)


def test_a_file_that_grows_while_it_is_read_stops_the_backup():
    writer = Writer(io.BytesIO())

    with pytest.raises(OSError, match="changed while it was read"):
        writer._add("secret_key", io.BytesIO(b"longer than said"), 3)
