"""The pages on which an officer changes the tree."""

import pytest

from tests.browsing import links_of, queries_of, session_of, words_of
from tests.factories import (
    make_actor,
    make_node,
)
from tests.portal.land import TODAY, Land, post
from xingjia.orgtree.queries import path_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Land:
    return Land()


def test_an_officer_merges_a_place_after_seeing_what_that_does(land):
    make_actor("township_officer", land.first)
    client = session_of(post("officer", land.east))
    assert "/tree/320925108/merge/" in links_of(client.get("/tree/320925108/"))
    address = "/tree/320925108/merge/"

    asked = client.get(address, {"to": "建阳", "on": "2013-07-01"})

    said = words_of(asked)
    assert "跟着走的工会 1 家" in said
    assert "跟着走的企业 2 家" in said
    assert "随之结束的任职 1 项" in said
    land.first.refresh_from_db()
    assert land.first.closed_on is None
    done = client.post(address, {"to": "建阳", "on": "2013-07-01"}, follow=True)
    assert done.redirect_chain == [("/tree/320925100/", 302)]
    assert "2013年7月1日并入建阳镇" in words_of(done)
    assert client.get(address).status_code == 404
    assert "并入" in words_of(client.get("/tree/320925108/"))


@pytest.mark.parametrize(
    ("what", "given", "said"),
    [
        ("merge", {"to": "镇", "on": "2013-07-01"}, "您管的范围里没有合适的这个地方"),
        ("merge", {"to": "建阳", "on": "3013-07-01"}, "还没到这一天"),
        ("move", {"to": "建湖", "on": "2013-07-01"}, "它现在就在这个地方下面"),
        ("close", {"on": "2013-07-01"}, "还有企业或工会"),
        ("rename", {"name": "", "on": "2013-07-01"}, "必填"),
        ("merge", {"to": "建阳", "on": "昨天"}, "日期"),
    ],
)
def test_what_cannot_be_done_is_said_before_anybody_confirms(land, what, given, said):
    if what == "merge" and given["to"] == "镇":
        given = given | {"to": "合德"}
    client = session_of(post("officer", land.east))
    before = path_on(land.first, TODAY)

    for answer in (
        client.get(f"/tree/320925108/{what}/", given),
        client.post(f"/tree/320925108/{what}/", given),
    ):
        assert answer.status_code == 200
        assert said in words_of(answer)
        assert "确认，改" not in words_of(answer)
    assert path_on(land.first, TODAY) == before


def test_a_name_is_refused_by_the_command_as_well(land):
    client = session_of(post("officer", land.east))
    answer = client.post("/tree/320925108/rename/", {"name": "上冈镇", "on": "2013-07-01"})

    assert "不同的名称" in words_of(answer)


def test_renaming_and_opening_a_zone_by_page(land):
    client = session_of(post("officer", land.east))
    asked = client.get("/tree/320925108/rename/", {"name": "上冈街道", "on": "2013-07-01"})
    assert "以前的日子仍叫“上冈镇”" in words_of(asked)
    client.post("/tree/320925108/rename/", {"name": "上冈街道", "on": "2013-07-01"})
    client.post("/tree/320925/zone/", {"name": "高新区", "on": "2013-07-01"})

    page = words_of(client.get("/tree/320925/"))
    assert "上冈街道" in page
    assert "320925L01 自编代码" in page
    zone = words_of(client.get("/tree/320925L01/"))
    assert "自编代码" in zone
    assert "曾用名" in words_of(client.get("/tree/320925108/"))


def test_the_own_place_offers_no_change_but_a_zone(land):
    client = session_of(post("officer", land.east))

    assert client.get("/tree/").headers["Location"] == "/tree/320925/"
    links = [one for one in links_of(client.get("/tree/320925/")) if "/tree/320925/" in one]
    assert links == ["/tree/320925/zone/"]
    for what in ("rename", "move", "merge", "close", "nonsense"):
        assert client.get(f"/tree/320925/{what}/").status_code == 404
    assert client.get("/tree/320924/").status_code == 404
    assert session_of(post("leader", land.east)).get("/tree/").status_code == 404


def test_a_place_asks_as_often_for_three_below_as_for_one(land):
    client = session_of(post("officer", land.city))
    one = queries_of(client, "/tree/320924/")
    for name in ("二镇", "三镇"):
        make_node(name, land.west, kind="township")

    assert queries_of(client, "/tree/320924/") == one
