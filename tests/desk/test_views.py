"""The pages of the desk: the list, one thing, two rows side by side, a merge and its undoing."""

import re
from datetime import date

import pytest

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.desk.doubtful import CODES, make_doubts
from tests.factories import (
    DAY,
    TESTER,
    make_chair,
    make_county,
    make_employer,
    make_union,
    state_employer,
)
from tests.registry.twins import merge
from xingjia.desk.models import DeskDecision
from xingjia.desk.queries.items import computed
from xingjia.registry.models import Employer, MergeRecord

pytestmark = pytest.mark.django_db
BECAUSE = "a test"


@pytest.fixture
def towns():
    county, places = make_county("建湖县", "甲镇", "乙镇")
    county.demo_on = DAY
    county.save()
    return county, *places


def version_of(response) -> str:
    return re.search(r'name="version" value="(\w+)"', response.content.decode())[1]


def test_the_list_says_what_is_doubtful_in_plain_sentences(towns):
    _, first, second = towns
    make_doubts(first, "金")
    make_doubts(second, "银")

    page = signed_in("township_officer", first).get("/desk/")

    words = words_of(page)
    assert "8 条" in words
    for told in (
        "“江苏金鹤启灯具有限公司”和“金鹤启灯具有限责任公司”可能是同一家企业。",
        "金鹤启工会 2012年3月5日才成立，主席金某却在 2011年1月1日当选。",
        "江苏金鹤启灯具有限公司：名册报工资专项集体合同有效，没有查到当天有效的合同。",
        "金鹤启灯具有限责任公司：名册报没有集体合同，登记的合同却还在期内。",
        "“金名册.xlsx”第 3 行：金乙厂导入时暂缓，还没有处理。",
        "统一社会信用代码：校验位不对，多半抄错了一位。请照证书核对",
        "金鹤启灯具有限责任公司没有统一社会信用代码。",
    ):
        assert told in words
    assert "银" not in words


def test_every_link_of_the_list_opens(towns):
    _, first, _ = towns
    make_doubts(first, "金")
    client = signed_in("officer", first)
    page = client.get("/desk/")
    main = page.content.decode().split('id="main"')[1]
    links = [link for link in links_of(page) if link in main and link.startswith("/")]

    assert len(links) >= 16
    assert {link: client.get(link).status_code for link in links if "people" not in link} == {
        link: 200 for link in links if "people" not in link
    }


def test_nothing_doubtful_is_said_calmly_and_a_filter_without_rows_can_be_cleared(towns):
    _, first, _ = towns
    make_employer(first, "甲厂", code=CODES[0])
    client = signed_in("township_officer", first)

    assert "都核对过了" in words_of(client.get("/desk/"))
    assert "清除筛选" in words_of(client.get("/desk/?kind=twins"))


def test_the_desk_is_for_who_looks_after_the_register(towns):
    _, first, _ = towns
    union = make_union(make_employer(first))

    assert signed_in("leader", first).get("/desk/").status_code == 404
    assert signed_in("chair", union.organisation).get("/desk/").status_code == 404
    menu = signed_in("township_officer", first).get("/employers/").content.decode()
    assert 'href="/desk/"' in menu
    assert 'href="/desk/"' not in signed_in("leader", first).get("/employers/").content.decode()


@pytest.mark.parametrize("kind", ["", "twins", "days", "claims", "held", "codes"])
def test_the_list_costs_the_same_however_long_it_is(towns, kind):
    _, first, _ = towns
    client = signed_in("township_officer", first)
    make_doubts(first, "金")
    one = queries_of(client, f"/desk/?kind={kind}")
    assert one <= 15
    for mark in ("银", "铜"):
        make_doubts(first, mark)

    assert queries_of(client, f"/desk/?kind={kind}") == one


def test_fifty_stand_on_a_page(towns):
    _, first, _ = towns
    for number in range(53):
        make_employer(first, f"第{number}家")

    words = words_of(signed_in("township_officer", first).get("/desk/?page=2"))

    assert "第 51–53 行，共 53 行" in words


