"""A branch counted from the snapshot says what the table says, whatever changed since."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.factories import BECAUSE, TESTER, make_county, make_employer, make_union, touch
from tests.standards.standing.judged import SHOWN, judging
from xingjia.registry.models import Union, UnionStatement
from xingjia.standards.standing import snapshots, taking
from xingjia.standards.standing.commands import refresh
from xingjia.standards.standing.models import Rewritten
from xingjia.standards.standing.queries import large
from xingjia.standards.standing.queries.counting import count_standard
from xingjia.standards.standing.taking import take_snapshot

pytestmark = pytest.mark.django_db
START, ON = date(2013, 1, 1), date(2013, 6, 30)


@pytest.fixture(autouse=True)
def every_branch_is_large(monkeypatch, settings, tmp_path: Path):
    settings.HOME = tmp_path
    monkeypatch.setattr(snapshots, "LARGE", 1)
    monkeypatch.setattr(large, "CHANGED", 1.0)
    with judging(SHOWN):
        yield


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖镇")


def say(union: Union, field: str, value: object, day: date) -> None:
    UnionStatement.objects.everything(because=BECAUSE).create(
        union=union, field=field, value=value, day=day, said_by="system:test"
    )
    refresh(TESTER, [union.pk])


def lay(county) -> list[Union]:
    made = []
    for n in range(9):
        union = make_union(make_employer(county[1][n % 2]), start=START)
        say(union, "sign_displayed", n % 3 > 0, START + timedelta(20 * n))
        made.append(union)
    return made


def both(county, on: date = ON):
    """The same figures from the snapshot and from the table."""
    from_columns = count_standard(TESTER, county[0], SHOWN, on, children=True)
    pointer = snapshots.home() / "current"
    kept = pointer.read_text()
    pointer.unlink()
    from_table = count_standard(TESTER, county[0], SHOWN, on, children=True)
    pointer.write_text(kept)
    return from_columns, from_table


@pytest.mark.parametrize("days", [0, 50, 100, 400, 5000])
def test_the_snapshot_says_what_the_table_says(county, days: int):
    lay(county)
    take_snapshot(TESTER)

    from_columns, from_table = both(county, START + timedelta(days))

    assert from_columns == from_table
    assert from_columns.total.base == 9


def test_what_changed_since_is_counted_from_the_table(county):
    first, *_, last = lay(county)
    take_snapshot(TESTER)
    before = both(county)[0].total

    say(first, "sign_displayed", True, START + timedelta(1))
    say(last, "sign_displayed", False, START + timedelta(170))
    late = make_union(make_employer(county[1][0]), start=START)
    touch(make_employer(county[1][1]))
    refresh(TESTER, [late.pk])

    from_columns, from_table = both(county)
    assert from_columns == from_table
    assert from_columns.total != before


def test_a_change_while_a_snapshot_is_made_is_not_lost(county, monkeypatch):
    first, *_ = lay(county)
    take_snapshot(TESTER)

    def while_written(*args):
        say(first, "identity_displayed", True, START)
        return write(*args)

    write = taking.write
    monkeypatch.setattr(taking, "write", while_written)
    say(first, "sign_displayed", True, START + timedelta(1))
    take_snapshot(TESTER)

    assert set(Rewritten.objects.values_list("union_id", "taken")) == {(first.pk, False)}
    from_columns, from_table = both(county)
    assert from_columns == from_table


def test_a_snapshot_that_was_broken_off_leaves_every_change_marked(county, monkeypatch):
    first, *_ = lay(county)
    take_snapshot(TESTER)
    say(first, "sign_displayed", True, START + timedelta(1))

    def fail(*args):
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(taking, "write", fail)
        with pytest.raises(OSError, match="full"):
            take_snapshot(TESTER)
    say(first, "sign_displayed", False, START + timedelta(3))
    from_columns, from_table = both(county)
    take_snapshot(TESTER)

    assert from_columns == from_table
    assert not Rewritten.objects.exists()
    assert both(county)[0] == both(county)[1]


def test_a_small_branch_is_counted_from_the_table(county, monkeypatch):
    lay(county)
    take_snapshot(TESTER)
    monkeypatch.setattr(snapshots, "LARGE", 10)
    monkeypatch.setattr(snapshots.Columns, "count", None)

    assert count_standard(TESTER, county[0], SHOWN, ON).total.base == 9


def test_without_a_snapshot_nobody_asks_what_changed(county, django_assert_num_queries):
    lay(county)

    with django_assert_num_queries(4):
        count_standard(TESTER, county[0], SHOWN, ON)
