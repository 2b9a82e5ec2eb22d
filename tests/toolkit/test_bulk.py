"""Rows go in as the ORM would write them, only faster."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories import BECAUSE, DAY, make_county, make_employer
from xingjia.registry.models import Employer, EmployerStatement, Officer, Union
from xingjia.toolkit import bulk

pytestmark = pytest.mark.django_db
OWN = {"id", "organisation_id", "name", "search", "entered_at"}


def stored(model, pk):
    values = model.objects.everything(because=BECAUSE).filter(pk=pk).values().get()
    return {name: value for name, value in values.items() if name not in OWN}


def test_an_object_is_stored_as_the_orm_stores_it():
    (town,) = make_county()[1]
    first, second = (Employer(organisation=town, name=f"第{n}厂", name_key="厂") for n in (1, 2))
    first.save()

    bulk.store([second])

    assert stored(Employer, second.pk) == stored(Employer, first.pk)


def test_ids_go_on_where_the_orm_stopped_and_the_orm_goes_on_after_them():
    (town,) = make_county()[1]
    before = make_employer(town)

    made = bulk.store([Employer(organisation=town, name=f"{n}", name_key="") for n in range(3)])
    after = make_employer(town)

    assert len({before.pk, after.pk, *(one.pk for one in made)}) == 5
    assert [one.pk for one in made] == sorted(one.pk for one in made)


def test_reserved_ids_are_given_once():
    assert not set(bulk.reserve(Employer, 3)) & set(bulk.reserve(Employer, 3))
    assert bulk.reserve(Employer, 0) == []


@pytest.mark.django_db(transaction=True)
def test_ids_are_reserved_inside_a_transaction_only():
    with pytest.raises(transaction.TransactionManagementError):
        bulk.reserve(Employer, 1)


@pytest.mark.parametrize("value", [True, 0, 1.5, "上冈镇", {"amount": 3, "currency": "CNY"}, []])
def test_columns_that_nobody_gave_get_their_defaults(value):
    employer = make_employer(make_county()[1][0])
    columns = ("employer_id", "field", "day", "value", "said_by")

    bulk.insert(EmployerStatement, columns, [(employer.pk, "remark", DAY, value, "system:test")])

    said = EmployerStatement.objects.everything(because=BECAUSE).get(field="remark")
    assert (said.value, type(said.value), said.day) == (value, type(value), DAY)
    assert (said.origin, said.reason, said.replaced) == ("", "", [])
    assert said.entered_at is not None


def test_nothing_known_stays_nothing(db):
    officer = Officer(union=make_union(), post="chair", name="王建国")

    bulk.store([officer])

    kept = Officer.objects.everything(because=BECAUSE).get(pk=officer.pk)
    assert (kept.elected_on, kept.declared, kept.votes) == (None, None, None)


def test_rows_get_other_values_and_their_neighbours_keep_theirs():
    officers = [Officer(union=make_union(), post="chair", name=name) for name in "甲乙"]
    bulk.store(officers)

    bulk.update(Officer, ["elected_on", "declared"], [(officers[0].pk, date(2013, 5, 1), ["x"])])

    kept = Officer.objects.everything(because=BECAUSE).in_bulk([one.pk for one in officers])
    assert [(kept[one.pk].elected_on, kept[one.pk].declared) for one in officers] == [
        (date(2013, 5, 1), ["x"]),
        (None, None),
    ]


def test_the_rules_of_the_table_hold():
    (town,) = make_county()[1]
    same = [Employer(organisation=town, name="厂", name_key="", code="9132") for _ in range(2)]

    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.store(same)


def test_many_rows_take_few_queries(django_assert_max_num_queries):
    (town,) = make_county()[1]
    rows = [Employer(organisation=town, name=f"{n}", name_key="") for n in range(500)]

    with django_assert_max_num_queries(4):
        bulk.store(rows)

    assert connection.in_atomic_block


def make_union():
    leaf_town = make_county()[1][0]
    return Union.objects.everything(because=BECAUSE).create(organisation=leaf_town, name="工会")
