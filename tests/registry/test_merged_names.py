"""A name or code that was given up in a merge still finds the kept one: in workbooks, searches
and at old addresses."""

import pytest

from tests.browsing import signed_in, words_of
from tests.factories import DAY, TESTER, make_actor, make_contract, make_employer, make_union
from tests.imports.registers import CODES, a_row, bring_in, jianhu
from tests.imports.test_reach import SIGNED, contracts, plans
from tests.registry.twins import merge
from xingjia.access.checks import Refused
from xingjia.imports.kinds import Setting
from xingjia.imports.rules import Record
from xingjia.orgtree.models import Node
from xingjia.registry.commands.register import write_register
from xingjia.registry.commands.unmerging import undo_merge
from xingjia.registry.models import ContractEmployer, Employer, EmployerStatement, Union
from xingjia.registry.queries.contracts import Asked as ContractsAsked
from xingjia.registry.queries.contracts import contracts_for
from xingjia.registry.queries.employers import Asked, employers_for
from xingjia.registry.queries.newest import code_is_taken, name_is_known
from xingjia.registry.queries.unions import Asked as UnionsAsked
from xingjia.registry.queries.unions import unions_for

pytestmark = pytest.mark.django_db
BECAUSE = "a test"
UNION_CODES = ("81320925500000023T", "81320925500000031N")


@pytest.fixture
def county() -> Node:
    return jianhu()


@pytest.fixture
def town(county: Node) -> Node:
    return Node.objects.get(code="320925001")


def test_a_row_with_the_code_given_up_updates_the_kept_one(county: Node, town: Node):
    keep = make_employer(town, "建湖县第1纺织有限公司", code=CODES[1])
    drop = make_employer(town, "建湖县第2纺织有限公司", code=CODES[2])
    merge(TESTER, keep, drop)

    batch = bring_in(county, a_row(2, staff=95))

    assert [outcome for outcome, _ in plans(batch)] == ["changed"]
    keep.refresh_from_db()
    assert (keep.name, keep.code) == ("建湖县第1纺织有限公司", CODES[1])
    said = EmployerStatement.objects.everything(because=BECAUSE).get(field="staff", day=DAY)
    assert (said.employer, said.value) == (keep, 95)
    assert Employer.objects.everything(because=BECAUSE).count() == 1
    assert [outcome for outcome, _ in plans(bring_in(county, a_row(2, staff=95)))] == ["same"]


def test_a_row_with_the_name_given_up_and_no_code_finds_the_kept_one(county: Node, town: Node):
    keep = make_employer(town, "甲厂", code=CODES[1])
    merge(TESTER, keep, make_employer(town, "建湖县第2纺织有限公司"))

    batch = bring_in(county, a_row(2, code=None, staff=95))

    assert [outcome for outcome, _ in plans(batch)] == ["changed"]


def test_of_two_rows_for_the_one_the_row_with_the_name_of_now_counts(county: Node, town: Node):
    keep = make_employer(town, "建湖县第1纺织有限公司", code=CODES[1])
    merge(TESTER, keep, make_employer(town, "建湖县第2纺织有限公司", code=CODES[2]))

    for rows in (
        (a_row(1, staff=80), a_row(2, staff=95)),
        (a_row(2, staff=95), a_row(1, staff=80)),
    ):
        batch = bring_in(county, *rows)
        told = dict(zip([row[1] for row in rows], plans(batch), strict=True))
        assert told[CODES[2]] == ("held", ["duplicate"])
        assert told[CODES[1]][0] in {"changed", "same"}


def test_the_code_the_kept_one_gave_up_itself_is_known_too(county: Node, town: Node):
    keep = make_employer(town, "建湖县第1纺织有限公司", code=CODES[1])
    drop = make_employer(town, "建湖县第2纺织有限公司", code=CODES[2])
    merged = merge(TESTER, keep, drop, {"name": "drop", "code": "drop"})

    batch = bring_in(county, a_row(1, staff=95))

    keep.refresh_from_db()
    assert [outcome for outcome, _ in plans(batch)] == ["changed"]
    assert (keep.name, keep.code) == ("建湖县第2纺织有限公司", CODES[2])
    assert merged.choices["code"] == "drop"


