"""Writes a workbook that asks: what is known is shown and protected, the asked cells are open.

It reads back like any other workbook. A hidden column holds a key for each row, so that a row
whose name was changed is still known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from xingjia.toolkit.sheets.cells import printable

TEXT = "@"
OPEN = PatternFill("solid", start_color="FFFFF3C4", end_color="FFFFF3C4")
HEAD = PatternFill("solid", start_color="FFE8EDF3", end_color="FFE8EDF3")
TITLE, PLAIN = Font(bold=True, size=14), Font(size=11)
THIN = Side(style="thin", color="FFC9CFD8")
LINES = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MOST = "9999999"
NOTES_WIDTH = 96
Value = str | int | float | None


class Sort(StrEnum):
    """What belongs into a cell of a column."""

    TEXT = "text"
    COUNT = "count"  # a whole number
    DAY = "day"  # written as text, so that no program turns it into another day
    CHOICE = "choice"


@dataclass(frozen=True)
class Column:
    """A head, what belongs under it, and what is said to whoever writes something else."""

    head: str
    sort: Sort = Sort.TEXT
    choices: tuple[str, ...] = ()
    hint: str = ""
    width: int = 16


@dataclass(frozen=True)
class Line:
    """One row: its key, what is known, and the places (from 0) of the cells that are asked."""

    key: str
    values: Sequence[Value]
    asked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Asking:
    """A workbook to be filled in. The names of its sheets and heads are the caller's."""

    sheet: str
    titles: Sequence[str]
    columns: Sequence[Column]
    lines: Sequence[Line]
    key_head: str
    notes_sheet: str
    notes: Sequence[str]
    choices_sheet: str


def asking_workbook(asking: Asking) -> bytes:
    """The workbook: the table, how to fill it in, and hidden the words to choose from."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = asking.sheet
    first = _head(sheet, asking)
    for number, line in enumerate(asking.lines, start=first):
        _line(sheet, number, line, asking.columns)
    _validate(book, sheet, asking, first)
    _protect(sheet, asking, first)
    _notes(book, asking)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _head(sheet: Worksheet, asking: Asking) -> int:
    """Titles and heads; returns the number of the first row below them."""
    for number, title in enumerate(asking.titles, start=1):
        _put(sheet.cell(number, 1), title).font = TITLE if number == 1 else PLAIN
    row = len(asking.titles) + 1
    for number, column in enumerate(asking.columns, start=1):
        cell = _put(sheet.cell(row, number), column.head)
        cell.font, cell.fill, cell.border = Font(bold=True), HEAD, LINES
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    _put(sheet.cell(row, len(asking.columns) + 1), asking.key_head)
    return row + 1


def _line(sheet: Worksheet, row: int, line: Line, columns: Sequence[Column]) -> None:
    for place, (column, value) in enumerate(zip(columns, line.values, strict=True)):
        cell = _put(sheet.cell(row, place + 1), value)
        cell.border = LINES
        if column.sort in {Sort.TEXT, Sort.DAY}:
            cell.number_format = TEXT
        if place in line.asked:
            cell.protection, cell.fill = Protection(locked=False), OPEN
    _put(sheet.cell(row, len(columns) + 1), line.key).number_format = TEXT


def _put(cell: Cell | MergedCell, value: Value) -> Cell | MergedCell:
    cell.value = printable(value) if isinstance(value, str) else value
    if isinstance(value, str):
        # SECURITY: a name that begins with "=" is text, never a formula.
        cell.data_type = "s"
    return cell


def _validate(book: Workbook, sheet: Worksheet, asking: Asking, first: int) -> None:
    """Only a word of the list where one is chosen, only whole numbers where people are counted."""
    lists = [place for place, one in enumerate(asking.columns) if one.choices]
    if lists:
        hidden = book.create_sheet(asking.choices_sheet)
        hidden.sheet_state = "hidden"
    for place, column in enumerate(asking.columns):
        cells = [row for row, line in enumerate(asking.lines, start=first) if place in line.asked]
        if not cells or column.sort not in {Sort.CHOICE, Sort.COUNT}:
            continue
        if column.sort is Sort.COUNT:
            rule = DataValidation(type="whole", operator="between", formula1="0", formula2=MOST)
        else:
            letter = get_column_letter(lists.index(place) + 1)
            for number, word in enumerate(column.choices, start=1):
                _put(hidden[f"{letter}{number}"], word)
            among = f"'{asking.choices_sheet}'!${letter}$1:${letter}${len(column.choices)}"
            rule = DataValidation(type="list", formula1=among)
        rule.allow_blank, rule.showErrorMessage, rule.error = True, True, column.hint
        for row in cells:
            rule.add(sheet.cell(row, place + 1))
        sheet.add_data_validation(rule)


def _protect(sheet: Worksheet, asking: Asking, first: int) -> None:
    """Without a password: it keeps from slips, not from people."""
    sheet.column_dimensions[get_column_letter(len(asking.columns) + 1)].hidden = True
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False  # widths may be pulled
    sheet.freeze_panes = sheet.cell(first, 2).coordinate
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _notes(book: Workbook, asking: Asking) -> None:
    sheet = book.create_sheet(asking.notes_sheet, 1)
    sheet.column_dimensions["A"].width = NOTES_WIDTH
    for number, text in enumerate(asking.notes, start=1):
        cell = _put(sheet.cell(number, 1), text)
        cell.font = TITLE if number == 1 else PLAIN
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.protection.sheet = True
