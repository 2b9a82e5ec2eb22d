"""What an empty form asks for: which figure belongs into which cell. Pure.

A form names places in its first columns and figures in the heads above. What is recognised is
offered to a person, never written on its own.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xingjia.toolkit.sheets.cells import name_of
from xingjia.toolkit.sheets.grid import Cell, Grid, written
from xingjia.toolkit.sheets.words import simplified, squeezed

MOST_ROWS, MOST_COLUMNS = 300, 60  # a form is looked at by a person
NAMED_IN = 3  # the first columns, in which a form names its places
WHOLE = re.compile("合计|总计|共计|小计|全[县市省区]")

# What a cell can show of a figure.
COUNT, RATE, MISSING, BASE = "count", "rate", "missing", "base"
# A list that begins in a cell: those a figure counts, or the rest of its base.
LIST, REST = "list", "rest"
LISTS = frozenset({LIST, REST})
# What a list can show of an employer, in the order in which lists of the platform show it.
COLUMNS = ("number", "name", "code", "place", "staff", "union", "remark")

# Words of a head, the most special first → measure.
MEASURES: tuple[tuple[str, str], ...] = (
    ("三项合同|三项集体合同|三个合同", "contracts_all_three"),
    ("工资", "contracts_wage"),
    ("女职工", "contracts_women"),
    ("集体合同", "contracts_collective"),
    ("应换届", "elections_due"),
    ("逾期|超期|未按期换届", "elections_overdue"),
    ("已换届|换届", "elections_held"),
    ("未投产|停产", "idle_employers"),
    ("建会|组建工会|建立工会|工会组织", "with_union"),
    ("企业数|企业总数|单位数|投产|企业[(]?家", "operating_employers"),
)
RATES = re.compile("率|%|占比|比例")
LACKING = re.compile("未建|没有建|未签|缺|差")
# Figures counted among all operating employers when a form asks for a rate; others among unions.
AMONG_OPERATING = frozenset({"with_union"})
WITHOUT_BASE = frozenset({"operating_employers", "idle_employers"})


@dataclass(frozen=True)
class Meaning:
    """What belongs into a cell: a part of a figure of a place; "" is the place of the form."""

    measure: str
    part: str = COUNT
    base: str = ""
    place: str = ""
    columns: tuple[str, ...] = ()  # of a list


def usable(grid: Grid) -> bool:
    """Whether a sheet is small enough to be a form."""
    return len(grid.rows) <= MOST_ROWS and grid.width <= MOST_COLUMNS


def meaning_of(head: str) -> Meaning | None:
    """What a head asks for: 建会率 is the rate of with_union among those in production."""
    text = simplified(squeezed(head))
    measure = next((code for words, code in MEASURES if re.search(words, text)), None)
    if measure is None:
        return None
    if measure in WITHOUT_BASE:
        return Meaning(measure)
    base = "operating" if measure in AMONG_OPERATING else "unionised"
    if RATES.search(text):
        return Meaning(measure, RATE, base)
    return Meaning(measure, MISSING, base) if LACKING.search(text) else Meaning(measure)


def suggestions(
    grid: Grid, places: Mapping[str, str], formulas: Collection[str] = ()
) -> dict[str, Meaning]:
    """Per empty cell, what seems to belong there; cells with a formula work it out themselves.

    `places` gives the codes of the places below by their names, and "" for the form's own place.
    """
    rows = list(_places(grid, places))
    if not rows or not usable(grid):
        return {}
    first = min(row for row, _ in rows)
    heads = {
        column: meaning
        for column in range(grid.width)
        if (meaning := meaning_of(_head(grid, column, first)))
    }
    return {
        name_of(row, column): Meaning(one.measure, one.part, one.base, place)
        for row, place in rows
        for column, one in heads.items()
        if grid.shown(row, column) is None and name_of(row, column) not in formulas
    }


def _places(grid: Grid, places: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    known = {squeezed(name): code for name, code in places.items()}
    named = {row: text for row in range(len(grid.rows)) if (text := _named(grid, row, known))}
    listed = {known[text] for text in named.values() if text in known}
    # A form that has our own line among those of our neighbours sums up all of them, not ours.
    ours = listed != {""}
    for row, text in named.items():
        if text in known:
            yield row, known[text]
        elif ours:
            yield row, ""


def _named(grid: Grid, row: int, known: Collection[str]) -> str:
    """The first place or sum that a line names."""
    texts = (squeezed(written(grid.at(row, one))) for one in range(min(NAMED_IN, grid.width)))
    return next((text for text in texts if text in known or WHOLE.fullmatch(text)), "")


def _head(grid: Grid, column: int, before: int) -> str:
    """The words above a column, without what spans most of the sheet: the title, a note."""
    words: list[str] = []
    for row in range(before):
        text = written(grid.shown(row, column))
        spread = sum(grid.shown(row, other) == grid.shown(row, column) for other in _all(grid))
        if text and text not in words and spread * 2 <= grid.width + 1:
            words.append(text)
    return "".join(words)


def _all(grid: Grid) -> range:
    return range(grid.width)


def as_rows(grid: Grid) -> list[list[str]]:
    """The sheet as texts, to be kept beside the form."""
    return [[written(cell) for cell in row] for row in grid.rows]


def as_grid(sheet: str, rows: Sequence[Sequence[str]], merges: Sequence[Sequence[int]]) -> Grid:
    """The kept texts as a sheet again."""
    cells: list[list[Cell]] = [[cell or None for cell in row] for row in rows]
    return Grid(sheet, cells, [(one[0], one[1], one[2], one[3]) for one in merges])
