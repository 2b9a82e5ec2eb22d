from datetime import date

import pytest

from tests.factories import TESTER, make_county, make_employer, make_node, state_employer
from xingjia.facts.sources import facts_changed
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.queries import count
from xingjia.standards.coverage.queries.expected import wrong_figures

pytestmark = pytest.mark.django_db
DAY = date(2014, 1, 1)


def stretches():
    return Stretch.objects.everything(because="a test")


def test_figures_that_agree_with_the_records_are_not_reported():
    _, (town,) = make_county()
    make_employer(town, staff=30)

    assert list(wrong_figures()) == []


@pytest.mark.parametrize("harm", ["missing", "doubled", "moved"])
def test_a_stretch_that_was_tampered_with_is_reported(harm: str):
    _, (town,) = make_county()
    employer = make_employer(town)
    stretch = stretches().filter(measure="operating_employers").get()
    if harm == "missing":
        stretches().filter(pk=stretch.pk).delete()
    elif harm == "moved":
        stretches().filter(pk=stretch.pk).update(start=date(2010, 1, 1))
    else:
        stretch.pk = None
        stretches().bulk_create([stretch])

    assert [finding.subject for finding in wrong_figures()] == [f"registry.employer:{employer.pk}"]


def test_a_place_that_is_not_in_the_tree_leaves_an_employer_where_it_stands():
    county, (town,) = make_county()
    employer = make_employer(town)

    state_employer(employer, "place", "999999999")

    assert count(TESTER, county, DAY).total.figures["operating_employers"].count == 1


def test_a_move_keeps_the_history_of_its_day():
    county, (here, there) = make_county("建湖县", "上冈镇", "建阳镇")
    employer = make_employer(here, day=date(2013, 1, 1))
    state_employer(employer, "place", here.code, day=date(2013, 1, 1))
    state_employer(employer, "place", there.code, day=date(2013, 7, 1))

    def stands(on: date) -> list[str]:
        lines = count(TESTER, county, on, children=True).children
        return [
            line.node.name
            for line in lines
            if line.node and line.figures["operating_employers"].count
        ]

    assert stands(date(2013, 6, 30)) == ["上冈镇"]
    assert stands(date(2013, 7, 1)) == ["建阳镇"]


def test_an_employer_filed_at_a_zone_counts_in_its_county_too():
    county, _ = make_county("建湖县", "上冈镇")
    zone = make_node("高新区", county, kind="park")
    make_employer(zone)

    lines = count(TESTER, county, DAY, children=True).children

    assert {line.node: line.figures["operating_employers"].count for line in lines}[zone] == 1


def test_a_change_no_stretch_depends_on_reads_and_writes_nothing(django_assert_num_queries):
    _, (town,) = make_county()
    keys = {make_employer(town).pk}

    with django_assert_num_queries(0):
        facts_changed.send(
            sender=None, kind="employer", keys=keys, fact_kinds=frozenset({"address"})
        )
