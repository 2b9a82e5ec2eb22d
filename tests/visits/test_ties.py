"""A visitor says how he stands to a union; who is tied to it verifies nothing there."""

from datetime import date

import pytest
from django.urls import reverse

from tests.browsing import session_of
from tests.factories import (
    BECAUSE,
    DAY,
    appoint,
    make_account,
    make_chair,
    make_county,
    make_employer,
    make_union,
)
from xingjia.access.queries import actor_for
from xingjia.visits.commands import Person, Said, Tick, Trip, confirm, record_visit
from xingjia.visits.models import Confirmation

pytestmark = pytest.mark.django_db
WENT = date(2013, 12, 10)
RIGHT = Tick("sign_shown", holds=True)


@pytest.fixture
def township():
    return make_county()[1][0]


@pytest.fixture
def union(township):
    found = make_union(make_employer(township))
    make_chair(found, "姚国平")
    return found


def officer(township, name):
    account = make_account(name)
    appoint(account, "township_officer", township)
    return account


def levels():
    return [one.level for one in Confirmation.objects.everything(because=BECAUSE).order_by("pk")]


def went(union, *people, ties=None):
    said = Said(union, (RIGHT,), ties=ties or {})
    return Trip(WENT, tuple(Person(one.name, one.pk) for one in people), (said,))


@pytest.mark.parametrize(("tied", "level"), [(None, ""), (True, ""), (False, "township")])
def test_who_bears_the_chairs_family_name_verifies_once_he_says_he_is_no_relative(
    township, union, tied, level
):
    same = officer(township, "姚海燕")
    ties = {} if tied is None else {same.pk: tied}

    record_visit(actor_for(same.pk, DAY), went(union, same, ties=ties), on=DAY)

    assert levels() == [level]


def test_a_declared_tie_counts_whatever_the_name_and_for_what_is_confirmed_later(township, union):
    one = officer(township, "曹予宁")
    actor = actor_for(one.pk, DAY)

    visit = record_visit(actor, went(union, one, ties={one.pk: True}), on=DAY)
    confirm(actor, visit, {union.pk: [Tick("board_current", holds=True)]})

    assert levels() == ["", ""]


def test_the_colleague_who_is_not_tied_verifies(township, union):
    tied, free = officer(township, "姚海燕"), officer(township, "曹予宁")

    trip = went(union, tied, free, ties={tied.pk: True})
    record_visit(actor_for(free.pk, DAY), trip, on=DAY)

    assert levels() == ["township"]


def test_who_belongs_to_the_union_does_not_verify_it_whatever_he_says(township, union):
    member = officer(township, "曹予宁")
    appoint(member, "committee", union.organisation)

    record_visit(actor_for(member.pk, DAY), went(union, member, ties={member.pk: False}), on=DAY)

    assert levels() == [""]


def sent_by(client, union, account, **more):
    page = client.get(f"{reverse('visits:new')}?union={union.pk}")
    [place] = page.context["places"]
    [field] = [
        row["field"].html_name
        for row in place.rows()
        if row["line"]["told"].kind.code == "sign_shown"
    ]
    head = page.context["head"]
    sent = {
        field: "right",
        "visited_on": DAY.isoformat(),
        "colleagues": [str(account.pk)],
        "client_key": str(head["client_key"].value()),
    }
    return sent | {f"u{union.pk}-{name}": value for name, value in more.items()}


def test_the_form_asks_whom_it_concerns_and_keeps_what_was_typed(township, union):
    same = officer(township, "姚海燕")
    client, url = session_of(same), f"{reverse('visits:new')}?union={union.pk}"

    asked = client.post(url, sent_by(client, union, same, met="主席姚国平")).content.decode()
    client.post(url, sent_by(client, union, same, untied="on"))

    assert "姚海燕和主席或副主席同姓" in asked
    assert "主席姚国平" in asked
    assert levels() == ["township"]


def test_the_form_takes_a_tie(township, union):
    same = officer(township, "姚海燕")
    client, url = session_of(same), f"{reverse('visits:new')}?union={union.pk}"

    client.post(url, sent_by(client, union, same, tied=[str(same.pk)]))

    assert levels() == [""]


def test_others_are_not_asked(township, union):
    client = session_of(officer(township, "曹予宁"))

    [place] = client.get(f"{reverse('visits:new')}?union={union.pk}").context["places"]

    assert "untied" not in place.fields
    assert "tied" in place.fields
