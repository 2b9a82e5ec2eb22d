"""No way around a scoped table: without an actor each of these is refused."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.db.models import Exists, OuterRef, Prefetch

from tests.factories import BECAUSE, DAY, appoint, make_account, make_actor, make_county, make_node
from xingjia.access.models import Account, Appointment, Invitation
from xingjia.access.queries import actor_for
from xingjia.access.rules import NOBODY, Right
from xingjia.access.scoping import Scoped, Unscoped
from xingjia.orgtree.models import Node

pytestmark = pytest.mark.django_db

WAYS = {
    "all": lambda rows: rows.all(),
    "filter": lambda rows: rows.filter(pk=1),
    "exclude": lambda rows: rows.exclude(pk=1),
    "get": lambda rows: rows.get(pk=1),
    "first": lambda rows: rows.first(),
    "last": lambda rows: rows.last(),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "aggregate": lambda rows: rows.aggregate(),
    "values": lambda rows: rows.values("pk"),
    "in_bulk": lambda rows: rows.in_bulk([1]),
    "iterator": lambda rows: list(rows.iterator()),
    "update": lambda rows: rows.update(role="officer"),
    "delete": lambda rows: rows.filter(pk=1).delete(),
    "create": lambda rows: rows.create(role="officer"),
    "bulk_create": lambda rows: rows.bulk_create([]),
    "get_or_create": lambda rows: rows.get_or_create(pk=1),
    "update_or_create": lambda rows: rows.update_or_create(pk=1, defaults={"role": "officer"}),
    "raw": lambda rows: list(rows.raw("SELECT * FROM access_appointment")),
    "earliest": lambda rows: rows.earliest("start"),
    "dates": lambda rows: rows.dates("start", "year"),
    "or": lambda rows: rows.everything(because=BECAUSE) | rows.all(),
    "and": lambda rows: rows.everything(because=BECAUSE) & rows.all(),
    "xor": lambda rows: rows.everything(because=BECAUSE) ^ rows.all(),
    "union": lambda rows: rows.everything(because=BECAUSE).union(rows.all()),
    "difference": lambda rows: rows.everything(because=BECAUSE).difference(rows.all()),
    "intersection": lambda rows: rows.everything(because=BECAUSE).intersection(rows.all()),
    "subquery": lambda rows: Node.objects.filter(pk__in=rows.values("organisation")),
    "exists in a query": lambda rows: Node.objects.filter(
        Exists(rows.filter(organisation=OuterRef("pk")))
    ),
    "prefetch": lambda rows: list(
        Node.objects.prefetch_related(Prefetch("placements", queryset=rows.all()))
    ),
}


@pytest.mark.parametrize("model", [Appointment, Invitation])
@pytest.mark.parametrize("way", WAYS)
def test_without_an_actor_a_table_does_not_open(model, way):
    with pytest.raises(Unscoped):
        WAYS[way](model.objects)


@pytest.mark.parametrize("path", ["appointment", "appointment_set", "invitation__digest"])
def test_there_is_no_way_in_from_the_other_side(path):
    with pytest.raises(FieldError):
        Account.objects.filter(**{path: 1})
    with pytest.raises(FieldError):
        Node.objects.filter(**{path: 1})


def test_no_row_carries_a_way_to_scoped_rows_that_belong_to_it():
    ways = [
        f"{model.__name__}.{relation.get_accessor_name()}"
        for model in apps.get_models()
        for relation in model._meta.related_objects
        if issubclass(relation.related_model, Scoped) and not relation.hidden
    ]

    assert ways == []


def test_an_actor_sees_his_own_branch_only():
    county, (harbour, hills) = make_county("建湖县", "上冈镇", "近湖镇")
    elsewhere, _ = make_county("射阳县")
    held = {
        node.name: appoint(make_account(), "leader", node)
        for node in (county, harbour, hills, elsewhere)
    }

    def seen(role, at):
        rows = Appointment.objects.visible_to(make_actor(role, at))
        return set(rows.filter(pk__in=[one.pk for one in held.values()]))

    assert seen("leader", harbour) == {held["上冈镇"]}
    assert seen("officer", county) == {held[name] for name in ("建湖县", "上冈镇", "近湖镇")}
    assert list(Appointment.objects.visible_to(NOBODY)) == []


def test_the_right_asked_for_decides_what_is_seen():
    county, _ = make_county()
    leader = make_actor("leader", county)

    assert Appointment.objects.visible_to(leader, Right.SEE).count() == 1
    assert list(Appointment.objects.visible_to(leader, Right.INVITE)) == []


def test_a_neighbour_whose_number_begins_alike_is_not_in_the_branch():
    """Paths of one width: node 7 must not open node 70."""
    city = make_node("盐城市", kind="city")
    nodes = [make_node(f"{number}县", city) for number in range(12)]
    actor = make_actor("officer", nodes[0])

    assert [node for node in nodes if actor.may(Right.SEE, node.path)] == [nodes[0]]


def test_django_itself_still_works():
    held = appoint(make_account(), "chair", make_node(kind="union"))

    held.full_clean()
    held.delete()

    assert Appointment.objects.everything(because=BECAUSE).count() == 0


def test_posts_carry_rights_only_from_their_first_to_their_last_day():
    account, county = make_account(), make_county()[0]
    appoint(account, "officer", county, start=DAY, end=DAY.replace(year=2014))

    last = date(2014, 12, 30)
    days = [DAY - timedelta(days=1), DAY, last, last + timedelta(days=1)]
    assert [len(actor_for(account.pk, day).grants) for day in days] == [0, 1, 1, 0]
