from datetime import date

import pytest

from tests.factories import make_county, make_node
from xingjia.orgtree.commands import NATION_CODE, load_divisions
from xingjia.orgtree.divisions import DivisionRow, read_divisions
from xingjia.orgtree.models import Division, Node, Placement
from xingjia.orgtree.queries import children_on, node_named, path_on, under, under_any, way_to
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2013, 12, 31)


@pytest.fixture(scope="module")
def shipped() -> list[DivisionRow]:
    return list(read_divisions())


def test_the_federation_stands_on_the_division_codes_in_force(shipped):
    codes, nodes = load_divisions("system:test", shipped)

    jianhu = Node.objects.get(code="320925")
    assert codes == len(shipped) == Division.objects.count()
    assert nodes == Node.objects.count()
    assert [one.name for one in way_to(jianhu)] == ["全国", "江苏省", "盐城市", "建湖县"]
    assert children_on(jianhu, DAY).count() == 14


def test_a_second_load_adds_nothing(shipped):
    load_divisions("system:test", shipped)
    entries = Entry.objects.count()

    assert load_divisions("system:test", shipped) == (0, 0)
    assert Entry.objects.count() == entries


def test_the_counties_of_a_municipality_hang_under_it_and_not_under_a_placeholder(shipped):
    load_divisions("system:test", shipped)

    assert [one.code for one in way_to(Node.objects.get(code="110101"))] == [
        NATION_CODE,
        "110000",
        "110101",
    ]
    assert not Node.objects.filter(name="市辖区").exists()


def test_retired_codes_are_known_and_have_no_place_in_the_tree(shipped):
    load_divisions("system:test", shipped)

    retired = Division.objects.filter(code="320928").get()
    assert retired.valid_to is not None
    assert not Node.objects.filter(code="320928").exists()


def test_a_branch_is_one_range():
    county, (here, there) = make_county("建湖县", "上冈镇", "建阳镇")
    other, _ = make_county("射阳县", "合德镇")

    inside = set(Node.objects.filter(under("path", county.path)))

    assert inside == {county, here, there}
    assert set(Node.objects.filter(under_any("path", []))) == set()
    assert other in Node.objects.filter(under_any("path", [other.path, here.path]))
    assert Node.objects.filter(under_any("path", [here.path, ""])).count() == Node.objects.count()


def test_a_name_that_two_places_have_names_neither():
    city = make_node("盐城市", kind="city")
    make_node("城关镇", city, kind="township")
    make_node("城关镇", city, kind="township", code="320925777")

    assert node_named("城关镇") is None
    assert node_named("320925777") is not None
    assert node_named("盐城市") == city


def test_a_place_stands_where_it_stood_on_the_day():
    county, (town,) = make_county("建湖县", "上冈镇")
    other, _ = make_county("射阳县", "合德镇")
    moved = date(2014, 1, 1)
    Placement.objects.filter(node=town).update(end=moved)
    Placement.objects.create(node=town, parent=other, path=other.path + town.path[-8:], start=moved)

    assert path_on(town, DAY) == town.path
    assert path_on(town, moved) == other.path + town.path[-8:]
    assert list(children_on(county, DAY)) == [town]
    assert list(children_on(county, moved)) == []
    assert town in children_on(other, moved)
