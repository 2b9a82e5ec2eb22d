"""Contracts entered and mended by hand: works, refused, elsewhere, twice."""

from datetime import date

import pytest

from tests.factories import make_actor, make_contract, make_county, make_employer, make_union
from xingjia.access.checks import Refused, Unacceptable
from xingjia.registry.commands.contract_editing import (
    add_contract,
    change_contract,
    cover_by_contract,
    uncover_by_contract,
)
from xingjia.registry.commands.contract_steps import Stale as StaleStep
from xingjia.registry.commands.contract_steps import clear_step, record_step
from xingjia.registry.models import Contract, ContractChange, ContractEmployer
from xingjia.registry.queries.contract_mending import values_of_contract
from xingjia.registry.rules.editing import Objected, Stale, version_of
from xingjia.standards.coverage.commands import rebuild
from xingjia.standards.coverage.queries import count
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
WHY = "a test looks"
TODAY = date(2014, 6, 30)
WAGE = {
    "kind": "wage",
    "reach": "own",
    "number": "建工集001",
    "signed_on": "2014-02-20",
    "valid_from": "2014-03-01",
    "valid_to": "2015-02-28",
}


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖街道")


@pytest.fixture
def clerk(county):
    return make_actor("township_officer", county[1][0])


@pytest.fixture
def officer(county):
    return make_actor("officer", county[0])


@pytest.fixture
def employer(county):
    return make_employer(county[1][0], "甲厂")


def rows(model):
    return model.objects.everything(because=WHY)


def codes(objected):
    return sorted(one.code for one in objected.value.findings if one.level != "noted")


def figure(county, name, on=TODAY):
    actor = make_actor("officer", county[0])
    return count(actor, county[0], on).total.figures[name].count


def version(one):
    return version_of(values_of_contract(rows(Contract).get(pk=one.pk)))


def test_a_contract_is_entered_and_counts(county, clerk, employer):
    one, _ = add_contract(clerk, [employer], on=TODAY, **WAGE)

    stored = rows(Contract).get(pk=one.pk)
    assert (stored.organisation, stored.valid_to) == (county[1][0], date(2015, 2, 28))
    assert figure(county, "contracts_wage") == 1
    assert rebuild(clerk) == 0
    assert rows(ContractChange).get().after["number"] == "建工集001"
    last = Entry.objects.order_by("seq").last()
    assert (last.actor, last.action) == (clerk.label, "registry.contract_added")


def test_a_shared_contract_belongs_to_the_place_that_holds_all(county, clerk, officer, employer):
    other = make_employer(county[1][1], "乙厂")
    regional = WAGE | {"reach": "regional"}

    with pytest.raises(Refused):
        add_contract(clerk, [employer, other], on=TODAY, **regional)
    one, _ = add_contract(officer, [employer, other], on=TODAY, **regional)

    assert one.organisation == county[0]
    assert rows(ContractEmployer).filter(contract=one).count() == 2


