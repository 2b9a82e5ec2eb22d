"""Rows of any room go over to another owner, unless one stands in their way."""

from datetime import date

import pytest

from tests.factories import DAY, make_county, make_employer, make_union, state_employer
from xingjia.registry.commands.rows import (
    Journal,
    as_json,
    differing,
    free_to_move,
    owned_by,
    snapshot,
    table,
)
from xingjia.registry.models import (
    ContractEmployer,
    Cover,
    Employer,
    EmployerAlias,
    EmployerStatement,
    Officer,
    Union,
    UnionStatement,
)

pytestmark = pytest.mark.django_db
BECAUSE = "a test"


@pytest.fixture
def two():
    _, (township,) = make_county("建湖县", "上冈镇")
    return make_employer(township), make_employer(township)


def test_every_table_that_belongs_to_a_record_is_known_by_its_key():
    assert {model for model, _ in owned_by(Employer)} >= {
        *(EmployerStatement, EmployerAlias, Cover, ContractEmployer)
    }
    assert {model for model, _ in owned_by(Union)} >= {Cover, Officer, UnionStatement}
    assert Employer not in {model for model, _ in owned_by(Employer)}


def test_a_row_that_would_stand_twice_stays_behind(two):
    keep, drop = two
    state_employer(drop, "staff", 40)
    state_employer(drop, "in_production", False, day=date(2012, 1, 1))
    rows = EmployerStatement.objects.everything(because=BECAUSE).filter(employer=drop)
    stays = rows.get(field="in_production", day=DAY)

    free = free_to_move(EmployerStatement, "employer", keep.pk, drop.pk)

    assert sorted(free) == sorted(rows.exclude(pk=stays.pk).values_list("pk", flat=True))


def test_every_step_backwards_brings_the_very_same_rows(two):
    keep, drop = two
    union = make_union(keep)
    cover = Cover.objects.everything(because=BECAUSE).get()
    said = table(EmployerStatement).order_by("pk")
    before = as_json(said), as_json(table(Cover)), as_json(table(EmployerAlias))
    journal = Journal()

    journal.remove(EmployerStatement, [said.first().pk])
    journal.move(Cover, "employer", [cover.pk], drop)
    cover.refresh_from_db()
    journal.change(cover, start=date(2009, 1, 1))
    journal.add(EmployerAlias(employer=keep, name="旧名", name_key="旧名"))
    assert cover.union == union
    assert (as_json(said), as_json(table(Cover)), as_json(table(EmployerAlias))) != before
    for step in reversed(journal.steps):
        Journal.take_back(step)

    assert (as_json(said), as_json(table(Cover)), as_json(table(EmployerAlias))) == before


def test_a_snapshot_tells_what_is_new_gone_or_different(two):
    keep, _ = two
    before = snapshot(keep)
    assert differing(before, snapshot(keep)) == {}

    state_employer(keep, "staff", 40)
    EmployerStatement.objects.everything(because=BECAUSE).filter(field="in_production").update(
        reason="改过"
    )

    assert differing(before, snapshot(keep)) == {"employerstatement": 2}
