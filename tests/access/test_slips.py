"""Slips: who may be given one, who comes in by it, and how far."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from tests.access.browsers import signed_in
from tests.factories import (
    BECAUSE,
    appoint,
    make_account,
    make_actor,
    make_county,
    make_employer,
    make_union,
)
from xingjia.access import commands
from xingjia.access.checks import LinkVoid, Refused, Unacceptable
from xingjia.access.models import Slip
from xingjia.access.views.slips import drawn
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import STEP
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
VOID = "这个链接不能用了"


@pytest.fixture
def town():
    return make_county("建湖县", "上冈镇", "近湖镇")[1][0]


@pytest.fixture
def union(town):
    return make_union(make_employer(town, "江苏岚泓服装有限公司"))


@pytest.fixture
def chair(union):
    account = make_account("姚国平")
    appoint(account, "chair", union.organisation)
    return account


@pytest.fixture
def officer(town):
    return make_actor("township_officer", town)


def slips(account):
    return Slip.objects.everything(because=BECAUSE).filter(account=account).order_by("pk")


def came_in(client):
    return "_auth_user_id" in client.session


# ---- making


def test_the_township_makes_a_slip_for_days_and_keeps_no_secret(officer, chair, union):
    slip, secret = commands.make_slip(officer, chair, days=5)

    assert (slip.organisation, slip.expires_at - slip.made_at) == (
        union.organisation,
        timedelta(days=5),
    )
    assert secret not in str(list(slips(chair).values()))
    assert Entry.objects.get(action="access.slip_made").details == {"slip": slip.pk, "days": 5}


def test_nobody_else_makes_one(chair, union, town):
    elsewhere, (other,) = make_county("射阳县")

    for actor in (
        make_actor("leader", town),
        make_actor("chair", union.organisation),
        make_actor("committee", union.organisation),
        make_actor("township_officer", other),
        make_actor("administrator", elsewhere),
    ):
        with pytest.raises(Refused):
            commands.make_slip(actor, chair, days=5)
    assert not slips(chair).exists()


@pytest.mark.parametrize("role", ["township_officer", "leader", "contact"])
def test_who_lets_others_in_or_looks_over_many_gets_none(town, chair, role):
    appoint(chair, role, town)

    with pytest.raises(Refused):
        commands.make_slip(make_actor("officer", parent(town)), chair, days=5)


def test_a_post_to_come_counts_as_well(town, chair):
    appoint(chair, "township_officer", town, start=timezone.localdate() + timedelta(days=3))

    with pytest.raises(Refused):
        commands.make_slip(make_actor("officer", parent(town)), chair, days=5)


@pytest.mark.parametrize("kind", ["totp", "webauthn"])
def test_a_second_factor_is_not_gone_around(officer, chair, kind):
    Authenticator.objects.create(user=chair, type=kind, data={})

    with pytest.raises(Unacceptable, match="slip_second_factor"):
        commands.make_slip(officer, chair, days=5)


@pytest.mark.parametrize("days", [0, -1, 32])
def test_the_days_have_bounds(officer, chair, days):
    with pytest.raises(Unacceptable, match="slip_days"):
        commands.make_slip(officer, chair, days=days)


def test_a_new_slip_makes_the_old_one_void(officer, chair):
    _, first = commands.make_slip(officer, chair, days=5)
    _, second = commands.make_slip(officer, chair, days=5)

    with pytest.raises(LinkVoid):
        commands.enter(first)
    assert commands.enter(second).account == chair


# ---- coming in


def test_looking_does_not_use_it_up_and_the_button_does(officer, chair, union):
    _, secret = commands.make_slip(officer, chair, days=5)
    phone = Client()

    for _ in range(3):
        page = phone.get(f"/slip/{secret}/")
        phone.head(f"/slip/{secret}/")
    assert "姚国平" in page.content.decode()
    assert not came_in(phone)
    answer = phone.post(f"/slip/{secret}/")

    assert answer.headers["Location"] == "/"
    assert union.name in phone.get("/").content.decode()
    assert Entry.objects.get(action="access.slip_used").subject == f"access.account:{chair.pk}"
    again = Client().post(f"/slip/{secret}/")
    assert (again.status_code, VOID in again.content.decode()) == (404, True)


def test_a_slip_ends_with_its_day(officer, chair):
    _, secret = commands.make_slip(officer, chair, days=2)
    slips(chair).update(expires_at=timezone.now() - timedelta(seconds=1))

    assert Client().post(f"/slip/{secret}/").status_code == 404


def test_the_session_ends_with_its_hours(officer, chair):
    _, secret = commands.make_slip(officer, chair, days=2)
    phone = Client()
    phone.post(f"/slip/{secret}/")
    assert timedelta(minutes=119) < left(phone) <= timedelta(hours=2)

    slips(chair).update(used_at=timezone.now() - timedelta(minutes=119))
    assert phone.get("/me/").status_code == 200
    slips(chair).update(used_at=timezone.now() - timedelta(minutes=121))
    assert phone.get("/me/").status_code == 302


def left(client):
    return timedelta(seconds=client.session.get_expiry_age())


def test_whoever_was_signed_in_on_the_machine_is_out(officer, chair, town):
    _, secret = commands.make_slip(officer, chair, days=2)
    desk = signed_in("township_officer", town)

    desk.post(f"/slip/{secret}/")

    assert desk.session["_auth_user_id"] == str(chair.pk)


def test_by_a_slip_one_makes_no_key_of_ones_own(officer, chair):
    _, secret = commands.make_slip(officer, chair, days=2)
    phone = Client()
    phone.post(f"/slip/{secret}/")

    for path in ("password/", "second-step/on/", "second-step/codes/", "confirm/"):
        assert phone.get(f"/me/{path}").status_code == 404
        assert phone.post(f"/me/{path}").status_code == 404
    assert "进门条" in phone.get("/me/").content.decode()


def test_a_greater_post_ends_the_session_of_a_slip(officer, chair, town):
    _, secret = commands.make_slip(officer, chair, days=2)
    phone = Client()
    phone.post(f"/slip/{secret}/")

    appoint(chair, "township_officer", town)

    assert phone.get("/people/").status_code == 302


def test_what_no_longer_holds_makes_the_slip_void(officer, chair):
    _, secret = commands.make_slip(officer, chair, days=2)
    Authenticator.objects.create(user=chair, type="totp", data={})

    assert Client().post(f"/slip/{secret}/").status_code == 404


def test_guessing_closes_the_door_and_looking_late_does_not(officer, chair):
    _, secret = commands.make_slip(officer, chair, days=2)
    commands.enter(secret)
    for _ in range(6):
        assert Client().get(f"/slip/{secret}/").status_code == 404

    guesses = [Client().get(f"/slip/{'x' * 30}{n}/").status_code for n in range(6)]

    assert guesses[:4] == [404] * 4
    assert guesses[5] == 429


def test_a_slip_is_no_link_to_set_a_password(officer, chair):
    _, secret = commands.make_slip(officer, chair, days=2)

    with pytest.raises(LinkVoid):
        commands.accept(secret, password="Shanggang-88-zhen")
    assert Client().get(f"/welcome/{secret}/").status_code == 404


# ---- withdrawing


def test_withdrawing_ends_also_the_session(officer, chair):
    slip, secret = commands.make_slip(officer, chair, days=2)
    phone = Client()
    phone.post(f"/slip/{secret}/")

    commands.withdraw_slip(officer, slip)

    assert phone.get("/me/").status_code == 302
    with pytest.raises(Unacceptable, match="slip_withdrawn"):
        commands.withdraw_slip(officer, slip)


def test_only_who_looks_after_the_person_withdraws(officer, chair, union):
    slip, _ = commands.make_slip(officer, chair, days=2)
    _, (other,) = make_county("射阳县")

    for actor in (make_actor("township_officer", other), make_actor("chair", union.organisation)):
        with pytest.raises(Refused):
            commands.withdraw_slip(actor, slip)


# ---- pages


def test_the_page_prints_a_slip_and_lists_it(town, chair, union):
    desk = signed_in("township_officer", town)
    assert "开进门条" in desk.get(f"/people/{chair.pk}/").content.decode()

    page = desk.post(f"/people/{chair.pk}/slip/", {"days": "7"})
    text = page.content.decode()

    link = re.search(r"http://testserver(/slip/[\w-]+/)", text)[1]
    assert '<path class="xj-qr-dark" d="M' in text
    assert union.name in text
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page.headers["Cache-Control"]
    listed = desk.get(f"/people/{chair.pk}/").content.decode()
    assert "还没用" in listed
    desk.post(f"/people/{chair.pk}/slips/{slips(chair).get().pk}/withdraw/")
    assert Client().post(link).status_code == 404


def test_no_page_for_who_may_not_have_one(town):
    desk = signed_in("officer", parent(town))
    account = make_account("陆问田")
    appoint(account, "township_officer", town)

    assert "开进门条" not in desk.get(f"/people/{account.pk}/").content.decode()
    assert desk.get(f"/people/{account.pk}/slip/").status_code == 404
    assert desk.post(f"/people/{account.pk}/slip/", {"days": "7"}).status_code == 404


def test_the_code_is_drawn_as_squares_with_white_around():
    shown = drawn("https://home.example.org/slip/abc/")

    assert shown["qr_path"].startswith("M4 4h1v1h-1z")
    assert shown["qr_size"] >= 29


def parent(node):
    return Node.objects.get(path=node.path[:-STEP])
