from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xingjia.orgtree.rules import OPEN, branch_range, path_of
from xingjia.standards.columns import FIRST, LAST, Columns, NoColumns, Series, day_number, write
from xingjia.standards.columns.writing import BLOCK

BEGIN = date(2010, 1, 1)
KEY = ("liuyou", "2020", "LY-1", "met")
ROOT = path_of("", 1)
TOWNS = [path_of(ROOT, 2 + n) for n in range(3)]
Spell = tuple[int, int, int]  # union, first day, days

days = st.integers(0, 400)
spells = st.lists(st.tuples(st.integers(0, 8), days, st.integers(1, 300)), max_size=40)


def leaf_of(union: int) -> bytes:
    return path_of(TOWNS[union % 3], 100 + union).encode()


def lay(home: Path, said: list[Spell], *, copies: int = 1) -> Columns:
    """A snapshot of nine unions in three towns; `copies` makes the blocks full."""
    paths = np.array(sorted(leaf_of(union) for union in range(9)))
    unions = np.array([int(path[-8:]) - 100 for path in paths], np.int64)
    at = {path: n for n, path in enumerate(paths.tolist())}
    rows = said * copies
    one = Series(
        KEY,
        np.array([at[leaf_of(union)] for union, *_ in rows], np.uint32),
        np.array([day_number(BEGIN + timedelta(first)) for _, first, _ in rows], np.uint16),
        np.array([day_number(BEGIN + timedelta(first + n)) for _, first, n in rows], np.uint16),
    )
    write(home, paths, unions, [one])
    return Columns.current(home)


def by_hand(said: list[Spell], on: date, branch: str) -> int:
    number = (on - BEGIN).days
    return sum(
        1
        for union, first, length in said
        if leaf_of(union).decode().startswith(branch) and first <= number < first + length
    )


BRANCHES = [ROOT, *TOWNS, leaf_of(4).decode()]


@settings(max_examples=60)
@given(said=spells, at=days, copies=st.sampled_from([1, 1, 40]))
def test_a_count_is_what_one_counts_by_hand(tmp_path_factory, said, at, copies):
    columns = lay(tmp_path_factory.mktemp("columns"), said, copies=copies)
    on = BEGIN + timedelta(at)

    counted = columns.count(KEY, on, columns.ranges([branch_range(one) for one in BRANCHES]))

    assert counted == [copies * by_hand(said, on, branch) for branch in BRANCHES]


@settings(max_examples=30)
@given(said=spells, at=days, some=st.sets(st.integers(0, 8)))
def test_chosen_unions_are_counted_alone(tmp_path_factory, said, at, some):
    columns = lay(tmp_path_factory.mktemp("columns"), said)
    on = BEGIN + timedelta(at)
    theirs = [spell for spell in said if spell[0] in some]

    counted = columns.count_of(some, KEY, on, columns.ranges([branch_range(b) for b in BRANCHES]))

    assert counted == [by_hand(theirs, on, branch) for branch in BRANCHES]


def test_children_add_up_to_their_parent(tmp_path: Path):
    said = [(n % 9, 3 * n, 200) for n in range(90)]
    columns = lay(tmp_path, said, copies=2 * BLOCK // 90)

    whole, *parts = columns.count(
        KEY, BEGIN + timedelta(150), columns.ranges([branch_range(b) for b in BRANCHES[:4]])
    )

    assert whole == sum(parts) > 0


def test_a_series_nobody_has_is_nought(tmp_path: Path):
    columns = lay(tmp_path, [(0, 0, 10)])

    assert columns.count(("other",), BEGIN, columns.ranges([branch_range(ROOT)])) == [0]
    assert columns.count_of({0}, ("other",), BEGIN, columns.ranges([branch_range(ROOT)])) == [0]


def test_a_day_the_columns_cannot_tell_is_refused_not_guessed(tmp_path: Path):
    columns = lay(tmp_path, [(0, 0, 10)])

    for on in (FIRST, date(1949, 10, 1), LAST + timedelta(1)):
        with pytest.raises(NoColumns):
            columns.count(KEY, on, columns.ranges([branch_range(ROOT)]))


def test_an_open_end_holds_to_the_last_day(tmp_path: Path):
    columns = lay(tmp_path, [(0, 0, (OPEN - BEGIN).days)])

    assert columns.count(KEY, LAST, columns.ranges([branch_range(ROOT)])) == [1]


def test_without_a_snapshot_there_is_none(tmp_path: Path):
    with pytest.raises(NoColumns):
        Columns.current(tmp_path)


def test_the_newest_snapshot_counts_and_the_former_one_stays_for_its_readers(tmp_path: Path):
    former = lay(tmp_path, [(0, 0, 10)])
    for n in (2, 3):
        newest = lay(tmp_path, [(0, 0, 10)] * n)
    whole = [branch_range(ROOT)]

    assert newest.count(KEY, BEGIN, newest.ranges(whole)) == [3]
    assert former.count(KEY, BEGIN, former.ranges(whole)) == [1]
    assert len(list(tmp_path.glob("snapshot-*"))) == 2
