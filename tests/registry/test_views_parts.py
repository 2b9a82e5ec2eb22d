"""What the pages of an employer and a union tell beside values and events."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import (
    BECAUSE,
    DAY,
    make_chair,
    make_county,
    make_employer,
    make_mark,
    make_room,
    make_union,
    state_employer,
)
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer, Union, UnionStatement

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


def page(of: Employer | Union, on: date = DAY) -> str:
    kind = "employers" if isinstance(of, Employer) else "unions"
    return f"/{kind}/{of.pk}/?on={on.isoformat()}"


def state_union(union: Union, field: str, value: object, *, day: date = DAY) -> None:
    UnionStatement.objects.everything(because=BECAUSE).create(
        union=union, field=field, value=value, day=day, said_by="system:test"
    )


def part(words: str, head: str, length: int = 200) -> str:
    return words[words.index(head) :][:length]


# ---- names


def test_the_heading_has_the_name_and_code_of_the_day(town, clerk):
    employer = make_employer(town, "岚泓公司", code="91350100M000100Y43")
    for day, name in ((date(2012, 1, 1), "富泽服装厂"), (date(2013, 6, 1), "岚泓公司")):
        state_employer(employer, "name", name, day=day)
    state_employer(employer, "code", "91350100M000100Y43", day=date(2013, 6, 1))

    now = words_of(clerk.get(page(employer)))
    then = words_of(clerk.get(page(employer, date(2013, 5, 31))))

    assert "岚泓公司 91350100M000100Y43" in now
    assert "上面是" not in now
    assert "富泽服装厂 91350100M000100Y43" in then
    assert "上面是 2013年5月31日的名称和代码。现在的：岚泓公司，91350100M000100Y43。" in then
    assert "曾用名 岚泓公司 2013年6月1日起 富泽服装厂 2012年1月1日至 2013年5月31日" in now


def test_one_name_is_no_history(town, clerk):
    employer = make_employer(town, "甲厂")
    state_employer(employer, "name", "甲厂")

    assert "曾用名" not in words_of(clerk.get(page(employer)))


def test_a_union_shows_its_former_name_too(town, clerk):
    union = make_union(make_employer(town), name="新名工会")
    state_union(union, "name", "旧名工会", day=date(2010, 3, 1))
    state_union(union, "name", "新名工会", day=date(2013, 1, 1))

    assert "旧名工会 代码未填报" in words_of(clerk.get(page(union, date(2012, 1, 1))))
    assert "旧名工会 2010年3月1日至 2012年12月31日" in words_of(clerk.get(page(union)))


# ---- production and head-counts


def test_production_is_told_in_spans(town, clerk):
    employer = make_employer(town, in_production=None)
    for day, value in ((date(2009, 4, 1), True), (date(2012, 7, 1), False)):
        state_employer(employer, "in_production", value, day=day)

    told = part(words_of(clerk.get(page(employer))), "投产情况")

    assert "未投产 2012年7月1日起 投产 2009年4月1日至 2012年6月30日" in told


@pytest.mark.parametrize(("days", "hidden"), [(1, 0), (5, 0), (30, 24)])
def test_head_counts_stand_in_a_table_by_day(town, clerk, days, hidden):
    employer = make_employer(town)
    for n in range(days):
        state_employer(employer, "staff", 100 + n, day=DAY - timedelta(days=n))

    response = clerk.get(page(employer))
    words = part(words_of(response), "人数变化")

    assert "2013年12月31日 100 未填报 未填报" in words
    assert response.content.decode().count('<svg class="xj-bar">') == days
    assert (f"更早的 {hidden} 天" in words) == bool(hidden)


def test_no_head_count_is_no_table(town, clerk):
    employer = make_employer(town)

    assert "人数变化" not in words_of(clerk.get(page(employer)))


def test_head_counts_of_later_days_are_not_known_yet(town, clerk):
    employer = make_employer(town, staff=100)
    state_employer(employer, "staff", 120, day=DAY + timedelta(days=1))

    assert "120" not in part(words_of(clerk.get(page(employer))), "人数变化", 80)


def test_what_a_later_register_brings_for_the_first_time_is_one_line(town, clerk):
    employer = make_employer(town, day=date(2012, 6, 30))
    for field in ("address", "ownership", "remark", "party_secretary"):
        state_employer(employer, field, f"甲{field}")
    state_employer(employer, "staff", 50, day=date(2013, 6, 30))

    told = words_of(clerk.get(page(employer)))
    told = told[told.index("经过") :]

    assert "新填报 4 项" in told
    assert "职工人数： 50 人" in told
    assert "甲remark" not in told


# ---- party and union


@pytest.mark.parametrize(
    ("said", "union", "told"),
    [
        ({"party_kind": "branch", "party_founded_on": "2010-07"}, True, "都在 2010年建立"),
        ({"party_kind": "branch", "party_founded_on": "2008"}, True, "不在同一年"),
        ({"party_kind": "branch"}, True, "缺一边的成立年份"),
        ({"party_kind": "branch"}, False, "带动建会"),
        ({"party_kind": "none"}, True, "登记的是没有党组织。"),
        ({"party_kind": "none"}, False, "也没有建会"),
        ({}, True, "不算没有"),
    ],
)
def test_party_and_union_say_why_they_were_built_together(town, clerk, said, union, told):
    employer = make_employer(town, **said)
    if union:
        make_union(employer)

    assert told in part(words_of(clerk.get(page(employer))), "党工共建")


# ---- members


def test_each_kind_of_members_has_its_own_base(town, clerk):
    employers = [make_employer(town, staff=100, women_staff=40, migrant_staff=50)]
    employers.append(make_employer(town, staff=50, women_staff=20))
    union = make_union(*employers, members=120, women_members=30, migrant_members=10)

    told = part(words_of(clerk.get(page(union))), "会员构成", 320)

    assert "会员人数 120 职工人数 150 80.0% —" in told
    assert "女会员人数 30 女职工人数 60 50.0% 25.0%" in told
    assert "农民工会员人数 10 农民工人数 2 家中 1 家未填报 — 8.3%" in told
    assert "灵活就业、新就业形态会员人数 未填报 没有对应的职工数 — —" in told


def test_nobody_counted_is_never_nought(town, clerk):
    union = make_union(make_employer(town))

    told = part(words_of(clerk.get(page(union))), "会员构成", 320)

    assert "会员人数 未填报 职工人数 未填报 — —" in told
    assert " 0 " not in told


# ---- papers and rooms


def test_the_certificate_says_what_is_next_and_why(town, clerk):
    union = make_union(
        make_employer(town),
        certificate_no="苏工法证字第0925018号",
        certificate_from="2009-02-01",
        certificate_to="2014-01-20",
    )

    soon = part(words_of(clerk.get(page(union))), "法人登记证 ", 400)
    over = part(words_of(clerk.get(page(union, date(2014, 2, 1)))), "法人登记证 ", 400)
    early = part(words_of(clerk.get(page(union, date(2013, 12, 20)))), "法人登记证 ", 80)

    assert "该换证了" in soon
    assert "换领法人登记证：2014年1月20日前" in soon
    assert "期满前 30 日内申请换证（总工办发〔2020〕20号第二十七条）" in soon
    assert "最迟到 2014年7月20日" in soon
    assert "已过期" in over
    assert "未填报" in early  # nobody had said it by that day


def test_a_union_renamed_since_is_told_to_change_its_certificate(town, clerk):
    union = make_union(make_employer(town), name="新名工会")
    state_union(union, "name", "旧名工会", day=date(2010, 3, 1))
    state_union(union, "certificate_to", "2016-04-03", day=date(2012, 1, 1))
    state_union(union, "name", "新名工会", day=date(2013, 12, 1))

    told = part(words_of(clerk.get(page(union))), "法人登记证 ", 400)

    assert "办理变更登记：2013年12月31日前" in told
    assert "2013年12月1日名称有变，30 日内办理变更" in told


def test_a_new_chair_is_no_change_of_the_certificate_when_it_is_the_first(town, clerk):
    union = make_union(make_employer(town), certificate_to="2016-04-03")
    make_chair(union)

    assert "换了主席" not in words_of(clerk.get(page(union)))


def test_rooms_of_the_day_are_listed(town, clerk):
    union = make_union(make_employer(town))
    make_room(union, "岚泓书屋", start=date(2012, 5, 1))
    make_room(union, "明年的书屋", start=date(2014, 5, 1))

    words = words_of(clerk.get(page(union)))
    told = part(words, "职工之家用房")

    assert "岚泓书屋 图书室、职工书屋，2012年5月1日起" in told
    assert "明年的书屋 图书室" not in told


def test_who_only_looks_is_offered_nothing(town):
    leader = signed_in("leader", town)
    employer = make_employer(town)
    union = make_union(employer)
    make_mark(employer)

    links = [*links_of(leader.get(page(employer))), *links_of(leader.get(page(union)))]

    assert not [link for link in links if "/focus/" in link or "/rooms/" in link]


# ---- queries


def test_the_pages_cost_the_same_however_much_is_dated(town, clerk):
    employer = make_employer(town, staff=10)
    union = make_union(employer)

    def more() -> None:
        nonlocal day
        day -= timedelta(days=1)
        for of in (employer, union):
            make_mark(of, start=day)
        make_room(union, f"书屋{day}", start=day)
        state_employer(employer, "staff", day.day, day=day)
        state_employer(employer, "name", f"厂{day}", day=day)
        state_union(union, "members", day.day, day=day)

    day = DAY
    more()
    with_one = [queries_of(clerk, page(of)) for of in (employer, union)]
    more()
    more()

    assert [queries_of(clerk, page(of)) for of in (employer, union)] == with_one
