"""Several querysets read in one query: what each gives is what it would give alone."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import DecimalField, F, Value
from django.db.models.functions import Cast

from tests.factories import BECAUSE, DAY, make_chair, make_county, make_employer, make_union
from xingjia.registry.models import Employer, EmployerStatement, Officer, Union
from xingjia.toolkit import bulk
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.together import answered, beside, read, together

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    _, (town,) = make_county()
    found = make_union(make_employer(town, name="甲厂", staff=120), members=30)
    make_chair(found, "沈听澜")
    return found


def querysets():
    said = EmployerStatement.objects.everything(because=BECAUSE).order_by("field", "pk")
    people = Officer.objects.everything(because=BECAUSE)
    half = Value(Decimal("0.5"), output_field=DecimalField())
    return [
        said,
        said.values_list("day", "value", "entered_at", "replaced"),
        said.order_by("field").values("field").distinct(),
        people.select_related("union__organisation", "election"),
        people.annotate(half=half, year=F("elected_on__year")).values_list("half", "year"),
        Union.objects.everything(because=BECAUSE).values_list("pk", flat=True),
        Entry.objects.values_list("at", "details"),
        said.none(),
        people.order_by()
        .values_list("pk", "elected_on")
        .union(people.order_by().values_list("pk", "left_on"), all=True),
        people.select_for_update(of=("self",)).filter(post="chair"),
    ]


def told(rows):
    return [
        {**one.__dict__, "_state": None, "_cache": one._state.fields_cache.keys()}
        if hasattr(one, "_state")
        else one
        for one in rows
    ]


def test_each_gives_what_it_gives_alone(union, django_assert_num_queries):
    alone = [told(rows) for rows in querysets()]
    joined = querysets()

    with django_assert_num_queries(1):
        together(*joined)
        assert [told(rows) for rows in joined] == alone

    assert [len(rows) > 0 for rows in alone] == [True] * 6 + [len(alone[6]) > 0, False, True, True]


def test_values_keep_their_types(union):
    one = EmployerStatement.objects.everything(because=BECAUSE).filter(field="staff")
    days, other = one.values_list("day", "value", "entered_at"), one.values_list("pk")

    together(days, other)

    ((day, value, at),) = days
    assert (day, value) == (date(2013, 12, 31), 120)
    assert isinstance(at, datetime)
    assert at.tzinfo == UTC


def test_what_json_has_no_place_for_is_read_by_itself(union, django_assert_num_queries):
    rows = Union.objects.everything(because=BECAUSE)
    odd = rows.annotate(span=F("pk") - F("pk")).values_list("pk")
    wide = Employer.objects.everything(because=BECAUSE).values_list(
        Cast("pk", DecimalField(max_digits=20, decimal_places=0))
    )

    with django_assert_num_queries(1):
        together(odd, wide)

    assert (len(odd), len(wide)) == (1, 1)


def test_work_side_by_side_asks_at_one_time(union, django_assert_num_queries):
    rows = Officer.objects.everything(because=BECAUSE)

    def chain(depth):
        names = []
        for n in range(depth):
            asked = rows.filter(pk__gt=-n).values_list("name", flat=True)
            yield [asked]
            names += asked
        return names

    with django_assert_num_queries(3):
        found = answered(beside(chain(3), chain(1), read(rows)))

    assert found == [["沈听澜"] * 3, ["沈听澜"], None]


def test_apart_each_is_read_by_itself(union, django_assert_num_queries):
    rows = Officer.objects.everything(because=BECAUSE)

    with django_assert_num_queries(2):
        answered(beside(read(rows.all()), read(rows.filter(post="chair"))), apart=True)


@pytest.mark.parametrize(("gone", "come", "queries"), [(2, 2, 1), (1, 3, 1), (3, 1, 2), (2, 0, 1)])
def test_rows_take_the_place_of_others(gone, come, queries, union, django_assert_num_queries):
    columns = ("employer_id", "field", "day", "value", "said_by", "origin", "reason", "replaced")
    columns += ("entered_at",)
    employer = Employer.objects.everything(because=BECAUSE).get()
    at = datetime(2014, 1, 1, tzinfo=UTC)

    def row(n, field):
        return (employer.pk, field, date(2014, 1, n + 1), n, "system:test", "", "", [], at)

    rows = EmployerStatement.objects.everything(because=BECAUSE)
    with transaction.atomic():
        bulk.insert(EmployerStatement, columns, [row(n, "staff") for n in range(5)])
        before = list(rows.filter(day__gt=DAY).order_by("day").values_list("pk", flat=True))
        with django_assert_num_queries(queries):
            bulk.rewrite(
                EmployerStatement,
                columns,
                gone=before[:gone],
                fresh=[row(n, "women_staff") for n in range(come)],
            )

    after = rows.filter(day__gt=DAY).order_by("field", "day")
    assert list(after.values_list("field", "value")) == [
        *(("staff", n) for n in range(gone, 5)),
        *(("women_staff", n) for n in range(come)),
    ]
