"""The sheet handed over, and whose mobiles who sees."""

from datetime import date

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
)
from xingjia.orgtree.models import Node
from xingjia.registry.models import UnionStatement

pytestmark = pytest.mark.django_db
MOBILE, OFFICE = "13912345678", "0515-80000000"


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def township() -> Node:
    return make_county("建湖县", "上冈镇")[1][0]


@pytest.fixture
def clerk(township) -> Client:
    return signed_in("township_officer", township)


def test_the_handover_sheet_holds_the_record_and_the_open_dates(township, clerk):
    employer = make_employer(township, "甲厂")
    paper = {"certificate_no": "工法证字第7号", "certificate_to": "2014-01-20"}
    union = make_union(employer, members=30, chair_phone=OFFICE, **paper)
    make_chair(union, "姚国平")
    make_contract(employer, number="旧号", valid_to=date(2013, 6, 30))
    make_contract(employer, number="新号")
    make_contract(employer, number="资号", kind="wage", valid_to=date(2013, 12, 30))
    address = f"/unions/{union.pk}/handover/?on={DAY}"

    words = words_of(clerk.get(address))

    assert address in links_of(clerk.get(f"/unions/{union.pk}/?on={DAY}"))
    for said in ("姚国平，2011年4月4日当选", "2016年4月3日", "资号 2013年12月30日 已到期", "30 人"):
        assert said in words
    assert "工法证字第7号 2014年1月20日 该换证了" in words
    assert "成立日期" not in words  # the head of the sheet tells it
    assert words.index("资号") < words.index("新号")
    assert "旧号" not in words


@pytest.mark.parametrize(
    ("role", "open_"),
    [("township_officer", True), ("officer", True), ("chair", True), ("leader", False)],
)
def test_mobiles_of_persons_are_shown_to_whose_work_needs_them(township, role, open_):
    union = make_union(make_employer(township), chair_phone=f"{MOBILE};{OFFICE}")
    at = union.organisation if role == "chair" else township
    if role == "officer":
        at = Node.objects.get(pk=township.placements.get().parent_id)
    client = signed_in(role, at)

    for page in (f"/unions/{union.pk}/?on={DAY}", f"/unions/{union.pk}/handover/?on={DAY}"):
        html = client.get(page).content.decode()
        assert (MOBILE in html) == open_
        assert ("139****5678" in html) != open_
        assert OFFICE in html


def test_a_masked_number_cannot_be_dialled_and_its_history_is_masked_too(township):
    union = make_union(make_employer(township), chair_phone=MOBILE)
    UnionStatement.objects.everything(because=BECAUSE).create(
        union=union,
        field="chair_phone",
        value=OFFICE,
        day=date(2014, 5, 1),
        said_by=f"account:{make_account().pk}",
    )

    response = signed_in("leader", township).get(f"/unions/{union.pk}/?on=2014-05-01")

    assert MOBILE not in response.content.decode()
    assert "139****5678 → 0515-80000000" in words_of(response)
    assert links_of(response).count("tel:051580000000") == 2


def test_the_sheet_asks_as_much_for_three_employers_as_for_one(township, clerk):
    small = make_union(make_employer(township))
    many = [make_employer(township) for _ in range(3)]
    large = make_union(*many)
    for employer in many:
        make_contract(employer)
        make_contract(employer, kind="wage")

    one, three = (
        queries_of(clerk, f"/unions/{union.pk}/handover/?on={DAY}") for union in (small, large)
    )

    assert one == three
