"""An officer says what is asked, sees what it costs, and sends it."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.browsing import links_of, session_of, words_of
from tests.portal.returns.townships import AHEAD, WHY, Townships, sent_to, started
from xingjia.portal.returns.models import Collection, Return
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
SAID = {
    "name": "一季度补报",
    "occasion": "quarter",
    "per": "township",
    "columns": ["staff", "chair_phone"],
    "months": "12",
    "day": "2013-12-31",
    "due_on": "2099-01-10",
    "ends_on": "2099-01-31",
    "reason": "季度报表",
    "telephone": "0515-86200000",
}


@pytest.fixture
def land() -> Townships:
    return Townships()


def said(land: Townships, **others) -> dict[str, object]:
    return SAID | {"node": land.county.pk} | others


def test_the_cost_is_shown_before_anything_is_sent(land):
    client = session_of(land.officer)

    shown = words_of(client.post("/returns/new/", said(land, look="1")))

    assert "2 项 × 3 家 = 6 格" in shown
    assert "要填的格 3" in shown
    assert "不用填的格 3" in shown
    assert "30 秒" in shown
    assert "发出 2 份表" in shown
    assert not Collection.objects.everything(because=WHY).exists()


def test_what_was_seen_is_sent(land):
    client = session_of(land.officer)

    answer = client.post("/returns/new/", said(land, send="1", seen="3"), follow=True)

    assert "已报 0/2" in words_of(answer)
    sent = Return.objects.everything(because=WHY)
    assert sorted(sent.values_list("organisation__name", "cells")) == [
        ("上冈镇", 2),
        ("近湖街道", 1),
    ]
    assert Entry.objects.get(action="returns.started").details["cells"] == 3


def test_another_number_than_was_seen_is_shown_again(land):
    answer = session_of(land.officer).post("/returns/new/", said(land, send="1", seen="9"))

    assert "格数刚才变了" in words_of(answer)
    assert not Collection.objects.everything(because=WHY).exists()


def test_days_that_will_not_do_are_said(land):
    client = session_of(land.officer)

    answer = client.post(
        "/returns/new/",
        said(land, day="2099-01-01", due_on="2014-01-01", ends_on="2013-01-01", look="1"),
    )

    assert answer.status_code == 400
    for sentence in ("不能晚于今天", "已经过了", "不能早于交表"):
        assert sentence in words_of(answer)


def test_all_workbooks_leave_in_one_zip_and_in_the_log(land):
    collection = started(land.officer, land.county)

    answer = session_of(land.officer).get(f"/returns/{collection.pk}/workbooks/")

    names = ZipFile(BytesIO(answer.content)).namelist()
    assert sorted(names) == ["上冈镇-一季度补报.xlsx", "近湖街道-一季度补报.xlsx"]
    assert Entry.objects.get(action="audit.exported").details["rows"] == 3


def test_what_is_asked_stands_on_the_home_of_who_is_asked(land):
    by_township = started(land.officer, land.county, **AHEAD)
    started(land.officer, land.county, per=Collection.Per.UNION, **AHEAD)

    township, chair = (session_of(one).get("/") for one in (land.township, land.chair))

    assert f"/returns/sheet/{sent_to(by_township, land.first).pk}/" in links_of(township)
    assert "约 1 分钟" in words_of(chair)
    assert "要填的表" in words_of(chair)
    home = session_of(land.officer).get("/")
    assert "要填的表" not in words_of(home)
    assert f"/returns/{by_township.pk}/" in links_of(home)
    assert f"/returns/{by_township.pk}/" not in links_of(session_of(land.township).get("/returns/"))
