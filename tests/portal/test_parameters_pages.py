"""The pages on which a county decides what it counts by."""

from datetime import date

import pytest

from tests.browsing import links_of, queries_of, session_of, signed_in, words_of
from tests.factories import (
    appoint,
    make_account,
    make_actor,
    make_contract,
    make_county,
    make_employer,
    make_node,
)
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import STEP
from xingjia.portal.parameters.queries import change_of
from xingjia.registry.commands.parameters import decide
from xingjia.registry.models import Contract, CountyParameter
from xingjia.registry.rules.parameters import PARAMETERS
from xingjia.standards.coverage.queries import count

pytestmark = pytest.mark.django_db
WHY = "a test"
JULY = date(2013, 7, 1)
FOUR = ["collective", "wage", "women", "safety"]


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖街道")


@pytest.fixture
def officer(county):
    return signed_in("officer", county[0])


def with_contracts(at, *kinds):
    employer = make_employer(at, day=date(2013, 1, 1))
    for kind in kinds:
        make_contract(employer, kind=kind)


def all_three(county, on):
    found = count(make_actor("officer", county[0]), county[0], on).total.figures
    return found["contracts_all_three"].count


def test_the_page_says_what_holds_since_when_and_why(county, officer):
    deciding = make_actor("officer", county[0])
    seven = {"days": 7, "working": True}
    decide(
        deciding, county[0], name="file_days", value=seven, start=JULY, source="建总工〔2013〕5号"
    )
    decide(deciding, county[0], name="renew_months", value=2, start=date(2099, 1, 1))

    page = officer.get("/parameters/", follow=True)

    words = words_of(page)
    assert "签字后几日内报送审查 7 个工作日 2013年7月1日 建总工〔2013〕5号" in words
    assert "到期前几个月可以续签 3 个月 2099年1月1日起：2 个月 通行口径" in words
    assert "集体合同、工资专项集体合同、女职工权益保护专项集体合同" in words
    assert f"/parameters/{county[0].code}/review_days/" in links_of(page)


def test_the_preview_says_what_the_figure_becomes_and_writes_nothing(county, officer):
    with_contracts(county[1][0], *FOUR)
    with_contracts(county[1][1], "collective", "wage", "women")
    address = f"/parameters/{county[0].code}/three_contracts/"
    asked = "?start=2013-07-01&source=&" + "&".join(f"kinds={kind}" for kind in FOUR)

    page = officer.get(address + asked)

    assert "2013年7月1日：2 → 1 家" in words_of(page)
    assert CountyParameter.objects.everything(because=WHY).count() == 0
    assert all_three(county, JULY) == 2
    done = officer.post(address, {"start": "2013-07-01", "kinds": FOUR, "source": ""})
    assert done.status_code == 302
    assert all_three(county, JULY) == 1
    again = officer.post(address, {"start": "2013-07-01", "kinds": FOUR, "source": ""}, follow=True)
    assert "没有改动" in words_of(again)
    assert "2013年7月1日起 · 孟知秋 · 依据未填报" in words_of(officer.get(address))


@pytest.mark.parametrize("kinds", [FOUR, ["wage"], ["safety"], ["collective", "wage", "women"]])
def test_the_preview_is_what_the_figure_then_is(county, kinds):
    with_contracts(county[1][0], *FOUR)
    with_contracts(county[1][0], "wage")
    with_contracts(county[1][1], "collective", "wage", "women")
    deciding = make_actor("officer", county[0])

    said = change_of(county[0], PARAMETERS["three_contracts"], kinds, JULY)

    assert said.before == all_three(county, JULY)
    decide(deciding, county[0], name="three_contracts", value=list(kinds), start=JULY)
    assert said.after == all_three(county, JULY)


def test_the_preview_of_a_term_counts_the_contracts_it_moves(county, officer):
    for day in (date(2013, 6, 1), date(2013, 8, 1)):
        one = make_contract(make_employer(county[1][0]))
        Contract.objects.everything(because=WHY).filter(pk=one.pk).update(
            signed_on=day, received_on=day
        )
    address = f"/parameters/{county[0].code}/review_days/"

    page = officer.get(f"{address}?start=2013-07-01&number=15&working=yes&source=")

    words = words_of(page)
    assert "15 日 → 15 个工作日" in words
    assert "期限会变的合同 1 份，全县共 2 份" in words
    assert "生效日期会变的合同 1 份" in words


def test_what_is_no_value_stays_on_the_form(county, officer):
    base = f"/parameters/{county[0].code}/"
    for name, given in (
        ("three_contracts", {"start": "2013-07-01"}),
        ("review_days", {"start": "2013-07-01", "number": "0", "working": "no"}),
        ("renew_months", {"start": "13", "number": "3"}),
    ):
        assert officer.post(f"{base}{name}/", given).status_code == 200

    assert officer.get(f"{base}nonsense/").status_code == 404
    assert CountyParameter.objects.everything(because=WHY).count() == 0


def test_nobody_but_the_countys_officer_gets_there(county):
    for who, at in (
        ("township_officer", county[1][0]),
        ("leader", county[0]),
        ("officer", make_county("阜宁县")[0]),
    ):
        reader = signed_in(who, at)
        for rest in ("", "three_contracts/"):
            assert reader.get(f"/parameters/{county[0].code}/{rest}").status_code == 404
    assert signed_in("township_officer", county[1][0]).get("/parameters/").status_code == 404


def test_an_officer_over_several_counties_chooses(county):
    city = Node.objects.get(path=county[0].path[:-STEP])
    other = make_node("阜宁县", city)
    account = make_account()
    for place in (county[0], other):
        appoint(account, "officer", place)

    page = session_of(account).get("/parameters/")

    assert "选一个县" in words_of(page)
    assert f"/parameters/{county[0].code}/" in links_of(page)


def test_the_page_costs_the_same_for_many_decisions(county, officer):
    deciding = make_actor("officer", county[0])
    address = f"/parameters/{county[0].code}/"
    decide(deciding, county[0], name="renew_months", value=1, start=date(2013, 1, 1))
    with_one = queries_of(officer, address), queries_of(officer, f"{address}renew_months/")
    for month in (2, 3):
        decide(deciding, county[0], name="renew_months", value=month, start=date(2013, month, 1))

    now = queries_of(officer, address), queries_of(officer, f"{address}renew_months/")
    assert now == with_one
