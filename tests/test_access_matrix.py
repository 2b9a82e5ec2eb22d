"""Every address × method × role × place, by status and by content. A new address without a
policy fails the build."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access_policy import (
    CLOSES,
    DESK,
    DESK_LISTS,
    DESK_RECORDS,
    ELSEWHERE,
    FILES,
    FIXED,
    KEEPING,
    KEEPS,
    LISTS,
    NO_COVERAGE,
    OWN,
    OWN_DESK,
    PUBLIC,
    PUBLIC_ARGUMENTS,
    RECORDS,
    SEES,
    TREE,
    TREE_RECORDS,
    WATCHES,
    WORD,
)
from tests.browsing import session_of
from tests.evidence.records import VIEW
from tests.factories import form_of
from tests.figures import follow_now
from tests.publicity.policy import OF_PLACES
from tests.world import PLACES, World, canary, make_world
from xingjia.access.models import Account
from xingjia.toolkit.files.commands import keep

pytestmark = pytest.mark.django_db
METHODS = ("get", "head", "options", "post", "put", "patch", "delete")
# What can tell or change something of a place; the other methods are asked of one of them.
TELLING = ("get", "post")


def addresses(patterns: list | None = None, prefix: str = "") -> Iterator[str]:
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            inner = f"{one.namespace}:" if one.namespace else ""
            yield from addresses(one.url_patterns, prefix + inner)
        elif isinstance(one, URLPattern):
            yield f"{prefix}{one.name}"


@pytest.fixture(scope="module")
def laid(django_db_setup, django_db_blocker) -> Iterator[tuple[World, dict[str, str]]]:
    """The table is laid once, with everybody signed in; each test takes back what it changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world()
        follow_now()
        yield world, {role: key_of(account) for role, account in world.accounts.items()}
        transaction.set_rollback(True)


def key_of(account: Account) -> str:
    return session_of(account).cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def world(laid: tuple[World, dict[str, str]], media) -> World:
    """The world, with its files in the folder of this test."""
    world, _ = laid
    for place in world.places.values():
        keep(BytesIO(form_of("上冈镇")), name=place.report.filename)
        keep(BytesIO(VIEW), name="公示栏")
    return world


@pytest.fixture
def as_role(laid: tuple[World, dict[str, str]], world: World):
    """A browser in which a role is signed in; what it does is taken back when it is closed."""

    @contextmanager
    def browser(role: str) -> Iterator[Client]:
        client = Client(raise_request_exception=False)
        if role != "anonymous":
            client.cookies[settings.SESSION_COOKIE_NAME] = laid[1][role]
        cache.clear()
        before = transaction.savepoint()
        yield client
        transaction.savepoint_rollback(before)

    return browser


def ask(client: Client, method: str, url: str) -> tuple[int, str]:
    answer = getattr(client, method)(url)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    where = answer.headers.get("Location", "")
    return answer.status_code, where + body.decode("utf-8", "replace")


def leaks(body: str, seen: set[str]) -> list[str]:
    return [name for name in PLACES if name not in seen and canary(name) in body]


def test_every_address_has_a_policy():
    known = PUBLIC | OWN | LISTS | FILES | DESK_LISTS | set(RECORDS) | set(DESK_RECORDS) | ELSEWHERE
    known |= set(TREE_RECORDS) | set(WATCHES)

    assert sorted(set(addresses()) - known) == []
    assert sorted(known - set(addresses())) == []


def asked(role: str, at: str) -> tuple[str, ...]:
    """The methods worth asking: who sees nothing sees it nowhere, and what no page of ours
    answers (PUT and the like) is the same for all who are signed in."""
    if not SEES[role] and at not in {"A1", "F1"}:
        return ()
    return METHODS if role in {"officer", "anonymous"} and at == PLACES[0] else TELLING


@pytest.mark.parametrize("name", sorted([*RECORDS, *DESK_RECORDS, *TREE_RECORDS]))
def test_a_record_opens_only_to_who_may_see_it(world: World, as_role, name: str):
    arguments = {**RECORDS, **DESK_RECORDS, **TREE_RECORDS}[name]
    for role in SEES:
        with as_role(role) as client:
            for at, place in world.places.items():
                url = reverse(name, kwargs=arguments(place))
                for method in asked(role, at):
                    status, body = ask(client, method, url)
                    cell = f"{role}: {method} {url}: {status}"
                    assert leaks(body, seen_by(role, name)) == [], cell
                    assert status in expected(name, role, at, method), cell


