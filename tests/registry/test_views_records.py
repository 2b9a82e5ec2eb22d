"""The pages of one employer and one union."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import (
    BECAUSE,
    DAY,
    make_account,
    make_chair,
    make_contract,
    make_county,
    make_employer,
    make_union,
    state_employer,
)
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer, EmployerStatement, Union
from xingjia.registry.templatetags.register import numbers
from xingjia.toolkit.files.models import Blob

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def township() -> Node:
    return make_county("建湖县", "上冈镇")[1][0]


@pytest.fixture
def officer(township) -> Client:
    return signed_in("township_officer", township)


def page(of: Employer | Union, on: date = DAY) -> str:
    kind = "employers" if isinstance(of, Employer) else "unions"
    return f"/{kind}/{of.pk}/?on={on.isoformat()}"


def test_what_is_not_yours_is_not_found(township, officer):
    elsewhere = make_county("射阳县")[1][0]
    theirs = make_employer(elsewhere)
    union = make_union(theirs)

    assert officer.get(page(theirs)).status_code == 404
    assert officer.get(page(union)).status_code == 404
    assert officer.get("/employers/999999/").status_code == 404
    assert Client().get(page(theirs)).status_code == 302


def test_a_chair_opens_the_union_and_its_employer_only(township):
    ours, theirs = make_employer(township), make_employer(township)
    union = make_union(ours)
    chair = signed_in("chair", union.organisation)

    assert chair.get(page(union)).status_code == 200
    assert chair.get(page(ours)).status_code == 200
    assert chair.get(page(theirs)).status_code == 404


def test_figures_name_their_base(township, officer):
    employer = make_employer(township, staff=185, women_staff=97)

    words = words_of(officer.get(page(employer)))

    assert "职工 185 人" in words
    assert "女职工 97 / 185 职工 52.4%" in words
    assert "农民工 未填报" in words


def test_nothing_said_is_unreported_and_never_nought(township, officer):
    employer = make_employer(township, in_production=None)

    words = words_of(officer.get(page(employer)))

    assert "截至 2013年12月31日没有人填报过" in words
    assert "三项合同 未填报 集体合同 未填报 工资专项集体合同 未填报" in words
    assert "未建会" not in words


def test_the_three_contracts_stand_as_the_figures_count_them(township, officer):
    employer = make_employer(township, contracts_women=True)
    make_contract(employer, valid_to=DAY + timedelta(days=30))
    make_contract(employer, kind="wage", valid_from=date(2010, 1, 1), valid_to=date(2012, 12, 31))

    words = words_of(officer.get(page(employer)))

    assert "将到期 集体合同 至 2014年1月30日" in words
    assert "已到期 工资专项集体合同 至 2012年12月31日" in words
    assert "上报有效 女职工权益保护专项集体合同" in words


def test_a_regional_contract_says_where(township, officer):
    employer = make_employer(township)
    make_contract(employer, reach="regional", number="建区资〔2013〕1号")

    assert "建区资〔2013〕1号 有效" in words_of(officer.get(page(employer)))
    assert "区域性 上冈镇" in words_of(officer.get(page(employer)))


def brought_in(township: Node, employer: Employer, by: str) -> ImportRow:
    blob = Blob.objects.create(sha256="0" * 64, size=1)
    batch = Import.objects.everything(because=BECAUSE).create(
        organisation=township, filename="2013年度登记册.xlsx", blob=blob, as_of=DAY, asked_by=by
    )
    row = ImportRow.objects.everything(because=BECAUSE).create(
        batch=batch, kind="register", sheet="登记册", row=121, values={}, outcome="new"
    )
    EmployerStatement.objects.everything(because=BECAUSE).filter(employer=employer).update(
        said_by=by, origin=f"imports.importrow:{row.pk}"
    )
    return row


def test_every_value_says_who_when_and_from_which_row(township, officer):
    employer, clerk = make_employer(township, staff=185), make_account("孟知秋")
    row = brought_in(township, employer, f"account:{clerk.pk}")

    response = officer.get(page(employer))

    assert "2013年12月31日起，孟知秋填，出自 2013年度登记册.xlsx 登记册 第 121 行" in words_of(
        response
    )
    assert f"/imports/{row.batch_id}/?row={row.pk}" in links_of(response)


def test_who_may_not_import_reads_the_source_without_a_link(township):
    employer = make_employer(township, staff=185)
    row = brought_in(township, employer, "system:import_sheet")

    response = signed_in("leader", township).get(page(employer))

    assert "后台导入填，出自 2013年度登记册.xlsx" in words_of(response)
    assert f"/imports/{row.batch_id}/" not in links_of(response)


def test_a_changed_value_tells_both(township, officer):
    employer = make_employer(township, staff=185)
    state_employer(employer, "staff", 199, day=date(2014, 4, 2))
    state_employer(employer, "staff", 199, day=date(2014, 5, 2))  # said again: nothing happened

    words = words_of(officer.get(page(employer, date(2014, 4, 2))))

    assert "2014年4月2日 职工人数： 185 人 → 199 人" in words
    assert "2014年5月2日" not in words
    assert "职工 199 人" in words


def test_what_comes_after_the_day_stands_above_its_line(township, officer):
    employer = make_employer(township)
    make_contract(employer, number="甲号")

    words = words_of(officer.get(page(employer)))
    told = words[words.index("经过") :]

    assert told.index("甲号 到期") < told.index("2013年12月31日") < told.index("甲号 生效")


def test_a_union_tells_chair_phone_members_and_claims(township, officer):
    union = make_union(
        make_employer(township, "甲厂", staff=185),
        members=174,
        women_members=92,
        chair_phone="0515-80002615",
        office_place="办公楼一楼",
        sign_displayed=True,
        identity_displayed=False,
    )
    make_chair(union, "姚国平", term_ends_on=date(2013, 12, 30))

    response = officer.get(page(union))
    words = words_of(response)

    assert "姚国平 换届已超期 任期至 2013年12月30日" in words
    assert "会员 174 / 185 职工 94.1%" in words
    assert "女会员 92 / 174 会员 52.9%" in words
    assert "上报已亮 牌子 上报未亮 主席身份" in words
    assert "办公场所：办公楼一楼" in words
    assert "tel:051580002615" in links_of(response)


def test_members_have_no_base_while_the_staff_of_one_employer_is_unknown(township, officer):
    union = make_union(make_employer(township, staff=185), make_employer(township), members=174)

    assert "会员 174 人" in words_of(officer.get(page(union)))


def test_a_cover_that_is_over_is_kept_with_its_days(township, officer):
    employer = make_employer(township, "甲厂")
    union = make_union(employer, start=date(2010, 3, 1), end=date(2013, 6, 1))

    words = words_of(officer.get(page(union)))

    assert "覆盖企业 0 家" in words
    assert "甲厂 覆盖 2010年3月1日至2013年5月31日 已结束" in words
    assert "2013年6月1日 不再覆盖甲厂" in words


def test_a_union_not_founded_yet_says_so(township, officer):
    union = make_union(make_employer(township))

    words = words_of(officer.get(page(union, date(2009, 1, 1))))

    assert "2009年1月1日还没有这家工会，2010年3月1日才成立" in words


def test_the_number_of_queries_does_not_grow_with_the_history(township, officer):
    employer = make_employer(township, staff=1, place=township.code)
    make_chair(make_union(employer))
    make_contract(employer)
    with_one = queries_of(officer, page(employer))
    for year in (2014, 2015):
        state_employer(employer, "staff", year, day=date(year, 1, 1))
        make_contract(employer)
        make_chair(make_union(employer))

    assert queries_of(officer, page(employer)) == with_one


def test_names_from_a_workbook_are_text_and_never_markup(township, officer):
    employer = make_employer(township, "<b>甲厂</b>", ownership="<i>x</i>", remark="<script>")

    for address in (page(employer), "/employers/?on=2013-12-31&q=<b>"):
        html = officer.get(address).content.decode()
        assert "<b>甲厂" not in html
        assert "<i>x" not in html
        assert "<script>" not in html


@pytest.mark.parametrize(
    ("said", "dialled"),
    [
        ("0515-80001234", ["051580001234"]),
        ("0515-80001234-806", ["051580001234,806"]),
        ("80001234", ["80001234"]),
        ("13912345678;0515-80001234", ["13912345678", "051580001234"]),
        (";", []),
    ],
)
def test_a_phone_dials_extensions_after_a_pause(said, dialled):
    assert [one["dial"] for one in numbers(said)] == dialled


def test_a_union_nobody_spoke_of_has_unreported_signs(township, officer):
    words = words_of(officer.get(page(make_union(make_employer(township)))))

    assert "双亮（上报） 未填报 牌子 未填报 主席身份" in words
    assert "主席 未填报 办公电话 未填报 办公场所： 未填报 会员 未填报" in words
