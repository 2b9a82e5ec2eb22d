"""Hostile and broken files: each is refused with its reason, and the caller lives on."""

import io
import random
import resource
import socket
import struct
import subprocess
import sys
import zipfile
import zlib

import openpyxl
import pytest

from xingjia.toolkit.sheets import Refused
from xingjia.toolkit.sheets.guard import ROOT, _listen, read_grids
from xingjia.toolkit.sheets.opening import open_grids
from xingjia.toolkit.sheets.refusal import Reason
from xingjia.toolkit.sheets.sentences import sentence_of

SHEET = "xl/worksheets/sheet1.xml"


def workbook(rows=(("单位名称", "人数"), ("甲厂", 3))) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def rebuilt(parts: dict[str, bytes]) -> bytes:
    """An ordinary workbook with some parts replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def sheet_xml(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def cell(reference: str) -> str:
    return f'<c r="{reference}"><v>1</v></c>'


TWO_CORNERS = f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row>'
WIDE = "".join(f'<row r="{n}">{cell(f"XFD{n}")}</row>' for n in range(1, 300)) + cell("A1")
NO_REFERENCES = "".join(f"<row><c><v>{n * 7919}</v></c></row>" for n in range(200_001))
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY b%d "%s">' % (n, b"&a;" * 10) for n in range(9))
    + b"]>"
)


def shared_text(length: int, cells: int) -> bytes:
    """One long text that many cells share: small as a file, huge when every cell holds it."""
    text = random.Random(1).randbytes(length // 2).hex()  # noqa: S311
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = f'<sst xmlns="{space}"><si><t>{text}</t></si></sst>'.encode()
    shared = [f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, cells)]
    return rebuilt({SHEET: sheet_xml("".join(shared)), "xl/sharedStrings.xml": strings})


def lying_sizes() -> bytes:
    """A part that says it holds ten bytes and inflates to 300 MB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(b" " * 1024 * 1024) for _ in range(300)) + packer.flush()
    name = b"xl/worksheets/sheet1.xml"
    fixed = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, 0, len(packed), 10, len(name), 0)
    local = b"PK\x03\x04" + fixed + name + packed
    central = b"PK\x01\x02\x14\x00" + fixed + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def zip_of_text() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "no sheet here")
    return out.getvalue()


