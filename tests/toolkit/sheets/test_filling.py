"""Values go into the cells named, and nothing else of the workbook changes."""

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference

from xingjia.toolkit.sheets import cells
from xingjia.toolkit.sheets.filling import CannotFill, Filled, filled


@pytest.fixture
def form() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "报表"
    sheet["A1"] = "三项合同进展"
    sheet.merge_cells("A1:D1")
    sheet["A3"], sheet["B3"] = "上冈镇", 7
    sheet["D3"] = "=B3+C3"
    sheet["C4"].number_format = "0.0%"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=3, max_row=4))
    sheet.add_chart(chart, "F2")
    book.create_sheet("说明")["A1"] = "不要改"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def opened(raw: bytes) -> Workbook:
    return load_workbook(BytesIO(raw))


def test_values_go_where_they_belong_in_any_order(form):
    values = {("报表", "C3"): 12, ("报表", "B9"): 0.5, ("报表", "A9"): "合计", ("报表", "AA3"): 1}

    sheet = opened(filled(form, values))["报表"]

    assert [sheet[name].value for name in ("C3", "B9", "A9", "AA3")] == [12, 0.5, "合计", 1]
    assert sheet["B3"].value == 7
    assert sheet["D3"].value == "=B3+C3"


def test_every_other_part_is_copied_byte_for_byte(form):
    made = filled(form, {("报表", "C3"): 12})

    def parts(raw: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(raw)) as container:
            return {name: container.read(name) for name in container.namelist()}

    before, after = parts(form), parts(made)
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    assert any("chart" in name for name in after)


def test_a_formula_is_never_overwritten_and_never_written(form):
    with pytest.raises(CannotFill, match="D3"):
        filled(form, {("报表", "D3"): 1})

    cell = opened(filled(form, {("报表", "C3"): "=1+1"}))["报表"]["C3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_sheet_that_is_not_there_is_said(form):
    with pytest.raises(CannotFill, match="别的表"):
        filled(form, {("别的表", "A1"): 1})


def test_notes_come_last_and_never_take_a_name(form):
    made = opened(filled(form, {}, notes=("说明", [["哪一格", "从哪里来"], ["C3", "=怪名字"]])))

    assert made.sheetnames == ["报表", "说明", "说明2"]
    assert made["说明2"]["B2"].value == "=怪名字"
    assert made["说明"]["A1"].value == "不要改"


def test_a_cell_that_shows_percent_is_known(form):
    book = Filled(form)

    assert book.shows_percent("报表", "C4")
    assert not book.shows_percent("报表", "C3")


@given(st.integers(0, 1_000_000), st.integers(0, 16_383))
def test_a_cell_is_named_and_found_again(row, column):
    assert cells.place_of(cells.name_of(row, column)) == (row, column)


@pytest.mark.parametrize("name", ["", "5", "C", "c5", "C0", "ABCD1", "A1:B2", "C5 "])
def test_what_names_no_cell_is_refused(name):
    with pytest.raises(cells.NoSuchCell):
        cells.place_of(name)


@given(st.text())
def test_any_text_can_be_written(text):
    book = Workbook()
    book.active.title = "表"
    kept = BytesIO()
    book.save(kept)

    made = opened(filled(kept.getvalue(), {("表", "B2"): text}))["表"]["B2"].value

    assert (made or "") == cells.printable(text)


def test_cells_without_names_are_counted(form):
    raw = BytesIO()
    with zipfile.ZipFile(BytesIO(form)) as old, zipfile.ZipFile(raw, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(rb'(<(?:row|c)) r="[A-Z0-9]+"', rb"\1", content)
            new.writestr(name, content)

    made = opened(filled(raw.getvalue(), {("报表", "B2"): 99}))["报表"]

    assert made["B2"].value == 99
