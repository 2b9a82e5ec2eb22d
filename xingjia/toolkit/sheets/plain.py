"""Text files: csv as offices export it, and lists pasted from a document."""

import csv
import io
import re
from pathlib import Path

from xingjia.toolkit.sheets.grid import Grid
from xingjia.toolkit.sheets.refusal import Reason, Refused
from xingjia.toolkit.sheets.zipscan import MOST_CELLS, MOST_ROWS

MARKED = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
BINARY = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
SEPARATORS = ("\t", ",", ";")


def decode(raw: bytes) -> str:
    """The text by its byte-order mark, else as UTF-8, GB18030 or UTF-16. Raises `Refused`."""
    marked = next((name for mark, name in MARKED.items() if raw.startswith(mark)), None)
    for encoding in [marked] if marked else _unmarked(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeError:
            continue
        if not BINARY.search(text):
            return text
    raise Refused(Reason.NOT_A_WORKBOOK)


def _unmarked(raw: bytes) -> list[str]:
    """In UTF-16 every separator and line end has a zero byte before or after it."""
    low, high = raw[1::2].count(0), raw[0::2].count(0)
    if not (low or high) or len(raw) % 2:
        return ["utf-8", "gb18030"]
    return ["utf-16-le" if low > high else "utf-16-be"]


def read_csv(path: Path) -> Grid:
    """A csv as one sheet without a name; a row is a parsed record, not a line."""
    text = decode(path.read_bytes())
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    rows: list[list[str | None]] = []
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if len(rows) >= MOST_ROWS:
                raise Refused(Reason.TOO_MANY_ROWS, most=MOST_ROWS)
            if cells > MOST_CELLS:
                raise Refused(Reason.TOO_MANY_CELLS, most=MOST_CELLS)
            rows.append([cell if cell.strip() else None for cell in row])
    except csv.Error as error:
        raise Refused(Reason.NOT_A_WORKBOOK) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return Grid(None, rows)


def read_lines(path: Path) -> list[str]:
    """The lines of a text, blank ones at its end left out."""
    return decode(path.read_bytes()).rstrip().splitlines()


def _separator(text: str) -> str:
    """The separator found in most of the first lines."""
    head = text.splitlines()[:20]
    return max(SEPARATORS, key=lambda mark: (sum(mark in line for line in head), mark == ","))
