"""Hostile and broken files: what they are, and what becomes of them."""

import io
import random
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl

from tests.toolkit.sheets.quine import quine
from xingjia.toolkit.sheets.refusal import Reason

SAMPLES = Path(__file__).parents[2] / "samples"
SHEET, TEXTS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
STYLES, LINKS = "xl/styles.xml", "xl/_rels/workbook.xml.rels"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(rows=(("单位名称", "人数"), ("甲厂", 3))) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def rebuilt(parts: dict[str, bytes], *, without: str = "") -> bytes:
    """An ordinary workbook with some parts replaced or added, or one taken out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts and name != without:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def sheet_xml(rows: str, after: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def sheet(rows: str, after: str = "", **parts: bytes) -> bytes:
    return rebuilt({SHEET: sheet_xml(rows, after), **parts})


def cell(reference: str, value: object = 1, kind: str = "n") -> str:
    return f'<c r="{reference}" t="{kind}"><v>{value}</v></c>'


def text(reference: str, said: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{said}</t></is></c>'


TABLE = (
    f'<row r="1">{text("A1", "单位名称")}{text("B1", "人数")}</row>'
    f'<row r="2">{text("A2", "甲厂")}{cell("B2", 3)}</row>'
)
TWO_CORNERS = f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row>'
WIDE = "".join(f'<row r="{n}">{cell(f"XFD{n}")}</row>' for n in range(1, 300)) + cell("A1")
NO_REFERENCES = "".join(f"<row><c><v>{n * 7919}</v></c></row>" for n in range(200_001))
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY b%d "%s">' % (n, b"&a;" * 10) for n in range(9))
    + b"]>"
)
BLOWN_UP = b'<!DOCTYPE x [<!ENTITY a "' + b"x" * 50_000 + b'">]>'
DICE = random.Random(1)  # noqa: S311


def shared_text(length: int, cells: int) -> bytes:
    """One long text that many cells share: small as a file, huge when every cell holds it."""
    long = DICE.randbytes(length // 2).hex()
    shared = "".join(f'<row r="{n}">{cell(f"A{n}", 0, "s")}</row>' for n in range(1, cells))
    strings = f'<sst xmlns="{MAIN}"><si><t>{long}</t></si></sst>'.encode()
    return rebuilt({SHEET: sheet_xml(shared), TEXTS: strings})


def packed(raw: bytes, times: int = 1) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"".join(packer.compress(raw) for _ in range(times)) + packer.flush()


def one_part(content: bytes, size: int, *, names: int = 1, method: int = 8, flag: int = 0) -> bytes:
    """A zip laid by hand: one part under one name or several, and sizes as one likes."""
    local, central = b"", b""
    for number in range(names):
        name = b"xl/media/%04d" % number if number else SHEET.encode()
        said = struct.pack(
            "<HHHHHIIIHH", 20, flag, method, 0, 0, 0, len(content), size, len(name), 0
        )
        local = local or b"PK\x03\x04" + said + name + content
        central += b"PK\x01\x02\x14\x00" + said + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, names, names, len(central), len(local), 0)
    return local + central + end


def patched(raw: bytes, old: bytes, new: bytes, *, last: bool = False) -> bytes:
    """An ordinary workbook of which some bytes are others."""
    at = raw.rfind(old) if last else raw.find(old)
    return raw[:at] + new + raw[at + len(new) :]


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def nested(levels: int) -> bytes:
    content = bytes(1000)
    for _level in range(levels):
        content = zipped({"inside.zip": content})
    return content


def overlapping_by_halves() -> bytes:
    """The second part begins within the bytes of the first."""
    whole = zipped({"xl/a": bytes(DICE.randbytes(2000)), SHEET: b"<worksheet/>"}, 0)
    at = whole.rfind(b"PK\x01\x02") + 42  # where the second is said to begin
    return whole[:at] + struct.pack("<I", 500) + whole[at + 4 :]


def old(begin: int, *said: bytes) -> bytes:
    """An old workbook of which some bytes are others."""
    raw = bytearray((SAMPLES / "S4_contracts.xls").read_bytes())
    raw[begin : begin + len(b"".join(said))] = b"".join(said)
    return bytes(raw)


WORKBOOK = workbook()
NO = Reason.NOT_A_WORKBOOK
CONTAINERS = {
    "a zip that holds itself": (quine(), NO),
    "a zip within a zip, twenty deep": (nested(20), NO),
    "nine hundred names for one part": (
        one_part(packed(bytes(1 << 20)), 1 << 20, names=900),
        Reason.OVERLAPPING,
    ),
    "a part that begins within another": (overlapping_by_halves(), Reason.OVERLAPPING),
    "sizes that lie": (one_part(packed(b" " * (1 << 20), 300), 10), Reason.TOO_MUCH_INSIDE),
    "a part of zeros": (rebuilt({"xl/media/a.bin": bytes(50_000_000)}), Reason.TOO_MUCH_INSIDE),
    "a sheet of blanks": (rebuilt({SHEET: sheet_xml(" " * 5_000_000)}), Reason.TOO_MUCH_INSIDE),
    "a thousand parts": (rebuilt({f"x/{n}": b"" for n in range(1001)}), Reason.TOO_MANY_PARTS),
    "a part under a password": (one_part(packed(b"<worksheet/>"), 12, flag=1), Reason.ENCRYPTED),
    "an encrypted package": (
        OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        Reason.ENCRYPTED,
    ),
    "packed by bzip2": (zipped({SHEET: b"<worksheet/>"}, zipfile.ZIP_BZIP2), NO),
    "packed by lzma": (zipped({SHEET: b"<worksheet/>"}, zipfile.ZIP_LZMA), NO),
    "packed in a way nobody knows": (one_part(b"?", 1, method=77), NO),
    "a stream that breaks off": (one_part(packed(TABLE.encode())[:40], 500), NO),
    "a stream that is none": (one_part(b"\xff" * 100, 500), NO),
    "an index that lies elsewhere": (
        patched(WORKBOOK, b"PK\x05\x06", b"PK\x05\x06" + bytes(16), last=True),
        NO,
    ),
    "an index of other marks": (patched(WORKBOOK, b"PK\x01\x02", b"PK\x01\x03"), NO),
    "a part that begins nowhere": (patched(WORKBOOK, b"PK\x03\x04", b"PK\x03\x05", last=True), NO),
    "a zip without parts": (zipped({}), NO),
    "a zip of something else": (zipped({"readme.txt": b"no sheet here"}), NO),
    "a zip that is none": (b"PK\x03\x04junk", NO),
    "half a file": (WORKBOOK[:2000], NO),
}
XML = {
    "entities within entities": (rebuilt({SHEET: LAUGHS + sheet_xml("")}), Reason.ENTITIES),
    "one long entity again and again": (
        rebuilt({SHEET: BLOWN_UP + sheet_xml("&a;" * 9000)}),
        Reason.ENTITIES,
    ),
    "entities in UTF-16": (
        rebuilt({SHEET: (LAUGHS + sheet_xml("")).decode().encode("utf-16")}),
        Reason.ENTITIES,
    ),
    "entities in the texts": (rebuilt({TEXTS: LAUGHS + b"<sst/>"}), Reason.ENTITIES),
    "entities in the styles": (rebuilt({STYLES: LAUGHS + b"<styleSheet/>"}), Reason.ENTITIES),
    "a document type and nothing in it": (
        rebuilt({SHEET: b"<!DOCTYPE x>" + sheet_xml("")}),
        Reason.ENTITIES,
    ),
    "an encoding nobody knows": (
        rebuilt({SHEET: b'<?xml version="1.0" encoding="x-none"?>' + sheet_xml("")}),
        NO,
    ),
    "letters that are none": (rebuilt({SHEET: sheet_xml("") + b"\xff\xfe\xff"}), NO),
    "zero bytes": (rebuilt({SHEET: b"<worksheet>\x00\x00</worksheet>"}), NO),
    "a tag that nobody closes": (rebuilt({SHEET: b"<worksheet><row></worksheet>"}), NO),
    "the same attribute twice": (rebuilt({SHEET: b'<worksheet a="1" a="2"/>'}), NO),
    "a prefix nobody declares": (rebuilt({SHEET: b"<x:worksheet/>"}), NO),
    "a book that is none": (rebuilt({BOOK: b"<html/>"}), NO),
    "no book": (rebuilt({}, without=BOOK), NO),
    "no sheet": (rebuilt({}, without=SHEET), NO),
    "links to nowhere": (rebuilt({LINKS: b"<Relationships/>"}), NO),
}
CELLS = {
    "two cells in opposite corners": (sheet(TWO_CORNERS), Reason.TOO_MANY_ROWS),
    "few rows, all columns": (sheet(WIDE), Reason.TOO_MANY_CELLS),
    "rows without numbers": (sheet(NO_REFERENCES), Reason.TOO_MANY_ROWS),
    "a row number beyond 2^32": (sheet(f'<row r="4294967296">{cell("A4294967296")}</row>'), NO),
    "one text of a megabyte in every cell": (shared_text(1_000_000, 9000), Reason.TOO_HEAVY),
    "the longest text allowed in every cell": (shared_text(32_000, 9000), Reason.TOO_HEAVY),
    "texts that say there are 2^32 of them": (
        rebuilt({TEXTS: f'<sst xmlns="{MAIN}" uniqueCount="4294967295"/>'.encode()}),
        Reason.TOO_HEAVY,
    ),
    "a text that is not among the texts": (sheet(cell("A1", 99, "s")), NO),
    "a cell before the first": (sheet(f'<row r="1">{cell("A0")}</row>'), NO),
}
OTHERS = {
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), NO),
    "a program": (b"MZ" + bytes(range(256)) * 20, NO),
    "a page description": (b"%PDF-1.7\n" + bytes(range(256)), NO),
    "another archive": (b"\x1f\x8b\x08" + bytes(range(256)), NO),
    "an old container with garbage": (OLE + bytes(range(256)) * 40, NO),
    "an old container of zeros": (OLE + bytes(4096), NO),
    "an old workbook cut off": ((SAMPLES / "S4_contracts.xls").read_bytes()[:3000], NO),
    "an old workbook whose sectors go round": (old(76, struct.pack("<I", 0) * 109), NO),
    "an old workbook with sectors of no size": (old(30, b"\x00\x00"), NO),
    "an old workbook with sectors of 2^31 bytes": (old(30, b"\x1f\x00"), NO),
    "a csv of too many rows": (b"a,b\n" * 200_001, Reason.TOO_MANY_ROWS),
    "a csv of too many cells": (b"," * 4_000_001, Reason.TOO_MANY_CELLS),
    "a quotation that nobody ends": (b'a,"' + b"x" * 10_000_000, NO),
    "a text with control characters": (b"a,b\n\x01\x02,3\n", NO),
    "a text in no encoding": (b"a,\xff\xff\x81\n", NO),
    "nothing": (b"", Reason.EMPTY),
    "too many bytes": (b"PK\x03\x04" + bytes(20 * 1024 * 1024), Reason.FILE_TOO_LARGE),
}
HOSTILE = CONTAINERS | XML | CELLS | OTHERS

CSV = "单位名称,人数\n甲厂,3\n"
# What looks dangerous and is read by what it is.
HARMLESS = {
    "a csv called xlsx": CSV.encode(),
    "a GBK csv": CSV.encode("gb18030"),
    "a UTF-16 csv": CSV.encode("utf-16"),
    "macros, which nobody runs": rebuilt({"xl/vbaProject.bin": b"Sub Auto_Open"}),
    "a sheet that says it is full": rebuilt(
        {
            SHEET: sheet_xml(TABLE).replace(
                b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'
            )
        }
    ),
    "a merged range over all cells there are": sheet(
        TABLE, '<mergeCells count="1"><mergeCell ref="D9:XFD1048576"/></mergeCells>'
    ),
    "a hundred thousand merged ranges": sheet(
        TABLE, "<mergeCells>" + '<mergeCell ref="D9:E9"/>' * 20_000 + "</mergeCells>"
    ),
    "a formula that calls a program": sheet(
        TABLE.replace("<v>3</v>", "<f>cmd|'/C calc'!A0</f><v>3</v>")
    ),
    "a link to a file": rebuilt(
        {
            SHEET: sheet_xml(
                TABLE,
                '<hyperlinks><hyperlink ref="A1" location="file:///etc/passwd"/></hyperlinks>',
            ),
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        }
    ),
    "names that lead out of the folder": rebuilt(
        {SHEET: sheet_xml(TABLE), "../../../tmp/x": b"x", "/etc/x": b"x"}
    ),
    "ten thousand tags deep": sheet(TABLE, "<a>" * 10_000 + "</a>" * 10_000),
    "an attribute of a megabyte": sheet(TABLE, f'<a b="{DICE.randbytes(500_000).hex()}"/>'),
    "a style that is not among the styles": sheet(TABLE.replace('r="B2"', 'r="B2" s="99999"')),
    "a thousand empty rows": sheet(TABLE + "".join(f'<row r="{n}"/>' for n in range(3, 1003))),
}
