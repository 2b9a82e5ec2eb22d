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
    number_head: str = "",
) -> bytes:
    """The workbook at `path` with its faulty cells marked and a sheet that lists the faults.

    An old workbook or a text gives a new one with the same rows; more than MOST_ROWS rows give
    the faulty ones alone, each after the number it has (`number_head` is that column's). The file
    at `path` is only read. Raises `NotMade`.
    """
    order = {"author": author, "list": {"title": list_title, "rows": rows}}
    grids = open_grids(path)
    if sum(len(grid.rows) for grid in grids) <= MOST_ROWS:
        try:
            return _made(order | _whole(path, grids, marks, parts))
        except NotMade:
            pass  # openpyxl cannot keep everything a spreadsheet program writes
    tables = [_table(part, grids, marks, number_head) for part in parts]
    return _made(order | {"source": None, "tables": [one for one in tables if one["marks"]]})


def _whole(
    path: Path, grids: Sequence[Grid], marks: Sequence[Mark], parts: Sequence[Part]
) -> dict[str, Any]:
    """All rows where they stand: of an .xlsx in the file itself, else in a new one."""
    if is_container(path) and path.read_bytes()[:2] == ZIP:
        return {"source": str(path.resolve()), "marks": [asdict(one) for one in marks]}
    titles = {part.sheet: part.title for part in parts}
    sheets = [_sheet(one, titles.get(one.sheet), marks) for one in grids if one.rows]
    return {"source": None, "tables": sheets}


def _sheet(grid: Grid, title: str | None, marks: Sequence[Mark]) -> dict[str, Any]:
    """A sheet as it is, each row where it stands."""
    return {
        "title": title or grid.sheet or "",
        "rows": [_cells(grid, number) for number in range(len(grid.rows))],
        "merges": grid.merges,
        "marks": [asdict(one) for one in marks if one.sheet == grid.sheet],
    }


def _table(
    part: Part, grids: Sequence[Grid], marks: Sequence[Mark], number_head: str
) -> dict[str, Any]:
    """The header and the faulty rows of a table, one under the other, with their numbers."""
    grid = next((one for one in grids if one.sheet == part.sheet), Grid(None, []))
    mine = [one for one in marks if one.sheet == part.sheet]
    numbers = sorted({*part.header_rows, *(one.row for one in mine)})
    at = {number: place for place, number in enumerate(numbers, start=1)}
    heads = dict.fromkeys(part.header_rows, "") | {max(part.header_rows, default=0): number_head}
    return {
        "title": part.title,
        "rows": [[heads.get(one, one), *_shown(grid, one - 1)] for one in numbers],
        "merges": [],
        "marks": [asdict(replace(one, row=at[one.row], column=one.column + 1)) for one in mine],
    }


def _cells(grid: Grid, row: int) -> list[Cell | str]:
    return [_plain(grid.at(row, column)) for column in range(grid.width)]


def _shown(grid: Grid, row: int) -> list[Cell | str]:
    """A row torn from its neighbours says itself what a merged cell said for it."""
    return [_plain(grid.shown(row, column)) for column in range(grid.width)]


def _plain(cell: Cell) -> Cell | str:
    return cell.isoformat() if isinstance(cell, date) else cell


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
