"""Elections, as a person enters and reads them."""

from datetime import date

import pytest
from django.test import Client

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import (
    BECAUSE,
    make_chair,
    make_county,
    make_employer,
    make_officer,
    make_union,
)
from xingjia.registry.models import Election, Officer

pytestmark = pytest.mark.django_db
ON = "?on=2013-12-31"


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇")


@pytest.fixture
def clerk(county) -> Client:
    return signed_in("township_officer", county[1][0])


@pytest.fixture
def union(county):
    union = make_union(make_employer(county[1][0]), members=101, women_members=12)
    make_chair(union)
    return union


def new(union) -> str:
    return f"/unions/{union.pk}/elections/new/"


def typed(**given: str) -> dict[str, str]:
    form = {
        "rows": "3",
        "held_on": "2016-03-20",
        "term_years": "5",
        "form": "members",
        "should_attend": "101",
        "present": "90",
        "issued": "90",
        "returned": "88",
        "candidates": "4",
        "notice_from": "2016-03-10",
        "s0-post": "chair",
        "s0-name": "孟知秋",
        "s0-votes": "80",
        "s0-declared": "none",
        "s1-post": "member",
        "s1-name": "甲明月",
        "s1-votes": "70",
        "s1-declared": "none",
        "s2-post": "member",
        "s2-name": "乙清风",
        "s2-votes": "69",
        "s2-declared": "none",
    }
    return form | {name.replace("__", "-"): value for name, value in given.items()}


def elections(union):
    return Election.objects.everything(because=BECAUSE).filter(union=union)


def officers(**which):
    return Officer.objects.everything(because=BECAUSE).filter(**which)


# ---- entering an election


def test_an_election_is_entered_and_shown_with_its_checks(clerk, union):
    response = clerk.post(new(union), typed())

    assert response.status_code == 302
    words = words_of(clerk.get(response.url))
    assert "2016年3月20日 换届选举 会员大会 任期 5 年" in words
    assert "符合 到会三分之二以上 应到 101 人，实到 90 人，到会 68 人以上就能选" in words
    assert "得票过应到人数的一半 都得了 51 票以上" in words
    assert "选委员 3 名，候选人 4 名，要 4 名以上" in words
    assert "公示 10 天" in words
    assert "上级不晚于 2016年4月4日答复" in words
    assert "孟知秋 主席 已声明，可以作候选人 80 票" in words
    assert officers(union=union, name="姚国平").get().left_why == "replaced"


def test_what_was_typed_stays_where_something_is_wrong(clerk, union):
    response = clerk.post(new(union), typed(s1__votes="50", reason="急"))

    words, html = words_of(response), response.content.decode()
    assert response.status_code == 400
    assert "甲明月得 50 票，没有当选：应到 101 人，要 51 票以上" in words
    assert "当选的人里有要改的" in words
    assert 'value="孟知秋"' in html
    assert 'value="2016-03-20"' in html
    assert not elections(union).exists()


def test_a_warning_passes_with_a_reason(clerk, union):
    refused = clerk.post(new(union), typed(candidates="3"))
    passed = clerk.post(new(union), typed(candidates="3", reason="镇总工会同意等额选举"))

    assert "要有 4 名以上" in words_of(refused)
    assert "在“理由”里写明" in words_of(refused)
    assert passed.status_code == 302
    assert elections(union).get().reason == "镇总工会同意等额选举"


def test_a_relative_of_the_boss_is_refused_at_her_row(clerk, union):
    """Trap 9."""
    response = clerk.post(new(union), typed(s2__declared="relative_of_head"))

    assert "乙清风是单位主要负责人的近亲属" in words_of(response)


def test_a_head_of_personnel_may_chair_the_union_of_an_office(clerk, union):
    """Trap 9."""
    refused = clerk.post(new(union), typed(s0__declared="hr_head"))
    passed = clerk.post(new(union), typed(s0__declared="hr_head", office="on"))

    assert "企业工会主席产生办法第六条" in words_of(refused)
    assert passed.status_code == 302


def test_rows_are_added_and_nothing_typed_is_lost_or_judged(clerk, union):
    response = clerk.post(new(union), typed(more="yes", s1__votes="五十", held_on=""))

    html = response.content.decode()
    assert response.status_code == 200
    assert 'name="s7-name"' in html
    assert 'name="s8-name"' not in html
    assert 'value="孟知秋"' in html
    assert "xj-error" not in html
    assert not elections(union).exists()


@pytest.mark.parametrize("rows", ["", "-1", "0", "9999", "many"])
def test_any_number_of_rows_gives_a_form(clerk, union, rows):
    response = clerk.post(new(union), typed(rows=rows, more="yes"))

    assert response.status_code == 200
    assert response.content.decode().count('class="xj-seat"') <= 60


def test_votes_without_a_name_are_asked_about(clerk, union):
    response = clerk.post(new(union), typed(s2__name=""))

    assert response.status_code == 400
    assert "填了得票，请写姓名" in words_of(response)


def test_an_election_lies_not_ahead(clerk, union):
    assert "不能晚于今天" in words_of(clerk.post(new(union), typed(held_on="2999-01-01")))


