"""How far a workbook reaches: into its own branch, and once for each row."""

from io import BytesIO

import pytest

from tests.factories import DAY, make_actor, make_contract, make_employer, make_node
from tests.imports.registers import CODES, a_row, a_workbook, bring_in, jianhu, receive
from xingjia.imports import commands
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.registry.models import ContractEmployer, Employer

pytestmark = pytest.mark.django_db
CONTRACT = ("合同编号", "合同种类", "企业名称", "信用代码", "签订日期", "生效日期", "到期日期")
SIGNED = ("2013-01-01", "2013-01-01", "2015-12-31")


@pytest.fixture
def county() -> Node:
    return jianhu()


def employers() -> list[tuple[str, str, str]]:
    found = Employer.objects.everything(because="a test").order_by("pk")
    return list(found.values_list("name", "code", "organisation__code"))


def plans(batch: Import) -> list[tuple[str, list[str]]]:
    rows = ImportRow.objects.everything(because="a test").filter(batch=batch).order_by("pk")
    return [(row.outcome, [one["code"] for one in row.plan["reasons"]]) for row in rows]


def contracts(node: Node, *rows: tuple, actor) -> Import:
    file = BytesIO(a_workbook(*rows, head=CONTRACT, title="三项合同台账"))
    return commands.receive(actor, node, stream=file, filename="合同.xlsx", on=DAY)


def test_an_employer_of_another_county_is_neither_changed_nor_named(county: Node):
    elsewhere = make_node("射阳县", code="320924")
    make_employer(elsewhere, "射阳县芦荡纺织有限公司", code=CODES[1])
    officer = make_actor("officer", county)

    batch = bring_in(county, a_row(1), actor=officer)

    assert plans(batch) == [("held", ["outside"])]
    assert employers() == [("射阳县芦荡纺织有限公司", CODES[1], "320924")]
    assert "芦荡" not in str(ImportRow.objects.everything(because="a test").get().plan)


def test_a_township_does_not_take_an_employer_from_its_neighbour(county: Node):
    north, south = (Node.objects.get(code=code) for code in ("320925001", "320925108"))
    make_employer(south, "建湖县第1纺织有限公司", code=CODES[1])

    batch = bring_in(north, a_row(1), actor=make_actor("township_officer", north))

    assert plans(batch) == [("held", ["outside"])]
    assert employers() == [("建湖县第1纺织有限公司", CODES[1], "320925108")]


def test_the_county_may_move_an_employer_between_its_townships(county: Node):
    south = Node.objects.get(code="320925108")
    make_employer(south, "建湖县第1纺织有限公司", code=CODES[1])

    batch = bring_in(county, a_row(1), actor=make_actor("officer", county))

    assert plans(batch) == [("changed", [])]
    assert employers() == [("建湖县第1纺织有限公司", CODES[1], "320925001")]


def test_a_contract_covers_no_employer_of_another_county(county: Node):
    elsewhere = make_node("射阳县", code="320924")
    make_employer(elsewhere, "射阳县芦荡纺织有限公司", code=CODES[1])
    row = ("建集字第1号", "集体合同", "射阳县芦荡纺织有限公司", CODES[1], *SIGNED)

    batch = contracts(county, row, actor=make_actor("officer", county))

    assert plans(batch) == [("held", ["employer_not_registered"])]


def test_a_township_does_not_change_a_contract_of_its_neighbour(county: Node):
    north, south = (Node.objects.get(code=code) for code in ("320925001", "320925108"))
    make_contract(make_employer(south), number="建集字第1号")
    make_employer(north, "建湖县第1纺织有限公司", code=CODES[1])
    row = ("建集字第1号", "集体合同", "建湖县第1纺织有限公司", CODES[1], *SIGNED)

    batch = contracts(north, row, actor=make_actor("township_officer", north))

    assert plans(batch) == [("held", ["outside"])]
    assert ContractEmployer.objects.everything(because="a test").count() == 1


def test_the_same_row_twice_brings_in_one_employer(county: Node):
    batch = bring_in(county, a_row(1), a_row(1))

    assert plans(batch) == [("new", []), ("same", ["duplicate"])]
    assert len(employers()) == 1


def test_a_code_again_with_other_values_waits_and_the_first_row_counts(county: Node):
    batch = bring_in(county, a_row(1, staff=80), a_row(1, staff=90))

    assert plans(batch) == [("new", []), ("held", ["duplicate"])]
    assert len(employers()) == 1


def test_a_name_again_without_a_code_waits(county: Node):
    batch = bring_in(county, a_row(1), a_row(1, code=None, staff=90))

    assert plans(batch) == [("new", []), ("held", ["duplicate", "missing"])]
    assert len(employers()) == 1


def test_two_employers_of_one_name_with_their_own_codes_both_come_in(county: Node):
    batch = receive(county, a_row(1), a_row(1, code=CODES[2]))

    assert plans(batch) == [("new", []), ("new", [])]
