"""The lengths of the clock as counties decide them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_actor, make_contract, make_county, make_employer
from xingjia.access.checks import Refused, Unacceptable
from xingjia.registry.commands.parameters import decide
from xingjia.registry.models import Contract, CountyParameter
from xingjia.registry.queries.contracts import lines
from xingjia.registry.queries.parameters import history_of, local_terms
from xingjia.registry.rules.contract_clock import LAW, Dates, Rule, Term, Terms, deadlines
from xingjia.registry.rules.contract_terms import NAMES, terms_of
from xingjia.registry.rules.parameters import PARAMETERS, fits, value_on, with_decision
from xingjia.standards.coverage.commands import rebuild
from xingjia.standards.coverage.queries import count
from xingjia.toolkit.audit.models import Entry

WHY = "a test"
SEVEN = {"days": 7, "working": False}
JULY = date(2013, 7, 1)
SIGNED = Dates(kind="wage", signed_on=date(2013, 7, 10))
days = st.dates(date(2012, 1, 1), date(2015, 12, 31))


def test_every_parameter_of_the_table_is_declared_once_with_a_default_that_fits():
    assert set(PARAMETERS) == set(CountyParameter.Name.values)
    assert set(NAMES) < set(PARAMETERS)
    assert {one.name for one in PARAMETERS.values() if not fits(one, one.default)} == set()
    assert not fits(PARAMETERS["review_days"], {"days": 0, "working": False})
    assert not fits(PARAMETERS["review_days"], 15)
    assert not fits(PARAMETERS["three_contracts"], [])
    assert not fits(PARAMETERS["renew_months"], True)


def test_the_defaults_are_the_national_terms():
    assert terms_of({}, SIGNED) == LAW
    assert terms_of({"three_contracts": []}, SIGNED) == Terms()


def test_a_term_runs_by_what_was_decided_on_the_day_of_its_cause():
    history = {"file_wage_days": [(JULY, SEVEN)]}
    before = Dates(kind="wage", signed_on=date(2013, 6, 30))

    assert terms_of(history, SIGNED).file_wage == Term(7)
    assert terms_of(history, before).file_wage == Term(10)


def test_working_days_and_later_windows_follow():
    history = {
        "review_days": [(JULY, {"days": 15, "working": True})],
        "publish_days": [(JULY, {"days": 3, "working": False})],
        "renew_months": [(JULY, 2)],
    }
    dates = Dates(
        signed_on=date(2013, 7, 8),
        received_on=date(2013, 7, 10),
        valid_from=date(2013, 7, 8),
        valid_to=date(2014, 7, 31),
    )

    due = {one.rule: one for one in deadlines(dates, terms_of(history, dates))}

    assert due[Rule.REVIEW].day == date(2013, 7, 31)
    assert due[Rule.PUBLISH].day == date(2013, 8, 3)
    assert due[Rule.RENEW].opens == date(2014, 5, 31)


@given(st.lists(st.tuples(days, st.integers(1, 60)), max_size=4), days, days)
def test_what_is_decided_later_never_changes_an_earlier_cause(decided, later, cause):
    history = {"renew_months": sorted(dict(decided).items())}
    changed = with_decision(history, "renew_months", later, 61)

    if cause < later:
        assert value_on("renew_months", changed, cause) == value_on("renew_months", history, cause)
    assert value_on("renew_months", changed, later) == 61


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖街道")


@pytest.mark.django_db
def test_a_decision_holds_in_the_county_and_is_kept(county):
    officer = make_actor("officer", county[0])
    other, (elsewhere,) = make_county("阜宁县")
    given = {"name": "file_wage_days", "start": JULY}

    assert decide(officer, county[0], value=SEVEN, source="建总工〔2013〕5号", **given)
    assert not decide(officer, county[0], value=SEVEN, source="建总工〔2013〕5号", **given)
    assert decide(officer, county[0], value=SEVEN | {"days": 8}, source="更正", **given)

    one = CountyParameter.objects.everything(because=WHY).get()
    assert (one.value["days"], one.said_by, one.source) == (8, officer.label, "更正")
    assert [kept["source"] for kept in one.replaced] == ["建总工〔2013〕5号"]
    local = local_terms([county[1][0].path, elsewhere.path])
    assert local.of(county[1][0].path, SIGNED).file_wage == Term(8)
    assert local.of(elsewhere.path, SIGNED) == LAW
    assert history_of(other) == {}
    assert Entry.objects.order_by("seq").last().action == "registry.parameter_decided"


@pytest.mark.django_db
def test_only_the_countys_officer_decides_and_only_what_is_declared(county):
    officer = make_actor("officer", county[0])
    strangers = (
        make_actor("township_officer", county[1][0]),
        make_actor("leader", county[0]),
        make_actor("officer", make_county("阜宁县")[0]),
    )
    for actor in strangers:
        with pytest.raises(Refused):
            decide(actor, county[0], name="file_days", value=SEVEN, start=JULY)
    for at, name, value in (
        (county[1][0], "file_days", SEVEN),
        (county[0], "anything", SEVEN),
        (county[0], "file_days", 7),
    ):
        with pytest.raises(Unacceptable):
            decide(officer, at, name=name, value=value, start=JULY)

    assert CountyParameter.objects.everything(because=WHY).count() == 0


@pytest.mark.django_db
def test_a_longer_review_moves_effect_and_figures_and_pages_agree(county):
    officer = make_actor("officer", county[0])
    one = make_contract(make_employer(county[1][0], day=date(2013, 1, 1)))
    Contract.objects.everything(because=WHY).filter(pk=one.pk).update(
        received_on=date(2013, 7, 10), valid_from=date(2013, 7, 1), signed_on=date(2013, 7, 1)
    )

    decide(
        officer,
        county[0],
        name="review_days",
        value={"days": 15, "working": True},
        start=JULY,
    )

    def collective(on: date) -> int | None:
        found = count(officer, county[0], on).total.figures
        return found["contracts_collective"].count

    assert [collective(on) for on in (date(2013, 7, 30), date(2013, 7, 31))] == [0, 1]
    assert rebuild(officer) == 0
    stored = Contract.objects.visible_to(officer).select_related("organisation")
    assert lines(officer, list(stored), date(2013, 7, 30))[0].state == "received"
    assert lines(officer, list(stored), date(2013, 7, 31))[0].state == "in_force"
