"""A node that was closed goes on as if it had not been."""

from datetime import date

import pytest

from tests.factories import DAY, make_county, make_node
from xingjia.orgtree.commands.changes import close
from xingjia.orgtree.commands.reopening import reopen
from xingjia.orgtree.models import Placement
from xingjia.orgtree.rules import TreeFault

pytestmark = pytest.mark.django_db
BY = "system:test"


@pytest.fixture
def leaf():
    _, (township,) = make_county("建湖县", "上冈镇")
    return make_node("鹤启工会", township, kind="union")


def placements(node) -> list[tuple]:
    rows = Placement.objects.filter(node=node).order_by("start")
    return list(rows.values_list("pk", "parent", "path", "start", "end"))


def test_a_closed_leaf_stands_again_where_it_stood(leaf):
    before = placements(leaf)
    close(BY, leaf, on=DAY)
    assert placements(leaf) != before

    node = reopen(BY, leaf, on=DAY)

    assert node.closed_on is None
    assert placements(leaf) == before


def test_only_what_was_closed_on_that_day_is_reopened_and_once(leaf):
    with pytest.raises(TreeFault, match="not_closed_so"):
        reopen(BY, leaf, on=DAY)
    close(BY, leaf, on=DAY)
    with pytest.raises(TreeFault, match="not_closed_so"):
        reopen(BY, leaf, on=date(2013, 12, 30))
    reopen(BY, leaf, on=DAY)
    with pytest.raises(TreeFault, match="not_closed_so"):
        reopen(BY, leaf, on=DAY)


def test_nothing_is_reopened_under_a_closed_place(leaf):
    close(BY, leaf, on=DAY)
    above = leaf.placements.get().parent
    close(BY, above, on=date(2014, 1, 31))

    with pytest.raises(TreeFault, match="target_closed"):
        reopen(BY, leaf, on=DAY)
