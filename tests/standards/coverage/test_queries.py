from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    DAY,
    make_actor,
    make_contract,
    make_county,
    make_employer,
    make_node,
    make_union,
    state_employer,
)
from xingjia.access.rules import NOBODY, system
from xingjia.orgtree.models import Node, Placement
from xingjia.orgtree.rules import path_of
from xingjia.standards.coverage.queries import Coverage, NotInTheTree, Slice, count

pytestmark = pytest.mark.django_db
SYSTEM = system("test")


@pytest.fixture
def county() -> Node:
    return make_county("建湖县", "东镇", "西镇")[0]


def town(name: str = "东镇") -> Node:
    return Node.objects.get(name=name)


def number(found: Coverage, measure: str) -> int | None:
    return found.total.figures[measure].count


def test_each_base_has_its_own_numerator(county: Node):
    regional = make_employer(town())
    full = make_employer(town())
    make_union(full)
    make_contract(full, regional, kind="wage", reach="regional")

    wage = count(SYSTEM, county, DAY).total.figures["contracts_wage"]

    assert [(b.code, b.count, b.base, b.rate) for b in wage.bases] == [
        ("unionised", 1, 1, Decimal("1.0000")),
        ("operating", 2, 2, Decimal("1.0000")),
    ]


def test_an_employer_under_two_contracts_counts_once(county: Node):
    one = make_employer(town())
    make_contract(one, kind="wage")
    make_contract(one, kind="wage", reach="regional")

    assert number(count(SYSTEM, county, DAY), "contracts_wage") == 1


def test_a_contract_counts_on_its_first_and_last_day_and_not_after(county: Node):
    make_contract(
        make_employer(town(), day=date(2010, 1, 1)),
        valid_from=date(2012, 3, 1),
        valid_to=date(2013, 2, 28),
    )
    days = [date(2012, 2, 29), date(2012, 3, 1), date(2013, 2, 28), date(2013, 3, 1)]

    assert [number(count(SYSTEM, county, on), "contracts_collective") for on in days] == [
        0,
        1,
        1,
        0,
    ]


def test_idle_employers_are_in_no_base(county: Node):
    make_union(make_employer(town(), in_production=False))

    found = count(SYSTEM, county, DAY)

    assert (number(found, "operating_employers"), found.total.idle) == (0, 1)
    assert number(found, "with_union") == 0
    assert found.total.figures["with_union"].bases[0].rate is None


def test_an_employer_nobody_spoke_of_is_neither_in_production_nor_idle(county: Node):
    make_employer(town(), in_production=None)

    found = count(SYSTEM, county, DAY)

    assert (number(found, "operating_employers"), found.total.idle) == (None, None)


def test_children_add_up_to_the_whole(county: Node):
    for at in (town(), town(), town("西镇"), county):
        make_union(make_employer(at))

    found = count(SYSTEM, county, DAY, children=True)

    assert [line.node and line.node.name for line in found.children] == ["东镇", "西镇", None]
    for measure, figure in found.total.figures.items():
        assert figure.count == sum(line.figures[measure].count for line in found.children)


def test_a_child_nobody_reported_for_is_unknown(county: Node):
    make_employer(town())

    found = count(SYSTEM, county, DAY, children=True)

    assert [line.figures["with_union"].count for line in found.children] == [0, None]


def test_a_move_keeps_the_history_of_its_day(county: Node):
    one = make_employer(town(), place=town().code)
    state_employer(one, "place", town("西镇").code, day=date(2014, 1, 1))

    before = count(SYSTEM, county, DAY, children=True).children
    after = count(SYSTEM, county, date(2014, 1, 1), children=True).children

    assert [line.figures["operating_employers"].count for line in before] == [1, None]
    assert [line.figures["operating_employers"].count for line in after] == [None, 1]


def test_a_slice_counts_only_its_employers(county: Node):
    make_employer(town(), ownership="private", staff=25)
    make_employer(town(), ownership="state_owned", staff=24)

    def sliced(**of: str) -> int | None:
        return number(count(SYSTEM, county, DAY, Slice(**of)), "operating_employers")

    assert sliced(ownership="private") == 1
    assert sliced(size="under_25") == 1
    assert sliced(ownership="private", size="25_to_99") == 1


def test_a_slice_nobody_is_in_is_zero_where_a_register_was_brought_in(county: Node):
    make_employer(town(), ownership="private")

    found = count(SYSTEM, county, DAY, Slice(ownership="state_owned"))

    assert number(found, "operating_employers") == 0


def test_a_node_of_another_branch_is_not_there(county: Node):
    other, _ = make_county("阜宁县")
    officer = make_actor("officer", other)

    for actor in (officer, NOBODY):
        with pytest.raises(Node.DoesNotExist):
            count(actor, county, DAY)


def test_a_leader_of_the_city_counts_the_county(county: Node):
    make_employer(town())
    leader = make_actor("leader", Node.objects.get(name="建湖县所在市"))

    assert number(count(leader, county, DAY), "operating_employers") == 1


def test_a_day_on_which_the_node_stood_nowhere_is_refused(county: Node):
    Placement.objects.filter(node=county).update(start=date(2014, 1, 1))

    with pytest.raises(NotInTheTree):
        count(SYSTEM, county, DAY)


def test_neighbours_in_the_order_of_paths_are_not_counted(county: Node):
    neighbour = make_node("邻县", Node.objects.get(name="建湖县所在市"))
    make_employer(neighbour)

    assert path_of(county.path, 1) < neighbour.path
    assert number(count(SYSTEM, county, DAY), "operating_employers") is None


def test_counting_asks_as_often_for_three_rows_as_for_one(county: Node):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            count(SYSTEM, county, DAY, children=True)
        return len(queries)

    make_union(make_employer(town()))
    one = asked()
    make_union(make_employer(town("西镇")))
    make_union(make_employer(town("西镇")))

    assert asked() == one == 3
