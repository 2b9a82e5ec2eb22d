"""The pages of documents: recording, choosing unions and things, taking back, what leaves."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.browsing import queries_of, session_of, signed_in, words_of
from tests.factories import (
    BECAUSE,
    DAY,
    appoint,
    make_account,
    make_actor,
    make_county,
    make_employer,
    make_union,
)
from tests.figures import follow_now
from tests.photos import drawn, jpeg
from tests.visits.trips import make_document, make_scan
from xingjia.access.queries import actor_for
from xingjia.evidence.commands import claim
from xingjia.evidence.rules import Saying
from xingjia.visits.models import Confirmation, Document, Scan

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("visits:documents"), reverse("visits:new_document")
SENT = {
    "body": "other",
    "issuer": "住房和城乡建设局",
    "level": "county",
    "number": "建通〔2013〕9号",
    "title": "亮牌验收通报",
    "issued_on": "2013-12-20",
}


@pytest.fixture
def places():
    county, [township] = make_county()
    return county, township


@pytest.fixture
def officer(places):
    account = make_account("曹予宁")
    appoint(account, "officer", places[0])
    return account


@pytest.fixture
def client(officer):
    return session_of(officer)


@pytest.fixture
def union(places):
    return claiming(make_union(make_employer(places[1])))


def claiming(union, *kinds, by=None):
    who = by or make_actor("chair", union.organisation)
    for kind in kinds or ("sign_shown", "board_current"):
        claim(who, union, said=Saying(kind, date(2013, 12, 2)), on=DAY)
    return union


def recorded(client) -> Document:
    client.post(NEW, SENT)
    return Document.objects.everything(because=BECAUSE).get()


def page_of(document, *unions, kinds=("sign_shown", "board_current")):
    asked = [f"union={one.pk}" for one in unions] + [f"kind={kind}" for kind in kinds]
    return f"{reverse('visits:confirm_document', args=[document.pk])}?{'&'.join(asked)}"


def keys(answer, *, open_only=True):
    return [
        line["key"]
        for place in answer.context["places"]
        for line in place["lines"]
        if line["level"] or not open_only
    ]


def test_where_there_is_none_the_page_says_what_to_do(client):
    assert "还没有核实文件" in words_of(client.get(LIST))


def test_a_notice_over_two_unions_is_recorded_chosen_and_confirmed(client, places, union):
    another = claiming(make_union(make_employer(places[1])))
    silent = make_union(make_employer(places[1]))

    answer = client.post(NEW, SENT, follow=True)
    document = Document.objects.everything(because=BECAUSE).get()
    choice = words_of(answer)
    check = client.get(page_of(document, union, another))
    done = client.post(page_of(document, union, another), {"seen": keys(check)}, follow=True)

    assert union.name in choice
    assert another.name in choice
    assert silent.name not in choice
    assert len(keys(check)) == 4
    assert "已照文件核实 2 家、4 项" in done.content.decode()
    assert "县级抽查 牌匾悬挂" in words_of(done)
    assert "2 家 4 项" in words_of(client.get(LIST))


def test_a_pasted_list_names_the_unions_and_tells_which_lines_it_does_not_know(
    client, places, union
):
    another = claiming(make_union(make_employer(places[1], "江苏岚泓服装有限公司")))
    document = recorded(client)
    names = f"1. {another.name}\n2、没有这家公司\n"
    url = reverse("visits:confirm_document", args=[document.pk])

    page = client.get(url, {"kind": "sign_shown", "names": names})

    assert [one["union"] for one in page.context["places"]] == [another]
    assert "请对一下：没有这家公司" in words_of(page)


def test_what_the_office_typed_cannot_be_ticked(client, officer, places):
    own = claiming(make_union(make_employer(places[1])), by=actor_for(officer.pk, DAY))
    document = recorded(client)
    page = page_of(document, own)

    check = client.get(page)
    done = client.post(page, {"seen": keys(check, open_only=False)}, follow=True)

    assert keys(check) == []
    assert "disabled" in check.content.decode()
    assert "由别的单位核实" in words_of(check)
    assert "这份文件不能核实" in done.content.decode()
    assert not Confirmation.objects.everything(because=BECAUSE).exists()


def test_pages_chosen_stay_after_a_mistake_and_are_shown_to_the_desk(client, media):
    photo = SimpleUploadedFile("盖章.jpg", jpeg(drawn()), "image/jpeg")

    again = client.post(NEW, SENT | {"number": "", "scan_1": photo})
    held = again.context["form"].data["held_scan_1"]
    client.post(NEW, SENT | {"held_scan_1": held})

    assert "这一张已经收到" in words_of(again)
    [scan] = Scan.objects.everything(because=BECAUSE)
    answer = client.get(reverse("visits:scan", args=[scan.pk, "view"]))
    assert answer["Content-Type"] == "image/jpeg"


def test_a_chair_reads_what_confirms_hers_and_nothing_of_others(client, places, union):
    another = claiming(make_union(make_employer(places[1])))
    document = make_document(places[0], union, another)
    scan = make_scan(document)
    chair = signed_in("chair", union.organisation)

    page = words_of(chair.get(reverse("visits:document", args=[document.pk])))

    assert union.name in page
    assert another.name not in page
    assert "撤回" not in page
    assert "1 家 1 项" in words_of(chair.get(LIST))
    assert chair.get(reverse("visits:scan", args=[scan.pk, "view"])).status_code == 404
    assert chair.get(NEW).status_code == 404
    assert chair.get(page_of(document, union)).status_code == 404


def test_one_union_is_taken_back_with_a_reason(client, places, union):
    another = make_union(make_employer(places[1]))
    document = make_document(places[0], union, another)
    url = reverse("visits:withdraw_document", args=[document.pk])

    page = client.post(f"{url}?union={union.pk}", {"reason": "名单里没有这家"}, follow=True)

    assert "撤回：名单里没有这家" in words_of(page)
    assert "不作数 牌匾悬挂" in words_of(page)
    assert "1 家 1 项" in words_of(client.get(LIST))
    whole = client.post(url, {"reason": "文号录错"}, follow=True)
    assert "撤回：文号录错" in words_of(whole)
    assert "已撤回" in words_of(client.get(LIST))


def test_lists_leave_as_workbooks(client, places, union):
    document = make_document(places[0], union)

    def rows(url):
        book = load_workbook(BytesIO(client.get(f"{url}?format=xlsx").content)).active
        return [[cell.value for cell in row] for row in list(book.rows)[3:]]

    assert rows(LIST) == [
        ["盐城市总工会", "盐工发〔2013〕9号", None, "2013-12-31", "市级复核", 1, 1, None]
    ]
    assert rows(reverse("visits:document", args=[document.pk])) == [
        [union.name, "牌匾悬挂", "市级复核", None]
    ]
    assert rows(reverse("visits:history", args=[union.pk])) == [
        ["牌匾悬挂", "市级复核", "盐城市总工会 盐工发〔2013〕9号（2013年12月31日），市级复核", None]
    ]


def test_the_why_page_and_the_history_say_by_which_document_and_level(client, places, union):
    make_document(places[0], union)
    follow_now()

    why = words_of(client.get(f"{reverse('portal:why', args=[union.pk, 'shuangliang'])}?on={DAY}"))
    history = words_of(client.get(reverse("visits:history", args=[union.pk])))

    source = "盐城市总工会 盐工发〔2013〕9号（2013年12月31日），市级复核"
    assert f"牌匾悬挂，{source}" in why
    assert source in history


def test_a_list_asks_as_much_for_three_documents_as_for_one(client, places, union):
    make_document(places[0], union)
    once = queries_of(client, LIST)
    for _ in range(2):
        more = [make_union(make_employer(places[1])) for _ in range(2)]
        make_document(places[0], *more)

    assert queries_of(client, LIST) == once <= 15


def test_choosing_and_checking_ask_as_much_for_three_unions_as_for_one(client, places, union):
    document = recorded(client)
    more = [claiming(make_union(make_employer(places[1]))) for _ in range(2)]
    choice = reverse("visits:confirm_document", args=[document.pk])

    counts = [
        (queries_of(client, choice), queries_of(client, page_of(document, *unions)))
        for unions in ([union], [union, *more])
    ]

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 15


def test_confirming_three_unions_asks_as_much_as_confirming_two(client, places, union):
    document = recorded(client)
    unions = [union, *(claiming(make_union(make_employer(places[1]))) for _ in range(4))]

    def asked(some):
        seen = keys(client.get(page_of(document, *some)))
        with CaptureQueriesContext(connection) as made:
            client.post(page_of(document, *some), {"seen": seen})
        return len(made)

    assert asked(unions[:2]) == asked(unions[2:])
