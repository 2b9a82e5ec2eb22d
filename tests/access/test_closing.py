"""Closing an account, and what a closed one can still do: nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.access.browsers import GOOD, Browser, signed_in
from tests.factories import (
    BECAUSE,
    TESTER,
    appoint,
    make_account,
    make_actor,
    make_county,
    make_node,
)
from xingjia.access import commands
from xingjia.access.checks import LinkVoid, Refused, Unacceptable
from xingjia.access.models import Appointment
from xingjia.access.queries import actor_for
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖镇")


@pytest.fixture
def today():
    return timezone.localdate()


def person(role, at, **days):
    account = make_account("陆问田", password=GOOD)
    appoint(account, role, at, **days)
    return account


def posts(account):
    held = Appointment.objects.everything(because=BECAUSE).filter(account=account)
    return list(held.values_list("role", "end"))


def test_closing_ends_posts_sessions_links_and_slips(county, today):
    node, (town, _) = county
    account = person("chair", make_node("第一纺织厂工会", town, kind="union"))
    inside = Browser(account)
    _, link = commands.offer_recovery(TESTER, account)
    _, slip = commands.make_slip(TESTER, account, days=7)
    assert inside.get("/me/").status_code == 200

    commands.close_account(make_actor("officer", node), account, on=today)

    assert posts(account) == [("chair", today)]
    assert actor_for(account.pk, today).grants == ()
    assert inside.get("/me/").status_code == 302
    with pytest.raises(LinkVoid):
        commands.accept(link, password="Another-88-word")
    with pytest.raises(LinkVoid):
        commands.enter(slip)
    entry = Entry.objects.get(action="access.account_closed")
    assert len(entry.details["appointments"]) == 1


def test_a_closed_account_cannot_come_in_nor_be_given_anything(county, today):
    node, (town, _) = county
    officer, account = make_actor("officer", node), person("township_officer", town)
    commands.close_account(officer, account, on=today)
    account.refresh_from_db()

    door = Client()
    answer = door.post("/sign-in/", {"login": account.username, "password": GOOD})

    assert answer.status_code == 200
    assert "_auth_user_id" not in door.session
    assert account.name == "陆问田"
    with pytest.raises(Unacceptable, match="account_closed"):
        commands.appoint(officer, account, town, role="township_officer", start=today)
    with pytest.raises(Refused):
        commands.offer_recovery(officer, account)


def test_the_right_password_does_not_open_a_closed_account(county, today):
    _, (town, _) = county
    account = person("township_officer", town)
    account.is_active = False
    account.save()
    door = Client()

    door.post("/sign-in/", {"login": account.username, "password": GOOD})

    assert "_auth_user_id" not in door.session


def test_only_a_superior_of_every_post_closes(county, today):
    node, (town, other) = county
    elsewhere, _ = make_county("射阳县")
    account = person("township_officer", town)
    equal = person("officer", node)

    for actor in (
        make_actor("leader", node),
        make_actor("township_officer", town),
        make_actor("township_officer", other),
        make_actor("officer", elsewhere),
        make_actor("auditor", node),
        actor_for(account.pk, today),
    ):
        with pytest.raises(Refused):
            commands.close_account(actor, account, on=today)
    with pytest.raises(Refused):
        commands.close_account(make_actor("officer", node), equal, on=today)

    account.refresh_from_db()
    assert account.is_active


def test_an_administrator_closes_but_not_who_watches_him(county, today):
    node, (town, _) = county
    administrator = make_actor("administrator", node)
    account, auditor = person("officer", node), person("auditor", node)

    commands.close_account(administrator, account, on=today)

    with pytest.raises(Refused):
        commands.close_account(administrator, auditor, on=today)
    with pytest.raises(Refused):
        commands.offer_recovery(administrator, person("township_officer", town))


def test_an_account_closes_once_and_a_post_to_come_is_taken_back(county, today):
    node, (town, other) = county
    officer, account = make_actor("officer", node), person("township_officer", town)
    appoint(account, "township_officer", other, start=today + timedelta(days=9))

    commands.close_account(officer, account, on=today)

    assert posts(account) == [("township_officer", today)]
    with pytest.raises(Unacceptable, match="account_closed"):
        commands.close_account(officer, account, on=today)


def test_an_account_opened_again_has_neither_post_nor_password(county, today):
    node, (town, _) = county
    officer, account = make_actor("officer", node), person("township_officer", town)
    commands.close_account(officer, account, on=today)

    commands.reopen_account(officer, account)

    account.refresh_from_db()
    assert (account.is_active, account.has_usable_password()) == (True, False)
    assert actor_for(account.pk, today).grants == ()
    with pytest.raises(Unacceptable, match="account_open"):
        commands.reopen_account(officer, account)
    with pytest.raises(Refused):
        commands.reopen_account(make_actor("township_officer", town), account)


# ---- pages


def test_an_officer_closes_on_the_page_and_opens_again(county):
    node, (town, _) = county
    account = person("township_officer", town)
    officer = signed_in("officer", node)
    assert f"/people/{account.pk}/close/" in officer.get(f"/people/{account.pk}/").content.decode()

    officer.post(f"/people/{account.pk}/close/")
    closed = officer.get(f"/people/{account.pk}/").content.decode()
    officer.post(f"/people/{account.pk}/reopen/")

    assert "这个账号已停用" in closed
    account.refresh_from_db()
    assert account.is_active


def test_the_page_to_close_is_not_there_for_others(county):
    node, _ = county
    account = person("officer", node)
    elsewhere, _ = make_county("射阳县")

    for browser in (
        signed_in("officer", node),
        signed_in("leader", node),
        signed_in("officer", elsewhere),
    ):
        for method in (browser.get, browser.post):
            assert method(f"/people/{account.pk}/close/").status_code == 404


def test_an_administrator_comes_to_the_machinery_and_goes_back_there(county):
    node, (town, _) = county
    account = person("township_officer", town)
    administrator = signed_in("administrator", node)

    assert administrator.get("/").headers["Location"] == "/running/"
    page = administrator.get("/running/").content.decode()
    answer = administrator.post(f"/people/{account.pk}/close/")

    assert "陆问田" in page
    assert answer.headers["Location"] == "/running/"


@pytest.mark.parametrize("people", [1, 3])
def test_the_machinery_asks_the_database_little(county, people, django_assert_max_num_queries):
    node, (town, _) = county
    for _ in range(people):
        person("township_officer", town)
    administrator = signed_in("administrator", node)

    with django_assert_max_num_queries(14):
        assert administrator.get("/running/").status_code == 200
