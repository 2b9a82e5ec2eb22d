"""Links to get in: who may make one, who may use one, and how often."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories import BECAUSE, appoint, make_account, make_actor, make_county, make_node
from tests.toolkit.homes import migrated
from xingjia.access import commands
from xingjia.access.checks import LinkVoid, Refused
from xingjia.access.models import Appointment, Invitation
from xingjia.access.queries import actor_for
from xingjia.access.rules import Role, label_of, system
from xingjia.toolkit.audit.models import Entry

GOOD = "建湖-Gonghui-2026"
BETTER = "Shanggang-88-zhen"


@pytest.fixture
def county(db):
    return make_county("建湖县", "上冈镇", "近湖镇")


def person(role, at, **given):
    account = make_account("姚国平", **given)
    appoint(account, role, at)
    return account


def links(account):
    return Invitation.objects.everything(because=BECAUSE).filter(account=account)


# ---- offering


def test_a_superior_offers_a_way_back_for_a_day(county):
    node, (town, _) = county
    officer, account = make_actor("officer", node), person("township_officer", town)

    invitation, secret = commands.offer_recovery(officer, account)

    assert (invitation.purpose, invitation.organisation) == ("recover", town)
    assert invitation.expires_at - invitation.made_at == timedelta(hours=24)
    assert commands.accept(secret, password=GOOD) == account
    entry = Entry.objects.get(action="access.recovery_offered")
    assert (entry.actor, entry.details["drops_second_factor"]) == (officer.label, False)


def test_nobody_but_a_superior_offers_a_way_back(county):
    node, (town, _) = county
    account = person("township_officer", town)
    elsewhere, _ = make_county("射阳县")

    for actor in (
        make_actor("leader", node),
        make_actor("township_officer", town),
        make_actor("officer", elsewhere),
    ):
        with pytest.raises(Refused):
            commands.offer_recovery(actor, account)
    assert not links(account).exists()


def test_equals_do_not_bring_each_other_back(county):
    node, _ = county

    with pytest.raises(Refused):
        commands.offer_recovery(make_actor("officer", node), person("officer", node))


def test_nobody_brings_himself_back(county):
    node, (town, _) = county
    account = person("officer", node)
    appoint(account, "leader", town)
    oneself = actor_for(account.pk, timezone.localdate())

    with pytest.raises(Refused):
        commands.offer_recovery(oneself, account)


def test_a_post_above_or_elsewhere_keeps_the_account_out_of_reach(county):
    """Else the officer of a township could become the officer of the city."""
    node, (town, _) = county
    union = make_node("第一纺织厂工会", town, kind="union")
    account = person("chair", union)
    superior = make_actor("township_officer", town)
    commands.offer_recovery(superior, account)
    appoint(account, "officer", node)

    with pytest.raises(Refused):
        commands.offer_recovery(superior, account)


def test_somebody_without_a_post_or_closed_gets_no_link(county):
    node, (town, _) = county
    gone, closed = make_account(), person("township_officer", town)
    appoint(gone, "township_officer", town, end=timezone.localdate())
    closed.is_active = False
    closed.save()

    for account in (gone, closed):
        with pytest.raises(Refused):
            commands.offer_recovery(make_actor("officer", node), account)
    with pytest.raises(Refused):
        commands.offer_recovery(system("recovery_code"), gone)


def test_a_second_offer_makes_the_first_void(county):
    node, (town, _) = county
    officer, account = make_actor("officer", node), person("township_officer", town)
    _, first = commands.offer_recovery(officer, account)
    _, second = commands.offer_recovery(officer, account)

    with pytest.raises(LinkVoid):
        commands.accept(first, password=GOOD)

    assert commands.accept(second, password=GOOD) == account


# ---- accepting


def test_a_link_sets_the_password_once(county):
    node, (town, _) = county
    account = person("township_officer", town)
    _, secret = commands.offer_recovery(make_actor("officer", node), account)

    commands.accept(secret, password=GOOD)
    with pytest.raises(LinkVoid):
        commands.accept(secret, password=BETTER)

    account.refresh_from_db()
    assert account.check_password(GOOD)
    entry = Entry.objects.get(action="access.password_set")
    assert (entry.actor, entry.details["purpose"]) == (label_of(account.pk), "recover")


def test_using_one_link_uses_up_all_of_them(county):
    node, (town, _) = county
    officer = make_actor("officer", node)
    details = {"username": "yaoguoping", "name": "姚国平", "post": "", "role": Role.LEADER}
    invitation, first = commands.invite(officer, town, start=timezone.localdate(), **details)
    _, second = commands.offer_recovery(officer, invitation.account)
    links(invitation.account).update(used_at=None)  # as if both were still open

    commands.accept(second, password=GOOD)

    assert not links(invitation.account).filter(used_at=None).exists()
    with pytest.raises(LinkVoid):
        commands.accept(first, password=BETTER)


@pytest.mark.parametrize("fault", ["unknown", "used", "expired", "closed", "postless", "demoted"])
def test_a_link_that_cannot_be_used_does_not_say_why(county, fault):
    node, (town, _) = county
    superior = person("officer", node)
    account = person("township_officer", town)
    actor = actor_for(superior.pk, timezone.localdate())
    invitation, secret = commands.offer_recovery(actor, account)
    match fault:
        case "unknown":
            secret = secret[:-1] + ("A" if secret[-1] != "A" else "B")
        case "used":
            links(account).update(used_at=timezone.now())
        case "expired":
            links(account).update(expires_at=timezone.now())
        case "closed":
            account.is_active = False
            account.save()
        case "postless":
            held = invitation.organisation, account
            commands.end_appointment(actor, appointment_of(*held), on=timezone.localdate())
        case "demoted":
            commands.end_appointment(
                system("test"), appointment_of(node, superior), on=timezone.localdate()
            )

    with pytest.raises(LinkVoid) as refused:
        commands.accept(secret, password=GOOD)

    assert str(refused.value) == ""
    account.refresh_from_db()
    assert not account.check_password(GOOD)


def appointment_of(node, account):
    return Appointment.objects.everything(because=BECAUSE).get(organisation=node, account=account)


def test_a_link_kept_for_oneself_does_not_grow_with_the_person(county):
    node, (town, _) = county
    union = make_node("第一纺织厂工会", town, kind="union")
    account = person("chair", union)
    _, secret = commands.offer_recovery(make_actor("township_officer", town), account)
    commands.appoint(system("test"), account, node, role=Role.OFFICER, start=timezone.localdate())

    with pytest.raises(LinkVoid):
        commands.accept(secret, password=GOOD)


@pytest.mark.parametrize("weak", ["1234567", "12345678901", "password", "user1234"])
def test_a_weak_password_leaves_the_link_as_it_was(county, weak):
    node, (town, _) = county
    account = person("township_officer", town)
    account.username = "user1234"
    account.save()
    _, secret = commands.offer_recovery(make_actor("officer", node), account)

    with pytest.raises(ValidationError):
        commands.accept(secret, password=weak)

    assert commands.accept(secret, password=GOOD) == account


@pytest.mark.parametrize("drop", [True, False])
def test_the_second_factor_goes_only_if_the_superior_says_so(county, drop):
    node, (town, _) = county
    account = person("township_officer", town)
    Authenticator.objects.create(user=account, type="totp", data={"secret": "x"})
    _, secret = commands.offer_recovery(
        make_actor("officer", node), account, drop_second_factor=drop
    )
    assert Authenticator.objects.filter(user=account).exists()

    commands.accept(secret, password=GOOD)

    assert Authenticator.objects.filter(user=account).exists() == (not drop)


# ---- at the same time

RACE = """
import threading
from django.db import connection
from django.utils import timezone
from xingjia.access import commands
from xingjia.access.checks import LinkVoid
from xingjia.access.models import Account
from xingjia.access.rules import Role, system
from xingjia.orgtree.commands import Planting, plant_all
from xingjia.toolkit.audit.models import Entry

county = plant_all("system:trial", [Planting(None, "county", "320925", "建湖县")])[0]
actor, today = system("trial"), timezone.localdate()
for number in range(5):
    made, secret = commands.invite(
        actor, county, username=f"person{number}", name="孟知秋", post="",
        role=Role.OFFICER, start=today,
    )
    won, lost, barrier = [], [], threading.Barrier(6)

    def use(mine):
        barrier.wait()
        try:
            commands.accept(secret, password=mine)
            won.append(mine)
        except LinkVoid:
            lost.append(mine)
        finally:
            connection.close()

    threads = [threading.Thread(target=use, args=(f"Gonghui-{n}-jianhu",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    account = Account.objects.get(pk=made.account_id)
    assert (len(won), len(lost)) == (1, 5), (won, lost)
    assert account.check_password(won[0])
assert Entry.objects.filter(action="access.password_set").count() == 5
print("exactly one")
"""


def test_of_many_who_use_a_link_at_once_exactly_one_succeeds(tmp_path):
    with migrated(tmp_path / "home") as home:
        assert home.run(RACE).strip() == "exactly one"
