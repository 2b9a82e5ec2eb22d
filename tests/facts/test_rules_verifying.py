"""A verification holds until the thing is known to be otherwise: what is said anew later is
verified anew. Held against a plain search, day by day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xingjia.facts.rules import OPEN, Fact, Known, Span, Spans, Weight, resolve

START = date(2013, 1, 1)
DAYS = [START + timedelta(days=n) for n in range(40)]
days = st.sampled_from(DAYS[:30])


def said(
    day: date,
    *,
    holds: bool = True,
    sure: bool = False,
    weight: Weight = Weight.CLAIM,
    end: date = OPEN,
) -> Fact:
    verified = Spans((Span(day, OPEN),)) if sure else Spans()
    return Fact(("union", 1), "sign_shown", Span(day, end), (), holds, weight, verified)


def check(day: date, *, holds: bool = True) -> Fact:
    return said(day, holds=holds, sure=True, weight=Weight.VERIFIED_CLAIM)


claims = st.builds(
    lambda day, holds, sure: check(day, holds=holds) if sure else said(day, holds=holds),
    days,
    st.booleans(),
    st.booleans(),
)
records = st.builds(
    lambda day, n, sure: said(day, sure=sure, weight=Weight.RECORD, end=day + timedelta(days=n)),
    days,
    st.integers(1, 20),
    st.booleans(),
)
bounded = st.builds(
    lambda day, n, holds: said(day, holds=holds, sure=True, end=day + timedelta(days=n)),
    days,
    st.integers(1, 10),
    st.booleans(),
)
many = st.lists(st.one_of(claims, records, bounded), min_size=2, max_size=7)


def ended_surely(facts: list[Fact], known: Known, day: date) -> bool:
    """Whether on this day nothing but a record that ran out, verified to its end, says "not so",
    and it was so on no day since."""
    over = [f for f in facts if f.weight is Weight.RECORD and f.span.end <= day]
    if not over or any(not f.holds and f.span.holds(day) for f in facts):
        return False
    last = max(over, key=lambda f: f.span.end)
    since = [one for one in DAYS if last.span.end <= one <= day]
    return bool(last.verified) and not any(known.true.hold(one) for one in since)


def brute(facts: list[Fact], known: Known, day: date, *, holds: bool) -> bool:
    """Somebody verified it, it lasts on this day, and no day since says otherwise."""
    mine, other = (known.true, known.false) if holds else (known.false, known.true)
    if not mine.hold(day):
        return False
    return any(
        one.holds is holds
        and one.span.holds(day)
        and one.verified.hold(day)
        and not any(other.hold(each) for each in DAYS if one.span.start <= each <= day)
        for one in facts
    ) or (not holds and ended_surely(facts, known, day))


@given(many)
def test_verified_and_denied_agree_with_a_search_day_by_day(facts: list[Fact]):
    known = resolve(facts)

    for day in DAYS:
        assert known.verified.hold(day) is brute(facts, known, day, holds=True), day
        assert known.denied.hold(day) is brute(facts, known, day, holds=False), day


@given(many)
def test_what_is_verified_is_part_of_what_is_so(facts: list[Fact]):
    known = resolve(facts)

    assert known.verified & known.true == known.verified
    assert known.denied & known.false == known.denied


@given(st.one_of(claims, records, bounded))
def test_one_fact_alone_resolves_as_with_itself_said_twice(fact: Fact):
    assert resolve([fact]) == resolve([fact, fact])


def on(*, day: int) -> date:
    return DAYS[day]


def test_a_verification_older_than_a_denial_verifies_no_later_claim():
    known = resolve([check(on(day=1)), said(on(day=5), holds=False), said(on(day=10))])

    assert known.verified.items == (Span(on(day=1), on(day=5)),)
    assert known.true.hold(on(day=12))


def test_a_new_look_after_the_denial_verifies_it_again():
    facts = [check(on(day=1)), check(on(day=5), holds=False), said(on(day=10)), check(on(day=14))]

    known = resolve(facts)

    assert known.verified.items == (Span(on(day=1), on(day=5)), Span(on(day=14), OPEN))


def test_a_later_claim_without_a_denial_between_stays_verified():
    known = resolve([check(on(day=1)), said(on(day=10))])

    assert known.verified.items == (Span(on(day=1), OPEN),)


def test_a_denial_older_than_a_claim_proves_no_later_denial():
    facts = [check(on(day=1), holds=False), said(on(day=5)), said(on(day=10), holds=False)]

    assert resolve(facts).denied.items == (Span(on(day=1), on(day=5)),)


def test_a_verification_older_than_the_end_of_a_record_verifies_no_later_claim():
    record = said(on(day=3), weight=Weight.RECORD, end=on(day=6))

    known = resolve([check(on(day=1)), record, said(on(day=10))])

    assert known.verified.items == (Span(on(day=1), on(day=6)),)
