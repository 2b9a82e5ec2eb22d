"""Entering the clock of a contract by hand."""

from datetime import date
from itertools import permutations

import pytest

from tests.factories import make_actor, make_contract, make_county, make_employer, make_union
from tests.figures import follow_now
from xingjia.access.checks import Refused, Unacceptable
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.models import Node
from xingjia.registry.commands.contract_steps import Forbidden, Stale, record_step
from xingjia.registry.models import Contract
from xingjia.registry.queries.contracts import dates_of
from xingjia.registry.rules.contract_clock import Dates, State, state
from xingjia.registry.rules.contract_steps import Mark, stages
from xingjia.standards.coverage.queries import count
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
TODAY = date(2013, 12, 31)
WHY = "a test"


@pytest.fixture
def places() -> tuple[Node, list[Node]]:
    return make_county("建湖县", "上冈镇", "近湖街道")


@pytest.fixture
def contract(places) -> Contract:
    return make_contract(make_employer(places[1][0]), kind="wage", valid_from=None, valid_to=None)


@pytest.fixture
def officer(places):
    return make_actor("township_officer", places[1][0])


def stored(one: Contract) -> Contract:
    return Contract.objects.everything(because=WHY).get(pk=one.pk)


def codes(refusal: pytest.ExceptionInfo[Forbidden]) -> set[str]:
    return {one.code for one in refusal.value.findings}


def test_a_step_is_kept_logged_and_told(contract, officer):
    told: list[set[int]] = []

    def listen(sender: object, **changed: set[int]) -> None:
        told.append(changed["keys"])

    follow_now()
    facts_changed.connect(listen)
    advice = record_step(officer, contract, field="offered_on", day=date(2013, 3, 1), on=TODAY)
    facts_changed.disconnect(listen)

    assert advice == []
    assert stored(contract).offered_on == date(2013, 3, 1)
    last = Entry.objects.order_by("seq").last()
    assert (last.actor, last.action) == (officer.label, "registry.contract_step")
    assert last.details == {"field": "offered_on", "day": "2013-03-01"}
    assert [len(keys) for keys in told] == [1]


@pytest.mark.parametrize("role", ["leader", "chair"])
def test_who_may_only_see_enters_nothing(contract, places, role):
    at = places[1][0] if role == "leader" else make_union(make_employer(places[1][0])).organisation

    with pytest.raises(Refused):
        record_step(
            make_actor(role, at), contract, field="offered_on", day=date(2013, 3, 1), on=TODAY
        )

    assert stored(contract).offered_on is None


def test_an_officer_of_another_township_enters_nothing(contract, places):
    other = make_actor("township_officer", places[1][1])

    with pytest.raises(Refused):
        record_step(other, contract, field="offered_on", day=date(2013, 3, 1), on=TODAY)


def test_a_contract_kept_at_the_county_is_entered_by_whoever_answers_for_its_employers(places):
    county, (east, west) = places
    own, shared = (
        make_contract(*employers, number=number)
        for number, employers in (
            ("本镇", [make_employer(east)]),
            ("两镇", [make_employer(east), make_employer(west)]),
        )
    )
    Contract.objects.everything(because=WHY).update(organisation=county)
    officer = make_actor("township_officer", east)

    enter(officer, stored(own), offered_on=date(2012, 12, 1))
    with pytest.raises(Refused):
        enter(officer, stored(shared), offered_on=date(2012, 12, 1))

    assert stored(own).offered_on == date(2012, 12, 1)
    assert stored(shared).offered_on is None


def test_the_same_date_twice_changes_and_logs_nothing(contract, officer):
    for _ in range(2):
        record_step(officer, contract, field="filed_on", day=date(2013, 4, 18), on=TODAY)

    assert stored(contract).filed_on == "2013-04-18"
    assert Entry.objects.filter(action="registry.contract_step").count() == 1


def test_a_date_somebody_else_changed_is_not_overwritten(contract, officer):
    record_step(officer, contract, field="offered_on", day=date(2013, 3, 1), on=TODAY)

    with pytest.raises(Stale) as stale:
        record_step(
            officer, contract, field="offered_on", day=date(2013, 3, 5), on=TODAY, before=""
        )

    assert stale.value.now == "2013-03-01"
    assert stored(contract).offered_on == date(2013, 3, 1)


def enter(actor, one: Contract, **days: date) -> None:
    for field, day in days.items():
        record_step(actor, one, field=field, day=day, on=TODAY)


