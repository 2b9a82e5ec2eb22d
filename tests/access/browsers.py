"""What the tests of pages share."""

import re

from django.test import Client

from tests.factories import appoint, make_account

GOOD = "建湖-Gonghui-2026"
LINK = re.compile(r"http://testserver(/welcome/[\w-]+/)")


class Browser(Client):
    """A browser somebody is signed in with."""

    def __init__(self, account):
        super().__init__()
        self.account = account
        self.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")


def signed_in(role, at, **days):
    account = make_account("孟知秋", password=GOOD)
    appoint(account, role, at, **days)
    return Browser(account)


def link_in(answer):
    return LINK.search(answer.content.decode())[1]


def invitation_form(**changes):
    typed = {"name": "姚国平", "username": "", "post": "工会干事", "role": "township_officer"}
    return typed | {"place": "上冈镇", "start": "2026-03-01", "last": ""} | changes
