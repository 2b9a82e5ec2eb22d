"""The page of one procedure: its steps, forms and letters."""

from io import BytesIO

import pytest
from docx import Document

from tests.browsing import links_of, signed_in, words_of
from tests.factories import make_county
from tests.organising.paths import (
    BECAUSE,
    FOUNDING,
    founding,
    record,
    reelection,
    steps,
)
from xingjia.registry.models import Union

pytestmark = pytest.mark.django_db
LIST = "/organising/?on=2014-03-20"


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


def test_another_branch_finds_none_of_it(clerk, employer, union):
    procedures = founding(clerk, employer), reelection(clerk, union)
    other = signed_in("officer", make_county("射阳县")[0])

    for one in procedures:
        for tail in ("", "end/", "steps/survey/", "steps/survey/back/", "letters/minutes.docx"):
            assert other.get(f"/organising/{one.pk}/{tail}").status_code == 404
    assert other.get(f"/employers/{employer.pk}/found/").status_code == 404
    assert other.get(f"/unions/{union.pk}/re-elect/").status_code == 404
    assert "甲厂" not in words_of(other.get(LIST))