def overlapping() -> bytes:
    """Nine hundred names for one part: little to store, 900 times as much to read."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b" " * 1024 * 1024) + packer.flush()
    name, central = b"xl/media/0000", b""
    sizes = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, 0, len(packed), 1 << 20, len(name), 0)
    local = b"PK\x03\x04" + sizes + name + packed
    for number in range(900):
        tail = struct.pack("<HHHII", 0, 0, 0, 0, 0) + f"xl/media/{number:04}".encode()
        central += b"PK\x01\x02\x14\x00" + sizes + tail
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 900, 900, len(central), len(local), 0)
    return local + central + end


def nested() -> bytes:
    """What a quine does to whoever unpacks what he unpacked: nobody here does."""
    content = bytes(1000)
    for _level in range(20):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inside.zip", content)
        content = out.getvalue()
    return content


HOSTILE = {
    "two cells in opposite corners": (
        rebuilt({SHEET: sheet_xml(TWO_CORNERS)}),
        Reason.TOO_MANY_ROWS,
    ),
    "few rows, all columns": (rebuilt({SHEET: sheet_xml(WIDE)}), Reason.TOO_MANY_CELLS),
    "rows without numbers": (rebuilt({SHEET: sheet_xml(NO_REFERENCES)}), Reason.TOO_MANY_ROWS),
    "a part of zeros": (rebuilt({"xl/media/a.bin": bytes(50_000_000)}), Reason.TOO_MUCH_INSIDE),
    "sizes that lie": (lying_sizes(), Reason.TOO_MUCH_INSIDE),
    "a thousand parts": (
        rebuilt({f"x/{number}": b"" for number in range(1001)}),
        Reason.TOO_MANY_PARTS,
    ),
    "one text of a megabyte in every cell": (shared_text(1_000_000, 9000), Reason.TOO_HEAVY),
    "the longest text allowed in every cell": (shared_text(32_000, 9000), Reason.TOO_HEAVY),
    "a text cell that reaches 2^32 rows": (
        rebuilt({SHEET: sheet_xml('<row r="4294967296"><c r="A4294967296"><v>1</v></c></row>')}),
        Reason.NOT_A_WORKBOOK,
    ),
    "parts that lie on each other": (overlapping(), Reason.TOO_MUCH_INSIDE),
    "a zip within a zip within a zip": (nested(), Reason.NOT_A_WORKBOOK),
    "entities": (rebuilt({SHEET: LAUGHS + sheet_xml("")}), Reason.NOT_A_WORKBOOK),
    "broken XML": (rebuilt({SHEET: b"<worksheet><row></worksheet>"}), Reason.NOT_A_WORKBOOK),
    "half a file": (workbook()[:2000], Reason.NOT_A_WORKBOOK),
    "a zip that is none": (b"PK\x03\x04junk", Reason.NOT_A_WORKBOOK),
    "a zip of something else": (zip_of_text(), Reason.NOT_A_WORKBOOK),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Reason.NOT_A_WORKBOOK),
    "an old container with garbage": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40,
        Reason.NOT_A_WORKBOOK,
    ),
    "an encrypted package": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        Reason.ENCRYPTED,
    ),
    "nothing": (b"", Reason.EMPTY),
    "too many bytes": (b"PK\x03\x04" + bytes(20 * 1024 * 1024), Reason.FILE_TOO_LARGE),
}


@pytest.mark.parametrize(("content", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_and_the_caller_lives_on(tmp_path, content, reason):
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(content)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Refused) as refused:
        open_grids(path)
    assert refused.value.reason is reason
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
    assert "{" not in sentence_of(refused.value)


EXTERNAL = (
    '<!ENTITY x SYSTEM "file://{file}">',
    '<!ENTITY x SYSTEM "http://127.0.0.1:{port}/x">',
    '<!ENTITY x PUBLIC "x" "http://127.0.0.1:{port}/x">',
    '<!ENTITY % x SYSTEM "file://{file}"> %x;',
    '<!ENTITY % x SYSTEM "http://127.0.0.1:{port}/x"> %x;',
)
PARTS = (SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("entity", EXTERNAL)
def test_no_file_is_read_and_no_connection_made_for_an_entity(tmp_path, entity, part):
    secret = tmp_path / "secret.txt"
    secret.write_text("金丝雀")
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.setblocking(False)
        said = entity.format(file=secret, port=door.getsockname()[1])
        body = '<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'
        hostile = f"<!DOCTYPE x [{said}]>".encode() + sheet_xml(body)
        (path := tmp_path / "x.xlsx").write_bytes(rebuilt({part: hostile}))
        asked = secret.stat().st_atime_ns

        with pytest.raises(Refused, match=Reason.NOT_A_WORKBOOK):
            open_grids(path)

        assert secret.stat().st_atime_ns == asked
        with pytest.raises(BlockingIOError):
            door.accept()


TABLE = "单位名称,人数\n甲厂,3\n"
NAMED_OTHERWISE = {
    "a csv called xlsx": TABLE.encode(),
    "a GBK csv": TABLE.encode("gb18030"),
    "a UTF-16 csv": TABLE.encode("utf-16"),
    "a workbook with macros, which nobody runs": rebuilt({"xl/vbaProject.bin": b"Sub Auto_Open"}),
    "a workbook that says it fills the sheet": rebuilt(
        {
            SHEET: (
                b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                b'<dimension ref="A1:XFD1048576"/><sheetData>'
                + "".join(
                    f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{name}</t></is></c>{many}</row>'
                    for n, name, many in (
                        (1, "单位名称", '<c r="B1" t="inlineStr"><is><t>人数</t></is></c>'),
                        (2, "甲厂", '<c r="B2"><v>3</v></c>'),
                    )
                ).encode()
                + b"</sheetData></worksheet>"
            )
        }
    ),
}


@pytest.mark.parametrize("content", NAMED_OTHERWISE.values(), ids=NAMED_OTHERWISE.keys())
def test_what_only_looks_dangerous_is_read_by_what_it_is(tmp_path, content):
    (path := tmp_path / "table.xlsx").write_bytes(content)

    (grid,) = open_grids(path)

    rows = [[str(cell).removesuffix(".0") for cell in row] for row in grid.rows]
    assert rows == [["单位名称", "人数"], ["甲厂", "3"]]


def test_an_ordinary_workbook_is_read(tmp_path):
    """Negative control: the refusals above are not for everything."""
    path = tmp_path / "plain.xlsx"
    path.write_bytes(rebuilt({"docProps/note.xml": b"<note/>"}))
    (grid,) = read_grids(path)
    assert [list(row) for row in grid.rows] == [["单位名称", "人数"], ["甲厂", 3]]


def test_a_damaged_byte_anywhere_never_harms_the_caller(tmp_path):
    path, whole = tmp_path / "damaged.xlsx", workbook()
    outcomes = set()
    for place in range(0, len(whole), len(whole) // 25):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            read_grids(path)
            outcomes.add("read")
        except Refused as refused:
            outcomes.add(refused.code)
    assert outcomes <= {"read", *Reason}
    assert "not_a_workbook" in outcomes


def test_every_reason_has_a_sentence():
    for reason in Reason:
        assert sentence_of(Refused(reason, most=20))


def test_the_child_carries_nothing_heavy():
    heavy = "{'django', 'opencc', 'openpyxl', 'stdnum'} & set(sys.modules)"
    code = f"import sys, xingjia.toolkit.sheets.child; sys.exit(bool({heavy}))"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_a_child_that_falls_silent_gives_no_half_of_a_workbook():
    said = '{"sheet":"一","merges":[]}\n["甲"]\n'
    with pytest.raises(Refused, match="too_heavy"):
        _listen(io.StringIO(said))
    assert len(_listen(io.StringIO(said + '{"done":true}\n'))) == 1
