"""Where a content lies in the store, and which photos look like one another. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

SHA256 = re.compile(r"[0-9a-f]{64}")


def place(sha256: str) -> PurePosixPath:
    """The path of a content below the store: ab/cd/abcd… Raises `ValueError` for no SHA-256."""
    if not SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 in lower-case hexadecimal")
    return PurePosixPath(sha256[:2], sha256[2:4], sha256)


# ---- the same photo twice ---------------------------------------------------------------------
# Waits for the room of evidence, which computes the grids. domain.md §9 (S123), §11.20.

SIDE = 8  # a grid has 8 × 8 cells
NEAR = 6  # of 64 cells; a parameter


@dataclass(frozen=True)
class Photo:
    """A photo as evidence of somebody: its SHA-256, and its grid.

    The grid is an average hash: 64 bits by rows, 1 where an eighth by an eighth of the upright
    picture is brighter than the whole. A turned picture has the turned grid.
    """

    owner: int
    sha256: str
    grid: int


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


def _number(cells: list[list[int]]) -> int:
    return sum(
        cell << (SIDE * row + column)
        for row, line in enumerate(cells)
        for column, cell in enumerate(line)
    )
