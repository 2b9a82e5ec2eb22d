"""The pages on which a person takes a written workbook back."""

import pytest
from django.test import Client

from tests.browsing import queries_of, signed_in
from tests.imports.batches import lay_batch, mend, the, work_off, write
from tests.imports.browsing import LIST, afresh, page_of, text_of
from tests.imports.registers import a_row, bring_in, jianhu
from xingjia.imports.models import Import
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer

pytestmark = pytest.mark.django_db
WHY = "a test"
ONE = {"employer_name": "甲店", "division_code": "320925108", "in_production": True, "staff": 30}
TWO = {"employer_name": "乙店", "division_code": "320925108", "in_production": True}


@pytest.fixture
def county() -> Node:
    return jianhu()


@pytest.fixture
def officer(county: Node) -> Client:
    return signed_in("officer", county)


def test_a_contract_that_covers_it_since_names_the_file_it_came_with(officer: Client, county: Node):
    batch = write(lay_batch(county, ONE, TWO))
    signed = {"contract_kind": "wage", "coverage_scope": "own", "valid_from": "2013-01-01"}
    later = write(lay_batch(county, signed | {"employer_name": "甲店"}, kind="contracts"))
    Import.objects.everything(because=WHY).filter(pk=later.pk).update(filename="合同台账.xlsx")

    shown = text_of(officer.get(page_of(batch, "undo/")))

    assert "后来有合同覆盖它" in shown
    assert "合同台账.xlsx" in shown
    assert "系统" in shown


def test_the_page_lists_who_changed_what_before_it_asks(officer: Client, county: Node):
    batch = bring_in(county, a_row(1), a_row(2))
    mend(the(Employer, name="建湖县第1纺织有限公司"), name_of := "吴红霞", staff=33)

    shown = text_of(officer.get(page_of(batch, "undo/")))

    assert shown.index("后来改过的行") < shown.index("将撤回 1 行")
    assert all(word in shown for word in ("建湖县第1纺织有限公司", name_of, "后来改过"))
    assert "建湖县第2纺织有限公司" not in shown


def test_one_decision_takes_the_workbook_back(officer: Client, county: Node):
    batch = bring_in(county, a_row(1), a_row(2))

    assert "整份撤回" in text_of(officer.get(page_of(batch)))
    officer.post(page_of(batch, "undo/"), {"leaving": 0})
    running = text_of(officer.get(page_of(batch)))
    work_off(batch)
    again = text_of(officer.post(page_of(batch, "undo/"), {"leaving": 0}, follow=True))

    assert "正在撤回" in running
    assert Employer.objects.everything(because=WHY).count() == 0
    assert "没有重复撤回" in again
    assert "已撤回 2 行" in again
    assert "已撤回" in text_of(officer.get(LIST))


def test_a_change_between_look_and_decision_is_shown_first(officer: Client, county: Node):
    batch = bring_in(county, a_row(1), a_row(2))
    mend(the(Employer, name="建湖县第1纺织有限公司"), staff=33)

    shown = text_of(officer.post(page_of(batch, "undo/"), {"leaving": 0}))

    assert "还没有撤回" in shown
    assert afresh(batch).state == Import.State.WRITTEN


def test_rows_that_stayed_are_listed_afterwards(officer: Client, county: Node):
    batch = bring_in(county, a_row(1), a_row(2))
    mend(the(Employer, name="建湖县第1纺织有限公司"), staff=33)
    officer.post(page_of(batch, "undo/"), {"leaving": 1})
    work_off(batch)

    shown = text_of(officer.get(page_of(batch)))

    assert "有 1 行没有撤" in shown
    assert "高知远" in shown


@pytest.mark.parametrize(("role", "status"), [("leader", 404), ("township_officer", 404)])
def test_others_do_not_find_it(county: Node, role: str, status: int):
    batch = bring_in(county, a_row(1))
    at = county if role == "leader" else Node.objects.get(code="320925108")
    client = signed_in(role, at)

    assert client.get(page_of(batch, "undo/")).status_code == status
    assert client.post(page_of(batch, "undo/"), {"leaving": 0}).status_code == status


def test_the_page_asks_the_database_as_often_for_three_rows_as_for_one(
    officer: Client, county: Node
):
    one = bring_in(county, a_row(1))
    mend(the(Employer), staff=33)
    with_one = queries_of(officer, page_of(one, "undo/"))
    three = bring_in(county, a_row(1, staff=34), a_row(2), a_row(3))
    for employer in Employer.objects.everything(because=WHY).select_related("organisation"):
        mend(employer, staff=35)

    assert queries_of(officer, page_of(three, "undo/")) <= with_one + 2
