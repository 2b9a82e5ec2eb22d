"""The pages of founding and re-election."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import make_actor, make_chair, make_county, make_employer, make_union
from tests.organising.paths import (
    BECAUSE,
    FOUNDING,
    founding,
    record,
    reelection,
    steps,
)
from xingjia.organising.commands.opening import abandon
from xingjia.organising.models import Procedure
from xingjia.registry.models import Union

pytestmark = pytest.mark.django_db
LIST = "/organising/?on=2014-03-20"


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    """Pages look on a day after everything the tests record."""
    monkeypatch.setattr("xingjia.access.middleware.demo_day", lambda: date(2014, 12, 31))


@pytest.fixture
def officer(township):
    return signed_in("township_officer", township)


def late_union(township, name: str, last: date = date(2013, 5, 1)):
    union = make_union(make_employer(township, f"{name}厂"), name=name)
    make_chair(union, elected_on=date(2009, 1, 1), term_ends_on=last)
    return union


# --- the list -----------------------------------------------------------------------------------


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


# --- one procedure ------------------------------------------------------------------------------


def test_the_page_shows_done_now_and_later(clerk, officer, employer):
    procedure = founding(clerk, employer, upto="report")

    page = officer.get(f"/organising/{procedure.pk}/?on=2014-03-20")

    words = words_of(page)
    assert (
        "“批复，工会成立”由您办，应在 2014年3月8日前办好，已超 12 天。报批后十五日内批复" in words
    )
    assert "报批后十五日内批复（工会基层组织选举工作条例）" in words
    assert "3. 批复同意筹建 已办 2014年1月15日 上级工会 文号 上工〔2014〕3号" in words
    assert "主席 沈听澜（31 票）" in words
    assert "9. 印章和牌子 以后办" in words
    assert f"/organising/{procedure.pk}/letters/result_reply.docx" in links_of(page)


def test_a_step_is_entered_on_the_page(clerk, officer, employer):
    procedure = founding(clerk, employer, upto="survey")
    address = f"/organising/{procedure.pk}/steps/apply/"
    assert "筹备组成员" in words_of(officer.get(f"/organising/{procedure.pk}/"))

    answer = officer.post(
        address,
        {"done_on": "2014-01-10", "group": "沈听澜、马小川\n陶雪舟", "before": ""},
        follow=True,
    )

    assert "已记下“筹备申请”" in words_of(answer)
    assert "筹备组成员 沈听澜、马小川、陶雪舟" in words_of(answer)


def test_each_step_to_be_done_has_its_form_on_the_page_and_the_meeting_a_page_of_its_own(
    clerk, officer, employer
):
    procedure = founding(clerk, employer, upto="join")
    address = f"/organising/{procedure.pk}/"
    before = words_of(officer.get(address))
    record(clerk, procedure, "call", FOUNDING["call"])

    after = words_of(officer.get(address))

    assert "候选人 一行一个名字" in before
    assert "记下“候选人公示和大会请示”" in before
    assert "填会议结果" in after
    assert "最早 2014年2月19日开会" in after


def test_the_meeting_is_entered_with_its_persons_and_the_union_founded(clerk, officer, employer):
    procedure = founding(clerk, employer, upto="call")
    form = words_of(officer.get(f"/organising/{procedure.pk}/steps/meet/"))
    given = {
        "done_on": "2014-02-20",
        "form": "members",
        "should_attend": 36,
        "present": 33,
        "issued": 33,
        "returned": 33,
        "term_years": 5,
        "declared": "on",
        "before": "",
    }
    people = [
        ("丁一", "", 9),
        ("马小川", "member", 30),
        ("沈听澜", "chair", 31),
        ("陶雪舟", "member", 29),
    ]
    for number, (name, post, votes) in enumerate(people):
        given |= {
            f"seats-{number}-name": name,
            f"seats-{number}-post": post,
            f"seats-{number}-votes": votes,
        }

    refused = officer.post(f"/organising/{procedure.pk}/steps/meet/", given | {"seats-2-votes": 18})
    answer = officer.post(f"/organising/{procedure.pk}/steps/meet/", given, follow=True)

    assert "得票和当选的人" in form
    assert refused.status_code == 400
    assert "沈听澜得 18 票，没有当选：应到 36 人，要 19 票以上" in words_of(refused)
    assert 'value="马小川"' in refused.content.decode()
    assert "没有当选 丁一（9 票）" in words_of(answer)
    record(clerk, procedure, "report", FOUNDING["report"])
    officer.post(
        f"/organising/{procedure.pk}/steps/approve/",
        {
            "done_on": "2014-02-28",
            "doc_no": "上工〔2014〕9号",
            "union_name": "甲厂工会",
            "before": "",
        },
    )
    assert Union.objects.everything(because=BECAUSE).get().name == "甲厂工会"


def test_what_stands_in_the_way_is_said_and_what_was_typed_is_kept(clerk, officer, employer):
    procedure = founding(clerk, employer, upto="apply")

    answer = officer.post(
        f"/organising/{procedure.pk}/steps/permit/",
        {"done_on": "2014-01-08", "doc_no": "1号", "note": "口头同意", "before": ""},
    )

    assert answer.status_code == 400
    assert "早于“筹备申请”的日期" in words_of(answer)
    assert 'value="口头同意"' in answer.content.decode()
    assert "permit" not in steps(procedure)


def test_a_stale_save_shows_what_stands_and_keeps_what_was_typed(clerk, officer, employer):
    procedure = founding(clerk, employer, upto="survey")

    answer = officer.post(
        f"/organising/{procedure.pk}/steps/survey/", {"done_on": "2014-01-07", "before": ""}
    )

    assert answer.status_code == 400
    assert "别人刚把这一步记成了 2014年1月6日" in words_of(answer)
    assert 'name="before" value="2014-01-06"' in answer.content.decode()


def test_a_step_is_taken_back_with_a_reason(clerk, officer, employer):
    procedure = founding(clerk, employer, upto="survey")
    address = f"/organising/{procedure.pk}/steps/survey/back/"

    assert officer.get(address).status_code == 200
    assert officer.post(address, {"reason": ""}).status_code == 400
    assert "已收回“摸底”" in words_of(officer.post(address, {"reason": "填错了"}, follow=True))
    assert officer.get(address).status_code == 404
    assert steps(procedure) == set()


def test_a_procedure_is_given_up_with_a_reason(clerk, officer, employer):
    procedure = founding(clerk, employer)
    address = f"/organising/{procedure.pk}/end/"
    assert officer.get(address).status_code == 200

    answer = officer.post(address, {"on": "2014-02-01", "reason": "企业停产"}, follow=True)

    assert "2014年2月1日起不再办：企业停产" in words_of(answer)


def test_a_letter_is_downloaded(clerk, officer, employer):
    procedure = founding(clerk, employer, upto="apply")

    answer = officer.get(f"/organising/{procedure.pk}/letters/prepare_request.docx")

    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert "attachment" in answer["Content-Disposition"]
    text = "\n".join(one.text for one in Document(BytesIO(answer.content)).paragraphs)
    assert "关于筹建甲厂工会的请示" in text
    assert officer.get(f"/organising/{procedure.pk}/letters/ballots.docx").status_code == 404
    other = f"/organising/{procedure.pk}/letters/reelection_request.docx"
    assert officer.get(other).status_code == 404


def test_a_chair_has_her_own_steps_and_no_superiors(clerk, union):
    procedure = reelection(clerk, union, upto="prepare")
    chair = signed_in("chair", union.organisation)

    hers = chair.get(f"/organising/{procedure.pk}/steps/request/")
    superiors = chair.get(f"/organising/{procedure.pk}/steps/permit/")
    page = words_of(chair.get(f"/organising/{procedure.pk}/"))

    assert (hers.status_code, superiors.status_code) == (200, 404)
    assert "记下“换届请示”" in page
    assert "要办这一步" not in page  # a delay is the superior's


def test_a_leader_reads_and_enters_nothing(county, clerk, employer):
    procedure = founding(clerk, employer, upto="survey")
    leader = signed_in("leader", county[0])

    page = leader.get(f"/organising/{procedure.pk}/")

    assert "“筹备申请”等企业和筹备组办。" in words_of(page)
    assert 'method="post"' not in page.content.decode().split('id="main"')[1]
    assert leader.get(f"/organising/{procedure.pk}/steps/apply/").status_code == 404
    assert leader.get(f"/organising/{procedure.pk}/end/").status_code == 404


# --- beginning ----------------------------------------------------------------------------------


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


def test_another_branch_finds_none_of_it(clerk, employer, union):
    procedures = founding(clerk, employer), reelection(clerk, union)
    other = signed_in("officer", make_county("射阳县")[0])

    for one in procedures:
        for tail in ("", "end/", "steps/survey/", "steps/survey/back/", "letters/minutes.docx"):
            assert other.get(f"/organising/{one.pk}/{tail}").status_code == 404
    assert other.get(f"/employers/{employer.pk}/found/").status_code == 404
    assert other.get(f"/unions/{union.pk}/re-elect/").status_code == 404
    assert "甲厂" not in words_of(other.get(LIST))
