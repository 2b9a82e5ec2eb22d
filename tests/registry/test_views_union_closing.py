"""The pages on which a union ends, and a mistaken end is taken back."""

import pytest

from tests.browsing import session_of, signed_in, words_of
from tests.factories import (
    appoint,
    make_account,
    make_actor,
    make_chair,
    make_contract,
    make_county,
    make_employer,
    make_union,
)
from tests.registry.test_closing import DAY, WHY
from xingjia.access.models import Appointment
from xingjia.registry.commands.offices import close_union
from xingjia.registry.models import Union

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "建阳镇")


@pytest.fixture
def union(county) -> Union:
    employers = [make_employer(county[1][0]) for _ in range(2)]
    union = make_union(*employers, members=40)
    make_chair(union)
    make_contract(*employers)
    return union


@pytest.fixture
def held(union) -> Appointment:
    """The account of the chair."""
    return appoint(make_account("姚国平"), "chair", union.organisation)


def test_an_end_is_shown_then_done_then_taken_back(county, union, held):
    client = signed_in("township_officer", county[1][0])
    page = f"/unions/{union.pk}/"
    asked = {"on": "2014-02-01", "why": "merged", "reason": "建总工〔2014〕3号"}

    shown = words_of(client.get(page + "close/", asked))
    assert "1 份，照旧到期满" in shown
    assert "40 人，会籍保留" in shown
    assert "1 项，从这一天起不能再用" in shown
    union.refresh_from_db()
    assert union.closed_on is None
    client.post(page + "close/", asked)
    assert "登记错了，撤回" in words_of(client.get(page))
    assert "2 家" in words_of(client.get(page + "reopen/"))
    assert "必填" in words_of(client.post(page + "reopen/", {"reason": ""}))
    done = client.post(page + "reopen/", {"reason": "登记错了一家"}, follow=True)

    assert "已撤回，这家工会照旧" in words_of(done)
    assert "撤回2014年2月1日撤销的登记" in words_of(done)
    union.refresh_from_db()
    assert union.closed_on is None
    assert client.get(page + "reopen/").status_code == 302


def test_what_stands_in_the_way_is_said_before_anybody_confirms(county, union):
    client = signed_in("township_officer", county[1][0])

    said = words_of(client.get(f"/unions/{union.pk}/close/", {"on": "2014-02-01", "why": "merged"}))

    assert "工会法第十三条" in said
    assert "撤销这家工会" not in said


def test_pages_of_another_branch_are_not_there(county, union, held):
    close_union(make_actor("officer", county[0]), union, on=DAY, **WHY)
    elsewhere = signed_in("township_officer", county[1][1])

    for what in ("close", "reopen"):
        for client in (elsewhere, session_of(held.account)):
            assert client.get(f"/unions/{union.pk}/{what}/").status_code == 404
