"""Why: the facts behind an outcome, its days, and what would restore it."""

from datetime import date

import pytest

from tests.standards.rules.saying import claim, event, record
from xingjia.standards.rules.criteria import (
    All,
    AnyOf,
    CountAtLeast,
    Criterion,
    CriterionMet,
    FactIs,
    Finding,
    Not,
    Standard,
    StandardMet,
    Where,
    Words,
)
from xingjia.standards.rules.evaluating import Outcome
from xingjia.standards.rules.explaining import explain
from xingjia.standards.rules.periods import Period

TODAY = date(2014, 4, 8)
SIGN, BOARD, FLOW = FactIs("sign_shown"), FactIs("board_current"), FactIs("flow_public")
BADGE = FactIs("identity_item", (Where("form", frozenset({"badge"})),))
PLATE = FactIs("identity_item", (Where("form", frozenset({"desk_plate"})),))
MEETING = FactIs("system_used", (Where("name", frozenset({"workers_congress"})),), Period(12))
TITLE = Words("条目")


def standard(*criteria: Criterion, code: str = "trial", vetoes=()) -> Standard:
    return Standard(code, "2013", TITLE, "test", False, criteria, vetoes=vetoes)


ONE_SIGN = standard(
    Criterion(
        "S", TITLE, SIGN, lapsing=Period(days=90), reverify=Period(12), restore=Words("挂牌")
    ),
    Criterion("B", TITLE, All((BOARD, FLOW))),
    Criterion("I", TITLE, AnyOf((BADGE, PLATE))),
    Criterion("M", TITLE, MEETING, lapsing=Period(days=30)),
)


def test_a_met_criterion_names_its_fact_and_its_days():
    shown = claim("sign_shown", date(2012, 9, 12), seen=date(2013, 6, 20))

    reason = explain(ONE_SIGN, "S", [shown], TODAY)

    assert (reason.outcome, reason.since, reason.until) == (Outcome.MET, date(2012, 9, 12), None)
    assert (reason.verified_since, reason.verified_until) == (date(2013, 6, 20), date(2014, 6, 20))
    assert reason.is_lapsing
    assert reason.facts == (shown,)
    assert reason.missing == ()


def test_long_before_its_end_nothing_lapses():
    shown = claim("sign_shown", date(2012, 9, 12), seen=date(2013, 6, 20))

    assert not explain(ONE_SIGN, "S", [shown], date(2014, 3, 1)).is_lapsing


def test_what_ended_is_named_with_the_day():
    held = event("system_used", date(2013, 3, 1), name="workers_congress")

    reason = explain(ONE_SIGN, "M", [held], TODAY)

    assert (reason.outcome, reason.since) == (Outcome.NOT_MET, date(2014, 3, 1))
    assert reason.facts == (held,)
    assert reason.missing == (MEETING,)


def test_of_two_facts_only_the_missing_one_is_to_be_done():
    board = claim("board_current", date(2014, 4, 4))

    reason = explain(ONE_SIGN, "B", [board], TODAY)

    assert reason.outcome is Outcome.UNKNOWN
    assert [(one.asked, one.outcome, one.facts) for one in reason.grounds] == [
        (BOARD, Outcome.MET, (board,)),
        (FLOW, Outcome.UNKNOWN, ()),
    ]
    assert reason.missing == (FLOW,)


def test_of_several_ways_the_shortest_is_named():
    either = Criterion("E", TITLE, AnyOf((All((BOARD, FLOW)), PLATE)))
    two_of = Criterion("T", TITLE, CountAtLeast((SIGN, BOARD, FLOW), 2))
    facts = [claim("sign_shown", date(2012, 1, 1))]

    assert explain(standard(either), "E", facts, TODAY).missing == (PLATE,)
    assert explain(standard(two_of), "T", facts, TODAY).missing == (BOARD,)


def test_the_same_step_restores_what_else_leans_on_it():
    other = standard(
        Criterion("G-1", TITLE, CriterionMet("trial", ONE_SIGN.criterion("S"))),
        Criterion("G-2", TITLE, FactIs("account")),
        code="other",
    )
    alone = standard(Criterion("A", TITLE, SIGN), code="alone")

    reason = explain(ONE_SIGN, "S", [], TODAY, among=(ONE_SIGN, other, alone))

    assert reason.also == (("other", "G-1"), ("alone", "A"), ("alone", ""))


def test_a_step_that_is_not_enough_restores_nothing():
    both = standard(Criterion("A", TITLE, All((SIGN, BOARD))), code="both")

    assert explain(ONE_SIGN, "S", [], TODAY, among=(both,)).also == ()


def test_a_veto_explains_itself_and_when_it_clears():
    accident = event("accident", date(2012, 5, 1))
    veto = Finding("V5", TITLE, FactIs("accident", (), Period(36)), Words("满三年"))

    reason = explain(standard(vetoes=(veto,)), "V5", [accident], TODAY)

    assert (reason.outcome, reason.until) == (Outcome.NOT_MET, date(2015, 5, 1))
    assert (reason.facts, reason.restore) == ((accident,), Words("满三年"))


def test_where_something_would_have_to_end_no_fact_is_asked_for():
    clean = Criterion("C", TITLE, Not(FactIs("wage_arrears", (), Period(12))))

    assert explain(standard(clean), "C", [event("wage_arrears", TODAY)], TODAY).missing == ()


def test_what_another_standard_lacks_is_named_through_it():
    whole = standard(Criterion("W", TITLE, StandardMet(standard(Criterion("A", TITLE, SIGN)))))

    assert explain(whole, "W", [], TODAY).missing == (SIGN,)


def test_a_chairs_successor_does_not_hide_the_vacancy():
    chair = FactIs("officer", (Where("post", frozenset({"chair"})),))
    gone = record("officer", date(2009, 1, 1), date(2014, 1, 1), post="chair", name="甲")
    next_one = record("officer", date(2014, 6, 1), post="chair", name="乙")

    reason = explain(standard(Criterion("C", TITLE, chair)), "C", [gone, next_one], TODAY)

    assert (reason.outcome, reason.since) == (Outcome.NOT_MET, date(2014, 1, 1))
    assert (reason.until, reason.facts) == (date(2014, 6, 1), (gone,))


def test_an_unknown_code_is_refused():
    with pytest.raises(KeyError):
        explain(ONE_SIGN, "Z", [], TODAY)
