"""Faults marked in a copy of the workbook that a stranger sent."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from xingjia.toolkit.sheets.marked import MOST_ROWS, Mark, Part, marked
from xingjia.toolkit.sheets.opening import open_grids

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
HEAD = ["工作表", "行", "列", "哪里不对"]
GRAVE, LIGHT = "FFF4B9B4", "FFFBE7B2"


def made(path: Path, *marks: Mark, sheet: str | None = "Sheet", rows=(), header=(1,)) -> Workbook:
    content = marked(
        path,
        marks,
        [Part(sheet, sheet or "名册", header)],
        list_title="问题清单",
        rows=[HEAD, *rows],
        author="兴家",
        number_head="原表行号",
    )
    return load_workbook(BytesIO(content))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    for row in (["企业", "职工", "镇"], ["甲店", "八十", "上冈镇"], ["乙店", "=1+1", None]):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    sheet["A3"].comment = Comment("旧批注", "某人")
    sheet.column_dimensions["A"].width = 33
    path = tmp_path / "own"  # the store knows no suffixes
    book.save(path)
    return path


def test_the_faulty_cell_of_ones_own_workbook_says_what_is_wrong(own: Path):
    before = own.read_bytes()

    line = ("Sheet", 2, "职工", "看不懂")
    book = made(own, Mark("Sheet", 2, 2, "看不懂。请填准数。"), rows=[line])

    cell = book["Sheet"]["B2"]
    assert (cell.value, cell.fill.start_color.rgb) == ("八十", GRAVE)
    assert cell.comment.text == "看不懂。请填准数。"
    assert book["Sheet"]["B3"].value == "=1+1"  # his own formula stays
    assert book["Sheet"].column_dimensions["A"].width == 33
    assert list(book["问题清单"].values) == [tuple(HEAD), line]
    assert own.read_bytes() == before


def test_a_cell_under_a_merged_range_is_marked_where_it_is_shown(own: Path):
    book = made(own, Mark("Sheet", 3, 3, "没有这个镇", grave=False))

    assert book["Sheet"]["C2"].comment.text == "没有这个镇"
    assert book["Sheet"]["C2"].fill.start_color.rgb == LIGHT


def test_a_comment_that_stands_there_stays(own: Path):
    book = made(own, Mark("Sheet", 3, 1, "名册里没有"), Mark("Sheet", 3, 1, "没有代码"))

    assert book["Sheet"]["A3"].comment.text == "旧批注\n名册里没有\n没有代码"


def test_what_begins_like_a_formula_is_text_in_the_list(own: Path):
    book = made(own, rows=[["Sheet", 2, "=cmd|' /C calc'!A0", "+1\x0b\x00"]])

    cell = book["问题清单"]["C2"]
    assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A0", "s")
    assert book["问题清单"]["D2"].value == "+1"


def test_a_sheet_that_is_called_like_the_list_is_kept(own: Path):
    book = load_workbook(BytesIO(own.read_bytes()))
    book.create_sheet("问题清单")["A1"] = "我的"
    book.save(own)

    found = made(own)

    assert found.sheetnames == ["问题清单 2", "Sheet", "问题清单"]
    assert found["问题清单"]["A1"].value == "我的"


def test_a_text_gives_a_new_workbook_with_its_rows_where_they_stand(tmp_path: Path):
    path = tmp_path / "名册.csv"
    path.write_text("企业,职工\n甲店,80\n乙店,=2+5\n丙店,八十\n", "utf-8")

    book = made(path, Mark(None, 3, 2, "看不懂"), Mark(None, 4, 2, "看不懂"), sheet=None)

    sheet = book["名册"]
    assert [row[0] for row in sheet.values] == ["企业", "甲店", "乙店", "丙店"]
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=2+5", "s")
    assert [sheet[at].comment is not None for at in ("B2", "B3", "B4")] == [False, True, True]


def test_an_old_workbook_gives_a_new_one_with_its_sheets_rows_and_merged_cells():
    path = SAMPLES / "S4_contracts.xls"
    old = next(one for one in open_grids(path) if one.merges)

    book = made(path, Mark(old.sheet, 4, 1, "看不懂"), sheet=old.sheet, header=(3,))

    assert len(book.worksheets) == 1 + sum(bool(one.rows) for one in open_grids(path))
    sheet = book[old.sheet]
    assert sheet.max_row == len(old.rows)
    assert len(sheet.merged_cells.ranges) == len(old.merges)
    assert sheet["A4"].comment.text == "看不懂"


def test_a_long_workbook_gives_its_faulty_rows_alone(tmp_path: Path):
    long = Workbook(write_only=True)
    sheet = long.create_sheet("名册")
    for number in range(MOST_ROWS + 1):
        sheet.append([f"第{number}店", number])
    path = tmp_path / "long.xlsx"
    long.save(path)

    book = made(path, Mark("名册", MOST_ROWS, 2, "看不懂"), sheet="名册")

    assert list(book["名册"].values) == [
        ("原表行号", "第0店", 0),
        (MOST_ROWS, f"第{MOST_ROWS - 1}店", MOST_ROWS - 1),
    ]
    assert book["名册"]["C2"].comment.text == "看不懂"
