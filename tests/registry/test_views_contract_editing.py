"""The pages on which contracts are entered, mended, renewed and cleared."""

from datetime import date

import pytest

from tests.browsing import links_of, signed_in, words_of
from tests.factories import make_contract, make_county, make_employer, make_union
from xingjia.registry.models import Contract, ContractChange, ContractEmployer

pytestmark = pytest.mark.django_db
WHY = "a test"
GIVEN = {"kind": "collective", "reach": "own", "number": "手填号", "signed_on": "2013-02-01"}


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖街道")


@pytest.fixture
def clerk(county):
    return signed_in("township_officer", county[1][0])


@pytest.fixture
def employer(county):
    return make_employer(county[1][0], "甲厂")


def rows(model):
    return model.objects.everything(because=WHY)


def opened(page) -> str:
    html = page.content.decode()
    return html.split('name="opened" value="')[1].split('"')[0]


def test_a_contract_is_entered_from_the_employers_page(clerk, employer):
    address = f"/contracts/new/?employer={employer.pk}"
    assert address in links_of(clerk.get(f"/employers/{employer.pk}/"))
    assert "甲厂" in clerk.get(address).content.decode()

    unknown = clerk.post("/contracts/new/", GIVEN | {"employers": "甲厂\n没有的厂"})
    late = clerk.post("/contracts/new/", GIVEN | {"employers": "甲厂", "filed_on": "2013-03-01"})

    assert "请写代码：没有的厂" in words_of(unknown)
    assert 'value="手填号"' in unknown.content.decode()
    assert late.status_code == 302
    page = clerk.get(late["Location"])
    assert "已登记手填号" in words_of(page)
    assert "签字后超过期限才报送" in words_of(page)
    assert "手工登记" in words_of(page)


def test_regional_contracts_take_a_line_for_each_employer(clerk, county, employer):
    make_employer(county[1][0], "乙厂")
    given = GIVEN | {"reach": "regional", "employers": "甲厂\n乙厂\n甲厂"}

    made = clerk.post("/contracts/new/", given)

    assert made.status_code == 302
    assert rows(ContractEmployer).count() == 2


def test_mending_keeps_what_stood_and_a_stale_save_shows_both(clerk, employer):
    one = make_contract(employer, number="旧号")
    address = f"/contracts/{one.pk}/change/"
    token = opened(clerk.get(address))
    typed = {
        "kind": "collective",
        "reach": "own",
        "signed_on": "2013-01-01",
        "valid_from": "2013-01-01",
        "valid_to": "2015-12-31",
    }

    done = clerk.post(address, typed | {"number": "新号", "opened": token}, follow=True)
    stale = clerk.post(address, typed | {"number": "又一号", "opened": token})

    words = words_of(done)
    assert "改动记录" in words
    assert "合同编号： 旧号 → 新号" in words
    assert stale.status_code == 409
    assert "新号" in words_of(stale)
    assert "又一号" in words_of(stale)
    assert rows(Contract).get().number == "新号"
    again = typed | {"number": "又一号", "take_number": "yours", "opened": opened(stale)}
    assert clerk.post(address, again).status_code == 302
    assert rows(Contract).get().number == "又一号"


def test_emptying_a_field_asks_for_a_reason(clerk, employer):
    one = make_contract(employer, number="旧号")
    address = f"/contracts/{one.pk}/change/"
    typed = {"kind": "collective", "reach": "own", "number": "旧号", "signed_on": "2013-01-01"}
    typed |= {"valid_from": "2013-01-01", "opened": opened(clerk.get(address))}

    without = clerk.post(address, typed)
    with_reason = clerk.post(address, typed | {"reason": "到期日抄错"})

    assert "请在“理由”里写明为什么" in words_of(without)
    assert with_reason.status_code == 302
    assert rows(Contract).get().valid_to is None


def test_a_day_is_cleared_with_its_reason(clerk, employer):
    one = make_contract(employer)
    address = f"/contracts/{one.pk}/signed_on/clear/"
    assert address in links_of(clerk.get(f"/contracts/{one.pk}/signed_on/"))

    assert clerk.get(address).status_code == 200
    without = clerk.post(address, {"before": "2013-01-01"})
    stale = clerk.post(address, {"before": "2012-01-01", "reason": "抄错"})
    done = clerk.post(address, {"before": "2013-01-01", "reason": "抄错"}, follow=True)

    assert without.status_code == 200
    assert "别人刚改过" in words_of(stale)
    assert "2013年1月1日 → 已清除" in words_of(done)
    assert "理由：抄错" in words_of(done)
    assert rows(ContractChange).count() == 1
    assert clerk.get(address).status_code == 404


def test_a_renewal_is_prefilled_and_both_point_to_each_other(clerk, employer):
    one = make_contract(employer, kind="wage", number="去年号", valid_to=date(2013, 12, 31))
    address = f"/contracts/{one.pk}/renew/"

    html = clerk.get(address).content.decode()
    days = {"valid_from": "2014-01-01", "valid_to": "2014-12-31"}
    given = GIVEN | days | {"kind": "wage", "number": "今年号", "employers": "甲厂"}
    done = clerk.post(address, given, follow=True)

    assert all(f'value="{day}"' in html for day in days.values())
    assert "甲厂" in html
    assert "续签自 去年号" in words_of(done)
    assert "已续签为 今年号" in words_of(clerk.get(f"/contracts/{one.pk}/"))
    assert clerk.get(address).status_code == 302


def test_employers_join_and_leave_on_the_page(clerk, county, employer):
    other, third = make_employer(county[1][0], "乙厂"), make_employer(county[1][0], "丙厂")
    one = make_contract(employer, other, reach="regional")
    base = f"/contracts/{one.pk}/"

    joined = clerk.post(f"{base}covers/", {"employer": "丙厂", "start": "2013-06-01"}, follow=True)
    row = rows(ContractEmployer).get(employer=third)
    left = clerk.post(f"{base}covers/{row.pk}/end/", {"on": "2013-09-01"}, follow=True)

    assert "丙厂 上冈镇 2013年6月1日起" in words_of(joined)
    assert "丙厂 至 2013年8月31日 已退出" in words_of(left)
    assert "丙厂" in words_of(clerk.get(f"{base}?on=2013-07-01"))
    assert clerk.get(f"{base}covers/{row.pk}/end/").status_code == 404
    assert clerk.post(f"{base}covers/", {"employer": "没有的厂"}).status_code == 200


def test_nobody_else_gets_there(county, employer):
    one = make_contract(employer)
    row = rows(ContractEmployer).get()
    for actor in (
        signed_in("leader", county[0]),
        signed_in("township_officer", county[1][1]),
        signed_in("chair", make_union(employer).organisation),
    ):
        for rest in ("change/", "renew/", "covers/", f"covers/{row.pk}/end/", "signed_on/clear/"):
            assert actor.get(f"/contracts/{one.pk}/{rest}").status_code == 404
    assert signed_in("leader", county[0]).get("/contracts/new/").status_code == 404
