"""The sections of the form in which a record is mended."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.browsing import signed_in, words_of
from tests.factories import make_chair, make_county, make_employer, make_union
from tests.registry.test_views_mending import form_of, save
from xingjia.orgtree.models import Node
from xingjia.registry.queries.newest import values_of
from xingjia.registry.record_forms import OF_EMPLOYER, OF_UNION

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def town() -> Node:
    return make_county("建湖县", "上冈镇")[1][0]


@pytest.fixture
def clerk(town) -> Client:
    return signed_in("township_officer", town)


def open_sections(response) -> list[str]:
    html = response.content.decode()
    return re.findall(r'class="xj-section" open>\s*<summary><h2>([^<]+)</h2>', html)


def test_every_field_stands_in_one_section(town, clerk):
    employer = make_employer(town)
    union = make_union(employer)

    shown = form_of(clerk.get(f"/employers/{employer.pk}/change/"))
    assert set(OF_EMPLOYER) - {"in_production"} <= {*shown, *FLAGS}
    assert len(OF_EMPLOYER) == len(set(OF_EMPLOYER))
    shown = form_of(clerk.get(f"/unions/{union.pk}/change/"))
    assert set(OF_UNION) <= {*shown, "sign_displayed", "identity_displayed"}


FLAGS = {"contracts_collective", "contracts_wage", "contracts_women", "in_production"}


def test_sections_of_few_facts_open_at_a_tap_or_at_an_error(town, clerk):
    employer = make_employer(town, staff=185)
    address = f"/employers/{employer.pk}/change/"

    closed = clerk.get(address)
    failed = save(clerk, address, party_founded_on="去年")

    assert open_sections(closed) == ["基本", "人数"]
    assert "人数 已填 1 / 3 项" in words_of(closed)
    assert "党组织 还没有填" in words_of(closed)
    assert open_sections(failed) == ["基本", "人数", "党组织"]
    assert "请写成 2013-04-18 或 2013-04。" in words_of(failed)


def test_party_and_contracts_are_mended(town, clerk):
    employer = make_employer(town, in_production=None, contracts_wage=False)

    save(
        clerk,
        f"/employers/{employer.pk}/change/",
        contracts_wage="yes",
        party_kind="branch",
        party_founded_on="2010-07",
        party_secretary="林望舒",
        industry_class="1811",
        two_new="new_economic",
    )

    values = values_of(employer)
    assert values["contracts_wage"] is True
    assert (values["party_kind"], values["party_founded_on"]) == ("branch", "2010-07")
    assert (values["industry_class"], values["industry"]) == ("C1811", "C")
    page = words_of(clerk.get(f"/employers/{employer.pk}/"))
    assert "两新组织 新经济组织" in page
    assert "党组织成立日期 2010年7月" in page


def test_an_old_number_in_the_place_of_the_code_is_told(town, clerk):
    employer = make_employer(town)

    response = save(clerk, f"/employers/{employer.pk}/change/", code="320925 0000 12343")

    assert "已记在“老登记号”里" in words_of(clerk.get(response.url))
    assert values_of(employer)["old_code"] == "320925000012343"


def test_the_last_day_of_a_certificate_may_lie_ahead_and_its_first_not(town, clerk):
    union = make_union(make_employer(town))
    make_chair(union, elected_on=date(2024, 5, 1), term_ends_on=date(2099, 4, 30))
    address = f"/unions/{union.pk}/change/"
    papers = {"certificate_from": "2094-05-01", "certificate_to": "2099-04-30"}

    assert "不能晚于今天" in words_of(save(clerk, address, **papers))
    answer = save(clerk, address, certificate_to="2099-04-30")

    assert answer.status_code == 302
    assert values_of(union)["certificate_to"] == "2099-04-30"


def test_an_account_number_is_not_taken(town, clerk):
    union = make_union(make_employer(town))

    answer = save(clerk, f"/unions/{union.pk}/change/", account_bank="农行 622848001234567")

    assert "不写账号" in words_of(answer)
    assert "account_bank" not in values_of(union)


def test_the_day_of_founding_is_mended(town, clerk):
    union = make_union(make_employer(town))

    save(clerk, f"/unions/{union.pk}/change/", founded_on="2009-07")

    union.refresh_from_db(from_queryset=type(union).objects.everything(because="a test looks"))
    assert union.founded_on == date(2009, 7, 31)


def test_a_chair_is_shown_the_sections_of_her_own(town):
    union = make_union(make_employer(town))
    chair = signed_in("chair", union.organisation)

    assert open_sections(chair.get(f"/unions/{union.pk}/change/")) == ["人数", "办公和双亮"]


def test_what_was_typed_survives_a_stale_save(town, clerk):
    union = make_union(make_employer(town), members=30)
    address = f"/unions/{union.pk}/change/"
    form = form_of(clerk.get(address))
    save(clerk, address, certificate_to="2099-01-01", reason="延期")

    stale = save(clerk, address, form, certificate_to="2098-01-01", kind="joint")

    assert stale.status_code == 409
    words = words_of(stale)
    assert "2099年1月1日" in words
    assert "2098年1月1日" in words
    assert "联合基层工会" in words
