"""Every address × method × role × place, by status and by content. A new address without a
policy fails the build."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.world import PLACES, Place, World, canary, make_world
from xingjia.registry.models import Cover

pytestmark = pytest.mark.django_db
METHODS = ("get", "head", "options", "post", "put", "patch", "delete")
SEES = {
    "leader": {"A1", "A2", "B1"},
    "officer": {"A1", "A2"},
    "township_officer": {"A1"},
    "chair": {"A1"},
    "retired": set(),
    "stranger": set(),
    "anonymous": set(),
}
# Who looks after workbooks, and after people, in the places he sees.
DESK = {"officer", "township_officer"}
PUBLIC = {
    "account_login",
    "account_inactive",
    "account_logout",
    "mfa_authenticate",
    "set_language",
    "access:first_time",
    "access:accept",
}
OWN = {
    "portal:home",
    "access:me",
    "account_change_password",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
}
# Lists: open to everybody with a post, holding only what is his.
LISTS = {"registry:employers", "registry:unions", "registry:contracts"}
DESK_LISTS = {"imports:list", "access:people", "access:invite", "registry:add_employer"}
# Records: the arguments that name the one of a place.
RECORDS = {
    "portal:coverage": lambda place: {"code": place.node.code},
    "portal:counted": lambda place: {"code": place.node.code, "measure": "with_union"},
    "registry:employer": lambda place: {"pk": place.employer.pk},
    "registry:union": lambda place: {"pk": place.union.pk},
    "registry:handover": lambda place: {"pk": place.union.pk},
    "registry:contract": lambda place: {"pk": place.contract.pk},
}
DESK_RECORDS = {
    "registry:change_employer": lambda place: {"pk": place.employer.pk},
    "registry:change_union": lambda place: {"pk": place.union.pk},
    "registry:appoint_chair": lambda place: {"pk": place.union.pk},
    "registry:chair_left": lambda place: {"pk": place.union.pk},
    "registry:close_union": lambda place: {"pk": place.union.pk},
    "registry:cover": lambda place: {"pk": place.union.pk},
    "registry:uncover": lambda place: {"pk": place.union.pk, "cover": cover_of(place)},
    "imports:batch": lambda place: {"pk": place.batch.pk},
    "imports:day": lambda place: {"pk": place.batch.pk},
    "imports:confirm": lambda place: {"pk": place.batch.pk},
    "imports:progress": lambda place: {"pk": place.batch.pk},
    "imports:original": lambda place: {"pk": place.batch.pk},
    "imports:columns": lambda place: {"pk": place.batch.pk, "table": 0},
    "imports:faults": lambda place: {"pk": place.batch.pk},
    "imports:undo": lambda place: {"pk": place.batch.pk},
    "access:person": lambda place: {"pk": place.person.pk},
    "access:appoint": lambda place: {"pk": place.person.pk},
    "access:recover": lambda place: {"pk": place.person.pk},
    "registry:contract_step": lambda place: {"pk": place.contract.pk, "step": "signed_on"},
    "access:end": lambda place: {"pk": place.person.pk, "held": place.held.pk},
}
OWN_DESK = {("chair", "registry:change_union")}  # her own union
# How a place stands: of officers alone.
TREE = {"officer"}
TREE_RECORDS = {
    "portal:tree": lambda place: {"code": place.node.code},
    "portal:tree_change": lambda place: {"code": place.node.code, "what": "rename"},
}
ELSEWHERE = {"portal:coverage_home", "portal:tree_home"}  # sends each to his own place
NO_COVERAGE = {"chair"}  # a union is no branch with figures of its own


def cover_of(place: Place) -> int:
    return Cover.objects.everything(because="a test").get(union=place.union).pk


def addresses(patterns: list | None = None, prefix: str = "") -> Iterator[str]:
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            inner = f"{one.namespace}:" if one.namespace else ""
            yield from addresses(one.url_patterns, prefix + inner)
        elif isinstance(one, URLPattern):
            yield f"{prefix}{one.name}"


@pytest.fixture
def world() -> World:
    return make_world()


def client_of(world: World, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(
            world.accounts[role], "allauth.account.auth_backends.AuthenticationBackend"
        )
    return client


def ask(client: Client, method: str, url: str) -> tuple[int, str]:
    answer = getattr(client, method)(url)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    where = answer.headers.get("Location", "")
    return answer.status_code, where + body.decode("utf-8", "replace")


def leaks(body: str, seen: set[str]) -> list[str]:
    return [name for name in PLACES if name not in seen and canary(name) in body]


def test_every_address_has_a_policy():
    known = PUBLIC | OWN | LISTS | DESK_LISTS | set(RECORDS) | set(DESK_RECORDS) | ELSEWHERE
    known |= set(TREE_RECORDS)

    assert sorted(set(addresses()) - known) == []
    assert sorted(known - set(addresses())) == []


@pytest.mark.parametrize("role", SEES)
@pytest.mark.parametrize("name", sorted([*RECORDS, *DESK_RECORDS, *TREE_RECORDS]))
def test_a_record_opens_only_to_who_may_see_it(world: World, name: str, role: str):
    client = client_of(world, role)
    arguments = {**RECORDS, **DESK_RECORDS, **TREE_RECORDS}[name]
    for at, place in world.places.items():
        url = reverse(name, kwargs=arguments(place))
        for method in METHODS:
            status, body = ask(client, method, url)
            assert leaks(body, SEES[role]) == [], f"{method} {url}"
            assert status in expected(name, role, at, method), f"{method} {url}: {status}"


def expected(name: str, role: str, at: str, method: str) -> set[int]:
    """The statuses that are right for one cell of the matrix."""
    if method in {"put", "patch", "delete", "options"}:
        return {302, 403, 404, 405} if role == "anonymous" else {404, 405}
    if role == "anonymous":
        return {302, 405}
    open_here = at in SEES[role] and not (role in NO_COVERAGE and name.startswith("portal:"))
    if name in DESK_RECORDS:
        open_here = open_here and (role in DESK or (role, name) in OWN_DESK)
    if name in TREE_RECORDS:
        open_here = open_here and role in TREE
    if not open_here:
        return {404, 405}
    return {200, 302, 405} if name not in DESK_RECORDS else {200, 302, 400, 404, 405}


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_a_record_shows_itself_to_who_may_see_it(world: World, name: str):
    """The other half of the matrix: what is refused to all would pass the first half."""
    for role in ("leader", "officer", "township_officer"):
        client = client_of(world, role)
        for at in SEES[role]:
            url = reverse(name, kwargs=RECORDS[name](world.places[at]))
            status, body = ask(client, "get", f"{url}?on=2014-01-15")
            assert status == 200
            assert (canary(at) in body) or name == "portal:coverage"


@pytest.mark.parametrize("name", sorted({*DESK_RECORDS, *TREE_RECORDS} - {"imports:original"}))
def test_a_desk_record_opens_to_the_officer_responsible(world: World, name: str):
    arguments = (DESK_RECORDS | TREE_RECORDS)[name]
    url = reverse(name, kwargs=arguments(world.places["A1"]))

    statuses = {ask(client_of(world, "officer"), method, url)[0] for method in ("get", "post")}

    assert statuses & {200, 302}


@pytest.mark.parametrize("role", SEES)
@pytest.mark.parametrize("name", sorted(LISTS | DESK_LISTS | ELSEWHERE | OWN))
def test_a_list_holds_only_what_is_ones_own(world: World, name: str, role: str):
    client = client_of(world, role)
    url = reverse(name)
    for method in METHODS:
        status, body = ask(client, method, url)
        assert leaks(body, SEES[role]) == [], f"{method} {url}"
        assert status < 500
        if role == "anonymous":
            assert status in {302, 405}
    if name in LISTS and SEES[role]:
        _, body = ask(client, "get", f"{url}?on=2014-01-15")
        assert {at for at in PLACES if canary(at) in body} == SEES[role]
    if name in DESK_LISTS and role not in DESK:
        assert ask(client, "get", url)[0] in {302, 404}


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_public_page_holds_nothing_of_the_register(world: World, name: str):
    secrets = {"secret": "x" * 43} if name == "access:accept" else {}
    url = reverse(name, kwargs=secrets)
    for role, seen in SEES.items():
        client = client_of(world, role)
        for method in METHODS:
            status, body = ask(client, method, url)
            assert status < 500
            assert leaks(body, seen) == []  # his own name stands in the bar


def test_what_is_not_there_and_what_is_not_yours_look_the_same(world: World):
    client = client_of(world, "officer")
    foreign_key = world.places["F1"].employer.pk

    foreign, nowhere = (
        ask(client, "get", reverse("registry:employer", args=[key]))
        for key in (foreign_key, 987654)
    )

    assert foreign[0] == nowhere[0] == 404
    assert without_tokens(foreign[1], foreign_key) == without_tokens(nowhere[1], 987654)


def without_tokens(body: str, key: int) -> str:
    """The page without what differs on every request, and without its own address."""
    return re.sub(r"[A-Za-z0-9]{64}", "token", body).replace(f"/employers/{key}/", "/")


def test_the_canaries_can_be_seen(world: World):
    """Negative control: a superior of all sees every canary, so their absence means something."""
    body = "".join(
        ask(client_of(world, "leader"), "get", reverse(name) + "?on=2014-01-15")[1]
        for name in LISTS
    )

    assert {at for at in PLACES if canary(at) in body} == {"A1", "A2", "B1"}
