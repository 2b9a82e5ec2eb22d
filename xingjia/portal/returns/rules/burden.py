"""What a collection costs those who fill it in. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xingjia.portal.returns.rules.asking import Row

MINUTE = 60


@dataclass(frozen=True)
class Cost:
    """Of one workbook: employers in it, cells to fill in, minutes."""

    units: int
    cells: int
    minutes: int


@dataclass(frozen=True)
class Burden:
    """Of all workbooks. `whole` is what asking everybody everything would come to."""

    columns: int
    units: int  # employers that are asked something
    passed: int  # employers of whom everything is known
    cells: int
    seconds: int  # for one cell, as assumed
    heaviest: int  # minutes of the employer with the most cells
    by_column: Mapping[str, Mapping[str, int]]  # column → why → how many

    @property
    def whole(self) -> int:
        """Columns × employers."""
        return self.columns * (self.units + self.passed)

    @property
    def known(self) -> int:
        """What is known already, or does not apply, and is therefore not asked."""
        return self.whole - self.cells

    @property
    def minutes(self) -> int:
        """In all."""
        return minutes_for(self.cells, self.seconds)


def minutes_for(cells: int, seconds: int) -> int:
    """Whole minutes, rounded up: nobody is told less than it takes."""
    return -(-cells * seconds // MINUTE)


def cost_of(rows: Sequence[Row], seconds: int) -> Cost:
    """What one workbook costs."""
    cells = sum(len(row.asked) for row in rows)
    return Cost(len(rows), cells, minutes_for(cells, seconds))


def burden_of(rows: Sequence[Row], *, columns: int, everybody: int, seconds: int) -> Burden:
    """What a collection costs that has these rows; `everybody` counts also those not asked."""
    by_column: dict[str, Counter[str]] = {}
    for row in rows:
        for column, why in row.asked.items():
            by_column.setdefault(column, Counter())[why] += 1
    return Burden(
        columns,
        len(rows),
        everybody - len(rows),
        sum(len(row.asked) for row in rows),
        seconds,
        max((minutes_for(len(row.asked), seconds) for row in rows), default=0),
        by_column,
    )