def test_who_may_only_see_and_who_is_elsewhere_enters_and_mends_nothing(county, employer):
    union = make_union(employer)
    one = make_contract(employer)
    for actor in (
        make_actor("leader", county[0]),
        make_actor("chair", union.organisation),
        make_actor("township_officer", county[1][1]),
        make_actor("officer", make_county("射阳县")[0]),
    ):
        with pytest.raises(Refused):
            add_contract(actor, [employer], on=TODAY, **WAGE)
        with pytest.raises(Refused):
            change_contract(actor, one, on=TODAY, version=version(one), number="改")
        with pytest.raises(Refused):
            clear_step(actor, one, field="signed_on", reason="填错")
        with pytest.raises(Refused):
            cover_by_contract(actor, one, employer)
        with pytest.raises(Refused):
            uncover_by_contract(actor, rows(ContractEmployer).get(), on=TODAY)

    assert rows(ContractChange).count() == 0


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"kind": "verbal"}, ["kind_unfit"]),
        ({"valid_to": "2014-02-01"}, ["ends_before_it_starts"]),
        ({"answered_on": "2014-02-10", "offered_on": "2014-02-20"}, ["before_its_cause"]),
        ({"filed_on": "2014-07-05"}, ["in_the_future"]),
        ({"reps_union": 2, "reps_employer": 3}, ["reps_too_few", "reps_unequal"]),
        ({"staff_covered": 10, "women_covered": 11}, ["women_over_staff"]),
        ({"should_attend": 10}, ["votes_without_day"]),
        (
            {
                "congress_on": "2014-02-15",
                "should_attend": 100,
                "present": 90,
                "in_favour": 50,
            },
            ["not_passed"],
        ),
    ],
)
def test_what_cannot_be_or_the_law_forbids_is_blocked(officer, employer, given, found):
    with pytest.raises(Objected) as refused:
        add_contract(officer, [employer], on=TODAY, reason="我说了算", **WAGE | given)

    assert codes(refused) == found
    assert refused.value.blocked
    assert rows(Contract).count() == 0


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"valid_to": "2015-03-01"}, ["wage_over_a_year"]),
        ({"kind": "collective", "valid_to": "2017-03-01"}, ["over_three_years"]),
        ({"kind": "women", "women_reps": 0}, ["women_reps_none"]),
    ],
)
def test_what_is_unusual_passes_only_with_a_superiors_reason(
    clerk, officer, employer, given, found
):
    for actor, reason in ((clerk, "确实如此"), (officer, "")):
        with pytest.raises(Objected) as refused:
            add_contract(actor, [employer], on=TODAY, reason=reason, **WAGE | given)
        assert codes(refused) == found

    add_contract(officer, [employer], on=TODAY, reason="县里批准", **WAGE | given)
    assert rows(ContractChange).get().reason == "县里批准"


def test_the_county_is_the_superior_also_of_a_contract_kept_at_the_county(
    county, officer, employer
):
    regional = WAGE | {"reach": "regional", "valid_to": "2015-06-30"}
    employers = [employer, make_employer(county[1][1])]

    one, _ = add_contract(officer, employers, on=TODAY, reason="跨年度协商", **regional)

    assert one.organisation == county[0]
    given = {"version": version(one), "reason": "县里批准", "valid_to": "2015-07-31"}
    change_contract(officer, one, on=TODAY, **given)
    assert rows(Contract).get().valid_to == date(2015, 7, 31)


def test_an_own_contract_covers_one_and_a_number_is_warned_of_twice(clerk, employer, county):
    other = make_employer(county[1][0])
    with pytest.raises(Objected) as refused:
        add_contract(clerk, [employer, other], on=TODAY, **WAGE)
    assert codes(refused) == ["own_covers_one"]
    add_contract(clerk, [employer], on=TODAY, **WAGE)

    with pytest.raises(Objected) as refused:
        add_contract(clerk, [employer], on=TODAY, **WAGE)

    assert codes(refused) == ["number_known"]
    assert "overlaps" in {one.code for one in refused.value.findings}


def test_a_contract_is_mended_and_what_stood_is_kept(county, clerk, employer):
    one, _ = add_contract(clerk, [employer], on=TODAY, **WAGE)
    opened = version(one)

    change_contract(clerk, one, on=TODAY, version=opened, number="建工集002")
    change_contract(clerk, one, on=TODAY, version=version(one), number="建工集002")

    kept = rows(ContractChange).order_by("-pk").first()
    assert (kept.before, kept.after) == ({"number": "建工集001"}, {"number": "建工集002"})
    assert rows(ContractChange).count() == 2
    with pytest.raises(Stale) as stale:
        change_contract(clerk, one, on=TODAY, version=opened, number="建工集003")
    assert stale.value.theirs["number"] == "建工集002"


