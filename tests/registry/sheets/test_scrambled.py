"""Sheets nobody planned for: whatever stands in the cells, reading them never fails."""

import json
import random
from datetime import date

import pytest

from tests.registry.sheets.conftest import SAMPLES
from xingjia.imports.words import SENTENCES
from xingjia.registry.sheets.divisions import World
from xingjia.registry.sheets.workbooks import KINDS
from xingjia.toolkit.sheets.grid import Grid
from xingjia.toolkit.sheets.guard import read_grids
from xingjia.toolkit.sheets.tables import read_table

WORDED = {key.split(":")[0] for key in SENTENCES}
BOOKS = ["S1_register.xlsx", "S2_contracts.xlsx", "S4_contracts.xls", "S5_pairings.xlsx"]
STRANGE = [
    "",
    "X",
    "同上",
    "√",
    "-",
    "合计",
    "一、",
    0,
    -1.5,
    1e300,
    True,
    date(1900, 1, 1),
    "共9份",
]


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("seed", range(4))
def test_a_scrambled_sheet_is_still_read_with_every_row_accounted_for(places, name, seed):
    chance = random.Random(seed)  # noqa: S311
    for grid in read_grids(SAMPLES / name):
        cells = [cell for row in grid.rows for cell in row] + STRANGE * 20
        rows = [
            [chance.choice(cells) if chance.random() < 0.2 else c for c in r] for r in grid.rows
        ]
        table = read_table(Grid(grid.sheet, rows, grid.merges), KINDS, World(places, "320925"))
        if table is None:
            continue
        accounted = {*table.header_rows, *(s.row for s in table.skipped)}
        assert accounted | {r.row for r in table.records} == set(range(1, len(rows) + 1))
        json.dumps(table.to_json(), allow_nan=False)
        assert {issue.code for issue in table.issues} <= WORDED
