from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.browsing import queries_of, session_of, signed_in, words_of
from tests.factories import (
    BECAUSE,
    DAY,
    appoint,
    make_account,
    make_county,
    make_employer,
    make_union,
)
from tests.visits.trips import make_visit
from xingjia.registry.models import Union
from xingjia.visits.models import Confirmation, Stop, Visit

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("visits:list"), reverse("visits:new")


@pytest.fixture
def township():
    return make_county()[1][0]


@pytest.fixture
def union(township) -> Union:
    return make_union(make_employer(township), chair_phone="0515-80009854")


@pytest.fixture
def account(township):
    found = make_account("曹予宁")
    appoint(found, "township_officer", township)
    return found


@pytest.fixture
def officer(account):
    return session_of(account)


def answered(officer, union: Union, **answers: str) -> dict[str, str]:
    """What a browser sends: the answer to each thing by its title."""
    page = officer.get(f"{NEW}?union={union.pk}")
    [place] = page.context["places"]
    sent = {
        row["field"].html_name: answers.get(row["line"]["told"].kind.code, "")
        for row in place.rows()
    }
    head = page.context["head"]
    return sent | {
        "visited_on": DAY.isoformat(),
        "colleagues": head.initial["colleagues"],
        "client_key": str(head["client_key"].value()),
    }


def test_where_no_union_is_nothing_was_filtered(officer, township):
    assert "还没有工会" in words_of(officer.get(NEW))
    assert "没有符合的" in words_of(officer.get(NEW, {"q": "岚泓"}))


def test_an_officer_chooses_the_union_and_ticks_what_is_right(union, officer, account):
    choice = words_of(officer.get(NEW))
    sent = answered(officer, union, sign_shown="right", board_current="wrong")
    sent |= {f"u{union.pk}-met": "主席姚国平；职工 3 人", f"u{union.pk}-findings": "照片缺 2 人"}

    page = words_of(officer.post(f"{NEW}?union={union.pk}", sent, follow=True))

    assert union.name in choice
    assert "谁去的 曹予宁" in page
    assert "镇级核实 牌匾悬挂" in page
    assert "不对 公示栏人员与现任一致" in page
    assert "主席姚国平；职工 3 人" in page
    assert "照片缺 2 人" in page
    [visit] = Visit.objects.everything(because=BECAUSE)
    assert visit.visitors == [{"name": "曹予宁", "account": account.pk}]


def test_the_same_form_sent_twice_makes_one_record(union, officer):
    sent = answered(officer, union, sign_shown="right")

    for _ in range(2):
        officer.post(f"{NEW}?union={union.pk}", sent)

    assert Visit.objects.everything(because=BECAUSE).count() == 1


def test_what_was_typed_stays_when_something_is_missing(union, officer):
    sent = answered(officer, union, sign_shown="right")
    del sent["colleagues"]
    sent[f"u{union.pk}-findings"] = "照片缺 2 人"

    page = officer.post(f"{NEW}?union={union.pk}", sent)

    assert "写明谁去的，至少一人。" in words_of(page)
    assert "照片缺 2 人" in page.content.decode()
    assert 'value="right"' in page.content.decode()
    assert not Visit.objects.everything(because=BECAUSE).exists()


def test_guests_are_named_and_colleagues_ticked(union, officer):
    sent = answered(officer, union) | {"guests": "孟知秋，秦望海"}

    page = words_of(officer.post(f"{NEW}?union={union.pk}", sent, follow=True))

    assert "谁去的 曹予宁、孟知秋、秦望海" in page


def test_a_correction_begins_with_what_was_said_and_keeps_the_former(union, officer):
    officer.post(f"{NEW}?union={union.pk}", answered(officer, union, sign_shown="right"))
    [visit] = Visit.objects.everything(because=BECAUSE)
    url = reverse("visits:correct", args=[visit.pk])
    [place] = officer.get(url).context["places"]
    before = {
        row["line"]["told"].kind.code: row["field"].value()
        for row in place.rows()
        if row["field"].value()
    }
    sent = answered(officer, union, sign_shown="wrong") | {"reason": "看错了"}

    page = words_of(officer.post(url, sent, follow=True))

    assert before == {"sign_shown": "right"}
    assert "更正理由 看错了" in page
    assert "对照 1 项" in page
    assert [one.holds for one in Confirmation.objects.everything(because=BECAUSE)] == [False]


def test_a_chair_reads_of_her_union_and_enters_nothing(union):
    visit = make_visit(union, "sign_shown")
    chair = signed_in("chair", union.organisation)

    assert "镇级核实 牌匾悬挂" in words_of(chair.get(reverse("visits:visit", args=[visit.pk])))
    assert union.name in words_of(chair.get(LIST))
    assert chair.get(NEW).status_code == 404
    assert chair.get(reverse("visits:correct", args=[visit.pk])).status_code == 404


def test_who_sees_one_stop_reads_nothing_of_the_others(union, township):
    visit = make_visit(union, "sign_shown")
    other = make_union(make_employer(township))
    Stop.objects.everything(because=BECAUSE).create(visit=visit, union=other, findings="欠薪")
    chair = signed_in("chair", union.organisation)

    page = words_of(chair.get(reverse("visits:visit", args=[visit.pk])))

    assert union.name in page
    assert other.name not in page
    assert "欠薪" not in page


def test_the_list_is_narrowed_and_leaves_as_a_workbook(union, township, officer):
    make_visit(union, "sign_shown")
    other = make_visit(make_union(make_employer(township)), level="county")
    stop = Stop.objects.everything(because=BECAUSE).get(visit=other)
    Confirmation.objects.everything(because=BECAUSE).create(
        stop=stop, kind="board_current", holds=False, level="county"
    )

    wrong = words_of(officer.get(f"{LIST}?result=wrong&on={DAY}"))
    checked = words_of(officer.get(f"{LIST}?level=township&on={DAY}"))
    book = load_workbook(
        BytesIO(officer.get(f"{reverse('visits:export')}?on={DAY}").content)
    ).active

    assert union.name in checked
    assert union.name not in wrong
    assert "公示栏人员与现任一致" in wrong
    assert [row[1].value for row in list(book.rows)[2:]] == [stop.union.name, union.name]


def test_an_earlier_day_knows_no_later_visit(union, officer):
    make_visit(union, "sign_shown", visited_on=date(2013, 12, 30))

    assert union.name not in words_of(officer.get(f"{LIST}?on=2013-12-29"))


def test_the_sheet_for_the_morning_has_what_is_known_and_boxes(union, officer):
    page = officer.get(f"{reverse('visits:sheet')}?union={union.pk}")

    assert f"走访单 {union.name}" in words_of(page)
    assert "牌匾悬挂 未填报" in words_of(page)
    assert page.content.decode().count('class="xj-tick"') >= 20
    assert "没有选工会" in words_of(officer.get(reverse("visits:sheet")))


def test_a_list_asks_as_much_for_three_visits_as_for_one(union, township, officer):
    make_visit(union, "sign_shown")
    once = queries_of(officer, f"{LIST}?on={DAY}")
    for _ in range(2):
        make_visit(make_union(make_employer(township)), "sign_shown", "board_current")

    assert queries_of(officer, f"{LIST}?on={DAY}") == once
