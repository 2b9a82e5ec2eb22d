"""Giving accounts and posts."""

from datetime import date, timedelta

import pytest

from tests.factories import BECAUSE, appoint, make_account, make_actor, make_county
from xingjia.access import commands
from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.models import Account, Appointment, Invitation
from xingjia.access.queries import actor_for
from xingjia.access.rules import Role, digest_of
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import OPEN
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
START = date(2026, 3, 1)


def invite(actor, node, role=Role.TOWNSHIP_OFFICER, **given):
    details = {"username": "yaoguoping", "name": "姚国平", "post": "工会干事", "start": START}
    return commands.invite(actor, node, **(details | {"role": role} | given))


def posts(account):
    held = Appointment.objects.everything(because=BECAUSE).filter(account=account).order_by("pk")
    return list(held.values_list("role", "organisation__name", "start", "end"))


def actions():
    return list(Entry.objects.exclude(action="orgtree.planted").values_list("action", flat=True))


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖镇")


# ---- invite


def test_an_invitation_gives_an_account_a_post_and_a_link(county):
    node, (town, _) = county
    officer = make_actor("officer", node)

    invitation, secret = invite(officer, town, username=" YaoGuoping ", end=date(2027, 3, 1))

    account = Account.objects.get(username="yaoguoping")
    assert (account.name, account.post) == ("姚国平", "工会干事")
    assert not account.has_usable_password()
    assert posts(account) == [("township_officer", "上冈镇", START, date(2027, 3, 1))]
    assert (invitation.purpose, invitation.made_by) == ("join", officer.label)
    assert invitation.expires_at - invitation.made_at == timedelta(days=7)
    entry = Entry.objects.get(action="access.invited")
    assert (entry.actor, entry.subject) == (officer.label, f"access.account:{account.pk}")
    assert len(secret) >= 22  # 128 bits take 22 characters


def test_of_the_secret_only_a_digest_is_kept(county):
    node, (town, _) = county

    invitation, secret = invite(make_actor("officer", node), town)

    invitation.refresh_from_db()
    assert invitation.digest == digest_of(secret)
    kept = [str(value) for value in Invitation.rows.filter(pk=invitation.pk).values_list().get()]
    assert [value for value in kept if secret in value] == []
    assert secret not in str(list(Entry.objects.values()))


@pytest.mark.parametrize("role", ["leader", "chair"])
def test_whoever_only_looks_may_not_invite(county, role):
    node, (town, _) = county

    with pytest.raises(Refused):
        invite(make_actor(role, node), town)

    assert not Account.objects.filter(username="yaoguoping").exists()
    assert actions() == []


def test_nobody_invites_into_another_branch(county):
    elsewhere, _ = make_county("射阳县", "合德镇")

    with pytest.raises(Refused):
        invite(make_actor("officer", elsewhere), county[1][0])


def test_an_equal_is_not_invited(county):
    node, (town, _) = county

    with pytest.raises(Refused):
        invite(make_actor("officer", node), node, Role.OFFICER)
    with pytest.raises(Refused):
        invite(make_actor("township_officer", town), town)


def test_the_same_person_is_not_invited_twice(county):
    node, (town, other) = county
    officer = make_actor("officer", node)
    invite(officer, town)

    with pytest.raises(Unacceptable, match="username_taken"):
        invite(officer, other, username="YAOGUOPING")

    assert Account.objects.filter(username__iexact="yaoguoping").count() == 1
    assert actions() == ["access.invited"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": "办公室"}, "name_of_office"),
        ({"name": "王"}, "name_unfit"),
        ({"username": "admin"}, "username_of_office"),
        ({"username": "姚"}, "username_unfit"),
        ({"end": START}, "ends_before_start"),
        ({"role": Role.CHAIR}, "place_unfit"),
    ],
)
def test_what_cannot_be_taken_says_why_and_leaves_nothing(county, given, code):
    node, (town, _) = county
    officer = make_actor("officer", node)
    before = Account.objects.count()

    with pytest.raises(Unacceptable, match=code):
        invite(officer, town, **given)

    assert Account.objects.count() == before


def test_a_place_that_was_closed_takes_nobody(county):
    node, (town, _) = county
    Node.objects.filter(pk=town.pk).update(closed_on=START)

    with pytest.raises(Unacceptable, match="place_closed"):
        invite(make_actor("officer", node), town)


# ---- appoint


def test_one_more_post(county):
    node, (town, other) = county
    officer, account = make_actor("officer", node), make_account()
    appoint(account, "township_officer", town)

    commands.appoint(officer, account, other, role=Role.LEADER, start=START)

    assert posts(account)[1:] == [("leader", "近湖镇", START, OPEN)]
    assert actions() == ["access.appointed"]


def test_somebody_who_left_can_come_back(county):
    node, (town, _) = county
    account = make_account()
    appoint(account, "township_officer", town, end=date(2020, 1, 1))

    commands.appoint(
        make_actor("officer", node), account, town, role=Role.TOWNSHIP_OFFICER, start=START
    )

    assert len(posts(account)) == 2


def test_without_the_right_nobody_is_appointed(county):
    node, (town, other) = county
    account = make_account()
    appoint(account, "township_officer", town)

    for actor in (make_actor("leader", node), make_actor("township_officer", town)):
        with pytest.raises(Refused):
            commands.appoint(actor, account, other, role=Role.TOWNSHIP_OFFICER, start=START)

    assert len(posts(account)) == 1


def test_somebody_of_another_branch_is_not_appointed(county):
    node, (town, _) = county
    _, (their_town,) = make_county("射阳县", "合德镇")
    theirs = make_account()
    appoint(theirs, "township_officer", their_town)

    with pytest.raises(Refused):
        commands.appoint(
            make_actor("officer", node), theirs, town, role=Role.TOWNSHIP_OFFICER, start=START
        )


def test_the_same_post_is_not_given_twice(county):
    node, (town, _) = county
    officer, account = make_actor("officer", node), make_account()
    appoint(account, "township_officer", town)

    with pytest.raises(Unacceptable, match="already_appointed"):
        commands.appoint(officer, account, town, role=Role.TOWNSHIP_OFFICER, start=START)


def test_nobody_lengthens_his_own_stay(county):
    node, (town, _) = county
    account = make_account()
    appoint(account, "officer", node, end=date(2030, 1, 1))
    oneself = actor_for(account.pk, START)

    with pytest.raises(Refused):
        commands.appoint(oneself, account, town, role=Role.LEADER, start=START)

    assert len(posts(account)) == 1
