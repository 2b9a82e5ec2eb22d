"""A register and a list of contracts that differ, as two workbooks of one county."""

from io import BytesIO

import openpyxl
import pytest

from tests.browsing import words_of
from tests.factories import DAY, TESTER, appoint, make_account, make_actor
from tests.imports.registers import CODES, jianhu
from xingjia.desk.queries.items import Asked, items
from xingjia.imports import commands
from xingjia.orgtree.models import Node

pytestmark = pytest.mark.django_db
REGISTER = [
    ("企业登记册（截止日期：2013年12月31日）",),
    ("企业名称", "统一社会信用代码", "乡镇", "是否投产", "工资专项集体合同", "女职工专项合同"),
    ("甲店", CODES[0], "上冈镇", "是", "已签", "未签"),
    ("乙店", CODES[1], "上冈镇", "是", "未签", "已签"),
    ("丙店", CODES[2], "近湖街道", "是", "已签", "已签"),
]
CONTRACTS = [
    ("企业名称", "统一社会信用代码", "合同编号", "合同种类", "签订日期", "生效日期", "到期日期"),
    ("甲店", CODES[0], "资1", "工资", "2010-1-1", "2010-1-1", "2012-12-31"),  # run out
    ("乙店", CODES[1], "资2", "工资", "2013-1-1", "2013-1-1", "2015-12-31"),  # denied above
    ("乙店", CODES[1], "女2", "女职工", "2013-1-1", "2013-1-1", "2015-12-31"),
    ("丙店", CODES[2], "资3", "工资", "2013-1-1", "2013-1-1", "2015-12-31"),
]
# 丙店 claims a women's contract that nobody entered.
DIFFERENCES = {
    ("甲店", "wage", "claimed"),
    ("乙店", "wage", "disputed"),
    ("丙店", "women", "claimed"),
}


def bring(county: Node, name: str, rows: list[tuple[object, ...]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    batch = commands.receive(TESTER, county, stream=file, filename=name, on=DAY)
    commands.write_now(commands.confirm(TESTER, batch))


@pytest.fixture
def county() -> Node:
    county = jianhu()
    bring(county, "名册.xlsx", REGISTER)
    bring(county, "合同.xlsx", CONTRACTS)
    return county


def test_exactly_what_differs_is_listed(county: Node):
    lines = items(make_actor("officer", county), Asked(on=DAY, kind="claims"))

    found = {(one.item.names[0], one.item.params["kind"], one.item.code) for one in lines}
    assert found == DIFFERENCES


def test_both_sides_are_shown_with_their_file_and_row(county: Node, client):
    account = make_account("孟知秋")
    appoint(account, "officer", county)
    client.force_login(account)
    lines = items(make_actor("officer", county), Asked(on=DAY, kind="claims"))
    item = next(one.item for one in lines if one.item.names == ("甲店",))

    page = words_of(client.get(f"/desk/items/{item.key}/"))

    assert ("名册.xlsx Sheet 第 3 行" in page, "合同.xlsx Sheet 第 2 行" in page) == (True, True)
