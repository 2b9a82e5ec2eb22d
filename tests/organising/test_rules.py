"""The steps of founding and re-election: order, deadlines, and where one stands on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.organising.rules import founding, reelection
from xingjia.organising.rules.steps import (
    Done,
    Mark,
    State,
    Who,
    findings,
    leaning_on,
    position,
    stages,
    step_of,
)
from xingjia.registry.rules.delays import delay_findings

PLANS = {"founding": founding.PLAN, "re_election": reelection.PLAN}
DAY = date(2014, 3, 1)
TERM = date(2014, 9, 30)
ALL = {"doc_no": "建总工〔2014〕1号", "until": "2014-12-31", "candidates": ["甲"]}
days = st.dates(date(2010, 1, 1), date(2016, 12, 31))
some_plan = st.sampled_from(sorted(PLANS))


def done(**on: date) -> dict[str, Done]:
    return {code: Done(day, "1号") for code, day in on.items()}


def codes(found) -> list[str]:
    return [":".join((one.code, *(str(value) for _, value in one.said))) for one in found]


def marks(plan, known, on, term=None) -> dict[str, Mark]:
    return {one.step.code: one.mark for one in stages(plan, known, on, term)}


def test_a_founding_has_eleven_steps_and_a_re_election_ten_and_a_delay():
    assert len(founding.PLAN) == 11
    assert [step.aside for step in reelection.PLAN] == [False] * 10 + [True]


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_a_step_needs_only_steps_before_it(plan):
    known: set[str] = set()
    for step in plan:
        assert set(step.needs) <= known
        assert step.required <= set(step.asks)
        known.add(step.code)


def test_a_new_founding_waits_for_the_township():
    where = position(stages(founding.PLAN, {}, DAY))

    assert (where.state, where.done, where.steps) == (State.WAITING, 0, 11)
    assert (where.now.step.code, where.now.step.who) == ("survey", Who.TOWNSHIP)


def test_a_result_not_answered_in_15_days_is_overdue():
    reported = [step.code for step in founding.PLAN[:7]]
    known = done(**dict.fromkeys(reported, DAY))

    last = position(stages(founding.PLAN, known, DAY + timedelta(days=15)))
    after = position(stages(founding.PLAN, known, DAY + timedelta(days=16)))

    assert (last.state, last.now.due) == (State.WAITING, date(2014, 3, 16))
    assert (after.state, after.now.step.who) == (State.OVERDUE, Who.SUPERIOR)


def test_the_legal_person_is_registered_in_60_days():
    known = done(**{step.code: DAY for step in founding.PLAN[:8]})

    stage = next(one for one in stages(founding.PLAN, known, DAY) if one.step.code == "register")

    assert (stage.mark, stage.due) == (Mark.NOW, date(2014, 4, 30))


def test_what_was_done_after_its_day_is_late():
    known = done(report=DAY, approve=DAY + timedelta(days=20))

    assert marks(founding.PLAN, known, date(2014, 5, 1))["approve"] is Mark.LATE


def test_a_re_election_is_asked_for_three_months_before_the_end():
    before = stages(reelection.PLAN, {}, date(2014, 7, 1), TERM)
    after = stages(reelection.PLAN, {}, date(2014, 7, 2), TERM)

    assert before[0].due == date(2014, 7, 1)
    assert [one[0].mark for one in (before, after)] == [Mark.NOW, Mark.OVERDUE]


def test_the_meeting_is_due_on_the_last_day_of_the_term():
    by_code = {one.step.code: one for one in stages(reelection.PLAN, {}, DAY, TERM)}

    assert by_code["meet"].due == TERM


def test_an_approved_delay_moves_the_meeting_and_not_what_was_due_before():
    delay = {"extend": Done(DAY, "1号", {"until": "2015-03-30"})}
    by_code = {one.step.code: one for one in stages(reelection.PLAN, delay, DAY, TERM)}

    assert by_code["meet"].due == date(2015, 3, 30)
    assert by_code["request"].due == date(2014, 7, 1)


def test_without_a_known_term_nothing_is_overdue():
    where = position(stages(reelection.PLAN, {}, date(2030, 1, 1)))

    assert (where.state, where.now.due) == (State.WAITING, None)


@pytest.mark.parametrize(
    ("until", "found"),
    [
        (date(2014, 12, 31), []),
        (date(2015, 3, 31), []),  # six months after the term's end
        (date(2015, 4, 1), ["extension_too_long"]),
        (date(2014, 9, 30), ["extension_within_term"]),
        (None, []),
    ],
)
def test_a_delay_lasts_six_months_at_most(until, found):
    assert codes(delay_findings(TERM, until)) == found


def test_a_delay_of_an_unknown_term_is_none():
    assert codes(delay_findings(None, DAY)) == ["extension_of_unknown"]


def test_a_step_waits_for_what_it_needs():
    step = step_of(founding.PLAN, "permit")

    assert codes(findings(founding.PLAN, {}, step, Done(DAY, "1号"), DAY)) == ["needs_first:apply"]


def test_a_step_lies_between_its_neighbours():
    known = done(survey=DAY, apply=DAY + timedelta(days=4), permit=DAY + timedelta(days=9))
    step = step_of(founding.PLAN, "apply")

    early = findings(founding.PLAN, known, step, Done(DAY - timedelta(days=1)), TERM)
    late = findings(founding.PLAN, known, step, Done(DAY + timedelta(days=10)), TERM)

    assert codes(early) == ["before_its_cause:survey"]
    assert codes(late) == ["after_its_effect:permit"]


def test_an_answer_has_a_number_and_no_day_ahead():
    step = step_of(founding.PLAN, "permit")
    known = done(survey=DAY, apply=DAY)

    found = findings(founding.PLAN, known, step, Done(DAY + timedelta(days=1), " "), DAY)

    assert codes(found) == ["in_the_future", "required"]


def test_candidates_are_public_for_seven_days_before_the_meeting():
    by_code = {one.step.code: one for one in stages(reelection.PLAN, done(notice=DAY), DAY, TERM)}

    assert by_code["meet"].earliest == date(2014, 3, 8)


def test_what_others_stand_on_is_not_taken_back():
    known = done(survey=DAY, apply=DAY)

    assert leaning_on(founding.PLAN, known, "survey") == ["apply"]
    assert leaning_on(founding.PLAN, known, "apply") == []


@given(some_plan, st.data(), days)
def test_every_set_of_days_gives_one_state_and_counts_every_step(name, data, on):
    plan = PLANS[name]
    known = data.draw(st.dictionaries(st.sampled_from([s.code for s in plan]), days))
    term = data.draw(st.none() | days)

    found = stages(plan, done(**known), on, term)
    where = position(found)

    assert [one.step for one in found] == list(plan)
    assert all((one.mark in (Mark.DONE, Mark.LATE)) == (one.done is not None) for one in found)
    assert 0 <= where.done <= where.steps == sum(not step.aside for step in plan)
    assert (where.state is State.DONE) == (where.now is None)
    assert where.now is None or all(code in known for code in where.now.step.needs)


@given(some_plan, st.data())
def test_whatever_may_be_entered_keeps_causes_before_effects(name, data):
    plan = PLANS[name]
    known: dict[str, Done] = {}
    for _ in range(12):
        step = data.draw(st.sampled_from(plan))
        new = Done(data.draw(days), "1号", dict.fromkeys(step.asks, "1") | {"until": "2014-12-31"})
        if not [
            f for f in findings(plan, known, step, new, date(2016, 12, 31)) if f.level == "blocked"
        ]:
            known[step.code] = new
        for one in plan:
            if one.code in known:
                assert all(known[code].day <= known[one.code].day for code in one.needs)


@given(some_plan, st.data(), days, days)
def test_a_later_day_never_has_fewer_steps_done(name, data, first, second):
    plan = PLANS[name]
    known = done(**data.draw(st.dictionaries(st.sampled_from([s.code for s in plan]), days)))
    early, late = sorted((first, second))

    assert position(stages(plan, known, early)).done <= position(stages(plan, known, late)).done