def test_filters_stand_in_the_address(towns):
    county, first, second = towns
    make_doubts(first, "金")
    make_doubts(second, "银")
    client = signed_in("officer", county)

    words = words_of(client.get(f"/desk/?kind=days&place={second.code}&owner=nobody"))

    assert "银某" in words
    assert "金某" not in words
    assert client.get("/desk/?place=nowhere").status_code == 404


def test_a_thing_is_given_away_settled_and_put_back(towns):
    _, first, _ = towns
    make_doubts(first, "金")
    client = signed_in("township_officer", first)
    key = next(computed(TESTER, "codes", first, DAY)).key
    address = f"/desk/items/{key}/"
    me = re.search(r'<option value="(\d+)"', client.get(address).content.decode())[1]

    assert client.post(address, {"what": "assign", "owner": me}).status_code == 302
    assert "孟知秋" in words_of(client.get("/desk/?owner=mine"))
    assert "请写一句" in words_of(client.post(address, {"what": "settle", "reason": " "}))
    client.post(address, {"what": "settle", "reason": "正在办理"})
    assert "正在办理" in words_of(client.get("/desk/?state=settled"))
    assert key not in client.get("/desk/").content.decode()
    client.post(address, {"what": "reopen"})
    assert key in client.get("/desk/").content.decode()
    assert DeskDecision.objects.everything(because=BECAUSE).count() == 1


def test_a_thing_of_another_branch_is_not_there(towns):
    _, first, second = towns
    make_doubts(first, "金")
    key = next(computed(TESTER, "codes", first, DAY)).key
    stranger = signed_in("township_officer", second)

    assert stranger.get(f"/desk/items/{key}/").status_code == 404
    assert stranger.post(f"/desk/items/{key}/", {"what": "reopen"}).status_code == 404
    assert stranger.get("/desk/items/nonsense/").status_code == 404


def test_two_employers_are_shown_merged_and_undone(towns):
    _, first, _ = towns
    keep = make_employer(first, "江苏鹤启灯具有限公司", code=CODES[0], staff=40)
    drop = make_employer(first, "鹤启灯具厂", staff=50, address="人民路")
    client = signed_in("township_officer", first)
    address = f"/desk/merge/employer/{keep.pk}/{drop.pk}/"
    page = client.get(address)
    words = words_of(page)

    assert "40 人 50 人" in words
    assert "投产企业 两条一共算 2 家，以后算 1 家" in words
    assert Employer.objects.everything(because=BECAUSE).count() == 2

    look = client.post(address, {"what": "look", "take_staff": "drop"})
    assert 'value="drop" aria-label="职工人数 50 人" checked' in look.content.decode()
    told = {"what": "merge", "take_staff": "drop", "version": version_of(page), "reason": "同一家"}
    done = client.post(address, told, follow=True)
    assert "已合并成一条" in words_of(done)
    record = MergeRecord.objects.everything(because=BECAUSE).get()
    assert (record.choices["staff"], record.reason) == ("drop", "同一家")
    assert "没有选用、另外存着的 项目 内容 从哪天起 职工人数 40 人 2013年12月31日" in words_of(done)
    employer = words_of(client.get(f"/employers/{keep.pk}/"))
    assert "“鹤启灯具厂”2013年12月31日并到这里。 看合并记录" in employer
    assert client.get(address).url == f"/desk/merges/{record.pk}/"

    undone = client.post(f"/desk/merges/{record.pk}/", follow=True)
    assert "已撤销，两条登记都和合并以前一样。" in words_of(undone)
    assert Employer.objects.everything(because=BECAUSE).count() == 2
    again = client.post(f"/desk/merges/{record.pk}/", follow=True)
    assert "这次合并已经撤销过了。" in words_of(again)


