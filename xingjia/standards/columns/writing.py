"""Writing a snapshot: arrays beside a description, whole or not at all."""

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
from numpy.typing import NDArray

from xingjia.standards.columns.days import OPEN_NUMBER, Numbers

CURRENT = "current"
# Spells to a block. Within one, first days and last days are also kept sorted, each for itself,
# and turned: the first of all blocks, then the second of all, so that looking at the same place
# of every block reads memory in order.
BLOCK = 1024
FILES = ("start", "end", "sorted_start", "sorted_end", "offset")


@dataclass(frozen=True)
class Series:
    """All spells of one kind: their key (standard, version, criterion, outcome, …), and in step
    the leaf each lies at (an index into the paths), its first day and the day after its last."""

    key: tuple[str, ...]
    leaf: NDArray[np.uint32]
    start: Numbers
    end: Numbers


def write(
    home: Path, paths: NDArray[np.bytes_], unions: NDArray[np.int64], series: Iterable[Series]
) -> Path:
    """Write a snapshot under `home` and make it the current one; returns its folder.

    `paths` are the leaves in the tree's order, `unions` which union stands at each. A reader
    keeps the one it has mapped; the one before the last is removed.
    """
    home.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix="snapshot-", dir=home))
    np.save(folder / "paths.npy", paths)
    np.save(folder / "unions.npy", unions)
    np.save(folder / "order.npy", np.argsort(unions, kind="stable").astype(np.uint32))
    described = _write_series(folder, len(paths), series)
    (folder / "series.json").write_text(json.dumps(described), encoding="utf-8")
    _make_current(home, folder)
    return folder


@dataclass(frozen=True)
class Place:
    """Where a series lies in the arrays: its first block of rows and how many rows there are."""

    key: tuple[str, ...]
    block: int
    rows: int


def _write_series(folder: Path, leaves: int, series: Iterable[Series]) -> list[object]:
    described: list[object] = []
    block = 0
    with ExitStack() as stack:
        files = {name: stack.enter_context((folder / f"{name}.bin").open("wb")) for name in FILES}
        for one in series:
            order = np.argsort(one.leaf, kind="stable")
            for name, days in (("start", one.start[order]), ("end", one.end[order])):
                blocks = _in_blocks(days)
                blocks.tofile(files[name])
                np.sort(blocks, axis=1).T.tofile(files[f"sorted_{name}"])
            before = np.searchsorted(one.leaf[order], np.arange(leaves + 1, dtype=np.uint32))
            before.astype(np.uint32).tofile(files["offset"])
            described.append(asdict(Place(one.key, block, len(order))))
            block += len(blocks)
    return described


def _in_blocks(days: Numbers) -> NDArray[np.uint16]:
    """The days in rows of `BLOCK`; the last row is filled up with days that never come."""
    padded = np.full(-(-len(days) // BLOCK) * BLOCK, OPEN_NUMBER, np.uint16)
    padded[: len(days)] = days
    return padded.reshape(-1, BLOCK)


def _make_current(home: Path, folder: Path) -> None:
    """Point to the new one in one step; what is older than the former one goes."""
    former = (home / CURRENT).read_text(encoding="utf-8") if (home / CURRENT).exists() else ""
    pointer = home / f"{CURRENT}.{os.getpid()}"
    pointer.write_text(folder.name, encoding="utf-8")
    pointer.replace(home / CURRENT)
    for old in home.glob("snapshot-*"):
        if old.name not in {folder.name, former}:
            shutil.rmtree(old, ignore_errors=True)
