"""Text that a spreadsheet program could take for a formula leaves as text, in every workbook."""

from io import BytesIO

import openpyxl
import pytest

from xingjia.toolkit.sheets.filling import Filled
from xingjia.toolkit.sheets.writing import workbook

BEGINNINGS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", " =", "'=", '"=')
BODIES = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://example.invalid","点我")',
    "SUM(A1:A9)",
    "IMPORTXML(1,2)",
    'WEBSERVICE("http://example.invalid")',
    "DDE(1;2;3)",
    "甲厂",
)
PAYLOADS = [begin + body for begin in BEGINNINGS for body in BODIES]


def cells_of(raw: bytes, sheet: int = 0) -> list[tuple[object, str]]:
    book = openpyxl.load_workbook(BytesIO(raw))
    rows = book.worksheets[sheet].iter_rows()
    return [(cell.value, cell.data_type) for row in rows for cell in row if cell.value is not None]


def unchanged(text: str) -> str:
    """As any reader of XML gives it back: a carriage return is a line end."""
    return text.replace("\r", "\n")


@pytest.mark.parametrize("place", ["title", "head", "row"])
def test_a_list_holds_no_formula_and_gives_each_text_back(place: str):
    parts = {"title": [], "head": ["名称"], "row": []}
    parts[place] = PAYLOADS

    raw, _rows = workbook(parts["title"], parts["head"], [[one] for one in parts["row"]])

    found = cells_of(raw)
    assert {kind for _text, kind in found} == {"s"}
    texts = [unchanged(str(text)) for text, _kind in found]
    assert [one for one in map(unchanged, PAYLOADS) if one not in texts] == []


def test_a_filled_form_and_its_notes_hold_no_formula():
    raw, _rows = workbook([], ["名称"], [])
    book = Filled(raw)
    book.put_rows("Sheet", "A2", [[one] for one in PAYLOADS])
    book.add_sheet("来源", [[one] for one in PAYLOADS])

    made = book.to_bytes()

    kinds = {kind for sheet in (0, 1) for _text, kind in cells_of(made, sheet)}
    assert kinds <= {"s", "inlineStr"}


def test_the_check_would_see_a_formula():
    book = openpyxl.Workbook()
    book.active.append(["=1+1"])
    file = BytesIO()
    book.save(file)

    assert cells_of(file.getvalue()) == [("=1+1", "f")]
