"""Rows that meet what is stored already: joint unions, earlier registers, contracts on two rows."""

from datetime import date
from typing import Any

import pytest

from tests.factories import TESTER, make_actor, make_county, make_node
from xingjia.access.checks import Refused
from xingjia.imports.kinds import Setting
from xingjia.imports.rules import Record
from xingjia.orgtree.models import Node
from xingjia.registry.commands.contracts import write_contracts
from xingjia.registry.commands.register import write_register
from xingjia.registry.models import Contract, ContractEmployer, Cover, Employer, Officer, Union
from xingjia.standards.coverage.queries import count
from xingjia.standards.coverage.queries.expected import wrong_figures

pytestmark = pytest.mark.django_db
DAY, EARLIER = date(2013, 12, 31), date(2012, 6, 30)
UNION_CODE = "81320925500000023T"
WHY = "a test"


@pytest.fixture
def county() -> Node:
    county, _ = make_county("建湖县", "上冈镇")
    return county


def row(key: int, name: str, **values: Any) -> Record:
    return Record(key, key, {"employer_name": name, "in_production": True} | values)


def register(county: Node, *records: Record, on: date = DAY) -> dict[int, str]:
    written = write_register(TESTER, Setting(county, on), records)
    return {key: str(plan.outcome) for key, plan in written.plans.items()}


def contracts(county: Node, *records: Record) -> dict[int, str]:
    written = write_contracts(TESTER, Setting(county, DAY), records)
    return {key: str(plan.outcome) for key, plan in written.plans.items()}


def signed(key: int, employer: str, **values: Any) -> Record:
    plain = {"contract_kind": "wage", "coverage_scope": "own", "valid_from": "2013-01-01"}
    return Record(key, key, plain | {"valid_to": "2013-12-31", "employer_name": employer} | values)


def every(model: type) -> Any:
    return model.objects.everything(because=WHY)


def test_two_employers_with_one_union_code_share_a_joint_union(county: Node):
    joint = {"union_name": "上冈商圈联合工会", "union_code": UNION_CODE, "chair_name": "陆建国"}

    outcomes = register(county, row(1, "甲店", **joint), row(2, "乙店", **joint))

    assert outcomes == {1: "new", 2: "new"}
    assert every(Union).count() == every(Officer).count() == 1
    assert every(Cover).count() == 2


def test_an_employer_joins_the_union_that_is_there_already(county: Node):
    joint = {"union_name": "上冈商圈联合工会", "union_code": UNION_CODE}
    register(county, row(1, "甲店", **joint))

    register(county, row(2, "乙店", **joint))

    assert every(Union).count() == 1
    assert every(Cover).count() == 2


def test_a_new_chair_told_by_one_employer_counts_for_all_its_union_covers(county: Node):
    joint = {"union_name": "上冈商圈联合工会", "union_code": UNION_CODE}
    over = {"chair_name": "陆建国", "term_ends_on": "2013-06-30"}
    register(county, row(1, "甲店", **joint, **over), row(2, "乙店", **joint))

    def overdue(on: date) -> int | None:
        return count(TESTER, county, on).total.figures["elections_overdue"].count

    assert overdue(DAY) == 2
    renewed = {
        "chair_name": "高知远",
        "chair_elected_on": "2014-03-01",
        "term_ends_on": "2019-02-28",
    }
    register(county, row(3, "甲店", **renewed), on=date(2014, 3, 31))

    assert (overdue(date(2014, 2, 28)), overdue(date(2014, 3, 31))) == (2, 0)
    assert list(wrong_figures()) == []


def test_a_union_of_another_county_cannot_be_joined(county: Node):
    other, _ = make_county("射阳县", "合德镇")
    register(other, row(1, "甲店", union_name="甲店工会", union_code=UNION_CODE))

    outcomes = register(county, row(2, "乙店", union_name="乙店工会", union_code=UNION_CODE))

    assert outcomes == {2: "held"}
    assert every(Cover).count() == 1


def test_a_union_cannot_take_the_code_of_another(county: Node):
    register(county, row(1, "甲店", union_name="甲店工会", union_code=UNION_CODE))
    register(county, row(2, "乙店", union_name="乙店工会"))

    outcomes = register(county, row(3, "乙店", union_code=UNION_CODE))

    assert outcomes == {3: "held"}


def test_an_earlier_register_does_not_move_or_rename_anybody_today(county: Node):
    town = make_node("近湖街道", county, kind="township", code="320925001")
    old = make_node("塘河街道", county, kind="township", code="320925051")
    code = "913209253693538855"
    register(county, row(1, "蒲盈纺织", employer_code=code, division_code=town.code))

    register(
        county,
        row(2, "蒲盈纱厂", employer_code=code, division_code=old.code),
        on=EARLIER,
    )

    employer = every(Employer).get()
    assert (employer.name, employer.organisation) == ("蒲盈纺织", town)


def test_a_chair_of_an_earlier_register_has_left_when_the_next_was_elected(county: Node):
    union = {"union_name": "蒲盈工会", "union_founded": "2007-10-11"}
    now = {"chair_name": "陆建国", "chair_elected_on": "2013-02-20"}
    then = {"chair_name": "吴红霞", "chair_elected_on": "2008-03-01"}
    register(county, row(1, "蒲盈纺织", **union, **now))

    register(county, row(2, "蒲盈纺织", **then), on=EARLIER)

    assert list(every(Officer).order_by("elected_on").values_list("name", "left_on")) == [
        ("吴红霞", date(2013, 2, 20)),
        ("陆建国", None),
    ]


def test_a_faulty_value_of_a_new_employer_is_not_written_even_if_it_could_be_read(county: Node):
    faulty = Record(
        1,
        1,
        {
            "employer_name": "甲店",
            "union_name": "甲店工会",
            "chair_name": "陆建国",
            "chair_elected_on": "2013-05-01",
            "term_ends_on": "2012-05-01",
        },
        ({"field": "term_ends_on", "code": "date_order", "level": "error"},),
    )

    register(county, faulty)

    chair = every(Officer).get()
    assert (chair.elected_on, chair.term_ends_on) == (date(2013, 5, 1), None)


def test_several_rows_of_one_contract_make_one_contract(county: Node):
    register(county, row(1, "甲店"), row(2, "乙店"))

    contracts(county, signed(3, "甲店", contract_no="1号"), signed(4, "乙店", contract_no="1号"))

    assert every(Contract).count() == 1
    assert every(ContractEmployer).count() == 2


def test_a_contract_without_a_number_is_known_again(county: Node):
    register(county, row(1, "甲店"))
    contracts(county, signed(2, "甲店"))

    again = contracts(county, signed(3, "甲店"))

    assert again == {3: "same"}
    assert every(Contract).count() == 1


def test_a_later_contract_without_a_number_is_another_one(county: Node):
    register(county, row(1, "甲店"))
    contracts(county, signed(2, "甲店"))

    contracts(county, signed(3, "甲店", valid_from="2014-01-01", valid_to="2014-12-31"))

    assert every(Contract).count() == 2


@pytest.mark.parametrize("write", [write_register, write_contracts])
def test_writing_needs_the_right_at_this_place(county: Node, write: Any):
    for actor in (make_actor("leader", county), make_actor("officer", make_node("射阳县"))):
        with pytest.raises(Refused):
            write(actor, Setting(county, DAY), [row(1, "甲店")])

    assert every(Employer).count() == 0
