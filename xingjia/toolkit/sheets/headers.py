"""Finds the header of a table: which rows it takes, and what each column means."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from xingjia.toolkit.sheets.grid import Grid, written
from xingjia.toolkit.sheets.kinds import Column, Kind
from xingjia.toolkit.sheets.words import simplified, squeezed

LOOK_AT = 60  # a header further down is none
DEEPEST = 4
FEWEST = 2
LONGEST_KEY = 300
BREAK = re.compile(r"[\r\n]+")


# By kind: what a person said a head means, None for one that is not kept. See `head_key`.
Meant = Mapping[str, Mapping[str, str | None]]
NOTHING_MEANT: Meant = {}


@dataclass(frozen=True)
class Header:
    """Rows counted from 0; `keys` are the heads as seen, `columns` those that are kept."""

    kind: type[Kind]
    rows: range
    keys: tuple[str, ...]
    columns: dict[int, Column]
    not_kept: frozenset[int]

    @cached_property
    def positions(self) -> dict[str, int]:
        """The column number of each field read."""
        return {column.field: number for number, column in self.columns.items()}

    @property
    def given_at(self) -> dict[str, int]:
        """The column number of each field filled, also where one column fills several."""
        return {field: number for number, c in self.columns.items() for field in c.gives}

    @property
    def as_seen(self) -> dict[str, str | None]:
        """Each head with the field it means, `None` when it is not kept."""
        fields = {n: c.field for n, c in self.columns.items()}
        return {key: fields.get(n) for n, key in enumerate(self.keys) if key}


def find_header(
    grid: Grid, kinds: Sequence[type[Kind]], *, titles: str = "", meant: Meant = NOTHING_MEANT
) -> Header | None:
    """The block of rows that names the most columns of one kind; `None` without a table."""
    best: tuple[float, Header] | None = None
    for start in range(min(LOOK_AT, len(grid.rows))):
        for depth in _depths(grid, start):
            rows = range(start, start + depth)
            heads = [_parts(grid, rows, number) for number in range(grid.width)]
            for kind in kinds:
                header = _map(kind, rows, heads, meant.get(kind.name, {}))
                # Said to be of one kind it is read as that, whatever is missing.
                if not _holds(header) or (len(kinds) > 1 and not kind.must <= _fields(header)):
                    continue
                weight = len(header.columns) - depth / 10 + _speaks_for(kind, grid, start, titles)
                if best is None or weight > best[0]:
                    best = weight, header
    return best[1] if best else None


def _depths(grid: Grid, start: int) -> Iterable[int]:
    """Numbers of rows a header may take from here without cutting a merged range."""
    if not any(cell is not None for cell in grid.rows[start]):
        return
    if any(grid.covered(start, number) for number in range(grid.width)):
        return
    for depth in range(1, DEEPEST + 1):
        end = start + depth
        if end <= len(grid.rows) and all(m[2] < end for m in grid.merges if start <= m[0] < end):
            yield depth


def _parts(grid: Grid, rows: range, number: int) -> list[str]:
    texts = (BREAK.sub("", written(grid.shown(row, number))).strip() for row in rows)
    return [text for text, _ in groupby(texts) if text]


def _map(
    kind: type[Kind], rows: range, heads: list[list[str]], meant: Mapping[str, str | None]
) -> Header:
    """What a person said of a head goes before what its words say, and takes the field."""
    columns: dict[int, Column] = {}
    not_kept = set()
    said = {n: meant[key] for n, parts in enumerate(heads) if (key := head_key(parts)) in meant}
    taken = set(said.values())
    for number, parts in enumerate(heads):
        field = said[number] or "" if number in said else kind.field_of(parts)
        chosen = number in said and field not in {c.field for c in columns.values()}
        if field and field in kind.columns and (chosen or field not in taken):
            taken.add(field)
            columns[number] = kind.columns[field]
        elif field is not None:
            not_kept.add(number)
    keys = tuple("/".join(parts) for parts in heads)
    return Header(kind, rows, keys, columns, frozenset(not_kept))


def head_key(parts: str | Iterable[str]) -> str:
    """A head as it is known again in another workbook: half-width, simplified, no spaces."""
    text = parts if isinstance(parts, str) else "/".join(parts)
    return simplified(squeezed(text))[:LONGEST_KEY]


def _holds(header: Header) -> bool:
    """A header names the unit of its rows, another column, and more heads than it leaves open."""
    units = {column.field for column in header.kind.columns.values() if column.unit}
    known = len(header.columns) + len(header.not_kept)
    named = sum(1 for key in header.keys if key)
    return len(header.columns) >= FEWEST and bool(units & _fields(header)) and 2 * known >= named


def _fields(header: Header) -> set[str]:
    return {column.field for column in header.columns.values()}


def _speaks_for(kind: type[Kind], grid: Grid, start: int, titles: str) -> float:
    if not kind.titles:
        return 0
    above = "".join(written(cell) for row in grid.rows[:start] for cell in row)
    return 0.5 if re.search(kind.titles, f"{titles}{grid.sheet or ''}{above}") else 0
