"""A person at the pages."""

import re
from html import unescape

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import appoint, make_account
from xingjia.access.models import Account
from xingjia.orgtree.models import Node


def session_of(account: Account) -> Client:
    client = Client()
    # Not force_login: what listens to sign-ins wants a request with an address.
    session = client.session
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return client


def signed_in(role: str, at: Node) -> Client:
    account = make_account()
    appoint(account, role, at)
    return session_of(account)


def words_of(response) -> str:
    """What a reader sees of the main part, without tags and with single spaces."""
    html = response.content.decode()
    main = html[html.index('id="main"') :]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


def links_of(response) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]+)"', response.content.decode())]


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def read_out(answer) -> None:
    """Read a file to its end, which closes it; `close()` would close the database as well."""
    if answer.streaming:
        for _ in answer.streaming_content:
            pass