def test_a_cleared_value_needs_a_reason_and_stays_in_the_history(county, clerk, employer):
    one, _ = add_contract(clerk, [employer], on=TODAY, **WAGE)

    with pytest.raises(Objected) as refused:
        change_contract(clerk, one, on=TODAY, version=version(one), valid_to=None)
    assert codes(refused) == ["emptied_reason"]
    change_contract(clerk, one, on=TODAY, version=version(one), valid_to=None, reason="抄错")

    assert figure(county, "contracts_wage") == 0
    kept = rows(ContractChange).order_by("-pk").first()
    assert (kept.before, kept.after, kept.reason) == ({"valid_to": "2015-02-28"}, {}, "抄错")


def test_a_day_entered_wrongly_is_cleared_with_what_belongs_to_it(county, clerk, employer):
    one, _ = add_contract(clerk, [employer], on=TODAY, **WAGE)
    record_step(
        clerk,
        one,
        field="ended_on",
        day=date(2014, 5, 1),
        on=TODAY,
        details={"ended_why": "agreed"},
    )
    assert figure(county, "contracts_wage") == 0
    for given, code in (({"reason": " "}, "emptied_reason"),):
        with pytest.raises(Unacceptable) as refused:
            clear_step(clerk, one, field="ended_on", **given)
        assert refused.value.code == code
    with pytest.raises(StaleStep):
        clear_step(clerk, one, field="ended_on", reason="认错", before="2014-05-02")

    clear_step(clerk, one, field="ended_on", reason="认错", before="2014-05-01")

    assert figure(county, "contracts_wage") == 1
    kept = rows(ContractChange).order_by("-pk").first()
    assert kept.before == {"ended_on": "2014-05-01", "ended_why": "agreed"}
    assert (kept.after, kept.said_by) == ({}, clerk.label)
    with pytest.raises(Unacceptable) as refused:
        clear_step(clerk, one, field="ended_on", reason="再来")
    assert refused.value.code == "nothing_to_clear"


def test_an_employer_joins_and_leaves_a_shared_contract_by_day(county, clerk, employer):
    third = make_employer(county[1][0])
    one = make_contract(employer, make_employer(county[1][0]), kind="wage", reach="regional")

    row = cover_by_contract(clerk, one, third, start=date(2014, 2, 1))
    days = (date(2014, 1, 31), date(2014, 2, 1), date(2014, 5, 31), date(2014, 6, 1))
    uncover_by_contract(clerk, row, on=date(2014, 6, 1))

    assert [figure(county, "contracts_wage", on) for on in days] == [2, 3, 3, 2]
    assert rebuild(clerk) == 0
    with pytest.raises(Objected):
        uncover_by_contract(clerk, row, on=date(2014, 6, 1))
    cover_by_contract(clerk, one, third, start=date(2014, 6, 15))
    with pytest.raises(Objected) as refused:
        cover_by_contract(clerk, one, third, start=date(2014, 6, 20))
    assert codes(refused) == ["covered_already"]
    assert figure(county, "contracts_wage") == 3


def test_the_last_employer_does_not_leave_and_an_own_contract_takes_no_other(
    county, clerk, employer
):
    one = make_contract(employer)

    with pytest.raises(Objected) as refused:
        uncover_by_contract(clerk, rows(ContractEmployer).get(), on=TODAY)
    assert codes(refused) == ["last_employer"]
    with pytest.raises(Objected) as refused:
        cover_by_contract(clerk, one, make_employer(county[1][0]))
    assert codes(refused) == ["own_covers_one"]


def test_a_renewal_points_to_the_contract_before(county, clerk, employer):
    old, _ = add_contract(clerk, [employer], on=TODAY, **WAGE)
    days = {"signed_on": "2014-06-20", "valid_from": "2015-03-01", "valid_to": "2016-02-29"}

    new, notes = add_contract(
        clerk, [employer], on=TODAY, renews=old, **WAGE | days | {"number": "建工集009"}
    )

    assert rows(Contract).get(pk=new.pk).renews_id == old.pk
    assert "overlaps" not in {one.code for one in notes}
    assert figure(county, "contracts_wage", date(2015, 12, 31)) == 1
