import io

import pytest

from xingjia.toolkit.files.commands import keep
from xingjia.toolkit.files.queries import damaged_blobs, path_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def blobs(db):
    return [keep(io.BytesIO(bytes([number]) * 100), name="扫描件.png") for number in range(3)]


def found():
    return [(finding.code, finding.subject) for finding in damaged_blobs()]


def test_a_store_as_written_has_no_findings(blobs):
    assert found() == []


def test_a_missing_file_is_found(blobs):
    path_of(blobs[1].sha256).unlink()

    assert found() == [("file_missing", f"files.blob:{blobs[1].pk}")]


def test_one_flipped_bit_is_found(blobs):
    path_of(blobs[2].sha256).write_bytes(bytes([2]) * 99 + bytes([3]))

    assert found() == [("file_changed", f"files.blob:{blobs[2].pk}")]


def test_a_file_that_cannot_be_read_is_found(blobs):
    path_of(blobs[0].sha256).unlink()
    path_of(blobs[0].sha256).mkdir()

    assert found() == [("file_unreadable", f"files.blob:{blobs[0].pk}")]


def test_the_sentence_names_the_file_and_says_what_to_do(blobs):
    path_of(blobs[0].sha256).unlink()

    [finding] = damaged_blobs()

    assert finding.sentence == f"文件 {blobs[0].sha256} 不见了。请从备份中恢复这个文件。"
