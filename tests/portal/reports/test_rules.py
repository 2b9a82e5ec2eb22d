"""What an empty form asks for is recognised by its places and heads; the rest is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.portal.reports.rules import (
    COUNT,
    MISSING,
    RATE,
    Meaning,
    as_grid,
    as_rows,
    meaning_of,
    suggestions,
)
from xingjia.toolkit.sheets.grid import Grid

PLACES = {"上冈镇": "320925101", "近湖街道": "320925001"}


@pytest.mark.parametrize(
    ("head", "measure", "part", "base"),
    [
        ("建会率", "with_union", RATE, "operating"),
        ("建会数（家）", "with_union", COUNT, ""),
        ("未建会企业", "with_union", MISSING, "operating"),
        ("投产企业数", "operating_employers", COUNT, ""),
        ("工资专项集体合同", "contracts_wage", COUNT, ""),
        ("集体合同签订率(%)", "contracts_collective", RATE, "unionised"),
        ("女职工专项合同", "contracts_women", COUNT, ""),
        ("三项合同齐全占比", "contracts_all_three", RATE, "unionised"),
        ("工會組建", None, "", ""),
        ("組建工會", "with_union", COUNT, ""),
        ("应换届工会", "elections_due", COUNT, ""),
        ("逾期未换届", "elections_overdue", COUNT, ""),
        ("备注", None, "", ""),
    ],
)
def test_a_head_asks_for_a_figure(head, measure, part, base):
    meant = meaning_of(head)

    assert meant == (Meaning(measure, part, base) if measure else None)


def form() -> Grid:
    rows = [
        ["统计表", None, None, None],
        ["单位", "企业数", "建会", None],
        [None, None, "建会数", "建会率"],
        ["上冈镇", None, None, None],
        ["近 湖 街道", None, 7, None],
        ["别处", None, None, None],
        ["合计", None, None, None],
    ]
    return Grid("表", rows, [(0, 0, 0, 3), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3)])


def test_each_line_gets_its_place_and_each_column_its_figure():
    found = suggestions(form(), PLACES)

    assert found["B4"] == Meaning("operating_employers", place="320925101")
    assert found["D5"] == Meaning("with_union", RATE, "operating", "320925001")
    assert found["C7"] == Meaning("with_union")
    assert set(found) == {"B4", "C4", "D4", "B5", "D5", "B7", "C7", "D7"}


def test_what_is_filled_or_works_itself_out_is_not_offered():
    found = suggestions(form(), PLACES, {"B7", "C7", "D7"})

    assert "C5" not in found
    assert "B7" not in found


def test_a_sheet_without_our_places_is_left_alone():
    assert suggestions(form(), {"合德镇": "320924100"}).keys() == {"B7", "C7", "D7"}
    assert suggestions(Grid("空", []), PLACES) == {}


texts = st.one_of(st.none(), st.sampled_from([*PLACES, "建会率", "企业数", "合计"]), st.text())


@given(st.lists(st.lists(texts, max_size=6), max_size=12))
def test_only_empty_cells_are_offered_whatever_the_sheet(rows):
    grid = Grid("表", rows)
    for cell in suggestions(grid, PLACES):
        column, row = ord(cell[0]) - ord("A"), int(cell[1:]) - 1
        assert grid.at(row, column) is None


def test_a_sheet_is_kept_as_texts():
    kept = as_rows(form())

    assert suggestions(as_grid("表", kept, form().merges), PLACES) == suggestions(form(), PLACES)
