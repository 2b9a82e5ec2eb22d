"""The kinds of contracts a county counts as 三项."""

from datetime import date

import pytest

from tests.factories import make_actor, make_contract, make_county, make_employer
from xingjia.access.checks import Refused, Unacceptable
from xingjia.orgtree.models import Node
from xingjia.registry.commands.parameters import decide
from xingjia.standards.coverage.commands import rebuild
from xingjia.standards.coverage.queries import count

pytestmark = pytest.mark.django_db
TODAY = date(2013, 12, 31)
THREE = "three_contracts"
ALL = ("collective", "wage", "women", "safety")


@pytest.fixture
def places() -> tuple[Node, list[Node]]:
    return make_county("建湖县", "上冈镇", "近湖街道")


def all_three(county: Node, on: date) -> int | None:
    return (
        count(make_actor("officer", county), county, on).total.figures["contracts_all_three"].count
    )


def with_contracts(at: Node, *kinds: str) -> None:
    employer = make_employer(at, day=date(2013, 1, 1))
    for kind in kinds:
        make_contract(employer, kind=kind)


def test_the_three_kinds_are_the_countys_own_from_a_day_on(places):
    county, (township, _) = places
    other, (elsewhere,) = make_county("阜宁县")
    for at in (township, elsewhere):
        with_contracts(at, *ALL)
        with_contracts(at, "collective", "wage", "women")
    officer = make_actor("officer", county)
    assert [all_three(one, TODAY) for one in (county, other)] == [2, 2]

    assert decide(officer, county, name=THREE, value=list(ALL), start=date(2013, 7, 1))

    assert [all_three(one, TODAY) for one in (county, other)] == [1, 2]
    assert all_three(county, date(2013, 6, 30)) == 2
    assert not decide(officer, county, name=THREE, value=list(ALL), start=date(2013, 7, 1))
    assert rebuild(officer) == 0
    assert decide(officer, county, name=THREE, value=["wage"], start=date(2013, 10, 1))
    assert [all_three(county, day) for day in (date(2013, 9, 30), TODAY)] == [1, 2]


def test_only_the_countys_officer_decides_and_only_about_kinds(places):
    county, (township, _) = places
    officer = make_actor("officer", county)

    for actor in (make_actor("township_officer", township), make_actor("leader", county)):
        with pytest.raises(Refused):
            decide(actor, county, name=THREE, value=list(ALL), start=TODAY)
    for at, kinds in ((township, ALL), (county, []), (county, ["wage", "verbal"])):
        with pytest.raises(Unacceptable):
            decide(officer, at, name=THREE, value=list(kinds), start=TODAY)
