"""A person at the pages of an import."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import appoint, make_account
from xingjia.imports.models import Import
from xingjia.orgtree.models import Node

LIST = "/imports/"


def signed_in(role: str, at: Node) -> Client:
    account = make_account()
    appoint(account, role, at)
    client = Client()
    # Not force_login: what listens to sign-ins wants a request with an address.
    session = client.session
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return client


def page_of(batch: Import, part: str = "") -> str:
    return f"{LIST}{batch.pk}/{part}"


def text_of(response) -> str:
    return response.content.decode()


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def afresh(batch: Import) -> Import:
    return Import.objects.everything(because="a test").get(pk=batch.pk)
