"""The list of foundings and re-elections, and beginning one."""

from datetime import date

import pytest

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import make_actor, make_chair, make_county, make_employer, make_union
from tests.organising.paths import (
    BECAUSE,
    founding,
    reelection,
)
from xingjia.organising.commands.opening import abandon
from xingjia.organising.models import Procedure

pytestmark = pytest.mark.django_db
LIST = "/organising/?on=2014-03-20"


def late_union(township, name: str, last: date = date(2013, 5, 1)):
    union = make_union(make_employer(township, f"{name}厂"), name=name)
    make_chair(union, elected_on=date(2009, 1, 1), term_ends_on=last)
    return union


def test_the_number_of_queries_does_not_grow_with_the_rows(township, clerk, officer):
    def one_more(number: int) -> None:
        founding(clerk, make_employer(township, f"新厂{number}", day=date(2013, 1, 1)), "apply")
        reelection(clerk, late_union(township, f"在办会{number}"), "prepare")
        late_union(township, f"没办会{number}")

    late = f"{LIST}&state=unbegun"
    one_more(1)
    with_one = queries_of(officer, LIST), queries_of(officer, late)
    one_more(2)
    one_more(3)

    assert (queries_of(officer, LIST), queries_of(officer, late)) == with_one


def test_the_list_says_what_waits_on_whom_overdue_first(township, clerk, officer, employer):
    founding(clerk, make_employer(township, "丁厂", day=date(2013, 1, 1)), upto="survey")
    founding(clerk, employer, upto="report")
    reelection(clerk, late_union(township, "晚会"))

    words = words_of(officer.get(LIST))

    assert words.index("晚会 换届") < words.index("甲厂 建会") < words.index("丁厂 建会")
    assert "晚会 换届 上冈镇 有一步逾期 成立筹备机构 等本工会 2013年2月2日" in words
    assert "甲厂 建会 上冈镇 有一步逾期 批复，工会成立 等上级工会 2014年3月8日 7 / 11 步" in words


def test_unions_past_their_term_stand_on_top_until_somebody_begins(
    township, clerk, officer, employer
):
    union = late_union(township, "晚会")
    founding(clerk, employer)

    before = officer.get(LIST)
    reelection(clerk, union)
    after = words_of(officer.get(LIST))

    assert "晚会 上冈镇，2013年5月1日届满，已超期 10 个月" in words_of(before)
    assert "还没有开始换届" not in after


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"甲厂", "乙厂"}),
        ("&kind=founding", {"甲厂"}),
        ("&kind=re_election", {"乙厂"}),
        ("&state=overdue", {"乙厂"}),
        ("&state=waiting", {"甲厂"}),
        ("&state=done", set()),
        ("&state=abandoned", {"丙厂"}),
    ],
)
def test_filters_narrow_the_list(township, clerk, officer, employer, union, query, found):
    founding(clerk, employer, upto="apply")
    reelection(clerk, union)
    given_up = founding(clerk, make_employer(township, "丙厂", day=date(2013, 1, 1)))
    abandon(clerk, given_up, on=date(2014, 2, 1), reason="停产")

    words = words_of(officer.get(f"{LIST}{query}"))

    assert {one for one in ("甲厂", "乙厂", "丙厂") if one in words} == found


def test_what_is_done_is_found_under_done_only(clerk, officer, employer):
    founding(clerk, employer, upto="account")

    running, done = (
        words_of(officer.get(f"/organising/?on=2014-12-31{q}")) for q in ("", "&state=done")
    )

    assert "甲厂" not in running
    assert "甲厂 建会 上冈镇 已办完" in done


def test_an_empty_list_tells_the_next_step(officer):
    assert "没有在办的建会和换届" in words_of(officer.get(LIST))


def test_a_place_leaves_the_others_out():
    county, (east, west) = make_county("建湖县", "上冈镇", "近湖街道")
    clerk = make_actor("officer", county)
    for place, name in ((east, "东厂"), (west, "西厂")):
        founding(clerk, make_employer(place, name, day=date(2013, 1, 1)))

    words = words_of(signed_in("officer", county).get(f"{LIST}&place={east.code}"))

    assert "东厂" in words
    assert "西厂" not in words


def test_a_founding_begins_on_the_employers_page(officer, employer):
    page = officer.get(f"/employers/{employer.pk}/")
    begin = f"/employers/{employer.pk}/found/"

    assert begin in links_of(page)
    assert "一共 11 步" in words_of(officer.get(begin))
    assert "已开始建会" in words_of(officer.post(begin, follow=True))
    found = Procedure.objects.everything(because=BECAUSE).get()
    assert officer.post(begin).url == f"/organising/{found.pk}/"


def test_an_employer_with_a_union_is_told_so(officer, union, township):
    employer = make_employer(township)
    make_union(employer)

    assert f"/employers/{employer.pk}/found/" not in links_of(
        officer.get(f"/employers/{employer.pk}/")
    )
    answer = officer.post(f"/employers/{employer.pk}/found/")
    assert "这家企业已有工会覆盖，不用再建" in words_of(answer)


def test_a_re_election_begins_on_the_unions_page_by_its_chair(union):
    chair = signed_in("chair", union.organisation)
    begin = f"/unions/{union.pk}/re-elect/"
    page = chair.get(f"/unions/{union.pk}/")

    assert begin in links_of(page)
    assert "换届超期六个月以上 任期至 2014年2月28日" in words_of(page)
    assert "延期一般不超过六个月（工会基层组织选举工作条例）" in words_of(page)
    assert "任期至 2014年2月28日" in words_of(chair.get(begin))
    assert "已开始换届" in words_of(chair.post(begin, follow=True))


def test_an_early_re_election_wants_a_superiors_reason(officer, township):
    union = make_union(make_employer(township))
    make_chair(union)  # to 2016-04-03
    begin = f"/unions/{union.pk}/re-elect/"

    refused = officer.post(begin, {"reason": ""})
    answer = officer.post(begin, {"reason": "主席调离，上工〔2014〕30号"}, follow=True)

    assert "提前换届要经上级工会批准" in words_of(refused)
    assert "已开始换届" in words_of(answer)
