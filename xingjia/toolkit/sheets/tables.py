"""From a grid to a table: rows classified, context applied, values read, checks made."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from xingjia.toolkit.sheets.checks import blank_codes, check_records
from xingjia.toolkit.sheets.days import as_of
from xingjia.toolkit.sheets.grid import Cell, Grid, written
from xingjia.toolkit.sheets.headers import NOTHING_MEANT, Header, Meant, find_header
from xingjia.toolkit.sheets.kinds import Column, Kind, Scene, Values
from xingjia.toolkit.sheets.records import Issue, Record, Skipped, Table, each_once
from xingjia.toolkit.sheets.rows import Row, What, classify, own_row
from xingjia.toolkit.sheets.totals import Total, check_totals, read_total
from xingjia.toolkit.sheets.values.base import Around, Fault, Reading, bare, error, warning
from xingjia.toolkit.sheets.values.text import names_nobody
from xingjia.toolkit.sheets.words import squeezed

MOST_KEPT = 5000  # cells of a column that are remembered; names and codes are all different


def read_table(
    grid: Grid, kinds: Sequence[type[Kind]], world: Any, meant: Meant = NOTHING_MEANT
) -> Table | None:
    """The table of a sheet, as the kind whose columns it has; `None` when there is none.

    `meant` is what a person said heads mean.
    """
    header = find_header(grid, kinds, meant=meant)
    return _TableReader(grid, header, world).read() if header else None


class _TableReader:
    """Walks the rows of one table once and keeps what it finds."""

    def __init__(self, grid: Grid, header: Header, world: Any) -> None:
        self.grid, self.header, self.kind, self.world = grid, header, header.kind, world
        positions = header.positions
        declared = self.kind.columns.items()
        self.columns = [(c, positions[field]) for field, c in declared if field in positions]
        self.given = frozenset(f for c in header.columns.values() for f in c.gives)
        self.gives = {c.field: c.gives for c, _ in self.columns}
        self.known: dict[str, dict[Any, Reading]] = {field: {} for field in positions}
        self.records: list[Record] = []
        self.skipped: list[Skipped] = []
        self.issues: list[Issue] = []
        self.totals: list[Total] = []
        self.titles: list[str] = []
        self.above: Values = {}
        self.heading = ""

    def read(self) -> Table:
        """The whole table."""
        heads = self.header.rows
        for number in range(heads.start):
            self._title_row(number)
        repeated = [frozenset(own_row(self.grid, n).own.values()) for n in heads]
        for number in range(heads.stop, len(self.grid.rows)):
            row = own_row(self.grid, number)
            self._body_row(row, classify(row, self.header, repeated))
            self.grid.forget(number)
        self.issues += check_totals(self.kind, self.totals, self.records, self.issues)
        self.issues += check_records(self.kind, self.records)
        return self._table()

    def _table(self) -> Table:
        return Table(
            sheet=self.grid.sheet,
            kind=self.kind.name,
            header_rows=[number + 1 for number in self.header.rows],
            columns=self.header.as_seen,
            records=self.records,
            skipped=self.skipped,
            issues=each_once(self.issues),
            positions=self.header.given_at | self.header.positions,
            title=self.titles[0] if self.titles else "",
            as_of=as_of([*self.titles, self.grid.sheet or ""]),
        )

    def _title_row(self, number: int) -> None:
        """A row over the table: a title, or labels with values such as 考评日期 2013-12-03."""
        row = own_row(self.grid, number)
        self._skip(number, What.TITLE if row.own else What.BLANK)
        cells = sorted(row.own)
        self.titles += [written(self.grid.at(number, cell)) for cell in cells]
        for label, value in pairwise(cells):
            field = self.kind.field_of([row.own[label]]) or ""
            if field and self.kind.columns[field].above and field not in self.above:
                self._take(field, self.grid.at(number, value), number)

    def _take(self, field: str, cell: Cell, number: int) -> None:
        reading = self.kind.columns[field].type.read(cell, Around(field, world=self.world))
        self.above[field] = reading.value
        self._note(number, field, reading.faults, written(cell))

    def _body_row(self, row: Row, what: What) -> None:
        if what is What.RECORD and not self._heads(row):
            self._record_row(row)
        elif what in (What.HEADING, What.RECORD):
            self.heading = written(self.grid.at(row.number, min(row.own)))
            self._skip(row.number, What.TITLE)
        else:
            self._skip(row.number, what)
            if what is What.TOTAL:
                total = read_total(self.grid, self.header, row, len(self.records))
                self.totals.append(total)

    def _heads(self, row: Row) -> bool:
        lone = len(row.own) == 1
        return lone and self.kind.heads(next(iter(row.own.values())), self.world)

    def _record_row(self, row: Row) -> None:
        """One record, or several where a cell names several units; none of a placeholder."""
        found = 0
        for cells in self._split(row.number):
            nobody = [(c, cell) for c, cell in cells if c.unit and names_nobody(written(cell))]
            for column, cell in nobody:
                self._note(row.number, column.field, [error("placeholder")], written(cell))
            if not nobody:
                found += 1
                self._record(row.number, cells)
        if not found:
            self._skip(row.number, What.PLACEHOLDER)

    def _split(self, number: int) -> Iterator[list[tuple[Column, Cell]]]:
        """The cells of the row in the order in which the kind declares its columns."""
        cells = [(c, self.grid.down(number, position)) for c, position in self.columns]
        for index, (column, cell) in enumerate(cells):
            if column.splits and len(names := re.split(r"[、；;，,]", written(cell))) > 1:
                for name in filter(squeezed, names):
                    yield [*cells[:index], (column, name), *cells[index + 1 :]]
                return
        yield cells

    def _record(self, number: int, cells: list[tuple[Column, Cell]]) -> None:
        values: Values = dict(self.above)
        noted = len(self.issues)
        before = self.records[-1].values if self.records else {}
        for column, cell in cells:
            known = self.known[column.field]
            reading = known.get((cell.__class__, cell)) or self._read(column, cell, values, before)
            gives = self.gives[column.field]
            if len(gives) > 1:
                values |= {
                    f: v for f, v in reading.value.items() if v is not None or f not in values
                }
            elif reading.value is not None or gives[0] not in values:
                values[gives[0]] = reading.value
            if reading.faults:
                self._note(number, column.field, reading.faults, written(cell))
        self._note(number, None, self.kind.complete(values, self._scene(noted)))
        faulty = {issue.field for issue in self.issues[noted:]}
        missing = [field for field in blank_codes(self.kind, values) if field not in faulty]
        self._note(number, None, [warning("missing", field) for field in missing])
        self.records.append(Record(number + 1, values))

    def _read(self, column: Column, cell: Cell, values: Values, before: Values) -> Reading:
        """What the cell says; kept for cells of the column that look the same."""
        head = self.header.keys[self.header.positions[column.field]]
        around = Around(column.field, head, values, before, column.whole, self.world)
        reading = column.type.read(cell, around)
        known = self.known[column.field]
        if len(known) < MOST_KEPT and column.type.stands_alone(bare(cell)):
            known[cell.__class__, cell] = reading
        return reading

    def _scene(self, noted: int) -> Scene:
        return Scene(
            sheet=self.grid.sheet or "",
            titles=tuple(self.titles),
            above=self.above,
            heading=self.heading,
            columns=self.given,
            faulty=frozenset(issue.field for issue in self.issues[noted:]),
            world=self.world,
        )

    def _note(
        self, number: int, field: str | None, faults: Iterable[Fault], said: str = ""
    ) -> None:
        self.issues += [Issue.of(number + 1, fault, said, field) for fault in faults]

    def _skip(self, number: int, what: What) -> None:
        self.skipped.append(Skipped(number + 1, what.value))
