"""A sheet as plain rows of cells, whatever file it came from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import product

Cell = str | int | float | bool | date | None
"""Blank is `None`; a day keeps no time; a number is what the file holds, not how it is shown."""

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; counted from 0, ends included."""

MOST_MERGED_CELLS = 1_000_000  # beyond this a file is hostile or broken, and merges are ignored


@dataclass(frozen=True)
class Grid:
    """One sheet. Rows may be of unequal length; `at` answers `None` beyond their end."""

    sheet: str | None
    rows: Sequence[Sequence[Cell]]
    merges: Sequence[Merge] = field(default=())

    @cached_property
    def width(self) -> int:
        """The number of columns of the longest row."""
        return max((len(row) for row in self.rows), default=0)

    def at(self, row: int, column: int) -> Cell:
        """The cell itself, without what a merged range would show there."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else None

    def shown(self, row: int, column: int) -> Cell:
        """The cell as a reader sees it: a merged range counts for all it covers."""
        return self.at(*self._anchors.get((row, column), (row, column)))

    def down(self, row: int, column: int) -> Cell:
        """Like `shown`, but only ranges that come down from above in the same column count.

        A title merged across the sheet must not become the value of every column.
        """
        if not self.merges:
            return self.at(row, column)
        anchor = self._anchors.get((row, column), (row, column))
        return self.at(*anchor) if anchor[1] == column else None

    def covered(self, row: int, column: int) -> bool:
        """Whether the cell lies in a merged range that starts in a row above."""
        return self._anchors.get((row, column), (row, column))[0] < row

    def forget(self, row: int) -> None:
        """Let go of a row that nobody will ask for again: large sheets are held once."""
        if isinstance(self.rows, list) and not self.merges:
            self.rows[row] = ()

    def depth(self, row: int) -> int:
        """How many rows the deepest merged range reaches that starts in this row."""
        return max((m[2] - m[0] + 1 for m in self.merges if m[0] == row), default=1)

    @cached_property
    def _anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        if sum(1 for _ in self._covered_cells(MOST_MERGED_CELLS)) >= MOST_MERGED_CELLS:
            return {}
        return dict(self._covered_cells(MOST_MERGED_CELLS))

    def _covered_cells(self, most: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        budget = most
        for top, left, bottom, right in self.merges:
            rows = range(top, min(bottom, len(self.rows) - 1) + 1)
            columns = range(left, min(right, self.width - 1) + 1)
            for cell in product(rows, columns):
                if not budget:
                    return
                budget -= 1
                yield cell, (top, left)


def written(cell: Cell) -> str:
    """The cell as text. A whole number loses the `.0` that spreadsheets give it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)
