"""Large branches: 1,000,000 unions x 10 criteria x 2 spells, any day, 31 children.

    ./xj bench branches

Beside the columns stand (a) one plain sequential read of the same bytes, the days of all spells,
and (b) the best SQL found over the same rows in SQLite, with days as whole numbers and an index
that covers the question. All in one process; processor time, the least of several runs, so that
other work on the machine does not stretch it. Growth at 10,000 / 100,000 / 1,000,000 unions.
"""

import sqlite3
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from xingjia.orgtree.rules import branch_range, path_of
from xingjia.standards.columns import Columns, Series, day_number, write

CHILDREN, CRITERIA = 31, 10
ON = date(2013, 12, 31)
ROOT = path_of("", 1)
CHILD = len(ROOT) + 8
# Tried: group by the child's part of the path over a covering index in this order and in the
# order (path, criterion, ...), with and without a window on path, and one count per child.
SQL = {
    "grouped, index (criterion, path, start, end)": """
        select criterion, substr(path, 1, :child), count(*) from spell
        where criterion between 0 and 9 and path >= :low and path < :high
        and start <= :on and end > :on group by 1, 2""",
    "grouped, whole table": """
        select criterion, substr(path, 1, :child), count(*) from spell not indexed
        where start <= :on and end > :on group by 1, 2""",
    "one count for each child and criterion": "",
}
ONE = """select count(*) from spell where criterion = :criterion and path >= :low and path < :high
    and start <= :on and end > :on"""


def main() -> None:
    """Print the figures for each size."""
    for unions in (10_000, 100_000, 1_000_000):
        with TemporaryDirectory() as folder:
            measure(unions, Path(folder))


def measure(unions: int, room: Path) -> None:
    paths = leaves(unions)
    series = [spells(unions, criterion) for criterion in range(CRITERIA)]
    write(room, paths, np.arange(unions, dtype=np.int64), series)
    columns = Columns.current(room)
    branches = [branch_range(path_of(ROOT, 2 + child)) for child in range(CHILDREN)]

    def ours() -> list[list[int]]:
        ranges = columns.ranges(branches)
        return [columns.count(key, ON, ranges) for key in columns.keys]

    took, counted = least(ours, 9)
    days = [np.fromfile(columns.folder / f"{name}.bin", np.uint64) for name in ("start", "end")]
    reading, _ = least(lambda: [int(one.max()) for one in days], 9)
    size = sum(one.nbytes for one in days) / 1e6
    print(f"{unions:>9,} unions, 10 criteria, 31 children: {took * 1000:8.2f} ms")
    print(f"          {size:.1f} MB read once: {reading * 1000:.2f} ms, {reading / took:.2f}")
    best, words = sql(room, paths, series, branches, counted)
    print(f"          best SQL {best:8.3f} s, {best / took:,.0f} times as long: {words}")
    print("          goals at 1,000,000: 0.5 of the read, 200 times the SQL", flush=True)


def least(ask: Callable[[], object], times: int) -> tuple[float, object]:
    """The least processor seconds of several runs, and the answer."""
    took = []
    for _ in range(times):
        begun = time.process_time()
        answer = ask()
        took.append(time.process_time() - begun)
    return min(took), answer


def leaves(unions: int) -> "np.ndarray":
    """Paths of unions under 31 children, 10 counties and 10 towns each, in the tree's order."""
    towns = [
        path_of(path_of(path_of(ROOT, 2 + child), 100 + county), 1000 + town)
        for child in range(CHILDREN)
        for county in range(10)
        for town in range(10)
    ]
    share = -(-unions // len(towns))
    return np.array([f"{towns[at // share]}{10_000 + at:08d}".encode() for at in range(unions)])


def spells(unions: int, criterion: int) -> Series:
    """Two spells a union: some years, a gap, and again; most of the second are open."""
    chance = np.random.default_rng(criterion)
    first = chance.integers(15_000, 22_000, unions)
    gone = first + chance.integers(100, 2_000, unions)
    again = gone + chance.integers(1, 900, unions)
    end = np.where(chance.random(unions) < 0.7, 65_535, again + chance.integers(10, 1_500, unions))
    leaf = np.arange(unions, dtype=np.uint32)
    return Series(
        ("bench", str(criterion)),
        np.concatenate([leaf, leaf]),
        np.concatenate([first, again]).astype(np.uint16),
        np.concatenate([gone, end]).astype(np.uint16),
    )


def sql(
    room: Path,
    paths: "np.ndarray",
    series: list[Series],
    branches: list[tuple[str, str]],
    counted: object,
) -> tuple[float, str]:
    """Seconds of the best question found, and the question; its answer must be the same."""
    with sqlite3.connect(room / "spells.sqlite3") as base:
        base.execute("pragma journal_mode = off")
        base.execute("pragma synchronous = off")
        base.execute("pragma cache_size = -2000000")
        base.execute("create table spell (criterion int, path text, start int, end int)")
        names = [path.decode() for path in paths.tolist()]
        for criterion, one in enumerate(series):
            rows = zip(one.leaf.tolist(), one.start.tolist(), one.end.tolist(), strict=True)
            base.executemany(
                "insert into spell values (?, ?, ?, ?)",
                ((criterion, names[leaf], start, end) for leaf, start, end in rows),
            )
        base.execute("create index asked on spell (criterion, path, start, end)")
        base.execute("analyze")
        found = {words: least(lambda words=words: ask(base, words, branches), 3) for words in SQL}
    for words, (_, answer) in found.items():
        assert answer == counted, words
    words = min(found, key=lambda one: found[one][0])
    return found[words][0], f"{words}; {' '.join((SQL[words] or ONE).split())}"


def ask(base: sqlite3.Connection, words: str, branches: list[tuple[str, str]]) -> list[list[int]]:
    on = day_number(ON)
    if not SQL[words]:
        return [
            [
                base.execute(
                    ONE, {"criterion": criterion, "low": low, "high": high, "on": on}
                ).fetchone()[0]
                for low, high in branches
            ]
            for criterion in range(CRITERIA)
        ]
    low, high = branch_range(ROOT)
    asked = {"low": low, "high": high, "on": on, "child": CHILD}
    table = {
        (criterion, child): number for criterion, child, number in base.execute(SQL[words], asked)
    }
    return [
        [table.get((criterion, low), 0) for low, _ in branches] for criterion in range(CRITERIA)
    ]
