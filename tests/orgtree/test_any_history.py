"""Whatever is done to the tree, each day's paths are the walks of that day's parents."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_county, make_node
from xingjia.orgtree.commands.changes import close, merge, move, rename, split
from xingjia.orgtree.models import Node, Placement
from xingjia.orgtree.queries import under
from xingjia.orgtree.rules import TreeFault, path_of

pytestmark = pytest.mark.django_db
BEFORE, DAY = date(2013, 12, 30), date(2013, 12, 31)
BY = "system:test"

changes = st.lists(
    st.tuples(
        st.sampled_from(["move", "rename", "merge", "close", "split"]),
        st.integers(0, 30),
        st.integers(0, 30),
        st.integers(0, 40),
    ),
    max_size=8,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes)
def test_ranges_equal_a_walk_of_parents_on_every_day(plan):
    """After any changes: the paths of a day are what walking up the parents of the day gives,
    days before a change keep their tree, and a node stands where it stands now."""
    with transaction.atomic():
        make_county("东县", "甲镇", "乙镇")
        make_county("西县", "丙镇")
        for at, name in enumerate(("一", "二", "三")):
            towns = Node.objects.filter(kind="township").order_by("pk")
            make_node(f"{name}厂工会", towns[at % len(towns)], kind="union")
        for verb, which, other, later in plan:
            change(verb, which, other, DAY + timedelta(days=later))
        for on in (BEFORE, DAY, *(DAY + timedelta(days=step) for step in range(1, 45, 7))):
            assert stood(on) == walked(on)
        now = dict(Placement.objects.filter(end__year=9999).values_list("node", "path"))
        assert {pk: Node.objects.get(pk=pk).path for pk in now} == now
        transaction.set_rollback(True)


def change(verb: str, which: int, other: int, on: date) -> None:
    """Do it if it can be done, and see that no day before is touched."""
    nodes = list(Node.objects.order_by("pk"))
    node, to = nodes[which % len(nodes)], nodes[other % len(nodes)]
    before = {day: stood(day) for day in (BEFORE, on - timedelta(days=1))}
    try:
        if verb == "move":
            move(BY, node, to=to, on=on)
        elif verb == "merge":
            merge(BY, node, into=to, on=on)
        elif verb == "rename":
            rename(BY, node, name=f"{node.name}新", on=on)
        elif verb == "close":
            close(BY, node, on=on)
        else:
            children = list(Node.objects.filter(under("path", node.path)).exclude(pk=node.pk))
            split(BY, node, code=f"S{len(nodes)}", name="分", children=children[:1], on=on)
    except TreeFault:
        pass
    assert {day: stood(day) for day in before} == before


def stood(on: date) -> dict[int, str]:
    placed = Placement.objects.filter(start__lte=on, end__gt=on)
    return dict(placed.values_list("node", "path"))


def walked(on: date) -> dict[int, str]:
    """The paths of a day from the parents of the day alone."""
    parents = dict(
        Placement.objects.filter(start__lte=on, end__gt=on).values_list("node", "parent")
    )

    def path(pk: int) -> str:
        above = parents[pk]
        return path_of(path(above) if above else "", pk)

    return {pk: path(pk) for pk in parents}
