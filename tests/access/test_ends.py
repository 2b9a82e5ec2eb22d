"""Ends of posts, and beginnings of counties."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import BECAUSE, appoint, make_account, make_actor, make_county, make_node
from xingjia.access import commands
from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.models import Account, Appointment
from xingjia.access.queries import actor_for
from xingjia.access.rules import Role, label_of, system
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import OPEN, STEP
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
START = date(2026, 3, 1)


def posts(account):
    held = Appointment.objects.everything(because=BECAUSE).filter(account=account).order_by("pk")
    return list(held.values_list("role", "organisation__name", "start", "end"))


def actions():
    return list(Entry.objects.exclude(action="orgtree.planted").values_list("action", flat=True))


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖镇")


# ---- end_appointment


def test_a_post_ends_on_its_day(county):
    node, (town, _) = county
    account = make_account()
    held = appoint(account, "township_officer", town)

    commands.end_appointment(make_actor("officer", node), held, on=START)

    assert posts(account)[0][3] == START
    assert actor_for(account.pk, START).grants == ()
    assert len(actor_for(account.pk, START - timedelta(days=1)).grants) == 1
    assert actions() == ["access.appointment_ended"]


def test_a_post_that_would_not_last_a_day_is_taken_back(county):
    node, (town, _) = county
    account = make_account()
    held = appoint(account, "township_officer", town, start=START)

    commands.end_appointment(make_actor("officer", node), held, on=START)

    assert posts(account) == []
    assert actions() == ["access.appointment_withdrawn"]


def test_only_a_superior_ends_a_post(county):
    node, (town, _) = county
    elsewhere, _ = make_county("射阳县")
    held = appoint(make_account(), "township_officer", town)
    county_held = appoint(make_account(), "officer", node)

    for actor in (
        make_actor("leader", node),
        make_actor("township_officer", town),
        make_actor("officer", elsewhere),
    ):
        with pytest.raises(Refused):
            commands.end_appointment(actor, held, on=START)
    with pytest.raises(Refused):
        commands.end_appointment(make_actor("officer", node), county_held, on=START)

    held.refresh_from_db()
    assert held.end == OPEN


def test_a_post_ends_once(county):
    node, (town, _) = county
    officer = make_actor("officer", node)
    held = appoint(make_account(), "township_officer", town)
    commands.end_appointment(officer, held, on=START)

    with pytest.raises(Unacceptable, match="already_ended"):
        commands.end_appointment(officer, held, on=START)

    assert actions() == ["access.appointment_ended"]


# ---- start_county


def test_a_county_starts_once_with_a_named_officer():
    node = make_node("建湖县", code="320925")
    first = {"name": "孟知秋", "username": "mengzhiqiu", "post": "", "start": START}

    commands.start_county(system("start_county"), node, **first)

    account = Account.objects.get(username="mengzhiqiu")
    assert posts(account) == [("officer", "建湖县", START, OPEN)]
    with pytest.raises(Unacceptable, match="county_started"):
        commands.start_county(system("start_county"), node, **(first | {"username": "other"}))


def test_a_demonstration_is_no_real_county():
    node = make_node("建湖县")
    Node.objects.filter(pk=node.pk).update(demo_on=START)

    with pytest.raises(Unacceptable, match="demonstration"):
        commands.start_county(
            system("start_county"), node, name="孟知秋", username="meng", post="", start=START
        )


def test_a_county_is_started_neither_by_its_own_people_nor_by_its_neighbours(county):
    node, _ = county
    details = {"name": "孟知秋", "username": "meng", "post": "", "start": timezone.localdate()}

    for actor in (make_actor("leader", node), make_actor("officer", make_county("射阳县")[0])):
        with pytest.raises(Refused):
            commands.start_county(actor, node, **details)


# ---- note_change


def test_what_somebody_changes_about_his_own_way_in_is_noted(county):
    account = make_account()

    commands.note_change(actor_for(account.pk, START), account, what="password_changed")

    entry = Entry.objects.get(action="access.password_changed")
    assert (entry.actor, entry.subject) == (label_of(account.pk), f"access.account:{account.pk}")


def test_a_second_officer_is_asked_for_by_name():
    node = make_node("建湖县", code="320925")
    first = {"name": "孟知秋", "username": "mengzhiqiu", "post": "", "start": START}
    second = {"name": "史明", "username": "shiming", "post": "", "start": START}
    commands.start_county(system("start_county"), node, **first)

    commands.start_county(system("start_county"), node, another=True, **second)

    assert posts(Account.objects.get(username="shiming")) == [("officer", "建湖县", START, OPEN)]


def test_equals_do_not_appoint_equals_and_the_city_does(county):
    node, _ = county
    city = Node.objects.get(path=node.path[:-STEP])
    details = {"username": "shiming", "name": "史明", "post": "", "role": Role.OFFICER}

    with pytest.raises(Refused):
        commands.invite(make_actor("officer", node), node, start=START, **details)
    commands.invite(make_actor("officer", city), node, start=START, **details)

    assert posts(Account.objects.get(username="shiming")) == [("officer", "建湖县", START, OPEN)]
