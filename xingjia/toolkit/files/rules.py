"""Where a content lies in the store, and which photos look like one another. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import PurePosixPath

SHA256 = re.compile(r"[0-9a-f]{64}")


def place(sha256: str) -> PurePosixPath:
    """The path of a content below the store: ab/cd/abcd… Raises `ValueError` for no SHA-256."""
    if not SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 in lower-case hexadecimal")
    return PurePosixPath(sha256[:2], sha256[2:4], sha256)


# ---- the same photo twice ---------------------------------------------------------------------
# domain.md §9 (S123), §11.20. Which photos come near is found through `probes`, by index.

SIDE = 8  # a grid has 8 × 8 cells
NEAR = 6  # of 64 cells; a parameter
BANDS = (22, 21, 21)  # bits: a grid is found by any of its three parts
BITS = SIDE * SIDE


@dataclass(frozen=True)
class Photo:
    """A photo as evidence of somebody: its SHA-256, and its grid.

    The grid is an average hash: 64 bits by rows, 1 where an eighth by an eighth of the upright
    picture is brighter than the whole. A turned picture has the turned grid.
    """

    owner: int
    sha256: str
    grid: int


def grid_of(cells: Sequence[int]) -> int:
    """The grid of 64 brightnesses by rows: 1 where a cell is brighter than the mean of all."""
    if len(cells) != BITS:
        raise ValueError("a grid has 64 cells")
    return sum(1 << n for n, cell in enumerate(cells) if cell * BITS > sum(cells))


def orientations(grid: int) -> frozenset[int]:
    """The grid turned by quarters and mirrored: the eight ways a photo can be held or saved."""
    cells = [[grid >> (SIDE * row + column) & 1 for column in range(SIDE)] for row in range(SIDE)]
    found = set()
    for _ in range(4):
        cells = [list(row) for row in zip(*cells[::-1], strict=True)]
        found |= {_number(cells), _number([row[::-1] for row in cells])}
    return frozenset(found)


def apart(one: int, other: int) -> int:
    """In how many of 64 cells two grids differ, however the photos are held."""
    return min((turned ^ other).bit_count() for turned in orientations(one))


def bands(grid: int) -> tuple[int, ...]:
    """The three parts of a grid, by which it is found."""
    found = []
    for width in BANDS:
        found.append(grid & (1 << width) - 1)
        grid >>= width
    return tuple(found)


def probes(grid: int, near: int = NEAR) -> tuple[frozenset[int], ...]:
    """Per band, the values one of which every grid has that lies within `near` of this one,
    however the photos are held.

    If in every band more cells differed than its share, more than `near` would differ in all.
    """
    whole, spare = divmod(near + 1, len(BANDS))
    turned = [bands(one) for one in orientations(grid)]
    return tuple(
        frozenset(
            value for one in turned for value in _around(one[n], whole + (n < spare) - 1, width)
        )
        for n, width in enumerate(BANDS)
    )


def signed(grid: int) -> int:
    """A grid as databases store 64 bits."""
    return grid - (1 << BITS) if grid >> BITS - 1 else grid


def unsigned(stored: int) -> int:
    """The grid again."""
    return stored % (1 << BITS)


def doubtful(fresh: Photo, pool: Iterable[Photo], near: int = NEAR) -> list[Photo]:
    """Photos of other owners that look like this one: 待核 for a person, never judged here."""
    turned = orientations(fresh.grid)
    return [
        one
        for one in pool
        if one.owner != fresh.owner
        and (
            one.sha256 == fresh.sha256
            or min((grid ^ one.grid).bit_count() for grid in turned) <= near
        )
    ]


def _around(value: int, radius: int, width: int) -> Iterable[int]:
    """All values of `width` bits that differ from this one in at most `radius` of them."""
    for flipped in range(radius + 1):
        for places in combinations(range(width), flipped):
            yield value ^ sum(1 << place for place in places)


def _number(cells: list[list[int]]) -> int:
    return sum(
        cell << (SIDE * row + column)
        for row, line in enumerate(cells)
        for column, cell in enumerate(line)
    )
