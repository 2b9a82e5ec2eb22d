"""The measurement of parsing (`./xj bench parsing`) counts what it says it counts."""

import json

import pytest

from bench.parsing import Score, main, score
from tests.registry.sheets.conftest import SAMPLES

ROW = {"row": 3, "values": {"employer_name": "甲 店", "staff": 80, "members": None}}
ISSUE = {"row": 3, "field": "staff", "code": "unreadable", "level": "error"}


def table(*issues: dict, **values: object) -> list[dict]:
    return [{"records": [{**ROW, "values": ROW["values"] | values}], "issues": list(issues)}]


def test_what_is_read_as_expected_is_right():
    assert score(table(ISSUE), table(ISSUE)) == Score(right=2, found=1)


@pytest.mark.parametrize(
    ("values", "counted"),
    [
        ({"employer_name": "甲店"}, Score(right=2)),
        ({"staff": None}, Score(right=1, missing=1)),
        ({"staff": 81}, Score(right=1, wrong=1)),
        ({"staff": "80"}, Score(right=1, wrong=1)),
        ({"members": 0}, Score(right=2, invented=1)),
        ({"remark": "x"}, Score(right=2, invented=1)),
    ],
)
def test_each_way_of_being_wrong_has_its_count(values: dict, counted: Score):
    assert score(table(**values), table()) == counted


def test_issues_are_found_missed_or_spurious():
    other = ISSUE | {"code": "missing"}

    assert score(table(other), table(ISSUE)) == Score(right=2, missed=1, spurious=1)


def test_what_only_the_register_knows_is_counted_apart():
    known = ISSUE | {"code": "conflict"}

    assert score(table(), table(known)) == Score(right=2, of_the_register=1)


def test_a_table_that_is_not_found_is_missing_whole():
    assert score([], table(ISSUE)) == Score(missing=2, missed=1)


def test_every_sample_gets_its_line_and_nothing_is_wrong(capsys):
    main()

    lines = capsys.readouterr().out.splitlines()
    expected = sorted(p.name for p in SAMPLES.glob("S*.expected.json"))
    assert len(lines) == 1 + len(expected)
    for line, answer in zip(lines[1:], expected, strict=True):
        right, missing, wrong, invented, _found, missed, spurious = line.split()[1:8]
        tables = json.loads((SAMPLES / answer).read_text("utf-8"))["tables"]
        values = [v for t in tables for r in t["records"] for v in r["values"].values()]
        assert int(right) == sum(value is not None for value in values)
        assert (missing, wrong, invented, missed, spurious) == ("0",) * 5