def test_what_cannot_be_is_blocked(contract, officer):
    enter(officer, contract, signed_on=date(2013, 4, 10))

    with pytest.raises(Forbidden) as early:
        enter(officer, contract, filed_on=date(2013, 4, 9))
    with pytest.raises(Forbidden) as ahead:
        enter(officer, contract, published_on=date(2014, 1, 1))
    with pytest.raises(Forbidden) as reasonless:
        enter(officer, contract, ended_on=date(2013, 9, 1))
    with pytest.raises(Forbidden) as votes:
        record_step(
            officer,
            contract,
            field="congress_on",
            day=date(2013, 4, 1),
            on=TODAY,
            details={"should_attend": 100, "present": 120, "in_favour": 90},
        )
    with pytest.raises(Unacceptable):
        record_step(officer, contract, field="remark", day=TODAY, on=TODAY)

    assert codes(early) == {"before_its_cause"}
    assert codes(ahead) == {"in_the_future"}
    assert codes(reasonless) == {"no_reason"}
    assert "votes_impossible" in codes(votes)
    assert stored(contract).filed_on == ""


def test_a_rejected_draft_is_not_signed(contract, officer):
    record_step(
        officer,
        contract,
        field="congress_on",
        day=date(2013, 4, 1),
        on=TODAY,
        details={"should_attend": 100, "present": 70, "in_favour": 50},
    )

    with pytest.raises(Forbidden) as refused:
        enter(officer, contract, signed_on=date(2013, 4, 10))

    assert codes(refused) == {"not_passed"}
    assert state(dates_of(stored(contract)), TODAY) is State.REJECTED


def test_mending_a_day_keeps_what_was_entered_beside_it(contract, officer):
    for day, details in ((date(2013, 4, 18), {"receipt_no": "R-12"}), (date(2013, 4, 19), None)):
        record_step(officer, contract, field="received_on", day=day, on=TODAY, details=details)

    assert stored(contract).receipt_no == "R-12"
    assert stored(contract).received_on == date(2013, 4, 19)


def test_a_contract_objected_to_does_not_take_effect(contract, officer):
    enter(officer, contract, received_on=date(2013, 4, 18), objected_on=date(2013, 4, 30))

    with pytest.raises(Forbidden) as refused:
        enter(officer, contract, effective_on=date(2013, 4, 30))

    assert codes(refused) == {"objected"}


def test_what_is_late_is_taken_with_a_warning(contract, officer):
    unsaid = record_step(officer, contract, field="signed_on", day=date(2013, 4, 10), on=TODAY)
    late = record_step(officer, contract, field="filed_on", day=date(2013, 4, 21), on=TODAY)
    in_time = record_step(officer, contract, field="filed_on", day=date(2013, 4, 20), on=TODAY)

    assert [one.code for one in unsaid] == ["no_congress"]
    assert [one.code for one in late] == ["late_file"]
    assert in_time == []


def test_steps_may_be_entered_in_any_order(places, officer):
    steps = {
        "offered_on": date(2013, 3, 1),
        "signed_on": date(2013, 4, 10),
        "filed_on": date(2013, 4, 18),
        "received_on": date(2013, 4, 19),
    }
    ends = set()
    for order in permutations(steps):
        one = make_contract(make_employer(places[1][0]), valid_from=None, valid_to=None)
        Contract.objects.everything(because=WHY).filter(pk=one.pk).update(signed_on=None)
        enter(officer, one, **{name: steps[name] for name in order})
        ends.add(dates_of(stored(one)))

    assert len(ends) == 1


def test_the_stages_say_what_is_done_next_and_late():
    known = Dates(signed_on=date(2013, 4, 10), filed_on="2013-04-21")

    marks = {one.step: one.mark for one in stages(known, TODAY)}

    assert marks == {
        "offered_on": Mark.UNSAID,
        "answered_on": Mark.UNSAID,
        "congress_on": Mark.UNSAID,
        "signed_on": Mark.DONE,
        "filed_on": Mark.LATE,
        "received_on": Mark.NEXT,
        "effective_on": Mark.AHEAD,
        "published_on": Mark.AHEAD,
    }
    waiting = stages(Dates(signed_on=date(2013, 4, 10)), TODAY)
    assert {one.mark for one in waiting if one.step == "filed_on"} == {Mark.OVERDUE}


def all_three(county: Node, on: date) -> int | None:
    return (
        count(make_actor("officer", county), county, on).total.figures["contracts_all_three"].count
    )


def test_a_contract_ended_early_counts_no_longer(places, officer):
    county, (township, _) = places
    employer = make_employer(township, day=date(2013, 1, 1))
    contracts = [make_contract(employer, kind=kind) for kind in ("collective", "wage", "women")]

    record_step(
        officer,
        contracts[0],
        field="ended_on",
        day=date(2013, 9, 1),
        on=TODAY,
        details={"ended_why": "closed"},
    )

    assert all_three(county, date(2013, 8, 31)) == 1
    assert all_three(county, date(2013, 9, 1)) == 0
