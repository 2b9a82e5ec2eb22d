"""A workbook that asks: known cells are protected, asked ones open, and keys are out of sight."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from xingjia.toolkit.sheets.asking import Asking, Column, Line, Sort, asking_workbook

COLUMNS = (
    Column("企业名称", width=30),
    Column("职工人数", Sort.COUNT, hint="请填整数"),
    Column("届满日期", Sort.DAY),
    Column("亮牌子", Sort.CHOICE, ("已亮", "未亮")),
)
LINES = (
    Line("k-1", ("=1+1有限公司", 80, None, None), frozenset({2, 3})),
    Line("k-2", ("乙厂", None, "2014-03-05", "已亮"), frozenset({1})),
)


@pytest.fixture
def book() -> Workbook:
    content = asking_workbook(
        Asking("填报", ("标题", "说明"), COLUMNS, LINES, "行号", "填表说明", ("第一条",), "选项")
    )
    return load_workbook(BytesIO(content))


def test_only_asked_cells_are_open(book):
    sheet = book["填报"]

    unlocked = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    assert sheet.protection.sheet is True
    assert unlocked == {"C4", "D4", "B5"}


def test_the_keys_are_hidden_and_beside_their_rows(book):
    sheet = book["填报"]

    assert sheet.column_dimensions["E"].hidden is True
    assert [sheet[f"E{row}"].value for row in (3, 4, 5)] == ["行号", "k-1", "k-2"]


def test_a_name_that_looks_like_a_formula_stays_text(book):
    cell = book["填报"]["A4"]

    assert (cell.value, cell.data_type) == ("=1+1有限公司", "s")


def test_days_are_text_that_no_program_turns_into_another_day(book):
    assert book["填报"]["C4"].number_format == "@"
    assert book["填报"]["C5"].value == "2014-03-05"


def test_counts_are_whole_numbers_and_choices_come_from_a_list(book):
    rules = {str(one.sqref): one for one in book["填报"].data_validations.dataValidation}

    assert (rules["B5"].type, rules["B5"].formula1, rules["B5"].error) == ("whole", "0", "请填整数")
    assert (rules["D4"].type, rules["D4"].formula1) == ("list", "'选项'!$A$1:$A$2")
    assert [cell.value for cell in book["选项"]["A"]] == ["已亮", "未亮"]
    assert book["选项"].sheet_state == "hidden"


def test_the_table_comes_first_and_then_how_to_fill_it_in(book):
    assert book.sheetnames == ["填报", "填表说明", "选项"]
    assert book["填表说明"]["A1"].value == "第一条"
