"""Mobile numbers of persons, on every page and sheet, only for whose work needs them."""

import pytest
from django.urls import reverse

from tests.access_policy import FIXED, PUBLIC_ARGUMENTS
from tests.factories import make_contract, make_employer
from tests.test_access_matrix import DESK_RECORDS, RECORDS, TREE_RECORDS, addresses, ask
from tests.world import World, client_of, make_world
from xingjia.registry.models import UnionStatement

pytestmark = pytest.mark.django_db
MOBILE = "13912345678"
NEED = {"officer", "township_officer", "chair"}
LOOK = {"contact", "committee", "leader", "city", "auditor", "administrator"}
# What somebody chose to import is his to check before it is written.
OWN_FILES = {"imports:batch", "imports:day", "imports:confirm", "imports:progress"}


@pytest.fixture
def world() -> World:
    made = make_world()
    for place in made.places.values():
        UnionStatement.objects.everything(because="a test").filter(
            union=place.union, field="chair_phone"
        ).update(value=f"{MOBILE};0515-80000000")
    make_contract(make_employer(made.places["A1"].node))
    return made


def pages_with_the_number(world: World, role: str) -> set[str]:
    client, found = client_of(world, role), set()
    records = {**RECORDS, **DESK_RECORDS, **TREE_RECORDS}
    fixed = PUBLIC_ARGUMENTS | FIXED
    records |= {name: lambda place, said=said: said for name, said in fixed.items()}
    for name in sorted(set(addresses()) - OWN_FILES - {"account_logout", "access:enter"}):
        arguments = records.get(name, lambda place: {})(world.places["A1"])
        if name == "access:accept":
            continue
        for query in ("?on=2014-01-15", "?on=2014-01-15&format=xlsx"):
            if MOBILE in ask(client, "get", reverse(name, kwargs=arguments) + query)[1]:
                found.add(name)
    return found


@pytest.mark.parametrize("role", sorted(LOOK))
def test_who_only_looks_never_meets_a_mobile(world: World, role: str):
    assert pages_with_the_number(world, role) == set()


@pytest.mark.parametrize("role", sorted(NEED))
def test_whoever_keeps_the_record_finds_it(world: World, role: str):
    """Negative control: the number can be found where it is needed."""
    assert "registry:union" in pages_with_the_number(world, role)
