"""The samples brought in one after the other: what the register says before and after."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.db import transaction

from tests.browsing import signed_in
from tests.factories import TESTER, make_node
from tests.imports.batches import write
from tests.imports.registers import jianhu
from xingjia.imports import commands
from xingjia.imports.lines import shown
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.orgtree.places import Places
from xingjia.registry.sheets import read_workbook

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
ON = date(2014, 4, 1)  # after all three
Register = dict[str, dict[str, object]]
Values = dict[tuple[str, str], tuple[object, object]]
WORDS = {
    "update": "changed",
    "insert": "new",
    "unchanged": "same",
    "hold": "held",
    "reject": "rejected",
}


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Node]:
    """S1 is written, once for all."""
    with django_db_blocker.unblock(), transaction.atomic():
        county = jianhu()
        for code, name in townships():
            if not Node.objects.filter(code=code).exists():
                make_node(name, county, kind="township", code=code)
        write(received(county, "S1_register.xlsx"))
        yield county
        transaction.set_rollback(True)


def townships() -> list[list[str]]:
    lines = (SAMPLES / "S1_S2_answers.csv").read_text(encoding="utf-8").splitlines()[1:-1]
    return [line.split(",")[:2] for line in lines]


def received(county: Node, name: str) -> Import:
    stream = BytesIO((SAMPLES / name).read_bytes())
    return commands.receive(TESTER, county, stream=stream, filename=name, on=ON)


def rows_of(batch: Import) -> list[ImportRow]:
    return list(ImportRow.objects.everything(because="a test").filter(batch=batch).order_by("pk"))


def by_code(tables: list[dict]) -> Register:
    values = [record["values"] for table in tables for record in table["records"]]
    return {one["employer_code"]: one for one in values}


def wanted(name: str) -> Register:
    return by_code(json.loads((SAMPLES / f"{name}.expected.json").read_text("utf-8"))["tables"])


@pytest.fixture
def register(county: Node, tmp_path: Path):
    """What the register says: its own list, read as any other workbook."""
    client, places = signed_in("officer", county), Places.load()

    def _register() -> Register:
        (path := tmp_path / "list.xlsx").write_bytes(
            client.get(f"/employers/export/?on={ON.isoformat()}").content
        )
        return by_code(read_workbook(path, places=places, scope="320925").to_json()["tables"])

    return _register


def differing(before: Register, after: Register) -> Values:
    """Old and new of each value that is another; the name of a place goes with its code."""
    return {
        (code, field): (was, after[code].get(field))
        for code, values in before.items()
        for field, was in values.items()
        if field in after[code] and field != "division_name" and after[code].get(field) != was
    }


def test_the_register_says_what_its_sample_says(register):
    said = wanted("S1_register")

    other = differing(said, register())

    founded = {key: pair for key, pair in other.items() if key[1] == "union_founded"}
    assert all(f"{day:.7}" == month for month, day in founded.values())  # kept as its last day
    assert {
        key: (*pair, said[key[0]]["union_name"])
        for key, pair in other.items()
        if key not in founded
    } == {
        (code, flag): (False, None, None)  # who has no union has no sign of one
        for code, values in said.items()
        for flag in ("sign_displayed", "identity_displayed")
        if values["union_name"] is None
    }


def test_the_same_register_from_another_program_changes_only_addresses(county: Node, register):
    others = differing(wanted("S1_register"), wanted("S3_register_gb18030"))
    before = register()

    batch = received(county, "S3_register_gb18030.csv")
    planned = {
        (row.plan["code"], one["field"]): (one["before"], one["after"])
        for row in rows_of(batch)
        for one in row.plan["changes"]
    }
    write(batch)

    assert {field for _code, field in others} == {"address"}
    assert planned == others
    assert differing(before, register()) == others
    assert {row.outcome for row in rows_of(received(county, batch.filename))} == {"same"}


def test_an_update_does_what_its_effects_say(county: Node, register):
    text = (SAMPLES / "S8_effects.csv").read_text(encoding="utf-8")
    lines = list(csv.DictReader(text.splitlines()))
    before = register()

    batch = received(county, "S8_register_update.xlsx")
    outcomes = {row.row: row.outcome for row in rows_of(batch)}
    write(batch)

    assert outcomes == {int(line["row"]): WORDS[line["action"]] for line in lines}
    after = register()
    assert differing(before, after) == effects(lines)
    (new,) = {line["employer_code_in_S1"] for line in lines if line["action"] == "insert"}
    assert after.keys() - before.keys() == {new}
    again = {row.row: row.outcome for row in rows_of(received(county, batch.filename))}
    held = {row for row, outcome in outcomes.items() if outcome in {"held", "rejected"}}
    assert {row for row, outcome in again.items() if outcome != "same"} == held


def test_beside_a_value_stands_what_follows_from_it(county: Node):
    batch = received(county, "S8_register_update.xlsx")

    said = {one.row.row: [line.said for line in one.lines] for one in shown(rows_of(batch))}

    assert said[4] == ["印着旧号码的公示栏、联系卡随即失效，要换新的"]
    assert said[5] == ["从那天起算到新的镇、街道"]
    assert said[8] == ["投产企业少 1 家"]
    assert said[15] == ["", ""]  # how many work there prints nowhere
    assert said[40] == [""]  # new: nothing was printed before


def effects(lines: list[dict[str, str]]) -> Values:
    """Old and new of each value that the update changes, as its answers say."""
    read = {"true": True, "false": False}
    return {
        (line["employer_code_in_S1"], line["field"]): tuple(
            read.get(one, int(one) if line["field"] in {"staff", "members"} else one)
            for one in (line["before"], line["after"])
        )
        for line in lines
        if line["action"] == "update"
    }