def test_who_does_not_lead_the_union_enters_nothing(county, union):
    for client in (
        signed_in("leader", county[0]),
        signed_in("chair", union.organisation),
        signed_in("officer", make_county("射阳县")[0]),
    ):
        assert client.post(new(union), typed()).status_code == 404
    assert not elections(union).exists()


def test_the_same_election_twice_says_so(clerk, union):
    clerk.post(new(union), typed())

    assert "上一任主席的当选日期不早于这一天" in words_of(clerk.post(new(union), typed()))


# ---- within the term


def test_a_by_election_begins_with_the_seats_that_stand_empty(clerk, union):
    make_officer(union, "audit_chair", "丙长河", left_on=date(2013, 11, 1))
    address = f"/unions/{union.pk}/elections/by/"
    assert '<option value="audit_chair" selected>' in clerk.get(address).content.decode()

    only = {"rows": "1", "s0-post": "audit_chair", "s0-name": "丁落日", "s0-votes": "60"}
    sent = {k: v for k, v in typed().items() if k[0] != "s" or k[1] not in "012"} | only
    response = clerk.post(address, sent | {"held_on": "2013-12-01", "notice_from": ""})

    assert response.status_code == 400  # one auditor is fewer than three
    response = clerk.post(
        address, sent | {"held_on": "2013-12-01", "notice_from": "", "reason": "另两名在任"}
    )
    assert response.status_code == 302
    one = officers(name="丁落日").get()
    assert (one.term_ends_on, one.election.kind) == (date(2016, 4, 3), "by")


def test_the_superiors_answer_is_entered_once(clerk, union):
    clerk.post(new(union), typed())
    address = f"/elections/{elections(union).get().pk}/approve/"
    answer = {"approved_on": "2016-04-08", "approval_no": "建总工〔2016〕9号", "answer": "同意"}

    response = clerk.post(address, answer, follow=True)

    words = words_of(response)
    assert "已批复 上级批复 2016年4月8日 建总工〔2016〕9号 同意" in words
    assert "上级应在 15 天内批复，这次晚了" in words
    assert clerk.get(address).status_code == 404
    assert "上级批复 2016年3月20日的选举结果" in words_of(clerk.get(f"/unions/{union.pk}/{ON}"))


def test_an_officer_leaves_by_a_form(clerk, union):
    one = make_officer(union, "member", "甲明月")
    address = f"/officers/{one.pk}/left/"
    assert address in links_of(clerk.get(f"/unions/{union.pk}/{ON}"))

    response = clerk.post(address, {"on": "2013-11-01", "why": "resigned"})

    one.refresh_from_db()
    assert (response.status_code, one.left_on) == (302, date(2013, 11, 1))
    assert clerk.get(address).status_code == 404


def test_a_declaration_is_entered_afterwards(clerk, union):
    one = make_officer(union, "member", "甲明月")
    address = f"/officers/{one.pk}/declare/"

    response = clerk.post(
        address, {"on": "2013-11-01", "relations": ["relative_of_head"]}, follow=True
    )

    one.refresh_from_db()
    assert one.declared == ["relative_of_head"]
    assert "甲明月是单位主要负责人的近亲属" in words_of(response)
    assert clerk.get(address).status_code == 404


def test_what_is_not_known_yet_is_asked_for_by_itself(clerk, union):
    """A chair entered alone leaves an election of which nothing was counted."""
    clerk.post(
        f"/unions/{union.pk}/chair/",
        {"name": "孟知秋", "elected_on": "2016-03-20", "term_years": "5"},
    )
    one = elections(union).get()
    address = f"/elections/{one.pk}/complete/"
    assert address in links_of(clerk.get(f"/unions/{union.pk}/elections/"))
    votes = f"votes_{officers(name='孟知秋').get().pk}"

    wrong = clerk.post(address, {"should_attend": "101", "present": "68", votes: "50"})
    right = clerk.post(address, {"should_attend": "101", "present": "68", votes: "51"}, follow=True)

    assert "孟知秋得 50 票，没有当选" in words_of(wrong)
    assert "得票过应到人数的一半 都得了 51 票以上" in words_of(right)
    assert 'name="should_attend"' not in clerk.get(address).content.decode()


# ---- the list, and the sheet for the next chair


def test_a_union_without_an_election_says_what_to_do(county, clerk):
    union = make_union(make_employer(county[1][0]))

    words = words_of(clerk.get(f"/unions/{union.pk}/elections/"))

    assert "还没有登记过选举" in words


def test_more_elections_cost_no_more_queries(clerk, union):
    everything = Election.objects.everything(because=BECAUSE)
    address = f"/unions/{union.pk}/elections/"
    everything.create(union=union, held_on=date(2001, 1, 1))
    one = queries_of(clerk, address)
    for year in (2004, 2007):
        everything.create(union=union, held_on=date(year, 1, 1))

    assert queries_of(clerk, address) == one


def test_another_branch_sees_no_elections(union):
    stranger = signed_in("officer", make_county("射阳县")[0])

    assert stranger.get(f"/unions/{union.pk}/elections/").status_code == 404
