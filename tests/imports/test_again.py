"""A large workbook that comes again is read and planned again only where something was edited."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from bench.registers import coded
from tests.factories import BECAUSE, DAY, TESTER
from tests.imports.batches import everything, mend, take_back, write
from tests.imports.registers import WRONG_CODE, a_row, a_workbook, jianhu
from xingjia.imports import commands
from xingjia.imports.commands import planning, reading
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer
from xingjia.toolkit.jobs.registry import _kinds

pytestmark = pytest.mark.django_db
CODES = [coded(f"91320925{number:09}") for number in range(10)]
ROWS = [a_row(number, code=CODES[number]) for number in range(1, 6)]


@pytest.fixture(autouse=True)
def large(monkeypatch):
    """Every workbook counts as large, and is read and written in parts of two rows."""
    monkeypatch.setattr(reading, "LARGE", 0)
    monkeypatch.setattr(planning, "MANY", 0)
    for kind in ("imports.read", "imports.plan", "imports.write"):
        monkeypatch.setitem(_kinds, kind, replace(_kinds[kind], size=2))


@pytest.fixture
def openings(monkeypatch) -> list[str]:
    """Which files were opened."""
    opened: list[str] = []
    known = reading.kinds.read
    monkeypatch.setattr(
        reading.kinds, "read", lambda path, **how: opened.append(path.name) or known(path, **how)
    )
    return opened


def bring(node: Node, *rows, chosen: date | None = None, kind: str | None = None) -> Import:
    file = BytesIO(a_workbook(*rows))
    batch = commands.receive(
        TESTER, node, stream=file, filename="名册.xlsx", on=DAY, chosen_day=chosen, kind=kind
    )
    return commands.read_now(batch)


def rows_of(batch: Import) -> list[ImportRow]:
    return list(ImportRow.objects.everything(because=BECAUSE).filter(batch=batch).order_by("pk"))


def said(batch: Import) -> list[tuple]:
    """All that a reader sees of the rows."""
    return [
        (one.row, one.sheet, one.values, one.issues, one.outcome, one.plan)
        for one in rows_of(batch)
    ]


def compared_anew(batch: Import) -> list[tuple]:
    """What the rows say when they are planned without any memory."""
    batch = commands.count_from(TESTER, batch, day=batch.as_of)
    planned = commands.read_now(batch)
    return said(planned)


def the_first() -> Employer:
    return (
        Employer.objects.everything(because=BECAUSE).select_related("organisation").earliest("pk")
    )


def test_it_is_not_opened_again_and_says_what_comparing_says(openings):
    node = jianhu()
    write(bring(node, *ROWS))

    again = bring(node, *ROWS)

    assert len(openings) == 1
    assert {one.outcome for one in rows_of(again)} == {"same"}
    assert said(again) == compared_anew(again)


def test_writing_it_again_writes_nothing():
    node = jianhu()
    write(bring(node, *ROWS))
    before = everything()

    again = write(bring(node, *ROWS))

    assert again.state == Import.State.WRITTEN
    assert everything() == before
    assert [one.written_at for one in rows_of(again)] == [None] * 5


def test_the_third_time_is_like_the_second(openings):
    node = jianhu()
    write(bring(node, *ROWS))
    second = write(bring(node, *ROWS))

    third = bring(node, *ROWS)

    assert len(openings) == 1
    assert said(third) == said(second)


def test_what_was_edited_since_is_seen(openings):
    node = jianhu()
    write(bring(node, *ROWS))
    mend(the_first(), staff=81)

    again = bring(node, *ROWS)

    assert len(openings) == 2
    assert [one.outcome for one in rows_of(again)] == ["held", *["same"] * 4]


def test_what_was_edited_between_the_second_reading_and_the_third_is_seen():
    node = jianhu()
    write(bring(node, *ROWS))
    write(bring(node, *ROWS))
    mend(the_first(), staff=81)

    again = bring(node, *ROWS)

    assert [one.outcome for one in rows_of(again)] == ["held", *["same"] * 4]


def test_rows_with_something_to_say_are_compared_all_the_same(openings):
    node = jianhu()
    rows = [*ROWS, a_row(9, code=WRONG_CODE), a_row(8, code=None), a_row(2, code=CODES[2], staff=7)]
    write(bring(node, *rows))

    again = bring(node, *rows)

    assert len(openings) == 1
    assert said(again) == compared_anew(again)
    assert {one.outcome for one in rows_of(again)} == {"same", "held"}


def test_a_workbook_that_changed_known_records_is_compared_whole(openings):
    node = jianhu()
    write(bring(node, *ROWS))
    other = [a_row(1, code=CODES[1], staff=99), *ROWS[1:]]
    write(bring(node, *other))

    again = bring(node, *other)

    assert len(openings) == 3
    assert {one.outcome for one in rows_of(again)} == {"same"}


def test_what_was_taken_back_is_new_again():
    node = jianhu()
    take_back(write(bring(node, *ROWS)))

    again = bring(node, *ROWS)

    assert {one.outcome for one in rows_of(again)} == {"new"}


def test_for_another_day_it_is_compared(openings):
    node = jianhu()
    write(bring(node, *ROWS))

    bring(node, *ROWS, chosen=date(2014, 6, 30))

    assert len(openings) == 2


def test_for_another_place_it_is_compared(openings):
    node = jianhu()
    write(bring(node, *ROWS))

    bring(node.__class__.objects.get(code="320925001"), *ROWS)

    assert len(openings) == 2


def test_said_to_be_of_a_kind_it_is_read(openings):
    node = jianhu()
    write(bring(node, *ROWS))

    bring(node, *ROWS, kind="register")

    assert len(openings) == 2


def test_an_edit_while_it_is_written_is_an_edit(monkeypatch):
    node = jianhu()
    batch = commands.confirm(TESTER, bring(node, *ROWS))
    known = _kinds["imports.write"]

    def disturbed(job, begin, end):
        if begin == 2:
            mend(the_first(), staff=81)
        return known.handler(job, begin, end)

    monkeypatch.setitem(_kinds, "imports.write", replace(known, handler=disturbed))
    commands.write_now(batch)

    again = bring(node, *ROWS)

    assert [one.outcome for one in rows_of(again)] == ["held", *["same"] * 4]
