"""After any changes past figures stay, children add up and rights follow."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import (
    TESTER,
)
from tests.portal.land import START, TODAY, Land, post, visible
from xingjia.access.queries import actor_for
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import path_on
from xingjia.orgtree.rules import TreeFault
from xingjia.portal.tree.commands import (
    merge_place,
    move_place,
    open_place,
    rename_place,
    split_place,
)
from xingjia.registry.models import Employer
from xingjia.standards.coverage.queries import NotInTheTree, count
from xingjia.standards.coverage.queries.expected import wrong_figures

pytestmark = pytest.mark.django_db
ON = [START + timedelta(days=step) for step in range(0, 70, 9)]
plans = st.lists(
    st.tuples(
        st.sampled_from(["move", "merge", "rename", "split", "zone"]),
        st.integers(0, 7),
        st.integers(0, 7),
        st.integers(1, 60),
    ),
    max_size=5,
)


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(plans)
def test_after_any_changes_past_figures_stay_children_add_up_and_rights_follow(plan):
    with transaction.atomic():
        land = Land()
        officers = [(at, post("officer", at).pk) for at in (land.city, land.east, land.west)]
        for verb, which, other, later in plan:
            on = START + timedelta(days=later)
            past = [one for one in ON if one < on]
            before = [figures(one) for one in past]
            attempt(verb, which, other, on)
            assert [figures(one) for one in past] == before
        for on in ON:
            add_up(land, on)
        for at, account in officers:
            at.refresh_from_db()
            assert visible(actor_for(account, TODAY)) == reached(land, at)
        assert list(wrong_figures()) == []
        transaction.set_rollback(True)


def reached(land: Land, at: Node) -> set[int]:
    """Employers that stand under a node now, and the one whose union does."""
    everybody = Employer.objects.everything(because="a test").select_related("organisation")
    found = {one.pk for one in everybody if one.organisation.path.startswith(at.path)}
    leaf = Node.objects.get(pk=land.union.organisation_id)
    return found | ({land.employers[0].pk} if leaf.path.startswith(at.path) else set())


def figures(on: date) -> dict[int, int | None]:
    found = {}
    for node in Node.objects.exclude(kind="union"):
        try:
            found[node.pk] = count(TESTER, node, on).total.figures["with_union"].count
        except NotInTheTree:
            continue
    return found


def add_up(land: Land, on: date) -> None:
    for node in (land.city, land.east, land.west):
        node.refresh_from_db()
        if path_on(node, on) is None:
            continue
        whole = count(TESTER, node, on, children=True)
        parts = [line.figures["operating_employers"].count or 0 for line in whole.children]
        assert sum(parts) == (whole.total.figures["operating_employers"].count or 0)


def attempt(verb: str, which: int, other: int, on: date) -> None:
    nodes = list(Node.objects.exclude(kind="union").order_by("pk"))
    node, to = nodes[which % len(nodes)], nodes[other % len(nodes)]
    try:
        if verb == "move":
            move_place(TESTER, node, to=to, on=on, today=TODAY)
        elif verb == "merge":
            merge_place(TESTER, node, into=to, on=on, today=TODAY)
        elif verb == "rename":
            rename_place(TESTER, node, name=f"{node.name}新", on=on, today=TODAY)
        elif verb == "zone":
            open_place(TESTER, node, name="高新区", on=on, today=TODAY)
        else:
            leaves = list(Node.objects.filter(kind="union"))
            split_place(
                TESTER, node, code=f"S{which}", name="分", children=leaves, on=on, today=TODAY
            )
    except TreeFault:
        pass
