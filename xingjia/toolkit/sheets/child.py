"""The process that opens a stranger's file: `python -m xingjia.toolkit.sheets.child FILE`.

Limits itself, checks the container, reads it with calamine, or a text as csv, and writes JSON
lines: for each sheet
`{"sheet", "merges"}` and then one array per row, at the end `{"done": true}`; or, at any moment,
`{"refused", "params"}`. A day is written as `["2013-12-31"]`.
"""

import json
import sys
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from xingjia.toolkit.sheets.plain import read_csv
from xingjia.toolkit.sheets.refusal import Reason, Refused
from xingjia.toolkit.sheets.zipscan import MOST_CELLS, MOST_ROWS, OLE, is_container, scan

MEMORY, LEAST_MEMORY, MEMORY_PER_BYTE = 1536 * 1024 * 1024, 512 * 1024 * 1024, 200
SECONDS, LEAST_SECONDS, BYTES_PER_SECOND = 60, 10, 100 * 1024
LONGEST_CELL = 32_767  # what a spreadsheet program itself allows

ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def limit(size: int | None = None) -> None:
    """Cap memory and processor time of this process, where the system can: by the bytes of the
    file, of which a small one has no business to take long; without them, at the most."""
    try:
        import resource  # noqa: PLC0415  absent on Windows
    except ImportError:
        return
    memory, seconds = MEMORY, SECONDS
    if size is not None:
        memory = min(memory, LEAST_MEMORY + MEMORY_PER_BYTE * size)
        seconds = min(seconds, LEAST_SECONDS + size // BYTES_PER_SECOND)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def check(path: Path) -> None:
    """Raise `Refused` unless the file is a container that is safe to parse."""
    if not is_container(path):
        raise Refused(Reason.NOT_A_WORKBOOK)
    with path.open("rb") as file:
        old = file.read(8) == OLE
    if not old:
        scan(path)
    elif ENCRYPTED_PACKAGE in path.read_bytes():
        raise Refused(Reason.ENCRYPTED)


def pour(path: Path) -> None:
    """Write every sheet of the workbook, blank tails of rows left out."""
    # Opened as bytes: by a path, its ending would say how it is read.
    with CalamineWorkbook.from_filelike(BytesIO(path.read_bytes())) as workbook:
        if not workbook.sheet_names:
            raise Refused(Reason.NOT_A_WORKBOOK)
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.height > MOST_ROWS:
                raise Refused(Reason.TOO_MANY_ROWS, most=MOST_ROWS)
            if sheet.height * sheet.width > MOST_CELLS:
                raise Refused(Reason.TOO_MANY_CELLS, most=MOST_CELLS)
            merges = [[*first, *last] for first, last in sheet.merged_cell_ranges or []]
            say({"sheet": name, "merges": merges})
            for row in sheet.to_python(skip_empty_area=False):
                say(trimmed([plain(cell) for cell in row]))
    say({"done": True})


def pour_text(path: Path) -> None:
    """Write a text as the one sheet it is, without a name."""
    rows = read_csv(path).rows
    say({"sheet": None, "merges": []})
    for row in rows:
        say(trimmed(list(row)))
    say({"done": True})


def plain(cell: object) -> object:
    """A cell as JSON can hold it; blank text is `None`, times of day are dropped."""
    if isinstance(cell, str):
        if len(cell) > LONGEST_CELL:
            raise Refused(Reason.TOO_HEAVY)
        return cell if cell.strip() else None
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return [cell.isoformat()]
    return cell if isinstance(cell, bool | int | float) else str(cell)


def trimmed(cells: list[Any]) -> list[Any]:
    """The row without the blank cells at its end."""
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def say(line: object) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def main(path: Path) -> None:
    """Read one file under limits; whatever goes wrong becomes a `refused` line."""
    try:
        limit(path.stat().st_size)
        if is_container(path):
            check(path)
            pour(path)
        else:
            pour_text(path)
    except Refused as refused:
        say({"refused": refused.reason, "params": refused.params})
    except PasswordError:
        say({"refused": Reason.ENCRYPTED, "params": {}})
    except MemoryError:
        say({"refused": Reason.TOO_HEAVY, "params": {}})
    except (CalamineError, OSError, ValueError):
        say({"refused": Reason.NOT_A_WORKBOOK, "params": {}})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