def test_what_changed_meanwhile_is_told_and_shown(towns):
    _, first, _ = towns
    keep, drop = make_employer(first), make_employer(first)
    client = signed_in("township_officer", first)
    address = f"/desk/merge/employer/{keep.pk}/{drop.pk}/"
    version = version_of(client.get(address))
    state_employer(drop, "address", "新地址")

    page = client.post(address, {"what": "merge", "version": version})

    assert "其中一条被人改过" in words_of(page)
    assert "新地址" in words_of(page)
    assert version_of(page) != version


def test_an_undoing_that_would_lose_something_says_what(towns):
    _, first, _ = towns
    keep = make_employer(first)
    record = merge(TESTER, keep, make_employer(first))
    state_employer(keep, "address", "新地址")

    page = signed_in("township_officer", first).post(f"/desk/merges/{record.pk}/", follow=True)

    assert "合并以后又改过登记内容 1 项" in words_of(page)


def test_two_entries_of_a_person_are_merged_on_the_same_page(towns):
    _, first, _ = towns
    union = make_union(make_employer(first))
    keep = make_chair(union, "姚国平", term_ends_on=None)
    drop = make_chair(union, "姚国平", elected_on=date(2011, 4, 1))
    client = signed_in("township_officer", first)
    address = f"/desk/merge/person/{keep.pk}/{drop.pk}/"
    page = client.get(address)

    assert "当选日期 2011年4月4日 2011年4月1日" in words_of(page)
    told = {"what": "merge", "take_elected_on": "drop", "version": version_of(page)}
    done = client.post(address, told, follow=True)
    assert "已合并成一条" in words_of(done)
    assert f'href="/unions/{union.pk}/"' in done.content.decode()
    keep.refresh_from_db()
    assert (keep.elected_on, keep.term_ends_on) == (date(2011, 4, 1), date(2016, 4, 3))


def test_both_side_by_side_cost_the_same_however_much_was_said(towns):
    _, first, _ = towns
    keep, drop = make_employer(first), make_employer(first, staff=3)
    client = signed_in("township_officer", first)
    address = f"/desk/merge/employer/{keep.pk}/{drop.pk}/"
    one = queries_of(client, address)
    for field, value in (("address", "人民路"), ("women_staff", 1), ("ownership", "private")):
        state_employer(drop, field, value)

    assert queries_of(client, address) == one


def test_unions_are_merged_on_the_same_page(towns):
    _, first, _ = towns
    employer = make_employer(first)
    keep, drop = make_union(employer), make_union(employer, name="另一个工会")
    make_chair(keep, "姚国平")
    make_chair(drop, "陆建国")
    client = signed_in("township_officer", first)
    address = f"/desk/merge/union/{keep.pk}/{drop.pk}/"
    page = client.get(address)

    assert "工会 两条一共算 2 家，以后算 1 家" in words_of(page)
    assert "两边现任主席不是同一人（姚国平、陆建国）" in words_of(page)
    done = client.post(address, {"what": "merge", "version": version_of(page)}, follow=True)
    assert "已合并成一条" in words_of(done)
    assert "另一个工会" in words_of(client.get(f"/unions/{keep.pk}/"))


def test_from_another_branch_no_merge_is_there(towns):
    _, first, second = towns
    keep, drop, away = make_employer(first), make_employer(first), make_employer(second)
    record = merge(TESTER, make_employer(first), make_employer(first))
    stranger, mine = (signed_in("township_officer", place) for place in (second, first))

    assert stranger.get(f"/desk/merge/employer/{keep.pk}/{drop.pk}/").status_code == 404
    assert mine.get(f"/desk/merge/employer/{keep.pk}/{away.pk}/").status_code == 404
    assert mine.get(f"/desk/merge/employer/{keep.pk}/{keep.pk}/").status_code == 404
    assert mine.get(f"/desk/merge/nothing/{keep.pk}/{drop.pk}/").status_code == 404
    assert stranger.get(f"/desk/merges/{record.pk}/").status_code == 404
    assert stranger.post(f"/desk/merges/{record.pk}/").status_code == 404
    assert signed_in("leader", first).get(f"/desk/merges/{record.pk}/").status_code == 404
