"""Writing so that a power cut leaves either the whole file or none."""

import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol

CHUNK = 1024 * 1024  # bytes


class Readable(Protocol):
    """Anything that gives its bytes piece by piece: an open file, an upload, a zip member."""

    def read(self, size: int, /) -> bytes: ...


class Hashed:
    """A readable that hashes and counts what passes through it."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        self._hash = sha256()
        self.size = 0

    def read(self, size: int = CHUNK, /) -> bytes:
        piece = self._source.read(size)
        self._hash.update(piece)
        self.size += len(piece)
        return piece

    @property
    def sha256(self) -> str:
        """The hash, in hexadecimal, of all that was read so far."""
        return self._hash.hexdigest()


def copy(source: Readable, target: BinaryIO) -> tuple[str, int]:
    """Copy to the end, piece by piece, onto the disk; return SHA-256 and size in bytes."""
    hashed = Hashed(source)
    shutil.copyfileobj(hashed, target, CHUNK)
    target.flush()
    os.fsync(target.fileno())
    return hashed.sha256, hashed.size


def make_folder(folder: Path) -> None:
    """Make a folder only its owner may enter, with those above it, and sync what was made."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder onto the disk. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