def expected(name: str, role: str, at: str, method: str) -> set[int]:
    """The statuses that are right for one cell of the matrix."""
    if method in {"put", "patch", "delete", "options"}:
        return {302, 403, 404, 405} if role == "anonymous" else {404, 405}
    if role == "anonymous":
        return {302, 405}
    if role == "administrator" and name in CLOSES:
        return {200, 302, 405} if at in seen_by(role, name) else {404, 405}
    of_places = name.startswith("portal:") and not name.startswith(
        ("portal:why", "portal:hung", "portal:done")
    )
    of_places |= name in OF_PLACES
    open_here = at in SEES[role] and not (role in NO_COVERAGE and of_places)
    if name in DESK_RECORDS:
        desk = KEEPS if name in KEEPING else DESK
        open_here = open_here and (role in desk or (role, name) in OWN_DESK)
    if name in TREE_RECORDS:
        open_here = open_here and role in TREE and (name not in KEEPING or role in KEEPS)
    if not open_here:
        return {404, 405}
    return {200, 302, 405} if name not in DESK_RECORDS else {200, 302, 400, 404, 405}


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_a_record_shows_itself_to_who_may_see_it(world: World, as_role, name: str):
    """The other half of the matrix: what is refused to all would pass the first half."""
    for role in ("leader", "officer", "township_officer"):
        with as_role(role) as client:
            for at in SEES[role]:
                url = reverse(name, kwargs=RECORDS[name](world.places[at]))
                status, body = ask(client, "get", f"{url}?on=2014-01-15")
                assert status == 200
                assert (canary(at) in body) or name in WORD | {"portal:coverage"}


@pytest.mark.parametrize("name", sorted({*DESK_RECORDS, *TREE_RECORDS} - {"imports:original"}))
def test_a_desk_record_opens_to_the_officer_responsible(world: World, as_role, name: str):
    arguments = (DESK_RECORDS | TREE_RECORDS)[name]
    url = reverse(name, kwargs=arguments(world.places["A1"]))

    with as_role("officer") as client:
        assert {ask(client, method, url)[0] for method in ("get", "post")} & {200, 302}


@pytest.mark.parametrize("name", sorted(LISTS | FILES | DESK_LISTS | ELSEWHERE | OWN))
def test_a_list_holds_only_what_is_ones_own(world: World, as_role, name: str):
    url = reverse(name, kwargs=FIXED.get(name))
    for role in SEES:
        with as_role(role) as client:
            for method in METHODS if role in {"officer", "anonymous"} else TELLING:
                status, body = ask(client, method, url)
                assert leaks(body, SEES[role]) == [], f"{role}: {method} {url}"
                assert status < 500
                if role == "anonymous":
                    assert status in {302, 405}
            if name in LISTS and SEES[role]:
                _, body = ask(client, "get", f"{url}?on=2014-01-15")
                assert {at for at in PLACES if canary(at) in body} == SEES[role]
            if name in DESK_LISTS and role not in DESK:
                assert ask(client, "get", url)[0] in {302, 404}


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_public_page_holds_nothing_of_the_register(world: World, as_role, name: str):
    url = reverse(name, kwargs=PUBLIC_ARGUMENTS.get(name, {}))
    for role, seen in SEES.items():
        with as_role(role) as client:
            for method in METHODS:
                status, body = ask(client, method, url)
                assert status < 500
                assert leaks(body, seen) == []  # his own name stands in the bar


@pytest.mark.parametrize("name", sorted(WATCHES))
def test_what_is_watched_opens_to_who_watches_and_tells_no_record(world: World, as_role, name: str):
    url = reverse(name)
    for role in SEES:
        with as_role(role) as client:
            for method in METHODS:
                status, body = ask(client, method, url)
                assert status < 500
                if role == "anonymous":
                    assert status in {302, 405}
                elif role not in WATCHES[name] or method not in {"get", "head"}:
                    assert status in {404, 405}, f"{role}: {method} {url}: {status}"
                else:
                    assert status == (200 if method == "get" else 405)
                assert leaks(body, seen_by(role, name)) == []


def seen_by(role: str, name: str) -> set[str]:
    """Who watches or runs a county knows its people by name, and nothing of their unions."""
    people = (role, name) in {("auditor", "portal:log"), ("administrator", "portal:running")}
    people |= role == "administrator" and name in CLOSES
    return {"A1", "A2"} if people else SEES[role]


def test_what_is_not_there_and_what_is_not_yours_look_the_same(world: World, as_role):
    foreign_key = world.places["F1"].employer.pk

    with as_role("officer") as client:
        foreign, nowhere = (
            ask(client, "get", reverse("registry:employer", args=[key]))
            for key in (foreign_key, 987654)
        )

    assert foreign[0] == nowhere[0] == 404
    assert without_tokens(foreign[1], foreign_key) == without_tokens(nowhere[1], 987654)


def without_tokens(body: str, key: int) -> str:
    """The page without what differs on every request, and without its own address."""
    return re.sub(r"[A-Za-z0-9]{64}", "token", body).replace(f"/employers/{key}/", "/")


def test_the_canaries_can_be_seen(as_role):
    """Negative control: a superior of all sees every canary, so their absence means something."""
    with as_role("leader") as client:
        body = "".join(ask(client, "get", f"{reverse(name)}?on=2014-01-15")[1] for name in LISTS)

    assert {at for at in PLACES if canary(at) in body} == {"A1", "A2", "B1"}
