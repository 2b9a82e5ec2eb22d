"""Passkeys without a device: what the pages ask for, and who is kept out. The way through with
a device is a journey."""

import pytest
from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from tests.access.browsers import GOOD
from tests.factories import appoint, make_account, make_actor, make_county, make_node
from xingjia.access import commands
from xingjia.access.checks import Unacceptable

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    made = make_account("陆问田", password=GOOD)
    appoint(made, "township_officer", make_county()[1][0])
    return made


def sign_in(account):
    client = Client()
    client.post("/sign-in/", {"login": account.username, "password": GOOD})
    return client


def test_adding_a_passkey_asks_for_the_password_first(account):
    answer = sign_in(account).get("/me/passkeys/add/")

    assert answer.headers["Location"].startswith("/me/confirm/")


def test_the_page_holds_data_for_the_browser_and_no_script_of_its_own(account):
    client = sign_in(account)
    asked = client.get("/me/passkeys/add/")
    client.post(asked.headers["Location"], {"password": GOOD})

    page = client.get("/me/passkeys/add/").content.decode()

    assert 'id="js_data" type="application/json"' in page
    assert page.count("<script") == page.count("<script src=") + page.count(
        'type="application/json"'
    )


def test_what_is_no_passkey_lets_nobody_in(account):
    for credential in ("", "{}", '{"response": {"userHandle": "MQ"}}', "[]", "x"):
        client = Client()
        answer = client.post("/sign-in/passkey/", {"credential": credential})
        assert answer.status_code == 302
        assert "_auth_user_id" not in client.session


def test_the_door_offers_what_the_browser_needs_to_ask_the_device():
    answer = Client().get("/sign-in/passkey/", headers={"accept": "application/json"})

    assert set(answer.json()["request_options"]["publicKey"]) >= {"challenge", "rpId"}


def test_a_passkey_opens_no_closed_account(account):
    """The library asks for `is_active` in the step every way in goes through."""
    account.is_active = False
    account.save()
    request = RequestFactory().post("/sign-in/passkey/")
    request.session, request.user = SessionStore(), account
    request._messages = FallbackStorage(request)

    with context.request_context(request):
        answer = flows.login.perform_login(request, Login(user=account))

    assert answer.headers["Location"] == "/sign-in/closed/"
    assert "_auth_user_id" not in request.session


def test_without_one_there_is_none_to_drop(account):
    client = sign_in(account)
    asked = client.get("/me/passkeys/drop/")
    client.post(asked.headers["Location"], {"password": GOOD})

    assert client.get("/me/passkeys/drop/").status_code == 404


def test_whoever_has_one_gets_no_slip(account):
    county, (town,) = make_county("射阳县")
    chair = make_account("姚国平")
    appoint(chair, "chair", make_node("第一纺织厂工会", town, kind="union"))
    Authenticator.objects.create(user=chair, type="webauthn", data={})

    with pytest.raises(Unacceptable, match="slip_second_factor"):
        commands.make_slip(make_actor("officer", county), chair, days=3)
