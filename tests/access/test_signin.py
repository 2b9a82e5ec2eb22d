"""Signing in, through the real pages."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tests.factories import appoint, make_account, make_county
from xingjia.access.models import Account
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
GOOD = "建湖-Gonghui-2026"
BETTER = "Shanggang-88-zhen"
SIGN_IN = "/sign-in/"
TRIES = 5


@pytest.fixture
def account():
    made = make_account("孟知秋", password=GOOD)
    appoint(made, "officer", make_county()[0])
    return made


def sign_in(client, username, password=GOOD, next_url="", **extra):
    typed = {"login": username, "password": password, "next": next_url}
    return client.post(SIGN_IN, typed, **extra)


def fail(client, username, times, **extra):
    return [sign_in(client, username, "wrong", **extra) for _ in range(times)][-1]


def is_in(client):
    return client.get("/me/").status_code == 200


def test_account_and_password_open_the_page_that_was_asked_for(client, account):
    sent_away = client.get("/people/?q=meng")
    assert sent_away["Location"].startswith(f"{SIGN_IN}?next=")
    page = client.get(sent_away["Location"]).content.decode()
    assert 'name="next" value="/people/?q=meng"' in page

    answer = sign_in(client, account.username, next_url="/people/?q=meng")

    assert answer.status_code == 302
    assert answer["Location"] == "/people/?q=meng"
    assert is_in(client)


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:x()"])
def test_nobody_is_sent_to_another_site(client, account, elsewhere):
    answer = sign_in(client, account.username, next_url=elsewhere)

    assert answer["Location"] == reverse("portal:home")


def test_the_account_may_be_typed_in_any_case_and_width(client, account):
    account.username = "mengzhiqiu"
    account.save()

    sign_in(client, " ＭengZhiQiu ")

    assert is_in(client)


def test_a_failure_says_how_many_tries_are_left_and_nothing_else(client, account):
    known = sign_in(client, account.username, "wrong").content.decode()
    unknown = sign_in(client, "nobody-at-all", "wrong").content.decode()

    assert "账号或密码不对，还可以试 4 次。" in known
    assert plain(known, account.username) == plain(unknown, "nobody-at-all")


def plain(page, username):
    """A page without what differs anyway: what was typed, and the token of the form."""
    lines = [line for line in page.splitlines() if "csrf" not in line]
    return "\n".join(lines).replace(username, "NAME")


def test_the_fifth_failure_locks_and_says_what_to_do(client, account):
    page = fail(client, account.username, TRIES)

    assert page.status_code == 429
    assert "15 分钟内不能再试这个账号" in page.content.decode()
    assert sign_in(client, account.username).status_code == 429
    assert not is_in(client)


def test_writing_the_account_otherwise_gives_no_more_tries(client, account):
    for typed in (account.username, account.username.upper(), f" {account.username}"):
        fail(client, typed, 2)

    assert sign_in(client, account.username).status_code == 429


def test_somebody_else_at_the_same_address_still_gets_in(client, account):
    colleague = make_account("姚国平", password=GOOD)
    fail(client, account.username, TRIES)

    other = Client()
    sign_in(other, colleague.username)

    assert is_in(other)


def test_the_same_person_gets_in_from_another_address(client, account):
    fail(client, account.username, TRIES, REMOTE_ADDR="192.0.2.7")

    sign_in(client, account.username, REMOTE_ADDR="192.0.2.8")

    assert is_in(client)


def test_a_header_anybody_can_write_is_no_other_address(client, account):
    fail(client, account.username, TRIES)

    answer = sign_in(client, account.username, HTTP_X_FORWARDED_FOR="192.0.2.8")

    assert answer.status_code == 429


def test_behind_a_proxy_the_address_is_the_one_the_proxy_saw(client, account, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    fail(client, account.username, TRIES, HTTP_X_FORWARDED_FOR="198.51.100.1, 192.0.2.7")

    forged = sign_in(client, account.username, HTTP_X_FORWARDED_FOR="198.51.100.2, 192.0.2.7")
    assert forged.status_code == 429

    sign_in(client, account.username, HTTP_X_FORWARDED_FOR="198.51.100.1, 192.0.2.8")
    assert is_in(client)


def test_fifteen_minutes_are_fifteen_minutes(client, account):
    fail(client, account.username, TRIES)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert sign_in(client, account.username).status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    sign_in(client, account.username)

    assert is_in(client)


def test_getting_in_forgets_the_failures(client, account):
    fail(client, account.username, TRIES - 1)
    sign_in(client, account.username)

    assert not AccessAttempt.objects.filter(username=account.username).exists()


def test_no_password_is_kept_with_a_failure(client, account):
    sign_in(client, account.username, "my-secret-elsewhere")

    assert "my-secret-elsewhere" not in str(list(AccessAttempt.objects.values()))


def test_a_closed_account_does_not_get_in(client, account):
    Account.objects.filter(pk=account.pk).update(is_active=False)

    answer = sign_in(client, account.username)

    assert answer["Location"] == "/sign-in/closed/"
    assert "已停用" in client.get(answer["Location"]).content.decode()
    assert not is_in(client)


def test_an_account_without_a_password_does_not_get_in(client):
    account = make_account()

    assert sign_in(client, account.username, "").status_code == 200
    assert sign_in(client, account.username, "!").status_code == 200
    assert not is_in(client)


def test_signing_out_takes_a_press_of_the_button(client, account):
    sign_in(client, account.username)

    assert client.get("/sign-out/").status_code == 200
    assert is_in(client)
    assert client.post("/sign-out/")["Location"] == SIGN_IN
    assert not is_in(client)


@pytest.mark.parametrize("path", ["/sign-in/", "/sign-out/", "/welcome/"])
def test_a_form_from_elsewhere_is_refused(account, path):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(path, {"login": account.username, "password": GOOD}).status_code == 403


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_reset_password", "account_set_password"],
)
def test_what_we_do_not_use_cannot_be_reached(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


# ---- a new password for oneself


def change(client, old, new, again=None):
    typed = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post("/me/password/", typed)


def test_a_new_password_ends_every_other_session(client, account):
    elsewhere = Client()
    sign_in(client, account.username)
    sign_in(elsewhere, account.username)

    assert change(client, GOOD, BETTER).status_code == 302

    assert (is_in(client), is_in(elsewhere)) == (True, False)
    account.refresh_from_db()
    assert account.check_password(BETTER)
    entry = Entry.objects.get(action="access.password_changed")
    assert entry.actor == f"account:{account.pk}"


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", BETTER, BETTER, "现在的密码不对"),
        (GOOD, "1234567", "1234567", "太短了"),
        (GOOD, "123456789012", "123456789012", "不能只用数字"),
        (GOOD, "password1", "password1", "太常见"),
    ],
)
def test_a_password_that_will_not_do_is_explained(client, account, old, new, again, said):
    sign_in(client, account.username)

    page = change(client, old, new, again)

    assert said in page.content.decode()
    account.refresh_from_db()
    assert account.check_password(GOOD)


def test_two_different_new_passwords_are_refused(client, account):
    sign_in(client, account.username)

    assert change(client, GOOD, BETTER, "another-one-88").status_code == 200
    account.refresh_from_db()
    assert account.check_password(GOOD)
