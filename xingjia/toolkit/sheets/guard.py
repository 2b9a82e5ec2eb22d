"""Opens a file in a child process, so that no file can harm or stop the caller."""

import json
import math
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from xingjia.toolkit.sheets.grid import Cell, Grid
from xingjia.toolkit.sheets.refusal import Reason, Refused

MOST_BYTES = 20 * 1024 * 1024
MOST_SAID = 128 * 1024 * 1024  # characters the child may write: a sheet can repeat one long text
# What limits a child is the processor time it takes (`child.limit`), so that no sound file is
# refused because the machine has much else to do. The clock ends one that hangs without working;
# where the system does not count processor time it is the limit.
SECONDS = 15 * 60 if find_spec("resource") else 90
ROOT = Path(__file__).parents[3]


Start = Callable[[Path], AbstractContextManager[IO[str] | None]]


def read_grids(path: Path) -> list[Grid]:
    """Every sheet of an .xlsx or .xls file, empty ones too, in the order of the workbook; of any
    other file its text as a csv.

    Raises `Refused` for a file that is too large, hostile, encrypted, damaged or no table.
    """
    if path.stat().st_size > MOST_BYTES:
        raise Refused(Reason.FILE_TOO_LARGE, most=MOST_BYTES // 1024 // 1024)
    with _start[-1](path) as said:
        return _listen(said)


@contextmanager
def start_with(start: Start) -> Iterator[None]:
    """Let children be started in another way for a while: of thousands of files, each loading
    the program anew costs more than reading it."""
    _start.append(start)
    try:
        yield
    finally:
        _start.remove(start)


@contextmanager
def _child(path: Path) -> Iterator[IO[str] | None]:
    """What a child of its own says of a file."""
    command = [sys.executable, "-s", "-m", "xingjia.toolkit.sheets.child", str(path.resolve())]
    with subprocess.Popen(  # noqa: S603  our own module, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        cwd=ROOT,
        encoding="utf-8",
    ) as child:
        alarm = threading.Timer(SECONDS, child.kill)
        alarm.start()
        try:
            yield child.stdout
        finally:
            alarm.cancel()
            child.kill()


_start: list[Start] = [_child]


def environment() -> dict[str, str]:
    """The child learns nothing it need not know: no secrets, only where the code is."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def _listen(stream: IO[str] | None) -> list[Grid]:
    grids: list[Grid] = []
    rows: list[list[Cell]] = []
    texts: dict[str, str] = {}  # the same text is kept once
    for said in _lines(stream):
        if isinstance(said, list):
            rows.append([_cell(cell, texts) for cell in said])
        elif "refused" in said:
            raise Refused(Reason(said["refused"]), **said["params"])
        elif "done" in said:
            return [_without_blank_end(grid) for grid in grids]
        else:
            rows = []
            grids.append(Grid(said["sheet"], rows, [tuple(merge) for merge in said["merges"]]))
    raise Refused(Reason.TOO_HEAVY)  # the child fell silent: killed, aborted, or out of limits


def _lines(stream: IO[str] | None) -> Iterator[Any]:
    said = 0
    for line in stream or ():
        said += len(line)
        if said > MOST_SAID or not line.endswith("\n"):
            return
        yield json.loads(line)


def _cell(cell: Any, texts: dict[str, str]) -> Cell:
    if isinstance(cell, str):
        return texts.setdefault(cell, cell)
    if isinstance(cell, list):
        return date.fromisoformat(cell[0])
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell


def _without_blank_end(grid: Grid) -> Grid:
    last = max((number for number, row in enumerate(grid.rows, 1) if row), default=0)
    return Grid(grid.sheet, grid.rows[:last], grid.merges)
