import json
import logging
from uuid import UUID

import pytest
from django.contrib import auth
from django.test import Client

from tests.toolkit.support.urls import NAME, PHONE
from xingjia.toolkit.support.incidents import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.toolkit.support.urls")]
KEY = UUID(int=9)
PAGE = f"/fails/31/{PHONE}/{KEY}/?q={NAME}"


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def only_incident(home) -> dict:
    [file] = (home / "incidents").iterdir()
    return json.loads(file.read_text("utf-8"))


def test_a_fault_is_kept_under_the_code_that_the_page_shows(client, home):
    response = client.post(PAGE, {"name": NAME, "phone": PHONE})

    incident = only_incident(home)
    assert response.status_code == 500
    assert incident["code"] in response.content.decode()
    assert CODE.fullmatch(incident["code"].replace("-", ""))


def test_an_incident_tells_where_it_happened(client, home):
    client.get(PAGE)

    incident = only_incident(home)
    first, second = incident["errors"]
    assert (incident["method"], incident["page"]) == ("GET", "trial:fails")
    assert incident["ids"] == {"pk": "31", "key": str(KEY)}
    assert incident["account"] is None
    assert first["class"] == "tests.toolkit.support.urls.Sensitive"
    assert second["class"] == "KeyError"
    assert first["frames"][-1].startswith("tests/toolkit/support/urls.py:")
    assert first["frames"][-1].endswith(" fails")
    assert not any(frame.startswith("/") for frame in first["frames"])


@pytest.mark.parametrize("address", [PAGE, "/database/"])
def test_nothing_personal_is_in_the_incident_the_log_or_the_page(client, home, caplog, address):
    with caplog.at_level(logging.DEBUG):
        response = client.post(address, {"name": NAME, "phone": PHONE}, headers={"x-name": PHONE})

    [file] = (home / "incidents").iterdir()
    ours = [record for record in caplog.records if record.name != "django.request"]
    logged = "\n".join(map(logging.Formatter().format, ours))
    for text in (file.read_text("utf-8"), logged, response.content.decode()):
        assert NAME not in text
        assert PHONE not in text
        assert "\\u738b" not in text  # the name, escaped


def test_django_does_not_print_the_request_itself():
    # Its records hold the path; the settings keep them from every handler.
    assert not logging.getLogger("django.request").isEnabledFor(logging.ERROR)


def test_the_log_has_one_line_with_code_and_class(client, home, caplog):
    client.get("/database/")

    code = only_incident(home)["code"]
    lines = [r.getMessage() for r in caplog.records if r.name == "xingjia.support"]
    assert lines == [f"incident {code} OperationalError"]


def test_the_account_is_kept_as_a_number(client, home, settings):
    account = auth.get_user_model().objects.create(username="wangjg", name=NAME)
    session = client.session
    session[auth.SESSION_KEY] = str(account.pk)
    session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[auth.HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()

    client.get(PAGE)

    assert only_incident(home)["account"] == account.pk


def test_only_the_owner_may_read_incidents(client, home):
    client.get(PAGE)

    [file] = (home / "incidents").iterdir()
    assert (home / "incidents").stat().st_mode & 0o777 == 0o700
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_fault_in_a_middleware_further_out_is_kept_too(client, home, settings):
    settings.MIDDLEWARE = [f"{__name__}.broken_middleware", *settings.MIDDLEWARE]

    response = client.get("/works/")

    assert response.status_code == 500
    assert only_incident(home)["code"] in response.content.decode()


def broken_middleware(get_response):
    def middleware(request):
        get_response(request)
        raise RuntimeError(NAME)

    return middleware


def test_a_page_that_works_leaves_no_incident(client, home):
    assert client.get("/works/").status_code == 200
    assert not (home / "incidents").exists()
