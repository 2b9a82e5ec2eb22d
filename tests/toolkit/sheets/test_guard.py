"""Hostile and broken files: each is refused with its reason, and the caller lives on."""

import io
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.toolkit.sheets.hostile import (
    HARMLESS,
    HOSTILE,
    SAMPLES,
    SHEET,
    rebuilt,
    sheet_xml,
    workbook,
)
from tests.toolkit.sheets.quine import quine
from xingjia.toolkit.sheets import Refused, guard
from xingjia.toolkit.sheets.guard import MOST_BYTES, ROOT, _listen, read_grids
from xingjia.toolkit.sheets.opening import open_grids
from xingjia.toolkit.sheets.refusal import Reason
from xingjia.toolkit.sheets.sentences import sentence_of


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

        with pytest.raises(Refused, match=Reason.ENTITIES):
            open_grids(path)

        assert secret.stat().st_atime_ns == asked
        with pytest.raises(BlockingIOError):
            door.accept()


@pytest.mark.parametrize("content", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_only_looks_dangerous_is_read_by_what_it_is(tmp_path, content):
    (path := tmp_path / "table.xlsx").write_bytes(content)

    (grid,) = open_grids(path)

    rows = [[str(cell).removesuffix(".0") for cell in row] for row in grid.rows]
    assert rows == [["单位名称", "人数"], ["甲厂", "3"]]
    assert [one.name for one in tmp_path.iterdir()] == ["table.xlsx"]


@pytest.mark.parametrize(
    ("sample", "name"), [("S4_contracts.xls", "x.xlsx"), ("S1_register.xlsx", "x.xls")]
)
def test_a_workbook_is_opened_by_what_it_is_and_not_by_its_name(tmp_path, sample, name):
    path = Path(shutil.copy(SAMPLES / sample, tmp_path / name))

    assert open_grids(path) == open_grids(SAMPLES / sample)


def test_there_are_sixty_of_them_and_the_quine_is_one(tmp_path):
    (path := tmp_path / "a.zip").write_bytes(quine())

    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.read("a.zip") == path.read_bytes()
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize(("size", "seconds", "megabytes"), [(0, 10, 512), (MOST_BYTES, 60, 1536)])
def test_a_small_file_may_take_little_and_a_large_one_more(size, seconds, megabytes):
    code = f"from xingjia.toolkit.sheets.child import limit; limit({size}); import resource as r;"
    code += "print(r.getrlimit(r.RLIMIT_CPU)[0], r.getrlimit(r.RLIMIT_AS)[0] >> 20)"

    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)

    assert told.stdout.split() == [b"%d" % seconds, b"%d" % megabytes]


LIMITED = "from xingjia.toolkit.sheets import child; child.LEAST_SECONDS = 1; child.limit(0); "


def test_a_child_that_only_works_is_ended_by_its_processor_time():
    busy = f"{LIMITED}\nwhile True: pass"

    done = subprocess.run([sys.executable, "-c", busy], cwd=ROOT, check=False)

    assert -done.returncode in {signal.SIGKILL, signal.SIGXCPU}


def test_a_child_that_has_to_wait_for_its_turn_is_left_alone():
    starved = LIMITED + "import time; time.sleep(2.5); print('read')"

    done = subprocess.run(
        [sys.executable, "-c", starved], cwd=ROOT, capture_output=True, check=True
    )

    assert done.stdout == b"read\n"
    assert guard.SECONDS >= 10 * 60


def test_a_child_that_hangs_without_working_is_ended_by_the_clock(tmp_path, monkeypatch):
    os.mkfifo(path := tmp_path / "never.xlsx")  # whoever opens it waits for ever
    monkeypatch.setattr(guard, "SECONDS", 1)

    with pytest.raises(Refused, match=Reason.TOO_HEAVY):
        read_grids(path)


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
