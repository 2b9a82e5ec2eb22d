"""Random trees, random changes: rights follow, past days stay, children add up on every day."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories import BECAUSE, TESTER, make_employer, make_node, make_union
from tests.portal.land import START, TODAY, post, visible
from xingjia.access.queries import actor_for
from xingjia.access.rules import Role
from xingjia.orgtree.models import Node, Placement
from xingjia.orgtree.queries import branch_nodes
from xingjia.orgtree.rules import OPEN, TreeFault, is_within
from xingjia.portal.tree.commands import close_place, merge_place, move_place, split_place
from xingjia.registry.commands.offices import close_union, reopen_union
from xingjia.registry.models import Cover, Employer, Union
from xingjia.registry.rules.editing import Objected
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.queries import NotInTheTree, count
from xingjia.standards.coverage.queries.expected import wrong_figures

pytestmark = pytest.mark.django_db
ON = [START + timedelta(days=step) for step in range(0, 70, 11)]
MEASURES = ("operating_employers", "with_union")
# The kind of place a county or township moves to (True), or is merged into.
GOES_TO = {
    (True, "county"): "city",
    (True, "township"): "county",
    (False, "county"): "county",
    (False, "township"): "township",
}
# Of each county, how many employers each of its townships has; the first has a union.
trees = st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=3), min_size=2, max_size=3)
plans = st.lists(
    st.tuples(
        st.sampled_from(["move", "merge", "split", "close", "end", "reopen"]),
        st.integers(0, 20),
        st.integers(0, 20),
        st.integers(1, 60),
    ),
    max_size=6,
)


@settings(
    max_examples=5,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shrink a plan takes minutes
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(trees, plans)
def test_whatever_is_done_to_whatever_tree(tree, plan):
    with transaction.atomic():
        city = grow(tree)
        held = [(node, post(role_at(node), node).pk) for node in places()]
        for step in plan:
            on = START + timedelta(days=step[3])
            past = [one for one in ON if one < on]
            before = [figures(one) for one in past]
            if carry_out(*step[:3], on):
                assert [figures(one) for one in past] == before
        for on in ON:
            add_up(on)
        for node, account in held:
            rights_are_those_of_the_path(node, account)
        assert list(wrong_figures()) == []
        everybody = sum(map(sum, tree))
        assert (figures(ON[0])[city.pk, MEASURES[0]] or 0) == everybody
        transaction.set_rollback(True)


def grow(tree: list[list[int]]) -> Node:
    """A city with these counties, townships and employers."""
    city = make_node("盐城市", kind="city", code="320900")
    for at, townships in enumerate(tree):
        county = make_node(f"{at}县", city, code=f"3209{at + 21}")
        for beside, employers in enumerate(townships):
            code = f"3209{at + 21}10{beside}"
            town = make_node(f"{at}{beside}镇", county, kind="township", code=code)
            found = [make_employer(town, day=START) for _ in range(employers)]
            if found:
                make_union(found[0], start=START)
    return city


def places() -> list[Node]:
    return list(Node.objects.exclude(kind="union").order_by("pk"))


def role_at(node: Node) -> str:
    return Role.TOWNSHIP_OFFICER if node.kind == "township" else Role.OFFICER


def carry_out(verb: str, which: int, other: int, on: date) -> bool:
    """Do it if it can be done; whether it was."""
    unions = list(Union.objects.everything(because=BECAUSE).order_by("pk"))
    node = pick(places()[1:], which)  # the city stays
    to = pick([one for one in places() if one.kind == GOES_TO[verb == "move", node.kind]], other)
    union = unions[which % len(unions)] if unions else None
    try:
        with transaction.atomic():
            if verb == "move":
                move_place(TESTER, node, to=to, on=on, today=TODAY)
            elif verb == "merge":
                merge_place(TESTER, node, into=to, on=on, today=TODAY)
            elif verb == "split":
                hand_over(node, on)
            elif verb == "close":
                close_place(TESTER, node, on=on, today=TODAY)
            elif union and verb == "end":
                close_union(TESTER, union, on=on, why="merged", reason="同意")
            elif union:
                reopen_union(TESTER, union, on=TODAY, reason="错了")
                return False  # taking an end back is meant to change the days after it
    except (TreeFault, Objected):
        return False
    return True


def pick(some: list[Node], which: int) -> Node:
    return some[which % len(some)]


def hand_over(node: Node, on: date) -> None:
    below = Placement.objects.filter(parent=node, end=OPEN, node__closed_on__isnull=True)
    children = [one.node for one in below.select_related("node").order_by("pk")][:1]
    code = f"S{Node.objects.count()}"
    split_place(TESTER, node, code=code, name="分", children=children, on=on, today=TODAY)


def figures(on: date) -> dict[tuple[int, str], int | None]:
    found = {}
    for node in places():
        try:
            total = count(TESTER, node, on).total
        except NotInTheTree:
            continue
        found |= {(node.pk, measure): total.figures[measure].count for measure in MEASURES}
    return found


def add_up(on: date) -> None:
    """A place has what its children have and what stands at itself; nothing is counted twice."""
    for node in places():
        try:
            whole = count(TESTER, node, on, children=True)
        except NotInTheTree:
            continue
        for measure in MEASURES:
            parts = sum(line.figures[measure].count or 0 for line in whole.children)
            assert parts <= (whole.total.figures[measure].count or 0)
            if node.kind in {"city", "county"}:
                assert parts == (whole.total.figures[measure].count or 0)


def rights_are_those_of_the_path(node: Node, account: int) -> None:
    """Who held a post at a place sees what stands there today; nothing when the place ended."""
    node.refresh_from_db()
    actor = actor_for(account, TODAY)
    if node.closed_on is not None:
        assert actor.grants == ()
    branches = [grant.branch for grant in actor.grants]
    unions = Union.objects.everything(because=BECAUSE).select_related("organisation")
    seen = {one.pk for one in unions if any(is_within(one.organisation.path, b) for b in branches)}
    assert set(Union.objects.visible_to(actor).values_list("pk", flat=True)) == seen
    here = set(branch_nodes(node).values_list("pk", flat=True)) if branches else set()
    covers = Cover.objects.everything(because=BECAUSE).filter(union__in=seen)
    employers = Employer.objects.everything(because=BECAUSE).filter(organisation__in=here)
    reached = set(employers.values_list("pk", flat=True))
    assert visible(actor) == reached | set(covers.values_list("employer", flat=True))
    stretches = Stretch.objects.visible_to(actor)
    assert all(any(is_within(one.path, b) for b in branches) for one in stretches)
