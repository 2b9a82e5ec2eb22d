"""What every answer of the platform promises, whichever page it is."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from tests.access_policy import FIXED, PUBLIC_ARGUMENTS
from tests.browsing import read_out
from tests.test_access_matrix import DESK_RECORDS, RECORDS, TREE_RECORDS, addresses
from tests.world import World, client_of, make_world

pytestmark = pytest.mark.django_db
POLICY = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")


@pytest.fixture
def world() -> World:
    return make_world()


def everything(world: World) -> Iterator[tuple[str, str]]:
    """Each address by name, filled in with what lies in township A1."""
    for name in sorted(set(addresses())):
        records = {**RECORDS, **DESK_RECORDS, **TREE_RECORDS}
        arguments = (PUBLIC_ARGUMENTS | FIXED).get(name) or (
            records.get(name, lambda place: {})(world.places["A1"])
        )
        if name == "access:accept":
            arguments = {"secret": world.places["A1"].secret}
        if name == "access:enter":
            arguments = {"secret": world.places["A1"].slip_secret}
        yield name, reverse(name, kwargs=arguments)


def rows() -> dict[str, int]:
    """How many rows each table holds; a session is the visit itself, and a list that leaves is
    in the log (tests/toolkit/audit/test_exports.py)."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.label not in {"sessions.Session", "audit.Entry"}
    }


@pytest.mark.parametrize("role", ["officer", "chair", "stranger", "anonymous"])
def test_looking_changes_nothing(world: World, role: str):
    client = client_of(world, role)
    before = rows()

    for name, url in everything(world):
        read_out(client.get(url))
        assert rows() == before, name
        if name in {"account_logout"}:
            client = client_of(world, role)


@pytest.mark.parametrize("role", ["officer", "anonymous"])
def test_every_answer_carries_the_policy_for_browsers(world: World, role: str):
    client = client_of(world, role)

    for name, url in [*everything(world), ("nowhere", "/nowhere/")]:
        answer = client.get(url)
        read_out(answer)
        policy = answer.headers.get("Content-Security-Policy", "")
        assert [part for part in POLICY if part not in policy] == [], name
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        assert answer.headers["X-Frame-Options"] == "DENY", name
        assert "unsafe" not in policy, name


def test_what_a_signed_in_person_sees_is_kept_by_no_cache(world: World):
    client = client_of(world, "officer")

    for name, url in everything(world):
        if name in {"account_logout", "access:accept"}:
            continue
        answer = client.get(url)
        read_out(answer)
        assert "no-store" in answer.headers.get("Cache-Control", ""), name


def test_no_form_is_taken_without_its_token(world: World):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(
        world.accounts["officer"], "allauth.account.auth_backends.AuthenticationBackend"
    )
    before = rows()

    for name, url in everything(world):
        for headers in ({}, {"HX-Request": "true"}, {"Origin": "https://elsewhere.example"}):
            assert client.post(url, headers=headers).status_code in {302, 403, 405}, name
        assert rows() == before, name
