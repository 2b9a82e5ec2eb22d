"""The end of an employer and of what ends with it: works, refused, elsewhere, twice, undone."""

from datetime import date

import pytest

from tests.factories import (
    make_actor,
    make_chair,
    make_contract,
    make_county,
    make_employer,
    make_union,
    state_employer,
)
from xingjia.access.checks import Refused
from xingjia.orgtree.rules import OPEN
from xingjia.registry.commands.closing import close_employer, reopen_employer
from xingjia.registry.commands.offices import cover
from xingjia.registry.models import (
    Contract,
    ContractEmployer,
    Cover,
    EmployerClosing,
    EmployerStatement,
    Officer,
    Union,
)
from xingjia.registry.queries.closing import ending_of
from xingjia.registry.rules.editing import Objected
from xingjia.standards.coverage.commands import rebuild
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.queries import count
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
WHY = "a test looks"
BEFORE, ON, AFTER = date(2014, 3, 31), date(2014, 4, 1), date(2014, 12, 31)
MEASURES = ("operating_employers", "with_union", "contracts_collective", "contracts_wage")


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖街道")


@pytest.fixture
def clerk(county):
    return make_actor("township_officer", county[1][0])


@pytest.fixture
def going(county):
    """An employer with a union, a contract of its own and one it shares."""
    township = county[1][0]
    going, staying = make_employer(township, "将关的厂"), make_employer(township, "留下的厂")
    make_chair(make_union(going))
    make_union(staying)
    make_contract(going, number="自签号")
    make_contract(going, staying, kind="wage", reach="regional", number="区域号")
    return going


def rows(model):
    return model.objects.everything(because=WHY)


def figures(county, on):
    found = count(make_actor("officer", county[0]), county[0], on).total.figures
    return [found[name].count for name in MEASURES]


def stretches():
    return sorted(
        rows(Stretch).values_list("employer_id", "measure", "base", "start", "end", "path")
    )


def codes(objected):
    return [one.code for one in objected.value.findings]


def all_that_can_end():
    return {
        model: list(rows(model).order_by("pk").values())
        for model in (Contract, ContractEmployer, Cover, Union, Officer)
    } | {"said": list(rows(EmployerStatement).order_by("pk").values())}


def test_an_end_ends_what_hung_on_the_employer_and_nothing_else(county, clerk, going):
    union = rows(Cover).get(employer=going).union

    close_employer(clerk, going, on=ON, why="cancelled", reason="工商注销", unions=[union.pk])

    own, shared = rows(Contract).get(number="自签号"), rows(Contract).get(number="区域号")
    assert (own.ended_on, own.ended_why) == (ON, Contract.EndReason.CLOSED)
    assert shared.ended_on is None
    ends = rows(ContractEmployer).filter(contract=shared).order_by("employer")
    assert list(ends.values_list("end", flat=True)) == [ON, OPEN]
    assert rows(Cover).get(employer=going).end == ON
    assert rows(Union).get(pk=union.pk).closed_on == ON
    assert rows(Officer).get().left_why == Officer.Left.CLOSED
    assert figures(county, BEFORE) == [2, 2, 1, 2]
    assert figures(county, ON) == [1, 1, 0, 1]
    assert rebuild(clerk) == 0
    last = Entry.objects.order_by("seq").last()
    assert (last.action, last.details["unions"]) == ("registry.employer_closed", [union.pk])


def test_what_a_register_claimed_of_its_contracts_ends_too(county, clerk, going):
    state_employer(going, "contracts_women", value=True, day=date(2013, 6, 30))

    close_employer(clerk, going, on=ON, why="cancelled")

    said = rows(EmployerStatement).filter(employer=going, day=ON)
    assert set(said.values_list("field", "value")) == {
        ("in_production", False),
        ("contracts_women", False),
    }


def test_a_union_nobody_confirmed_stays_without_employers(clerk, going):
    close_employer(clerk, going, on=ON, why="bankrupt")

    union = rows(Cover).get(employer=going).union
    assert union.closed_on is None
    assert rows(Officer).get().left_on is None


