"""Deciding who looks into a thing, or that it is right as it is."""

import pytest

from tests.desk.doubtful import make_doubts
from tests.factories import DAY, TESTER, appoint, make_account, make_actor, make_county
from xingjia.access.checks import Refused, Unacceptable
from xingjia.desk.commands import assign, reopen, settle
from xingjia.desk.queries.items import MINE, Asked, computed, decision_on, items
from xingjia.registry.models import Employer
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def towns():
    _, places = make_county("建湖县", "甲镇", "乙镇")
    make_doubts(places[0], "金")
    return places


@pytest.fixture
def item():
    return next(computed(TESTER, "codes", None, DAY))


def test_a_thing_is_given_to_a_person_and_taken_back(towns, item):
    person = make_account("陆问田")
    appoint(person, "township_officer", towns[0])
    officer = make_actor("township_officer", towns[0])

    assign(officer, item, owner=person, on=DAY)
    mine = items(officer, Asked(DAY, owner=MINE, account=person.pk))
    assert [one.item.key for one in mine] == [item.key]

    assign(officer, item, owner=None, on=DAY)
    assert items(officer, Asked(DAY, owner=MINE, account=person.pk)) == []
    assert Entry.objects.order_by("-seq").first().action == "desk.assigned"


def test_it_is_not_given_to_somebody_of_another_branch(towns, item):
    person = make_account("别镇人")
    appoint(person, "township_officer", towns[1])

    with pytest.raises(Unacceptable, match="owner_unfit"):
        assign(TESTER, item, owner=person, on=DAY)


def test_what_is_right_as_it_is_leaves_the_list_with_its_reason(towns, item):
    officer = make_actor("township_officer", towns[0])
    before = len(items(officer, Asked(DAY)))

    settle(officer, item, reason="办理中", on=DAY)

    assert len(items(officer, Asked(DAY))) == before - 1
    kept = items(officer, Asked(DAY, settled=True))
    assert [(one.item.key, one.decision.reason) for one in kept] == [(item.key, "办理中")]


def test_settled_twice_or_without_a_reason_is_refused(towns, item):
    with pytest.raises(Unacceptable, match="no_reason"):
        settle(TESTER, item, reason="  ", on=DAY)
    settle(TESTER, item, reason="办理中", on=DAY)
    with pytest.raises(Unacceptable, match="settled_already"):
        settle(TESTER, item, reason="办理中", on=DAY)


def test_it_can_be_put_back_once(towns, item):
    settle(TESTER, item, reason="办理中", on=DAY)
    reopen(TESTER, item)

    assert decision_on(TESTER, item).settled_on is None
    with pytest.raises(Unacceptable, match="open_already"):
        reopen(TESTER, item)


def test_without_the_right_at_the_place_nothing_is_decided(towns, item):
    for actor in (make_actor("leader", towns[0]), make_actor("township_officer", towns[1])):
        with pytest.raises(Refused):
            assign(actor, item, owner=None, on=DAY)
        with pytest.raises(Refused):
            settle(actor, item, reason="办理中", on=DAY)
        with pytest.raises(Refused):
            reopen(actor, item)


def test_what_was_mended_meanwhile_is_not_settled(towns, item):
    Employer.objects.everything(because="a test").filter(pk=item.pks[0]).update(
        code="91320925805015509K"
    )

    with pytest.raises(Unacceptable, match="gone"):
        settle(TESTER, item, reason="办理中", on=DAY)