def test_a_list_of_contracts_finds_the_kept_one(county: Node, town: Node):
    keep = make_employer(town, "甲厂", code=CODES[1])
    merge(TESTER, keep, make_employer(town, "乙厂", code=CODES[2]))

    contracts(county, ("建集1号", "工资专项", "乙厂", CODES[2], *SIGNED), actor=TESTER)
    batch = contracts(county, ("建集2号", "工资专项", "乙厂", "", *SIGNED), actor=TESTER)

    assert [outcome for outcome, _ in plans(batch)] == ["new"]
    assert ContractEmployer.objects.everything(because=BECAUSE).count() == 0


def test_a_row_that_names_a_merged_union_means_the_kept_union(county: Node, town: Node):
    employer = make_employer(town, "甲厂", code=CODES[1])
    keep, drop = (make_union(employer, name=name) for name in ("甲厂工会", "甲工会"))
    for union, code in ((keep, UNION_CODES[0]), (drop, UNION_CODES[1])):
        union.code = code
        union.save()
    merge(TESTER, keep, drop)
    values = {"employer_code": CODES[1], "union_name": "甲工会", "union_code": UNION_CODES[1]}
    joining = {"employer_name": "乙厂", "union_name": "甲工会", "union_code": UNION_CODES[1]}

    rows = [Record(1, 1, values | {"members": 44}), Record(2, 2, joining)]
    written = write_register(TESTER, Setting(county, DAY), rows)

    assert [str(plan.outcome) for plan in written.plans.values()] == ["changed", "new"]
    one = Union.objects.everything(because=BECAUSE).get()
    assert (one.pk, one.name, one.code) == (keep.pk, "甲厂工会", UNION_CODES[0])


def test_search_finds_the_names_given_up(town: Node):
    keep = make_employer(town, "江苏鹤启灯具有限公司", code=CODES[1])
    drop = make_employer(town, "盐城启明照明厂", code=CODES[2])
    contract = make_contract(keep)
    unions = make_union(keep, name="鹤启工会"), make_union(keep, name="启明工会")
    merge(TESTER, keep, drop)
    merge(TESTER, *unions)

    for words in ("启明照明", "qmzm", CODES[2], "鹤启"):
        assert list(employers_for(TESTER, Asked(DAY, words))) == [keep]
    assert list(contracts_for(TESTER, ContractsAsked(DAY, "启明照明"))) == [contract]
    assert list(unions_for(TESTER, UnionsAsked(DAY, "启明"))) == [unions[0]]


def test_the_code_given_up_is_free_for_the_kept_one_only(town: Node):
    keep = make_employer(town, "甲厂", code=CODES[1])
    merged = merge(TESTER, keep, make_employer(town, "乙厂", code=CODES[2]))
    other = make_employer(town, "丙厂")

    assert code_is_taken(other, CODES[2])
    assert code_is_taken(Employer, CODES[2])
    assert not code_is_taken(keep, CODES[2])
    assert name_is_known("乙厂", town)
    undo_merge(TESTER, merged)
    assert not name_is_known("丁厂", town)


def test_an_old_address_leads_to_the_kept_one_and_nobody_else(county: Node, town: Node):
    keep, drop = make_employer(town, "甲厂"), make_employer(town, "乙厂")
    unions = make_union(keep, name="甲工会"), make_union(keep, name="乙工会")
    merge(TESTER, keep, drop)
    merge(TESTER, *unions)
    mine = signed_in("township_officer", town)
    foreign = signed_in("township_officer", Node.objects.get(code="320925108"))

    for kind, kept, old in (("employers", keep, drop), ("unions", *unions)):
        answer = mine.get(f"/{kind}/{old.pk}/?on=2013-12-31")
        assert (answer.status_code, answer["Location"]) == (
            302,
            f"/{kind}/{kept.pk}/?on=2013-12-31",
        )
        assert mine.get(f"/{kind}/{old.pk}/change/").status_code == 404
        assert foreign.get(f"/{kind}/{old.pk}/").status_code == 404
    assert "乙厂" not in words_of(mine.get("/employers/"))


def test_nobody_merges_over_the_head_of_the_importer(county: Node, town: Node):
    officer = make_actor("township_officer", Node.objects.get(code="320925108"))

    with pytest.raises(Refused):
        merge(officer, make_employer(town), make_employer(town))
