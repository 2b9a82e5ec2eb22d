"""Whatever the standard and whatever was said: what must hold of every verdict."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.standards.rules.slowly import DAYS, outcome_on
from xingjia.facts.rules import OPEN, Fact, Span, Spans, Weight
from xingjia.standards.rules.criteria import (
    All,
    AnyOf,
    CountAtLeast,
    Criterion,
    CriterionMet,
    FactIs,
    Finding,
    HeldFor,
    Not,
    Standard,
    StandardMet,
    Where,
    Words,
)
from xingjia.standards.rules.evaluating import evaluate
from xingjia.standards.rules.periods import Period

START = date(2013, 1, 1)
ONE_DAY = timedelta(days=1)
UNION = ("union", 1)
few = settings(max_examples=60, deadline=None)

days = st.integers(0, 70).map(lambda n: START + timedelta(days=n))
lengths = st.integers(1, 50).map(lambda n: timedelta(days=n))
periods = st.sampled_from([Period(days=1), Period(days=20), Period(1), Period(2)])


EITHER = st.booleans()


@st.composite
def facts(draw, *, weights=(Weight.CLAIM, Weight.RECORD), holding=EITHER):
    kind = draw(st.sampled_from(["state", "state", "counted", "event"]))
    start = draw(days)
    end = {
        "event": start + ONE_DAY,
        "state": draw(st.sampled_from([OPEN, start + draw(lengths)])),
        "counted": OPEN,
    }[kind]
    attributes = ()
    if kind == "state":
        attributes = (("word", draw(st.sampled_from(["a", "b"]))),)
    if kind == "counted":
        attributes = (("number", str(draw(st.integers(0, 3)))),)
    seen = draw(st.one_of(st.none(), lengths))
    verified = Spans((Span(start + seen),)) if seen else Spans()
    weight, holds = draw(st.sampled_from(weights)), draw(holding)
    return Fact(UNION, kind, Span(start, end), attributes, holds, weight, verified)


leaves = st.one_of(
    st.builds(
        lambda word, within: FactIs("state", (Where("word", frozenset(word)),), within),
        st.sampled_from(["a", "b", "ab"]),
        st.one_of(st.none(), periods),
    ),
    st.builds(
        lambda low: FactIs("counted", (Where("number", at_least=Fraction(low), decides=True),)),
        st.integers(1, 3),
    ),
    st.builds(lambda within, n: FactIs("event", (), within, n), periods, st.integers(1, 2)),
)


def combined(parts, *, with_not: bool):
    some = st.lists(parts, min_size=1, max_size=3).map(tuple)
    ways = [
        st.builds(All, some),
        st.builds(AnyOf, some),
        some.flatmap(
            lambda found: st.integers(1, len(found)).map(lambda n: CountAtLeast(found, n))
        ),
    ]
    return st.one_of(*ways, *([st.builds(Not, parts)] if with_not else []))


anything = st.recursive(leaves, lambda parts: combined(parts, with_not=True), max_leaves=5)
positive = st.recursive(leaves, lambda parts: combined(parts, with_not=False), max_leaves=5)


def standards(conditions, *, applies=True):
    one = st.builds(
        lambda met, applies, reverify: Criterion(
            "X", Words("条目"), met, applies=applies, reverify=reverify
        ),
        conditions,
        st.one_of(st.none(), conditions) if applies else st.none(),
        st.one_of(st.none(), periods),
    )
    return st.lists(one, min_size=1, max_size=3).map(_standard)


def _standard(criteria) -> Standard:
    named = tuple(
        Criterion(f"A-{n}", one.title, one.met, applies=one.applies, reverify=one.reverify)
        for n, one in enumerate(criteria)
    )
    return Standard("trial", "1", Words("试行"), "test", False, named)


@few
@given(standards(anything), st.lists(facts(), max_size=7))
def test_the_answer_of_a_day_is_what_one_finds_by_asking_day_by_day(standard, said):
    verdict = evaluate(standard, said)

    for criterion in standard.criteria:
        found = verdict.criteria[criterion.code]
        for day in DAYS[::5]:
            assert (found.on(day).value, day) == (outcome_on(criterion, said, day)[0], day)


@few
@given(standards(positive, applies=False), st.lists(facts(), max_size=7))
def test_verified_is_what_one_finds_by_asking_day_by_day(standard, said):
    verdict = evaluate(standard, said)

    for criterion in standard.criteria:
        found = verdict.criteria[criterion.code]
        for day in DAYS[::5]:
            assert (found.verified.hold(day), day) == (outcome_on(criterion, said, day)[1], day)


# ---- what holds of every verdict ------------------------------------------------------------


@few
@given(standards(anything), st.lists(facts(), max_size=7))
def test_spans_are_disjoint_and_sorted_and_verified_lies_within_claimed(standard, said):
    verdict = evaluate(standard, said)

    for one in (verdict.whole, *verdict.criteria.values()):
        assert not one.met & one.unmet
        assert not one.met & one.not_applicable
        assert not one.unmet & one.not_applicable
        assert one.verified & one.met == one.verified
        for spans in (one.met, one.unmet, one.not_applicable, one.verified):
            assert Spans.of(spans.items) == spans


@few
@given(standards(anything), st.lists(facts(), max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(standard, said, random):
    shuffled = list(said)
    random.shuffle(shuffled)

    assert evaluate(standard, shuffled) == evaluate(standard, said)


supporting = facts(weights=(Weight.RECORD,), holding=st.just(True))


@few
@given(standards(positive, applies=False), st.lists(supporting, max_size=6), supporting)
def test_without_not_one_more_supporting_fact_never_lowers(standard, said, more):
    before, after = evaluate(standard, said), evaluate(standard, [*said, more])

    for code, one in before.criteria.items():
        assert one.met & after.criteria[code].met == one.met
        assert one.verified & after.criteria[code].verified == one.verified
    assert before.whole.met & after.whole.met == before.whole.met


@few
@given(standards(anything), st.lists(facts(), max_size=7), anything)
def test_the_whole_is_all_criteria_and_no_veto_day_by_day(standard, said, vetoed):
    veto = Finding("V-1", Words("否决"), vetoed)
    judged = Standard("t", "1", Words("试"), "test", False, standard.criteria, vetoes=(veto,))
    verdict = evaluate(judged, said)

    for day in DAYS[::7]:
        outcomes = {one.on(day).value for one in verdict.criteria.values()}
        against = verdict.vetoes["V-1"].on(day).value
        whole = verdict.whole.on(day).value
        if "not_met" in outcomes or against == "not_met":
            assert whole == "not_met"
        elif "unknown" in outcomes or against == "unknown":
            assert whole in {"unknown", "not_applicable"}
        else:
            assert whole == ("met" if "met" in outcomes else "not_applicable")


@few
@given(standards(anything), st.lists(facts(), max_size=7))
def test_a_reference_says_what_is_said_where_it_points(standard, said):
    first = standard.criteria[0]
    pointing = Standard(
        *("p", "1", Words("引"), "test", False),
        (
            Criterion("P-1", Words("引"), CriterionMet("trial", first)),
            Criterion("P-2", Words("引"), StandardMet(standard)),
        ),
    )
    ours, theirs = evaluate(pointing, said), evaluate(standard, said)

    there = theirs.criteria[first.code]
    assert ours.criteria["P-1"].met == there.met | there.not_applicable
    assert ours.criteria["P-2"].unmet == theirs.whole.unmet


@few
@given(leaves, periods, st.lists(facts(), max_size=5))
def test_held_for_a_time_is_true_once_it_was_true_all_that_time(leaf, period, said):
    plain = Standard("t", "1", Words("试"), "test", False, (Criterion("A", Words("条"), leaf),))
    held = Standard(
        *("t", "1", Words("试"), "test", False),
        (Criterion("A", Words("条"), HeldFor(leaf, period)),),
    )
    true = evaluate(plain, said).criteria["A"].met
    long = evaluate(held, said).criteria["A"].met

    for day in DAYS[::3]:
        began = next((span.start for span in true if span.holds(day)), None)
        assert long.hold(day) == (began is not None and period.after(began) <= day)
