"""After a trip, all that waits at its unions is ticked at once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.browsing import session_of, signed_in
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
from tests.visits.trips import make_visit
from xingjia.evidence.commands import claim
from xingjia.evidence.rules import Saying
from xingjia.visits.models import Confirmation, Stop

pytestmark = pytest.mark.django_db


@pytest.fixture
def township():
    return make_county()[1][0]


@pytest.fixture
def union(township):
    found = make_union(make_employer(township))
    chair = make_actor("chair", found.organisation)
    for kind in ("sign_shown", "board_current"):
        claim(chair, found, said=Saying(kind, date(2013, 12, 2)), on=DAY)
    held = Saying("system_used", date(2013, 12, 3), {"name": "evaluation"})
    claim(chair, found, said=held, on=DAY)
    return found


@pytest.fixture
def officer(township):
    account = make_account("曹予宁")
    appoint(account, "township_officer", township)
    return account


@pytest.fixture
def visit(union, officer):
    return make_visit(union, visitors=[{"name": officer.name, "account": officer.pk}])


def page_of(visit):
    return reverse("visits:confirm", args=[visit.pk])


def offered(client, visit):
    [place] = client.get(page_of(visit)).context["places"]
    return {line["told"].kind.code: line["key"] for line in place["lines"]}


def ticked():
    rows = Confirmation.objects.everything(because=BECAUSE).order_by("kind")
    return [(one.kind, one.level, one.day) for one in rows]


def test_what_was_seen_is_ticked_and_verified_and_is_not_offered_again(visit, officer):
    client = session_of(officer)
    keys = offered(client, visit)

    client.post(page_of(visit), {"seen": [keys["sign_shown"], keys["system_used"]]})

    assert keys.keys() == {"sign_shown", "board_current", "system_used"}
    assert ticked() == [
        ("sign_shown", "township", None),
        ("system_used", "township", date(2013, 12, 3)),
    ]
    assert offered(client, visit).keys() == {"board_current"}


def test_sent_twice_it_stands_once(visit, officer):
    client = session_of(officer)
    sent = {"seen": [offered(client, visit)["sign_shown"]]}

    for _ in range(2):
        client.post(page_of(visit), sent)

    assert len(ticked()) == 1


@pytest.mark.parametrize("seen", [[], ["stars"], ['[1, "sign_shown", [["a", "b"]]]']])
def test_what_was_not_offered_is_not_ticked(visit, officer, seen):
    session_of(officer).post(page_of(visit), {"seen": seen})

    assert ticked() == []


def test_who_keeps_no_register_and_who_is_elsewhere_finds_no_page(visit, union):
    _, (other,) = make_county("射阳县", "合德镇")

    for client in (
        signed_in("chair", union.organisation),
        signed_in("leader", union.organisation),
        signed_in("township_officer", other),
    ):
        assert client.get(page_of(visit)).status_code == 404
        assert client.post(page_of(visit), {"seen": ["x"]}).status_code == 404


def test_the_queries_do_not_grow_with_the_unions(visit, union, officer, township):
    more = [make_union(make_employer(township)) for _ in range(2)]
    for one in more:
        chair = make_actor("chair", one.organisation)
        claim(chair, one, said=Saying("sign_shown", date(2013, 12, 2)), on=DAY)
        Stop.objects.everything(because=BECAUSE).create(visit=visit, union=one)
    client = session_of(officer)

    counts = []
    for stops in (3, 1):
        with CaptureQueriesContext(connection) as made:
            assert len(client.get(page_of(visit)).context["places"]) == stops
        counts.append(len(made))
        Stop.objects.everything(because=BECAUSE).filter(union__in=more).delete()

    assert counts[0] == counts[1]
