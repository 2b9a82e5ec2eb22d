import pytest

from tests.factories import appoint, make_account, make_actor, make_node
from tests.imports.registers import WRONG_CODE, a_row, bring_in, jianhu, receive
from xingjia.access.queries import actor_for, names_behind
from xingjia.access.rules import NOBODY
from xingjia.imports.queries import (
    batches_for,
    earlier,
    entry,
    history,
    places_for,
    plans_of,
    rows_for,
)
from xingjia.orgtree.models import Node

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Node:
    return jianhu()


def test_a_county_officer_may_import_for_the_county_and_each_township(county: Node):
    places = places_for(make_actor("officer", county))

    assert [place.name for place in places] == ["建湖县", "近湖街道", "上冈镇"]


def test_above_a_county_one_imports_for_counties_only(county: Node):
    city = Node.objects.get(code="320900")

    assert [place.name for place in places_for(make_actor("officer", city))] == ["建湖县"]


@pytest.mark.parametrize("role", ["leader", "chair"])
def test_without_the_right_there_is_no_place(county: Node, role: str):
    assert list(places_for(make_actor(role, county))) == []
    assert list(places_for(NOBODY)) == []


def test_imports_are_seen_where_one_may_import(county: Node):
    north = Node.objects.get(code="320925001")
    of_the_county, of_the_township = receive(county, a_row(1)), receive(north, a_row(2))

    def seen(role: str, at: Node) -> set[int]:
        return {batch.pk for batch in batches_for(make_actor(role, at))}

    assert seen("officer", county) == {of_the_county.pk, of_the_township.pk}
    assert seen("township_officer", north) == {of_the_township.pk}
    assert seen("leader", county) == set()
    assert seen("officer", make_node("射阳县", code="320924")) == set()


def test_the_history_counts_rows_by_what_became_of_them(county: Node):
    officer = make_actor("officer", county)
    bring_in(county, a_row(1, staff=80), a_row(2))
    batch = bring_in(
        county, a_row(1, staff=90), a_row(2), a_row(2, staff="看不懂"), a_row(3), actor=officer
    )

    line = entry(officer, batch)

    assert line.who == "孟知秋"
    assert (line.tally.changed, line.tally.new, line.tally.same, line.tally.held) == (1, 1, 1, 1)
    assert (line.tally.total, line.tally.writable, line.tally.left) == (4, 2, 1)
    assert line.tally.written == 2


def test_an_import_without_rows_counts_nothing(county: Node):
    officer = make_actor("officer", county)
    batch = receive(county)

    assert history(officer, [batch])[0].tally.total == 0


def test_rows_that_need_a_person_come_first(county: Node):
    officer = make_actor("officer", county)
    bring_in(county, a_row(1))
    batch = receive(county, a_row(2), a_row(1), a_row(1, staff="看不懂"))

    rows = rows_for(officer, batch)

    assert [row.outcome for row in rows] == ["held", "new", "same"]
    assert [row.outcome for row in rows_for(officer, batch, "new")] == ["new"]


def test_rows_of_another_branch_are_not_seen(county: Node):
    batch = receive(county, a_row(1))
    stranger = make_actor("officer", make_node("射阳县", code="320924"))

    assert list(rows_for(stranger, batch)) == []
    assert plans_of(stranger, batch) == {}


def test_only_what_would_be_written_has_plans(county: Node):
    officer = make_actor("officer", county)
    bring_in(county, a_row(1))
    batch = receive(county, a_row(1), a_row(2), a_row(3, code=WRONG_CODE))

    plans = plans_of(officer, batch)

    assert [plan.title for plan in plans["register"]] == [
        "建湖县第2纺织有限公司",
        "建湖县第3纺织有限公司",
    ]


def test_the_same_file_is_recognised_only_where_and_when_it_was_written(county: Node):
    officer = make_actor("officer", county)
    north = Node.objects.get(code="320925001")
    waiting = receive(county, a_row(1))

    assert earlier(officer, waiting) is None

    written = bring_in(county, a_row(1))

    assert earlier(officer, waiting) == written
    assert earlier(officer, written) is None
    assert earlier(officer, receive(north, a_row(1))) is None


def test_only_people_have_names(county: Node):
    account = make_account("周建业")
    appoint(account, "officer", county)
    label = actor_for(account.pk, county.placements.first().start).label

    assert names_behind([label, "system:import_sheet", "nobody", "account:x"]) == {label: "周建业"}
    assert names_behind([]) == {}
