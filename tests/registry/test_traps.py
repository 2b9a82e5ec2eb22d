"""The traps of docs/domain.md §11 that are about unions and contracts, through commands and
figures: 1, 2, 3, 13, 16 and 17.

Others stand where their rules are: 4 to 9 in test_elections, 10 in test_terms, 12 in
test_rules_editing; the clock of trap 13 as pure rules in test_contract_clock; trap 1 with the
whole county, from the workbook on, in tests/imports/test_commands and tests/journeys.
"""

from datetime import date, timedelta

import pytest

from tests.browsing import signed_in, words_of
from tests.factories import (
    make_actor,
    make_chair,
    make_contract,
    make_county,
    make_employer,
    make_union,
    touch,
)
from xingjia.registry.commands.closing import close_employer
from xingjia.registry.commands.contract_editing import add_contract
from xingjia.registry.commands.contract_steps import record_step
from xingjia.registry.commands.editing import change_union
from xingjia.registry.commands.offices import cover
from xingjia.registry.models import (
    Contract,
    ContractEmployer,
    Cover,
    Employer,
    EmployerStatement,
    Officer,
    Union,
)
from xingjia.registry.queries.contracts import dates_of, lines
from xingjia.registry.queries.newest import values_of
from xingjia.registry.rules.contract_clock import Rule, State
from xingjia.registry.rules.editing import version_of
from xingjia.registry.rules.terms import Clock, Tenure, elections_due
from xingjia.standards.coverage.commands import rebuild
from xingjia.standards.coverage.queries import count

pytestmark = pytest.mark.django_db
WHY = "a test"
DAY = date(2013, 12, 31)
OPERATING, SIGNED, UNIONISED = 141, 127, 138


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖街道")


@pytest.fixture
def officer(county):
    return make_actor("officer", county[0])


def rows(model):
    return model.objects.everything(because=WHY)


def figures(county, on=DAY):
    return count(make_actor("officer", county[0]), county[0], on).total.figures


def number(county, measure, on=DAY):
    return figures(county, on)[measure].count


def make_many(at, how_many):
    """Employers in production, written at once."""
    made = rows(Employer).bulk_create(
        Employer(organisation=at, name=f"第{n}厂", name_key=f"第{n}厂") for n in range(how_many)
    )
    rows(EmployerStatement).bulk_create(
        EmployerStatement(
            employer=one, field="in_production", value=True, day=date(2013, 1, 1), said_by="test"
        )
        for one in made
    )
    return made


def test_trap_1_every_rate_prints_its_base(county):
    employers = make_many(county[1][0], OPERATING)
    union = make_union(employers[0])
    rows(Cover).bulk_create(
        Cover(union=union, employer=one, start=date(2010, 3, 1)) for one in employers[1:UNIONISED]
    )
    for kind in ("collective", "wage", "women"):
        contract = make_contract(employers[0], kind=kind, reach="regional")
        rows(ContractEmployer).bulk_create(
            ContractEmployer(contract=contract, employer=one) for one in employers[1:SIGNED]
        )
    touch(*employers)

    found = figures(county)["contracts_all_three"]
    page = signed_in("officer", county[0]).get(f"/coverage/{county[0].code}/?on=2013-12-31")

    rates = {one.code: (one.count, one.base, str(one.rate)) for one in found.bases}
    assert rates["unionised"] == (SIGNED, UNIONISED, "0.9203")
    assert rates["operating"] == (SIGNED, OPERATING, "0.9007")
    words = words_of(page)
    assert "92.0%" in words
    assert "90.1%" in words


def test_trap_2_an_employer_under_two_contracts_counts_once(county, officer):
    employers = make_many(county[1][0], 30)
    touch(*employers)
    days = {"signed_on": "2013-01-20", "valid_from": "2013-02-01", "valid_to": "2014-01-31"}

    add_contract(officer, employers, on=DAY, kind="wage", reach="regional", **days)
    for one in employers[:5]:
        add_contract(officer, [one], on=DAY, kind="wage", reach="own", **days)

    assert rows(Contract).count() == 6
    assert rows(ContractEmployer).count() == 35
    assert number(county, "contracts_wage") == 30


def test_trap_3_a_union_of_24_joins_with_two_firms(county, officer):
    first, second, third = (make_employer(county[1][0]) for _ in range(3))
    union = make_union(first, members=30)
    make_chair(union)
    opened = version_of(values_of(union))

    notes = change_union(officer, union, day=DAY, version=opened, members=24)
    for one in (second, third):
        cover(officer, union, one, start=date(2013, 6, 1))

    assert [one.code for one in notes] == ["below_25"]
    assert rows(Union).count() == 1
    assert rows(Officer).count() == 1
    assert rows(Cover).filter(union=union).count() == 3
    assert number(county, "with_union") == 3
    assert number(county, "with_union", date(2013, 5, 31)) in {None, 1}


