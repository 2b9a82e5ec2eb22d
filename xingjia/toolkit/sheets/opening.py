"""Opens any file that may hold tables, by what it is and not by what it is called."""

from pathlib import Path

from xingjia.toolkit.sheets.grid import Grid
from xingjia.toolkit.sheets.guard import MOST_BYTES, read_grids
from xingjia.toolkit.sheets.refusal import Reason, Refused


def open_grids(path: Path) -> list[Grid]:
    """Every sheet of a workbook, or the one table of a text file. Raises `Refused`."""
    size = path.stat().st_size
    if not size:
        raise Refused(Reason.EMPTY)
    if size > MOST_BYTES:
        raise Refused(Reason.FILE_TOO_LARGE, most=MOST_BYTES // 1024 // 1024)
    return read_grids(path)
