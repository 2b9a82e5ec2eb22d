import pytest

from xingjia.imports.rules import Outcome, Plan, Reason, Record
from xingjia.registry.rules.nowhere import told_of_nowhere
from xingjia.registry.rules.register import KnownEmployer, Match, plan


def told(values: dict, known: KnownEmployer | None = None) -> list[str]:
    record = Record(1, 2, {"employer_name": "新新纺织有限公司"} | values)
    planned = told_of_nowhere(plan(record, Match(known)), record, known)
    return [one.field for one in planned.reasons if one.code == "nowhere"]


def test_what_has_no_union_to_belong_to_is_told():
    assert told(
        {"chair_phone": "0515-80001234", "sign_displayed": True, "chair_name": "何玉兰"}
    ) == [
        "chair_phone",
        "sign_displayed",
        "chair_name",
    ]


def test_a_no_a_nought_and_a_blank_lose_nothing():
    assert told({"sign_displayed": False, "members": 0, "office_place": None}) == []


def test_with_a_union_in_the_row_or_known_nothing_is_lost():
    known = KnownEmployer(7, {"name": "新新纺织有限公司"}, {"name": "新新工会"}, union_key=8)

    assert told({"union_name": "新新工会", "chair_phone": "0515-80001234"}) == []
    assert told({"chair_phone": "0515-80001234"}, known) == []


def test_the_days_of_a_chair_without_a_name_are_told():
    values = {"union_name": "新新工会", "chair_elected_on": "2012-05-01", "term_ends_on": "2015-04"}

    assert told(values) == ["chair_elected_on", "term_ends_on"]
    assert told(values | {"chair_name": "何玉兰"}) == []


@pytest.mark.parametrize("outcome", [Outcome.HELD, Outcome.REJECTED])
def test_a_row_that_waits_says_only_why_it_waits(outcome: Outcome):
    planned = Plan(outcome, reasons=(Reason("outside"),))
    record = Record(1, 2, {"chair_phone": "0515-80001234"})

    assert told_of_nowhere(planned, record, None) == planned
