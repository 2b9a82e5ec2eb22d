"""Rows of one slice that speak of the same employer, union or code."""

from typing import Any

import pytest

from tests.factories import DAY, TESTER, make_county
from xingjia.imports.kinds import Setting
from xingjia.imports.rules import Record
from xingjia.orgtree.models import Node
from xingjia.registry.commands.register import write_register
from xingjia.registry.models import Employer, EmployerStatement, Officer, Union, UnionStatement
from xingjia.standards.coverage.queries.expected import wrong_figures

pytestmark = pytest.mark.django_db
CODE, OTHER = "913209253693538855", "91320925778181017K"
UNION_CODES = ("81320925500000023T", "81320925500000031A")


@pytest.fixture
def county() -> Node:
    return make_county("建湖县", "上冈镇")[0]


def row(key: int, name: str, **values: Any) -> Record:
    return Record(key, key, {"employer_name": name} | values)


def register(county: Node, *records: Record) -> dict[int, str]:
    written = write_register(TESTER, Setting(county, DAY), records)
    assert list(wrong_figures()) == []
    return {key: str(plan.outcome) for key, plan in written.plans.items()}


def every(model: type) -> Any:
    return model.objects.everything(because="a test")


def test_an_employer_known_without_a_code_gets_it(county: Node):
    register(county, row(1, "甲店"))

    assert register(county, row(2, "甲店", employer_code=CODE)) == {2: "changed"}
    assert every(Employer).get().code == CODE


def test_two_rows_about_one_known_employer_are_written_one_after_the_other(county: Node):
    register(county, row(1, "甲店", employer_code=CODE))
    union = {"union_name": "甲店工会", "members": 3}

    outcomes = register(
        county,
        row(2, "甲店", employer_code=CODE, staff=8, **union),
        row(3, "甲店", staff=9, **union),
    )

    said = every(EmployerStatement).get(field="staff")
    assert outcomes == {2: "changed", 3: "changed"}
    assert (said.value, [one["value"] for one in said.replaced]) == (9, [8])
    assert every(Union).count() == 1


def test_a_second_row_that_says_the_same_changes_nothing(county: Node):
    register(county, row(1, "甲店"))

    assert register(county, row(2, "甲店", staff=8), row(3, "甲店", staff=8)) == {
        2: "changed",
        3: "same",
    }


def test_two_employers_of_one_union_tell_of_one_new_chair(county: Node):
    joint = {"union_name": "商圈工会", "union_code": UNION_CODES[0]}
    register(county, row(1, "甲店", **joint), row(2, "乙店", **joint))
    chair = {"chair_name": "陆建国", "members": 7}

    register(county, row(3, "甲店", **chair), row(4, "乙店", **chair))

    assert every(Officer).count() == 1
    assert every(UnionStatement).filter(field="members").count() == 1


def test_a_code_brought_by_two_rows_belongs_to_the_first(county: Node):
    register(county, row(1, "甲店"))

    register(county, row(2, "乙店", employer_code=CODE), row(3, "甲店", employer_code=CODE))

    assert sorted(every(Employer).values_list("name", "code")) == [("乙店", CODE), ("甲店", "")]


def test_a_code_that_a_union_gave_up_can_name_another(county: Node):
    first, second = UNION_CODES
    register(county, row(1, "甲店", union_name="甲店工会", union_code=first))
    register(county, row(2, "甲店", union_code=second))

    register(county, row(3, "乙店", union_name="乙店工会", union_code=first))

    assert sorted(every(Union).values_list("name", "code")) == [
        ("乙店工会", first),
        ("甲店工会", second),
    ]
