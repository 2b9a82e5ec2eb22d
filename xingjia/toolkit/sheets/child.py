"""The process that opens a stranger's file: `python -m xingjia.toolkit.sheets.child FILE`.

Limits itself, checks the container, reads it with calamine, and writes JSON lines: for each sheet
`{"sheet", "merges"}` and then one array per row, at the end `{"done": true}`; or, at any moment,
`{"refused", "params"}`. A day is written as `["2013-12-31"]`.
"""

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from xingjia.toolkit.sheets.refusal import Reason, Refused
from xingjia.toolkit.sheets.zipscan import MOST_CELLS, MOST_ROWS, scan

MEMORY = 1536 * 1024 * 1024
SECONDS = 60
LONGEST_CELL = 32_767  # what a spreadsheet program itself allows

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def limit() -> None:
    """Cap memory and processor time of this process, where the system can."""
    try:
        import resource  # noqa: PLC0415  absent on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def check(path: Path) -> None:
    """Raise `Refused` unless the file is a container that is safe to parse."""
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(ZIP):
        scan(path)
    elif head != OLE:
        raise Refused(Reason.NOT_A_WORKBOOK)
    elif ENCRYPTED_PACKAGE in path.read_bytes():
        raise Refused(Reason.ENCRYPTED)


def pour(path: Path) -> None:
    """Write every sheet of the workbook, blank tails of rows left out."""
    with CalamineWorkbook.from_path(path) as workbook:
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
        limit()
        check(path)
        pour(path)
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
