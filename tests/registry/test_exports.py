"""Lists leave in columns that the import reads: brought back unchanged they change nothing."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import load_workbook

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import (
    DAY,
    make_actor,
    make_chair,
    make_contract,
    make_county,
    make_employer,
    make_node,
    make_officer,
    make_union,
)
from tests.imports.batches import lay_batch, write
from xingjia.imports.commands import receive
from xingjia.imports.models import ImportRow
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import OPEN
from xingjia.registry.models import Employer, Group, Officer

BECAUSE = "a test"


@pytest.fixture
def township() -> Node:
    return make_county("建湖县", "上冈镇")[1][0]


def rows_of(content: bytes) -> list[list]:
    sheet = load_workbook(BytesIO(content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def outcomes(actor, county: Node, content: bytes) -> list[tuple[str, list]]:
    batch = receive(actor, county, stream=BytesIO(content), filename="回来.xlsx", on=DAY)
    assert batch.as_of == DAY
    rows = ImportRow.objects.everything(because=BECAUSE).filter(batch=batch)
    return [(row.outcome, row.plan["changes"]) for row in rows]


@pytest.mark.django_db
def test_the_list_leaves_as_it_is_narrowed_with_what_is_known(township):
    make_employer(township, "甲厂", staff=30, ownership="private", industry="C")
    make_employer(township, "乙厂", in_production=False)
    client = signed_in("officer", township)

    page = client.get(f"/employers/?on={DAY}&production=yes")
    link = next(one for one in links_of(page) if one.startswith("/employers/export/"))
    answer = client.get(link)

    assert "filename*=UTF-8''" in answer["Content-Disposition"]
    titles, until, head, *rows = rows_of(answer.content)
    assert (titles[0], until[0]) == ("企业工会登记册", "截至2013年12月31日")
    line = dict(zip(head, rows[0], strict=True))
    assert len(rows) == 1
    assert (line["企业名称"], line["职工人数"], line["行业门类"]) == ("甲厂", 30, "C 制造业")
    assert (line["女职工人数"], line["工会名称"]) == (None, None)


@pytest.mark.django_db
def test_a_name_that_looks_like_a_formula_stays_text(township):
    make_employer(township, "=1+1有限公司", address="@cmd")

    answer = signed_in("officer", township).get(f"/employers/export/?on={DAY}")

    cells = load_workbook(BytesIO(answer.content)).active["A4"], 0
    assert (cells[0].value, cells[0].data_type) == ("=1+1有限公司", "s")


@pytest.mark.django_db
def test_mobiles_leave_only_with_those_whose_work_needs_them(township):
    make_union(make_employer(township), chair_phone="13951110000")

    def telephone(role: str) -> str:
        content = signed_in(role, township).get(f"/unions/export/?on={DAY}").content
        _, _, head, row = rows_of(content)
        return dict(zip(head, row, strict=True))["主席办公电话"]

    assert telephone("officer") == "13951110000"
    assert telephone("leader") == "139****0000"


@pytest.mark.django_db
def test_nothing_of_another_branch_leaves(township):
    other = make_county("射阳县", "合德镇")[1][0]
    make_contract(make_employer(other, "金丝雀厂"), number="金丝雀号")
    client = signed_in("officer", township)

    for name in ("employers", "unions", "contracts"):
        content = client.get(f"/{name}/export/?on={DAY}").content
        assert "金丝雀" not in str(rows_of(content))


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_rows(township):
    client = signed_in("officer", township)

    def fill() -> None:
        union = make_union(employer := make_employer(township, staff=3))
        make_chair(union)
        make_contract(employer)

    fill()
    addresses = [f"/{name}/export/?on={DAY}" for name in ("employers", "unions", "contracts")]
    before = [queries_of(client, one) for one in addresses]
    fill()
    fill()

    assert [queries_of(client, one) for one in addresses] == before


@pytest.mark.django_db
def test_committees_that_leave_come_back_all_the_same():
    county, (township,) = make_county("建湖县", "上冈镇")
    for name in ("甲纺织有限公司", "乙纺织有限公司"):
        union = make_union(make_employer(township, name), name=f"{name}工会")
        make_chair(union)
        for number, post in enumerate(Officer.Post.values[1:]):
            make_officer(union, post, f"曹予{'宁安平和康健福'[number]}")
        make_officer(union, "member", "孟知秋", left_on=DAY)
    client = signed_in("officer", township)

    page = client.get(f"/unions/?on={DAY}&q=甲纺织")
    link = next(one for one in links_of(page) if one.startswith("/unions/committees/export/"))
    narrowed = rows_of(client.get(link).content)
    whole = client.get(f"/unions/committees/export/?on={DAY}").content

    assert len(narrowed) == 3 + len(Officer.Post.values)
    assert "孟知秋" not in str(rows_of(whole))
    came = outcomes(make_actor("officer", county), county, whole)
    assert came == [("same", [])] * 2 * len(Officer.Post.values)


@pytest.mark.django_db
def test_a_month_leaves_as_the_month_it_was_and_comes_back_all_the_same():
    county, (township,) = make_county("建湖县", "上冈镇")
    row = {
        "employer_name": "甲纺织有限公司",
        "division_code": township.code,
        "division_name": "上冈镇",
        "in_production": True,
        "registered_on": "2001-03",
        "union_name": "甲纺织有限公司工会",
        "union_founded": "2009-04",
        "chair_name": "姚国平",
        "chair_elected_on": "2011-06",
        "term_ends_on": "2016-05-31",
    }
    write(lay_batch(county, row))
    contract = {
        "employer_name": "甲纺织有限公司",
        "contract_kind": "wage",
        "contract_no": "建工资1号",
        "valid_from": "2013-01-01",
        "valid_to": "2015-12",
    }
    write(lay_batch(county, contract, kind="contracts"))
    client = signed_in("officer", township)

    register, contracts = (
        client.get(f"/{name}/export/?on={DAY}").content for name in ("employers", "contracts")
    )

    line, paper = (
        dict(zip(rows[2], rows[3], strict=True)) for rows in map(rows_of, (register, contracts))
    )
    assert [line[one] for one in ("工会成立日期", "当选日期", "任期届满日期", "注册日期")] == [
        "2009年4月",
        "2011年6月",
        "2016-05-31",
        "2001年3月",
    ]
    assert (paper["生效日期"], paper["到期日期"]) == ("2013-01-01", "2015年12月")
    actor = make_actor("officer", county)
    assert outcomes(actor, county, register) == [("same", [])]
    assert outcomes(actor, county, contracts) == [("same", [])]


@pytest.mark.django_db
def test_pages_say_the_month_and_a_day_typed_since_is_a_day():
    county, (township,) = make_county("建湖县", "上冈镇")
    row = {"employer_name": "甲厂", "division_code": township.code, "in_production": True}
    row |= {"union_name": "甲厂工会", "chair_name": "姚国平", "chair_elected_on": "2011-06"}
    write(lay_batch(county, row))
    chair = Officer.objects.everything(because=BECAUSE).get()
    client = signed_in("officer", township)
    page = f"/unions/{chair.union_id}/?on={DAY}"

    before = words_of(client.get(page))
    Officer.objects.everything(because=BECAUSE).update(elected_on=date(2011, 6, 18))

    assert "2011年6月当选" in before
    assert "2011年6月18日当选" in words_of(client.get(page))


# Simplified characters as registers use them: what is read is simplified.
names = st.text(
    "盐城建湖上冈近海东方永兴华龙恒泰金石油机械纺织服装电器阀门粮食喆堃犇", min_size=2, max_size=8
)
counts = st.one_of(st.none(), st.integers(0, 99_999))
flags = st.one_of(st.none(), st.booleans())
days = st.dates(date(2000, 1, 1), DAY)
said = st.fixed_dictionaries(
    {
        "staff": counts,
        "in_production": flags,
        "ownership": st.sampled_from([None, "private", "state_owned", "hk_macao_tw", "collective"]),
        "industry": st.sampled_from([None, *"ABCDEFGHIJKLMNOPQRST"]),
        "address": st.one_of(st.none(), names),
        "contracts_wage": flags,
        "registered_capital": st.sampled_from(
            [None, {"amount": 450000, "currency": "CNY"}, {"amount": 12.5, "currency": "USD"}]
        ),
        "registered_on": st.sampled_from([None, "2013-04", "2009-05-01", "2001"]),
    }
)
union_said = st.fixed_dictionaries(
    {"members": counts, "sign_displayed": flags, "office_place": st.one_of(st.none(), names)}
)
firms = st.lists(
    st.tuples(names, said, st.booleans(), union_said, days),
    min_size=1,
    max_size=5,
    unique_by=lambda one: one[0],
)


class WhatLeavesComesBack(TestCase):
    @settings(max_examples=8)
    @given(firms)
    def test_every_row_is_the_same(self, firms):
        county = make_node("建湖县", make_node("盐城市", kind="city"), code="320925")
        township = make_node("上冈镇", county, kind="township", code="320925108")
        for name, values, unionised, of_union, day in firms:
            employer = make_employer(township, f"{name}有限公司", **values)
            if unionised:
                known = {key: value for key, value in of_union.items() if value is not None}
                union = make_union(employer, name=f"{name}有限公司工会", start=day, **known)
                make_chair(union, "王建国", elected_on=day)
            make_contract(employer, number=f"建{name}", kind="wage")
        actor = make_actor("officer", county)
        client = signed_in("officer", county)

        for list_name in ("employers", "unions", "contracts"):
            content = client.get(f"/{list_name}/export/?on={DAY}").content
            if len(rows_of(content)) > 3:
                for outcome, changes in outcomes(actor, county, content):
                    assert (outcome, changes) == ("same", []), list_name
        assert Employer.objects.everything(because=BECAUSE).count() == len(firms)


@pytest.mark.django_db
def test_groups_leave_with_their_leaders_as_they_stand_on_the_day(township):
    union = make_union(make_employer(township), name="织造厂工会")
    far = make_union(make_employer(make_county("射阳县", "合德镇")[1][0]))
    for of, name, start, end in (
        (union, "一车间", date(2013, 1, 1), OPEN),
        (union, "二车间", date(2013, 1, 1), DAY),
        (far, "金丝雀", date(2013, 1, 1), OPEN),
    ):
        Group.objects.everything(because=BECAUSE).create(
            union=of, name=name, leader="姚国平", start=start, end=end
        )
    client = signed_in("officer", township)

    page = client.get(f"/unions/?on={DAY}")
    link = next(one for one in links_of(page) if one.startswith("/unions/groups/export/"))
    _title, _until, head, *rows = rows_of(client.get(link).content)

    assert head == ["工会名称", "工会统一社会信用代码", "工会小组", "组长", "从哪天起"]
    assert rows == [["织造厂工会", union.code or None, "一车间", "姚国平", "2013-01-01"]]
