"""The faults of a workbook, marked in a copy of it: `python -m xingjia.toolkit.sheets.marking`.

Reads one order as JSON from its input and writes the workbook named there. It runs as a child
process with limits, because it opens a stranger's file (see `marked`). Cells are counted from 1.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from xingjia.toolkit.sheets.child import check, limit

GRAVE = PatternFill("solid", start_color="FFF4B9B4", end_color="FFF4B9B4")
LIGHT = PatternFill("solid", start_color="FFFBE7B2", end_color="FFFBE7B2")
WIDEST, NARROWEST, AROUND = 60, 8, 2  # characters
COMMENT_WIDTH, COMMENT_HEIGHT = 320, 120  # points; the reader can pull it larger
LONGEST_TITLE = 31
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def mark_copy(order: dict[str, Any]) -> Workbook:
    """The workbook itself with its faulty cells marked."""
    check(Path(order["source"]))
    with Path(order["source"]).open("rb") as file:  # kept under its hash, without a suffix
        book = load_workbook(file)
    for mark in order["marks"]:
        if mark["sheet"] in book.sheetnames and isinstance(book[mark["sheet"]], Worksheet):
            _mark(book[mark["sheet"]], mark, order["author"])
    return book


def made_anew(order: dict[str, Any]) -> Workbook:
    """A new workbook with the rows that were asked for, their cells marked."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in order["tables"]:
        sheet = book.create_sheet(_title(book, table["title"]))
        for number, row in enumerate(table["rows"], start=1):
            _put(sheet, number, row)
        for top, left, bottom, right in table["merges"]:
            sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        for mark in table["marks"]:
            _mark(sheet, mark, order["author"])
        _widths(sheet)
    return book


def add_list(book: Workbook, order: dict[str, Any]) -> None:
    """The list of faults, as the first sheet one sees."""
    sheet = book.create_sheet(_title(book, order["list"]["title"]), 0)
    plain, bold = Font(), Font(bold=True)
    top = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(order["list"]["rows"], start=1):
        for cell in _put(sheet, number, row):
            cell.alignment, cell.font = top, bold if number == 1 else plain
    sheet.freeze_panes = "A2"
    _widths(sheet)
    book.active = 0
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet


def _mark(sheet: Worksheet, mark: dict[str, Any], author: str) -> None:
    cell = _anchor(sheet, mark["row"], mark["column"])
    cell.fill = GRAVE if mark["grave"] else LIGHT
    said = _plain(mark["said"])
    if cell.comment and said not in cell.comment.text:
        said = f"{cell.comment.text}\n{said}"
    cell.comment = Comment(said, author, width=COMMENT_WIDTH, height=COMMENT_HEIGHT)


def _anchor(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell, or where it is covered by a merged range the one that is shown there."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        for merged in sheet.merged_cells.ranges:
            if merged.min_row <= row <= merged.max_row and (
                merged.min_col <= column <= merged.max_col
            ):
                cell = sheet.cell(merged.min_row, merged.min_col)
    if isinstance(cell, MergedCell):
        raise ValueError("a merged range without its first cell")
    return cell


def _put(sheet: Worksheet, row: int, values: Sequence[Any]) -> list[Cell | MergedCell]:
    cells: list[Cell | MergedCell] = []
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        cell.value = _plain(value) if isinstance(value, str) else value
        if isinstance(value, str):
            # SECURITY: what begins with "=" is text, never a formula.
            cell.data_type = "s"
        cells.append(cell)
    return cells


def _plain(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:32_000]


def _title(book: Workbook, wanted: str) -> str:
    bare = _plain(wanted).translate(FORBIDDEN).strip(" '")[: LONGEST_TITLE - 3] or "1"
    taken = {name.lower() for name in book.sheetnames}
    titles = [bare, *(f"{bare} {number}" for number in range(2, 100))]
    return next(title for title in titles if title.lower() not in taken)


def _widths(sheet: Worksheet) -> None:
    """Columns as wide as what stands in them; a Chinese character takes two."""
    for number, column in enumerate(sheet.iter_cols(max_row=200), start=1):
        texts = (str(cell.value or "") for cell in column)
        longest = max((sum(1 + (c > "\u2e80") for c in text) for text in texts), default=0)
        width = min(max(longest + AROUND, NARROWEST), WIDEST)
        sheet.column_dimensions[get_column_letter(number)].width = width


def main() -> int:
    """Write the workbook of one order; 1 when the workbook itself cannot be marked."""
    order = json.load(sys.stdin)
    limit()
    try:
        book = mark_copy(order) if order["source"] else made_anew(order)
        add_list(book, order)
        book.save(order["target"])
    except Exception:  # a stranger's file: whatever openpyxl makes of it, the caller goes on
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
