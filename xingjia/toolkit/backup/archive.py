"""The archive: a plain .tar that shows every flipped bit and every missing end.

Its last member, the seal, holds the SHA-256 of all bytes before it, and the file ends right
behind. The manifest comes just before the seal, so writing never has to go back.
"""

import io
import json
import os
import re
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, BinaryIO

from xingjia.toolkit.files import disk

FORMAT = 1
MANIFEST = "manifest.json"
SECRET_KEY = "secret_key"  # noqa: S105  (the name of a file)
MEMBER = re.compile(
    r"database\.(sqlite3|dump)|secret_key|media/([0-9a-f]{2})/([0-9a-f]{2})/\2\3[0-9a-f]{60}"
)
BLOCK = 512  # bytes, the unit of a tar
SEAL = "seal.sha256"
TAIL = 4 * BLOCK  # header and text of the seal, two empty blocks that end a tar


class Damaged(Exception):
    """The file is no archive of ours, or not the one that was written."""


@dataclass(frozen=True)
class Manifest:
    """What an archive holds."""

    version: str  # of the platform that wrote it
    made_at: str  # ISO 8601
    vendor: str  # "sqlite" or "postgresql"
    tables: dict[str, int]  # rows of each table
    members: dict[str, str]  # SHA-256 of each member
    format: int = FORMAT


class Writer:
    """Writes members one after another, in pieces, and seals the archive at the end."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._hash = sha256()
        self.members: dict[str, str] = {}

    def add(self, name: str, file: Path) -> str:
        """Add a file under `name`; return its SHA-256."""
        with file.open("rb") as source:
            self.members[name] = self._add(name, source, os.fstat(source.fileno()).st_size)
        return self.members[name]

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest and the seal. Nothing may be added afterwards."""
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        self._add(MANIFEST, io.BytesIO(text), len(text))
        self.write(_tail(self._hash.hexdigest()))

    def write(self, piece: bytes, /) -> None:
        """Append bytes of the tar itself; all but the seal go into the seal."""
        self._hash.update(piece)
        self._target.write(piece)

    def _add(self, name: str, source: BinaryIO, size: int) -> str:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        hashed = disk.Hashed(source)
        self.write(info.tobuf())
        while piece := hashed.read():
            self.write(piece)
        self.write(bytes(-size % BLOCK))
        if hashed.size != size:
            raise OSError(f"{name} changed while it was read")
        return hashed.sha256


def _tail(digest: str) -> bytes:
    text = f"{digest}\n".encode()
    info = tarfile.TarInfo(SEAL)
    info.size, info.mode = len(text), 0o600
    return info.tobuf(tarfile.USTAR_FORMAT) + text.ljust(BLOCK, b"\0") + bytes(2 * BLOCK)


def check(file: Path) -> Manifest:
    """Read the whole archive once and return its manifest. Raises `Damaged`; writes nothing."""
    left = file.stat().st_size - TAIL
    digest = sha256()
    with file.open("rb") as source:
        while left > 0:
            piece = source.read(min(disk.CHUNK, left))
            digest.update(piece)
            left -= len(piece) or left
        if source.read() != _tail(digest.hexdigest()):
            raise Damaged
    manifest = _manifest(file)
    if {name for name, _ in _members(file)} != manifest.members.keys():
        raise Damaged
    return manifest


def extract(file: Path, manifest: Manifest, folder: Path) -> None:
    """Write every member below `folder`. Raises `Damaged` when one is not what was written."""
    for name, source in _members(file):
        target = folder / name
        disk.make_folder(target.parent)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
            found, _size = disk.copy(source, copy)
        if found != manifest.members[name]:
            raise Damaged


def _manifest(file: Path) -> Manifest:
    for member, source in _entries(file):
        if member == MANIFEST:
            try:
                manifest = Manifest(**json.loads(source.read()))
            except (TypeError, ValueError) as error:  # of another format
                raise Damaged from error
            if manifest.format == FORMAT:
                return manifest
    raise Damaged


def _members(file: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """All but manifest and seal. SECURITY: a name is one of ours or the archive is refused."""
    for name, source in _entries(file):
        if name in (MANIFEST, SEAL):
            continue
        if not MEMBER.fullmatch(name):
            raise Damaged
        yield name, source


def _entries(file: Path) -> Iterator[tuple[str, IO[bytes]]]:
    try:
        with tarfile.open(file, "r:") as tar:
            while member := tar.next():
                source = tar.extractfile(member) if member.isreg() else None
                if source is None:
                    raise Damaged
                yield member.name, source
                tar.members.clear()  # type: ignore[attr-defined]  # else it remembers all
    except tarfile.TarError as error:
        raise Damaged from error
