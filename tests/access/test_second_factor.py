"""The second factor from setting it up to losing it, through the real pages."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from tests.factories import appoint, make_account, make_county
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
GOOD = "建湖-Gonghui-2026"
PERIOD = 30


@pytest.fixture
def account():
    made = make_account("孟知秋", password=GOOD)
    appoint(made, "officer", make_county()[0])
    return made


def code_for(secret):
    """The code the telephone shows now. Near the end of its time the next one is awaited."""
    if time.time() % PERIOD > PERIOD - 3:
        time.sleep(3.5)
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def wrong_code(secret):
    return str((int(code_for(secret)) + 1) % 1_000_000).zfill(6)


def sign_in(client, account, password=GOOD):
    return client.post("/sign-in/", {"login": account.username, "password": password})


def set_up(client):
    """Confirm the password, scan, type the code. Returns the secret."""
    asked = client.get("/me/second-step/on/")
    assert asked["Location"].startswith("/me/confirm/")
    page = client.post(asked["Location"], {"password": GOOD}, follow=True)
    assert page.redirect_chain[-1][0] == "/me/second-step/on/"
    secret = page.context["form"].secret
    assert page.context["totp_svg_data_uri"].startswith("data:image/svg+xml;base64,")
    done = client.post("/me/second-step/on/", {"code": code_for(secret)})
    assert done["Location"] == "/me/second-step/codes/"
    cache.clear()  # the code just used would not be taken again in the same half minute
    return secret


@pytest.fixture
def secret(client, account):
    sign_in(client, account)
    return set_up(client)


def is_in(client):
    return client.get("/me/").status_code == 200


def test_from_setting_up_to_signing_in_with_it(client, account, secret):
    assert "已开启" in client.get("/me/").content.decode()
    telephone = Client()

    asked = sign_in(telephone, account)
    assert asked["Location"] == "/sign-in/code/"
    assert not is_in(telephone)
    assert "第二步验证" in telephone.get("/sign-in/code/").content.decode()
    telephone.post("/sign-in/code/", {"code": code_for(secret)})

    assert is_in(telephone)
    assert list(Entry.objects.filter(action__startswith="access.").values_list("action")) == [
        ("access.totp_added",),
        ("access.recovery_codes_added",),
    ]


def test_a_code_is_taken_once(account, secret):
    first, second = Client(), Client()
    code = code_for(secret)
    for client in (first, second):
        sign_in(client, account)
        client.post("/sign-in/code/", {"code": code})

    assert (is_in(first), is_in(second)) == (True, False)


def test_a_wrong_first_code_switches_nothing_on(client, account):
    sign_in(client, account)
    asked = client.get("/me/second-step/on/")
    page = client.post(asked["Location"], {"password": GOOD}, follow=True)

    answer = client.post("/me/second-step/on/", {"code": wrong_code(page.context["form"].secret)})

    assert "验证码不对" in answer.content.decode()
    assert not Authenticator.objects.filter(user=account).exists()


def test_a_recovery_code_works_once(client, account, secret):
    page = client.get("/me/second-step/codes/")
    code = page.context["unused_codes"][0]
    first, second = Client(), Client()
    for other in (first, second):
        sign_in(other, account)
        other.post("/sign-in/code/", {"code": code})

    assert (is_in(first), is_in(second)) == (True, False)
    assert len(client.get("/me/second-step/codes/").context["unused_codes"]) == 9


def test_new_recovery_codes_make_the_old_ones_void(client, account, secret):
    old = client.get("/me/second-step/codes/").context["unused_codes"]
    assert client.get("/me/second-step/codes/new/").status_code == 200

    client.post("/me/second-step/codes/new/")

    new = client.get("/me/second-step/codes/").context["unused_codes"]
    assert len(new) == 10
    assert not set(old) & set(new)


def test_five_wrong_codes_lock_out(account, secret):
    thief = Client()
    sign_in(thief, account)

    answers = [
        thief.post("/sign-in/code/", {"code": wrong_code(secret)}).status_code for _ in range(5)
    ]

    assert answers == [200, 200, 200, 200, 429]
    assert thief.post("/sign-in/code/", {"code": code_for(secret)}).status_code == 429
    assert sign_in(Client(), account).status_code == 429
    assert not is_in(thief)


def test_the_right_password_does_not_give_new_tries_for_the_code(account, secret):
    statuses = []
    for _ in range(5):
        thief = Client()
        sign_in(thief, account)
        statuses.append(thief.post("/sign-in/code/", {"code": wrong_code(secret)}).status_code)

    assert statuses == [200, 200, 200, 200, 429]


def test_many_addresses_do_not_give_many_tries(account, secret):
    statuses = set()
    for number in range(11):
        thief = Client(REMOTE_ADDR=f"192.0.2.{number}")
        sign_in(thief, account)
        answer = thief.post("/sign-in/code/", {"code": wrong_code(secret)})
        statuses.add("试得太多了" in answer.content.decode())

    assert statuses == {False, True}  # the eleventh is not even looked at


def test_switching_off_asks_who_it_is_and_takes_the_recovery_codes_along(client, account, secret):
    later = Client()
    sign_in(later, account)
    later.post("/sign-in/code/", {"code": code_for(secret)})
    assert later.post("/me/second-step/off/")["Location"].startswith("/me/confirm/")

    assert client.get("/me/second-step/off/").status_code == 200
    client.post("/me/second-step/off/")

    assert not Authenticator.objects.filter(user=account).exists()
    assert "未开启" in client.get("/me/").content.decode()


def test_who_it_is_can_be_shown_by_a_code(account, secret):
    later = Client()
    sign_in(later, account)
    later.post("/sign-in/code/", {"code": code_for(secret)})
    cache.clear()

    assert later.get("/me/confirm/code/").status_code == 200
    later.post("/me/confirm/code/?next=/me/second-step/off/", {"code": code_for(secret)})

    assert later.get("/me/second-step/off/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/sign-in/code/", "/me/second-step/on/", "/me/second-step/off/", "/me/confirm/code/"]
)
def test_strangers_are_sent_to_the_sign_in(path):
    answer = Client().get(path)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")
