"""Looks through a zip container before any parser does, never trusting what its headers say.

Every part is inflated in small pieces and counted; every XML part is walked for cells, so that
the area a sheet would take in memory is known beforehand. Runs in the child process.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from xingjia.toolkit.sheets.refusal import Reason, Refused

MOST_PARTS = 1_000
MOST_INFLATED = 200 * 1024 * 1024
MOST_RATIO = 100
RATIO_COUNTS_FROM = 1024 * 1024  # a small file may well repeat itself
MOST_ROWS = 200_000
MOST_CELLS = 4_000_000

ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PIECE = 64 * 1024
LOCAL_HEADER = struct.Struct("<4s22xHH")
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def is_container(path: Path) -> bool:
    """Whether the file is a workbook by its first bytes, new or old."""
    with path.open("rb") as file:
        return file.read(8).startswith((*ZIPS, OLE))


def scan(path: Path) -> None:
    """Raise `Refused` when the container is broken, bloated, or holds too large a sheet."""
    try:
        with zipfile.ZipFile(path) as container, path.open("rb") as raw:
            parts = container.infolist()
            if len(parts) > MOST_PARTS:
                raise Refused(Reason.TOO_MANY_PARTS, most=MOST_PARTS)
            _refuse_overlaps(parts)
            meter = _Meter(path.stat().st_size)
            for part in parts:
                _scan_part(raw, part, meter)
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError) as error:
        raise Refused(Reason.NOT_A_WORKBOOK) from error


def _refuse_overlaps(parts: list[zipfile.ZipInfo]) -> None:
    """Many names for the same bytes are how a small file grows large without a great ratio."""
    free = 0
    for part in sorted(parts, key=lambda one: one.header_offset):
        if part.header_offset < free:
            raise Refused(Reason.OVERLAPPING)
        free = part.header_offset + LOCAL_HEADER.size + part.compress_size


def _scan_part(raw: BinaryIO, part: zipfile.ZipInfo, meter: "_Meter") -> None:
    if part.flag_bits & 0x1:
        raise Refused(Reason.ENCRYPTED)
    sheet: _Sheet | None = None
    for number, piece in enumerate(_inflated(raw, part)):
        meter.add(len(piece))
        if number == 0 and _looks_like_xml(piece):
            sheet = _Sheet()
        if sheet:
            sheet.feed(piece)


def _inflated(raw: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part in pieces, as many as really come out."""
    raw.seek(part.header_offset)
    mark, name, extra = LOCAL_HEADER.unpack(raw.read(LOCAL_HEADER.size))
    if mark != b"PK\x03\x04" or part.compress_type not in (
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    ):
        raise zipfile.BadZipFile(part.filename)
    raw.seek(name + extra, 1)
    left = part.compress_size
    inflate = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0 and (packed := raw.read(min(PIECE, left))):
        left -= len(packed)
        while inflate and packed:
            yield inflate.decompress(packed, PIECE)
            packed = inflate.unconsumed_tail
        if packed:
            yield packed


def _looks_like_xml(piece: bytes) -> bool:
    return piece.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] == b"<"


class _Meter:
    """Counts what comes out of the container against what the file weighs."""

    def __init__(self, file_size: int) -> None:
        self.most = min(MOST_INFLATED, max(MOST_RATIO * file_size, RATIO_COUNTS_FROM))
        self.inflated = 0

    def add(self, size: int) -> None:
        self.inflated += size
        if self.inflated > self.most:
            raise Refused(Reason.TOO_MUCH_INSIDE, most=MOST_INFLATED // 1024 // 1024)


class _Sheet:
    """Walks one XML part and keeps the corner furthest from A1."""

    def __init__(self) -> None:
        self.rows = self.columns = self.in_row = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, piece: bytes) -> None:
        try:
            self.parser.Parse(piece)
        except (expat.ExpatError, LookupError) as error:  # or an encoding nobody knows
            raise Refused(Reason.NOT_A_WORKBOOK) from error

    def _doctype(self, *_declaration: object) -> None:
        """Entities are how small XML grows large; no spreadsheet declares any."""
        raise Refused(Reason.ENTITIES)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self.in_row = 0
            self._reach(self._number(attributes.get("r"), self.rows + 1), self.columns)
        elif tag == "c":
            self.in_row += 1
            match = REFERENCE.fullmatch(attributes.get("r", ""))
            row, column = (int(match[2]), _column(match[1])) if match else (0, self.in_row)
            self._reach(row, column)

    def _number(self, text: str | None, otherwise: int) -> int:
        return int(text) if text and text.isdecimal() and len(text) <= 7 else otherwise  # noqa: PLR2004

    def _reach(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows > MOST_ROWS:
            raise Refused(Reason.TOO_MANY_ROWS, most=MOST_ROWS)
        if self.rows * self.columns > MOST_CELLS:
            raise Refused(Reason.TOO_MANY_CELLS, most=MOST_CELLS)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