def test_a_union_that_covers_others_stays_and_cannot_be_ended_along(county, clerk):
    one, other = make_employer(county[1][0]), make_employer(county[1][0])
    union = make_union(one, other)
    assert ending_of(one, ON).left == []

    with pytest.raises(Objected) as refused:
        close_employer(clerk, one, on=ON, why="shut", unions=[union.pk])
    assert codes(refused) == ["union_has_others"]

    close_employer(clerk, one, on=ON, why="shut")
    assert rows(Cover).get(employer=other).end == OPEN


def test_only_who_keeps_the_employer_ends_it(county, going):
    union = rows(Cover).get(employer=going).union
    strangers = (
        make_actor("leader", county[0]),
        make_actor("township_officer", county[1][1]),
        make_actor("chair", union.organisation),
        make_actor("officer", make_county("射阳县")[0]),
    )
    for actor in strangers:
        with pytest.raises(Refused):
            close_employer(actor, going, on=ON, why="cancelled")
        with pytest.raises(Refused):
            reopen_employer(actor, going, reason="填错")

    assert rows(EmployerClosing).count() == 0


def test_a_second_end_is_refused(clerk, going):
    close_employer(clerk, going, on=ON, why="cancelled")
    before = all_that_can_end()

    with pytest.raises(Objected) as refused:
        close_employer(clerk, going, on=date(2014, 5, 1), why="cancelled")

    assert codes(refused) == ["employer_closed_already"]
    assert all_that_can_end() == before


def test_what_began_or_was_said_later_stands_in_the_way(clerk, going):
    contract = rows(Contract).get(number="自签号")
    rows(Contract).filter(pk=contract.pk).update(signed_on=date(2014, 5, 1))
    rows(Cover).filter(employer=going).update(start=date(2014, 6, 1))
    state_employer(going, "in_production", value=True, day=date(2014, 7, 1))

    with pytest.raises(Objected) as refused:
        close_employer(clerk, going, on=ON, why="gone")

    found = ["why_unfit", "ends_before_cover", "ends_before_contract", "works_later"]
    assert codes(refused) == found


def test_who_confirms_something_else_than_was_shown_is_told(county, clerk, going):
    seen = ending_of(going, ON).version
    make_contract(going, kind="women")

    with pytest.raises(Objected) as refused:
        close_employer(clerk, going, on=ON, why="cancelled", seen=seen)

    assert codes(refused) == ["ending_changed"]
    close_employer(clerk, going, on=ON, why="cancelled", seen=ending_of(going, ON).version)


@pytest.mark.parametrize("said_that_day", [True, False])
def test_taking_it_back_restores_everything_exactly(county, clerk, going, said_that_day):
    state_employer(going, "contracts_women", value=True, day=date(2013, 6, 30))
    if said_that_day:
        state_employer(going, "in_production", value=True, day=ON)
    union = rows(Cover).get(employer=going).union
    stood, counted, days = all_that_can_end(), figures(county, AFTER), stretches()
    close_employer(clerk, going, on=ON, why="cancelled", unions=[union.pk])
    assert figures(county, AFTER) != counted

    closing = reopen_employer(clerk, going, reason="认错了厂")

    assert all_that_can_end() == stood
    assert (figures(county, AFTER), stretches()) == (counted, days)
    assert closing.undone_reason == "认错了厂"
    assert closing.ended != []
    with pytest.raises(Refused):
        reopen_employer(clerk, going, reason="再来")
    close_employer(clerk, going, on=ON, why="cancelled", unions=[union.pk])
    assert rows(EmployerClosing).count() == 2


def test_what_was_changed_since_keeps_it_from_being_taken_back(county, clerk, going):
    union = rows(Cover).get(employer=going).union
    close_employer(clerk, going, on=ON, why="cancelled", unions=[union.pk])
    rows(Contract).filter(number="自签号").update(ended_why="agreed")
    other = make_union(make_employer(county[1][0]))
    cover(clerk, other, going, start=date(2014, 6, 1))

    with pytest.raises(Objected) as refused:
        reopen_employer(clerk, going, reason=" ")

    assert codes(refused) == ["reopen_reason", "reopen_cover", "reopen_contract"]
    assert rows(EmployerClosing).get().undone_at is None
