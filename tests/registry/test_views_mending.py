"""The forms in which the register is mended, as a person meets them."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from tests.browsing import links_of, signed_in, words_of
from tests.factories import (
    BECAUSE,
    make_chair,
    make_county,
    make_employer,
    make_union,
)
from xingjia.orgtree.models import Node
from xingjia.registry.models import Cover, Employer, EmployerStatement, Officer, UnionStatement
from xingjia.registry.queries.newest import values_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def township() -> Node:
    return make_county("建湖县", "上冈镇")[1][0]


@pytest.fixture
def clerk(township) -> Client:
    return signed_in("township_officer", township)


def form_of(response) -> dict[str, str]:
    """What a browser would send back if nothing was touched."""
    html = response.content.decode()
    main = html[html.index('id="main"') :]
    found = {}
    for tag in re.findall(r"<input[^>]*>", main):
        name, value = (re.search(rf'{one}="([^"]*)"', tag) for one in ("name", "value"))
        if not name or ('type="radio"' in tag and "checked" not in tag):
            continue
        found[name[1]] = unescape(value[1]) if value else ""
    for name, inner in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', main, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        found[name] = chosen[1] if chosen else ""
    return found


def save(client: Client, url: str, form: dict[str, str] | None = None, /, **typed: str):
    return client.post(url, (form or form_of(client.get(url))) | typed)


def mend(of: Employer) -> str:
    return f"/employers/{of.pk}/change/"


def statements(of: Employer) -> dict[str, tuple]:
    rows = EmployerStatement.objects.everything(because=BECAUSE).filter(employer=of, origin="hand")
    return {field: (value, day) for field, value, day in rows.values_list("field", "value", "day")}


# ---- one record


def test_each_field_shows_what_is_known_and_who_said_it(township, clerk):
    employer = make_employer(township, "甲厂", staff=185)

    response = clerk.get(mend(employer))

    assert form_of(response)["staff"] == "185"
    assert "登记的是“185 人”，2013年12月31日起，系统填" in words_of(response)
    assert mend(employer) in links_of(clerk.get(f"/employers/{employer.pk}/"))


def test_only_what_was_changed_is_saved_from_the_day_given(township, clerk):
    employer = make_employer(
        township, "甲厂", staff=185, registered_capital={"amount": 450000, "currency": "USD"}
    )

    response = save(clerk, mend(employer), staff="190", in_production="no", day="2014-03-01")

    assert response.status_code == 302
    assert statements(employer) == {
        "staff": (190, date(2014, 3, 1)),
        "in_production": (False, date(2014, 3, 1)),
    }
    assert "已保存，改了 2 项。" in words_of(clerk.get(response.url))


def test_money_keeps_its_currency_and_is_typed_in_ten_thousands(township, clerk):
    employer = make_employer(township, registered_capital={"amount": 450000, "currency": "USD"})

    save(clerk, mend(employer), registered_capital="50.5")

    assert values_of(employer)["registered_capital"] == {"amount": 505000, "currency": "USD"}


def test_saving_without_a_change_says_so_and_writes_nothing(township, clerk):
    employer = make_employer(township, staff=185, ownership="private", remark="甲")

    response = save(clerk, mend(employer))

    assert statements(employer) == {}
    assert "没有改动" in words_of(clerk.get(response.url))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"women_staff": "999"}, "女职工不能比职工总数还多。"),
        ({"staff": "-3"}, "职工人数"),
        ({"staff": ""}, "已有的内容不能改成空的"),
        ({"name": " "}, "企业名称"),
        ({"code": "91350100M000100Y44"}, "校验位不对"),
        ({"day": "2999-01-01", "staff": "3"}, "不能晚于今天"),
        ({"registered_on": "2013-13"}, "请写成 2013-04-18 或 2013-04"),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(township, clerk, typed, said):
    employer = make_employer(township, staff=185)

    response = save(clerk, mend(employer), address="新地址 8 号", **typed)

    assert response.status_code == 200
    assert said in words_of(response)
    assert form_of(response)["address"] == "新地址 8 号"
    assert statements(employer) == {}


def test_a_stale_save_shows_both_versions_and_loses_nothing(township, clerk):
    employer = make_employer(township, staff=185, women_staff=97)
    opened = form_of(clerk.get(mend(employer)))
    save(clerk, mend(employer), staff="190", women_staff="98")

    response = save(clerk, mend(employer), opened, staff="195", address="甲路")

    assert response.status_code == 409
    words = words_of(response)
    assert "有人先改过了" in words
    assert "190 人" in words
    assert "195 人" in words
    choices = form_of(response)
    assert (choices["take_staff"], choices["take_women_staff"]) == ("yours", "theirs")
    assert values_of(employer)["staff"] == 190

    save(clerk, mend(employer), choices | {"take_staff": "theirs"})

    stands = values_of(employer)
    assert (stands["staff"], stands["women_staff"], stands["address"]) == (190, 98, "甲路")


def test_a_form_without_its_opening_values_is_stale(township, clerk):
    employer = make_employer(township, staff=185)

    assert save(clerk, mend(employer), opened="forged", staff="1").status_code == 409
    assert values_of(employer)["staff"] == 185


def test_a_chair_mends_her_union_and_only_her_part_of_it(township):
    employer = make_employer(township, staff=100)
    union = make_union(employer, members=30)
    chair = signed_in("chair", union.organisation)
    address = f"/unions/{union.pk}/change/"

    assert "code" not in form_of(chair.get(address))
    response = save(chair, address, members="20", chair_phone="0515 80001111", name="改名")

    assert "会员不足 25 人" in words_of(chair.get(response.url))
    assert values_of(union) == {
        "name": union.name,
        "members": 20,
        "chair_phone": "0515-80001111",
        "founded_on": "2010-03-01",
    }
    assert chair.get(mend(employer)).status_code == 404


def test_a_warning_tells_a_chair_to_ask_and_a_superior_for_a_reason(township, clerk):
    union = make_union(make_employer(township, staff=100), members=30)
    chair, address = signed_in("chair", union.organisation), f"/unions/{union.pk}/change/"

    assert "请上级工会来改" in words_of(save(chair, address, members="101", reason="有退休的"))
    assert "在“理由”里写明" in words_of(save(clerk, address, members="101"))
    assert save(clerk, address, members="101", reason="有退休的").status_code == 302
    one = UnionStatement.objects.everything(because=BECAUSE).get(union=union, reason__gt="")
    assert (one.value, one.reason) == (101, "有退休的")


# ---- a new employer


def test_a_new_employer_is_entered_from_the_list(township, clerk):
    assert "/employers/new/" in links_of(clerk.get("/employers/"))

    response = save(
        clerk, "/employers/new/", name="乙厂", place=township.code, staff="12", day="2013-12-31"
    )

    made = Employer.objects.everything(because=BECAUSE).get(name="乙厂")
    assert response.url == f"/employers/{made.pk}/"
    assert values_of(made) == {"name": "乙厂", "place": township.code, "staff": 12}


def test_who_keeps_no_register_enters_no_employer(township):
    union = make_union(make_employer(township))

    for client in (signed_in("leader", township), signed_in("chair", union.organisation)):
        assert client.get("/employers/new/").status_code == 404
        assert "/employers/new/" not in links_of(client.get("/employers/"))


# ---- chairs, covers, the end


def test_a_union_is_led_through_its_pages(township, clerk):
    union = make_union(make_employer(township, "甲厂"))
    other = make_employer(township, "乙厂", in_production=False)
    make_chair(union)
    page = f"/unions/{union.pk}/"

    save(clerk, page + "chair/", name="孟知秋", elected_on="2016-03-20", term_years="5", phone="")
    save(clerk, page + "covers/", employer="乙厂", start="2014-01-01")
    cover = Cover.objects.everything(because=BECAUSE).get(union=union, employer=other)
    save(clerk, f"{page}covers/{cover.pk}/end/", on="2015-01-01")
    refused = save(clerk, page + "close/", on="2017-01-01", why="unit_ended")
    save(clerk, page + "close/", on="2017-01-01", why="unit_ended", reason="已停工，未登记")

    cover.refresh_from_db()
    union.refresh_from_db()
    chairs = Officer.objects.everything(because=BECAUSE).filter(union=union).order_by("pk")
    assert cover.end == date(2015, 1, 1)
    assert "工会法第十三条" in words_of(refused)
    assert union.closed_on == date(2017, 1, 1)
    assert [one.left_why for one in chairs] == ["replaced", "closed"]


def test_a_chair_leaves_through_the_page(township, clerk):
    union = make_union(make_employer(township))
    chair = make_chair(union)
    page = f"/unions/{union.pk}/chair/left/"

    refused = save(clerk, page, on="2014-01-01", why="moved")
    save(clerk, page, on="2014-01-01", why="moved", reason="两级均同意")

    assert "工会法第十八条" in words_of(refused)
    chair.refresh_from_db()
    assert (chair.left_on, chair.left_why) == (date(2014, 1, 1), "moved")


def test_saving_one_record_asks_the_database_little(township, clerk, django_assert_max_num_queries):
    employer = make_employer(township, staff=185)
    opened = form_of(clerk.get(mend(employer)))

    with django_assert_max_num_queries(28):  # with session, actor and figures
        save(clerk, mend(employer), opened, staff="190", in_production="no")

    assert statements(employer).keys() == {"staff", "in_production"}
