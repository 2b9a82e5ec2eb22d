"""Writes a table as a workbook of one sheet: titles, a head, rows."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from xingjia.toolkit.sheets.cells import printable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | float | Decimal | None  # a Decimal is a share, shown as a percentage
PERCENT = "0.0%"
FIRST_WIDTH, WIDTH = 36, 16


def workbook(
    titles: Sequence[str], head: Sequence[str], rows: Iterable[Sequence[Value]]
) -> tuple[bytes, int]:
    """The file, and how many rows it holds. Unknown is an empty cell, never 0."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for number in range(1, len(head) + 1):
        width = FIRST_WIDTH if number == 1 else WIDTH
        sheet.column_dimensions[get_column_letter(number)].width = width
    for title in titles:
        sheet.append([_cell(sheet, title)])
    sheet.append([_cell(sheet, text, bold=True) for text in head])
    told = 0
    for told, row in enumerate(rows, 1):  # noqa: B007  the number of the last row is used
        sheet.append([_cell(sheet, value) for value in row])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue(), told


def _cell(sheet: Worksheet, value: Value, *, bold: bool = False) -> Cell:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, printable(value))
        # SECURITY: a name that begins with "=" is text, never a formula.
        cell.data_type = "s"
    elif isinstance(value, Decimal):
        cell = WriteOnlyCell(sheet, float(value))
        cell.number_format = PERCENT
    else:
        cell = WriteOnlyCell(sheet, value)
    if bold:
        cell.font = Font(bold=True)
    return cell
