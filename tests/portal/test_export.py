from io import BytesIO
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from tests.browsing import links_of, signed_in
from tests.factories import make_contract, make_county, make_employer, make_union
from xingjia.orgtree.models import Node

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Node:
    county, (town, _empty) = make_county("建湖县", "东镇", "空镇")
    make_union(make_employer(town, "有会厂", staff=12))
    make_employer(town, "=1+1厂", code="913209253693538855")
    return county


def sheet_of(response):
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    return load_workbook(BytesIO(response.content)).active


def rows_of(response) -> list[list[object]]:
    return [list(row) for row in sheet_of(response).iter_rows(values_only=True)]


def test_the_table_exports_with_rates_as_numbers_and_unknown_empty(county: Node):
    client = signed_in("officer", county)
    shown = client.get(f"/coverage/{county.code}/?on=2013-12-31")
    address = next(one for one in links_of(shown) if one.endswith("format=xlsx"))

    answer = client.get(f"/coverage/{county.code}/{address}")

    rows = rows_of(answer)
    assert unquote(answer["Content-Disposition"]).endswith("建湖县-建湖县工作进展-2013-12-31.xlsx")
    assert [row[0] for row in rows[:2]] == ["建湖县工作进展", "建湖县，截至2013年12月31日"]
    assert rows[2][:4] == ["镇、街道", "投产", "建会", "建会率（占投产）"]
    assert rows[2][-1] == "换届超期（已建会）"
    assert rows[3] == ["全县", 2, 1, 0.5, 0, 0, 0, 0, 0, 0]
    assert rows[5] == ["空镇", *[None] * 9]


def test_a_list_exports_names_as_text(county: Node):
    make_contract(make_employer(Node.objects.get(name="东镇"), "有约厂"), kind="wage")
    answer = signed_in("officer", county).get(
        f"/coverage/{county.code}/operating_employers/?on=2013-12-31&format=xlsx"
    )

    head = ["企业名称", "统一社会信用代码", "镇、街道", "职工人数", "工会名称", "有效合同"]
    rows = rows_of(answer)
    assert rows[:2] == [
        ["投产企业", *[None] * 5],
        ["建湖县，截至2013年12月31日", *[None] * 5],
    ]
    assert rows[2] == head
    assert ["=1+1厂", "913209253693538855", "东镇", None, None, None] in rows
    assert ["有会厂", None, "东镇", 12, "有会厂工会委员会", None] in rows
    assert ["有约厂", None, "东镇", None, None, "工资专项"] in rows
    assert {c.data_type for row in sheet_of(answer) for c in row if c.value} == {"s", "n"}


def test_an_exported_list_says_how_many_it_does_not_name(county: Node):
    _city, (far,) = make_county("阜宁县", "远镇")
    town = Node.objects.get(name="东镇")
    moved = make_employer(town, "迁出厂", place=town.code)
    moved.organisation = far
    moved.save()

    rows = rows_of(
        signed_in("officer", county).get(
            f"/coverage/{county.code}/operating_employers/?on=2014-01-01&format=xlsx"
        )
    )

    assert rows[2][0] == "其余 1 家现在不归您管，不列名字。"
    assert "迁出厂" not in [row[0] for row in rows]
