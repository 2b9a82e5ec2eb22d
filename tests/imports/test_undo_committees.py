"""Taking a list of officers back."""

import pytest

from tests.factories import DAY, TESTER, make_node
from tests.imports.batches import everything, lay_batch, take_back, write
from tests.imports.registers import jianhu
from xingjia.imports import commands
from xingjia.imports.models import Import
from xingjia.imports.queries.undoing import standing
from xingjia.orgtree.models import Node
from xingjia.registry.models import Officer, Union

pytestmark = pytest.mark.django_db
UNION = {"union_name": "甲店工会", "chair_name": "陆建国", "chair_elected_on": "2011-05-04"}
SHOP = {"employer_name": "甲店", "division_code": "320925108", "in_production": True}
CHAIR = {"union_name": "甲店工会", "person_name": "陆建国", "post": "chair"}
MEMBER = {"union_name": "甲店工会", "person_name": "高知远", "post": "member"}


@pytest.fixture
def county() -> Node:
    county = jianhu()
    write(lay_batch(county, SHOP | UNION))
    return county


def bring(county: Node, *rows: dict) -> Import:
    return write(lay_batch(county, *rows, kind="committee"))


def test_nothing_is_left_of_whom_a_list_seated(county: Node):
    before = everything()
    batch = bring(county, MEMBER, MEMBER | {"person_name": "孟秋", "elected_on": "2011-05-04"})
    assert Officer.objects.everything(because="a test").count() == 3

    take_back(batch)

    assert everything() == before


def test_a_term_that_a_later_election_ended_runs_on(county: Node):
    before = everything()
    batch = bring(county, CHAIR | {"elected_on": "2013-05-04", "term_ends_on": "2018-05-03"})
    assert the_terms() == [("陆建国", True), ("陆建国", False)]

    take_back(batch)

    assert everything() == before


def test_days_that_a_list_made_better_are_as_they_were(county: Node):
    before = everything()
    batch = bring(county, CHAIR | {"term_ends_on": "2016-05-03", "votes": 40})

    take_back(batch)

    assert everything() == before


def test_somebody_who_left_since_is_listed_first_and_stays(county: Node):
    batch = bring(county, MEMBER, MEMBER | {"person_name": "孟秋"})
    left = Officer.objects.everything(because="a test").filter(name="高知远")
    left.update(left_on=DAY)

    with pytest.raises(commands.EditedSince) as since:
        commands.undo(TESTER, batch)
    take_back(batch, leaving=since.value.rows)

    assert (since.value.rows, [name for name, _left in the_terms()]) == (1, ["陆建国", "高知远"])


def test_whose_union_moved_elsewhere_is_not_touched(county: Node):
    batch = bring(county, MEMBER)
    elsewhere = make_node("外县", kind="county")
    leaf = make_node("甲店工会", elsewhere, kind="union")
    Union.objects.everything(because="a test").update(organisation=leaf)

    (stays,) = standing(batch).values()

    assert [stay.why for stay in stays] == ["outside"]
    assert ("高知远", False) in the_terms()


def the_terms() -> list[tuple[str, bool]]:
    rows = Officer.objects.everything(because="a test").order_by("pk")
    return [(one.name, one.left_on is not None) for one in rows]