def test_trap_13_the_clock_of_a_wage_contract_step_by_step(county, officer):
    employer = make_employer(county[1][0], day=date(2013, 1, 1))
    one, _ = add_contract(
        officer, [employer], on=date(2013, 3, 1), kind="wage", reach="own", offered_on="2013-03-01"
    )

    def stands(on):
        stored = rows(Contract).select_related("organisation").get(pk=one.pk)
        line = lines(officer, [stored], on)[0]
        return line.state, (line.deadline.rule, line.deadline.day) if line.deadline else None

    def take(step, day):
        return [said.code for said in record_step(officer, one, field=step, day=day, on=day)]

    assert stands(date(2013, 3, 21)) == (State.OFFERED, (Rule.ANSWER, date(2013, 3, 21)))
    assert stands(date(2013, 3, 22))[0] is State.UNANSWERED
    assert take("answered_on", date(2013, 3, 25)) == ["late_answer"]
    take("signed_on", date(2013, 4, 10))
    assert stands(date(2013, 4, 12)) == (State.SIGNED, (Rule.FILE, date(2013, 4, 20)))
    assert take("filed_on", date(2013, 4, 16)) == []
    take("received_on", date(2013, 4, 18))
    rows(Contract).filter(pk=one.pk).update(valid_from=date(2013, 4, 10), valid_to=date(2014, 5, 2))
    touch(employer)
    assert stands(date(2013, 5, 2))[0] is State.RECEIVED
    assert stands(date(2013, 5, 3))[0] is State.IN_FORCE
    days = (date(2013, 5, 2), date(2013, 5, 3), date(2014, 5, 2), date(2014, 5, 3))
    assert [number(county, "contracts_wage", on) for on in days] == [0, 1, 1, 0]
    assert take("published_on", date(2013, 5, 6)) == []
    renewal = lines(officer, [rows(Contract).select_related("organisation").get()], days[2])[0]
    assert renewal.deadline.rule is Rule.RENEW_WAGE
    assert renewal.deadline.opens == date(2014, 5, 2) - timedelta(days=60)
    assert dates_of(rows(Contract).get()).filed == date(2013, 4, 16)


def test_trap_16_the_statistical_year_is_cut_on_30_september(county, officer):
    employer = make_employer(county[1][0], day=date(2013, 1, 1))
    cut, after = date(2013, 9, 30), date(2013, 10, 1)
    add_contract(
        officer,
        [employer],
        on=DAY,
        kind="wage",
        reach="own",
        valid_from="2013-10-01",
        valid_to="2014-09-30",
    )
    term = [Tenure(1, date(2010, 10, 1), cut, None)]

    assert [number(county, "contracts_wage", on) for on in (cut, after)] == [0, 1]
    [calendar] = elections_due(term)
    [statistical] = elections_due(term, Clock(year_begins=10))
    assert (calendar.start, calendar.end) == (date(2013, 1, 1), date(2014, 1, 1))
    assert (statistical.start, statistical.end) == (date(2012, 10, 1), after)
    page = signed_in("officer", county[0]).get(f"/coverage/{county[0].code}/?on=2013-09-30")
    assert "2013年9月30日" in words_of(page)


def test_trap_17_an_enterprise_that_ends_ends_what_hung_on_it(county, officer):
    """工会法 art. 13: the union is closed with its unit. Pairs and titles have no room yet."""
    going, staying = make_employer(county[1][0], "去厂"), make_employer(county[1][0], "留厂")
    union = make_union(going, members=40)
    make_chair(union)
    make_union(staying)
    own = make_contract(going)
    shared = make_contract(going, staying, kind="wage", reach="regional")
    on = date(2014, 3, 1)
    measures = ("operating_employers", "with_union", "contracts_collective", "contracts_wage")
    before = [number(county, name, on) for name in measures]

    close_employer(officer, going, on=on, why="cancelled", unions=[union.pk])

    assert before == [2, 2, 1, 2]
    assert [number(county, name, on) for name in measures] == [1, 1, 0, 1]
    assert [number(county, name, date(2014, 2, 28)) for name in measures] == [2, 2, 1, 2]
    assert rows(Contract).get(pk=own.pk).ended_why == Contract.EndReason.CLOSED
    assert rows(Contract).get(pk=shared.pk).ended_on is None
    assert rows(Union).get(pk=union.pk).closed_on == on
    assert values_of(rows(Union).get(pk=union.pk))["members"] == 40
    assert rebuild(officer) == 0
