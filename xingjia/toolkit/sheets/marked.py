"""A workbook with its faults marked, made in a child process that may not harm the caller."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xingjia.toolkit.sheets.grid import Cell, Grid
from xingjia.toolkit.sheets.guard import ROOT, SECONDS, environment
from xingjia.toolkit.sheets.opening import open_grids
from xingjia.toolkit.sheets.zipscan import is_container

MOST_ROWS = 20_000  # openpyxl holds the whole workbook in memory
ZIP = b"PK"


@dataclass(frozen=True)
class Mark:
    """A cell and what is to be said of it; rows and columns from 1, sheet None for a text."""

    sheet: str | None
    row: int
    column: int
    said: str
    grave: bool = True


@dataclass(frozen=True)
class Part:
    """One table of the workbook: its sheet and the rows of its header."""

    sheet: str | None
    title: str
    header_rows: tuple[int, ...]


class NotMade(Exception):
    """No workbook could be made; the child fell silent."""


def marked(
    path: Path,
    marks: Sequence[Mark],
    parts: Sequence[Part],
    *,
    list_title: str,
    rows: Sequence[Sequence[Any]],
    author: str,
) -> bytes:
    """The workbook at `path` with its faulty cells marked and a sheet that lists the faults.

    A workbook of another kind than .xlsx, or of more than MOST_ROWS rows, gives a new one with
    the faulty rows alone. The file at `path` is only read. Raises `NotMade`.
    """
    order = {"author": author, "list": {"title": list_title, "rows": rows}}
    grids = open_grids(path)
    own = is_container(path) and path.read_bytes()[:2] == ZIP
    if own and sum(len(grid.rows) for grid in grids) <= MOST_ROWS:
        copy = {"source": str(path.resolve()), "marks": [asdict(one) for one in marks]}
        try:
            return _made(order | copy)
        except NotMade:
            pass  # openpyxl cannot keep everything a spreadsheet program writes
    tables = [_table(part, grids, marks) for part in parts]
    return _made(order | {"source": None, "tables": [one for one in tables if one["marks"]]})


def _table(part: Part, grids: Sequence[Grid], marks: Sequence[Mark]) -> dict[str, Any]:
    """The header and the faulty rows of a table, one under the other."""
    grid = next((one for one in grids if one.sheet == part.sheet), Grid(None, []))
    mine = [one for one in marks if one.sheet == part.sheet]
    numbers = sorted({*part.header_rows, *(one.row for one in mine)})
    at = {number: place for place, number in enumerate(numbers, start=1)}
    return {
        "title": part.title,
        "rows": [_cells(grid, number - 1) for number in numbers],
        "marks": [asdict(replace(one, row=at[one.row])) for one in mine],
    }


def _cells(grid: Grid, row: int) -> list[Cell | str]:
    cells = (grid.shown(row, column) for column in range(grid.width))
    return [cell.isoformat() if isinstance(cell, date) else cell for cell in cells]


def _made(order: dict[str, Any]) -> bytes:
    with TemporaryDirectory(prefix="xingjia-") as folder:
        target = Path(folder, "marked.xlsx")
        command = [sys.executable, "-s", "-m", "xingjia.toolkit.sheets.marking"]
        try:
            done = subprocess.run(  # noqa: S603  our own module, no shell
                command,
                input=json.dumps(order | {"target": str(target)}, ensure_ascii=False),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment(),
                cwd=ROOT,
                encoding="utf-8",
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as silent:
            raise NotMade from silent
        if done.returncode or not target.is_file():
            raise NotMade
        return target.read_bytes()
