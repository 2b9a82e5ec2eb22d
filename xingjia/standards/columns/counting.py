"""Counting in a snapshot: a node is a range of leaves.

How many spells hold a day is how many have begun by it less how many have ended by it; neither
needs to know which end belongs to which beginning. So within a block of spells both are kept
sorted, and a day is found in each block by halving; only at the two edges of a node are single
spells looked at.
"""

import json
from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from xingjia.standards.columns.days import FIRST, LAST, day_number
from xingjia.standards.columns.writing import BLOCK, CURRENT, Place

HALVINGS = BLOCK.bit_length() - 1
Counts = NDArray[np.int64]
Kind = TypeVar("Kind", np.uint16, np.uint32)
Key = tuple[str, ...]
Range = tuple[int, int]


class NoColumns(LookupError):
    """There is no snapshot, or none that knows this day."""


class Columns:
    """A snapshot as it is mapped into memory."""

    def __init__(self, folder: Path) -> None:
        described = json.loads((folder / "series.json").read_text(encoding="utf-8"))
        places = [Place(tuple(one["key"]), one["block"], one["rows"]) for one in described]
        self.folder = folder
        self.paths: NDArray[np.bytes_] = np.load(folder / "paths.npy", mmap_mode="r")
        self.unions: NDArray[np.int64] = np.load(folder / "unions.npy", mmap_mode="r")
        self._days = {
            name: _mapped(folder / f"{name}.bin", np.uint16)
            for name in ("start", "end", "sorted_start", "sorted_end")
        }
        self._offset = _mapped(folder / "offset.bin", np.uint32)
        self._places = {place.key: (at, place) for at, place in enumerate(places)}

    @classmethod
    def current(cls, home: Path) -> Self:
        """The newest snapshot under `home`; raises `NoColumns`."""
        try:
            return cls(home / (home / CURRENT).read_text(encoding="utf-8"))
        except FileNotFoundError as missing:
            raise NoColumns(str(home)) from missing

    @property
    def keys(self) -> list[Key]:
        """The series it holds."""
        return list(self._places)

    def ranges(self, branches: Sequence[tuple[str, str]]) -> list[Range]:
        """The leaves of each branch, given as `orgtree.rules.branch_range` gives it."""
        bounds = np.array([bound.encode() for pair in branches for bound in pair])
        found = np.searchsorted(self.paths, bounds).tolist()
        return list(zip(found[::2], found[1::2], strict=True))

    def count(self, key: Key, on: date, ranges: Sequence[Range]) -> list[int]:
        """How many spells of a series hold the day, in each range of leaves.

        Raises `NoColumns` for a day the columns cannot tell apart.
        """
        number = self._number(on)
        if key not in self._places:
            return [0] * len(ranges)
        at, place = self._places[key]
        bounds = self._rows(at)[np.array(ranges, np.int64).reshape(-1, 2)].astype(np.int64)
        edges, back = np.unique(bounds, return_inverse=True)
        before = self._before(place, edges, number)[back.reshape(bounds.shape)]
        found: list[int] = (before[:, 1] - before[:, 0]).tolist()
        return found

    def count_of(
        self, unions: Collection[int], key: Key, on: date, ranges: Sequence[Range]
    ) -> list[int]:
        """As `count`, but only spells of these unions: what to leave out when they changed."""
        number = self._number(on)
        if key not in self._places or not unions:
            return [0] * len(ranges)
        at, place = self._places[key]
        leaves = self._leaves(np.fromiter(unions, np.int64))
        rows = self._rows(at)
        low, high = rows[leaves].astype(np.int64), rows[leaves + 1].astype(np.int64)
        owner = np.repeat(leaves, high - low)
        spread = np.arange(len(owner)) - np.repeat(np.cumsum(high - low) - (high - low), high - low)
        found = place.block * BLOCK + np.repeat(low, high - low) + spread
        owner = owner[self._hold(found, number)]
        return [int(np.count_nonzero((owner >= low) & (owner < high))) for low, high in ranges]

    def _rows(self, at: int) -> NDArray[np.uint32]:
        """First row of each leaf within a series, and of the leaf after the last."""
        size = len(self.paths) + 1
        return self._offset[at * size : (at + 1) * size]

    def _before(self, place: Place, edges: Counts, number: int) -> Counts:
        """How many of the spells before each row of a series hold the day."""
        first, last = int(edges[0]) // BLOCK, int(edges[-1]) // BLOCK
        begun = self._by("sorted_start", place, (first, last), number)
        ended = self._by("sorted_end", place, (first, last), number)
        whole = np.concatenate([np.zeros(1, np.int64), np.cumsum(begun - ended)])
        parts = edges % BLOCK
        owner = np.repeat(np.arange(len(edges)), parts)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(parts) - parts, parts)
        rows = place.block * BLOCK + np.repeat(edges - parts, parts) + within
        alone = np.bincount(owner, self._hold(rows, number), len(edges)).astype(np.int64)
        return whole[edges // BLOCK - first] + alone

    def _by(self, name: str, place: Place, blocks: Range, number: int) -> Counts:
        """In each of these blocks, how many of its sorted days are not after the day."""
        count = -(-place.rows // BLOCK)
        begin = place.block * BLOCK
        days = self._days[name][begin : begin + count * BLOCK]
        block = np.arange(*blocks, dtype=np.int64)
        found = np.zeros(len(block), np.int64)
        for power in range(HALVINGS - 1, -1, -1):
            step = 1 << power
            found += step * (days[(found + step - 1) * count + block] <= number)
        found += days[found * count + block] <= number  # the last of a full block
        return found

    def _hold(self, rows: Counts, number: int) -> NDArray[np.bool_]:
        return (self._days["start"][rows] <= number) & (self._days["end"][rows] > number)

    def _leaves(self, unions: NDArray[np.int64]) -> NDArray[np.int64]:
        """The leaves at which these unions stand or stood."""
        order = self._order
        ids = self.unions[order]
        low, high = np.searchsorted(ids, unions), np.searchsorted(ids, unions, side="right")
        picked = [order[a:b] for a, b in zip(low, high, strict=True) if b > a]
        return np.sort(np.concatenate(picked)).astype(np.int64) if picked else np.zeros(0, np.int64)

    @cached_property
    def _order(self) -> NDArray[np.uint32]:
        return np.asarray(np.load(self.folder / "order.npy", mmap_mode="r"))

    @staticmethod
    def _number(on: date) -> int:
        if not FIRST < on <= LAST:
            raise NoColumns(on.isoformat())
        return day_number(on)


def _mapped(path: Path, kind: type[Kind]) -> NDArray[Kind]:
    """The array in a file; an empty file cannot be mapped."""
    if not path.stat().st_size:
        return np.zeros(0, kind)
    return np.asarray(np.memmap(path, kind, mode="r"))
