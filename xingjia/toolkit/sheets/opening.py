"""Opens any file that may hold tables, by what it is and not by what it is called."""

from pathlib import Path

from xingjia.toolkit.sheets.grid import Grid
from xingjia.toolkit.sheets.guard import MOST_BYTES, read_grids
from xingjia.toolkit.sheets.plain import read_csv
from xingjia.toolkit.sheets.refusal import Reason, Refused

CONTAINERS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def open_grids(path: Path) -> list[Grid]:
    """Every sheet of a workbook, or the one table of a text file. Raises `Refused`."""
    size = path.stat().st_size
    if not size:
        raise Refused(Reason.EMPTY)
    if size > MOST_BYTES:
        raise Refused(Reason.FILE_TOO_LARGE, most=MOST_BYTES // 1024 // 1024)
    return read_grids(path) if is_container(path) else [read_csv(path)]


def is_container(path: Path) -> bool:
    """Whether the file is a workbook by its first bytes."""
    with path.open("rb") as file:
        return file.read(8).startswith(CONTAINERS)
