from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xingjia.facts.rules import OPEN, Fact, Span, Spans, Weight, resolve

START = date(2013, 1, 1)
days = st.integers(0, 60).map(lambda n: START + timedelta(days=n))
some_spans = st.lists(st.tuples(days, days), max_size=6).map(Spans.of)
EVERY_DAY = [START + timedelta(days=n) for n in range(62)]


def claim(day: date, *, holds: bool = True, end: date = OPEN) -> Fact:
    return Fact(("employer", 1), "contract", Span(day, end), holds=holds)


def record(start: date, end: date) -> Fact:
    return Fact(("employer", 1), "contract", Span(start, end), weight=Weight.RECORD)


facts = st.lists(
    st.one_of(
        st.builds(lambda d, h: claim(d, holds=h), days, st.booleans()),
        st.builds(lambda a, n: record(a, a + timedelta(days=n)), days, st.integers(1, 40)),
    ),
    max_size=6,
)


@given(some_spans, some_spans)
def test_span_algebra_agrees_with_sets_of_days(a: Spans, b: Spans):
    def as_days(spans: Spans) -> set[date]:
        return {day for day in EVERY_DAY if spans.hold(day)}

    assert as_days(a | b) == as_days(a) | as_days(b)
    assert as_days(a & b) == as_days(a) & as_days(b)
    assert as_days(a - b) == as_days(a) - as_days(b)


@given(some_spans)
def test_spans_are_disjoint_and_sorted(spans: Spans):
    for earlier, later in zip(spans.items, spans.items[1:], strict=False):
        assert earlier.start < earlier.end < later.start < later.end


@given(facts)
def test_true_and_false_never_overlap_and_verified_is_part_of_true(said: list[Fact]):
    known = resolve(said)

    assert not known.true & known.false
    assert known.verified & known.true == known.verified


@given(facts, st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(said: list[Fact], random):
    shuffled = list(said)
    random.shuffle(shuffled)

    assert resolve(shuffled) == resolve(said)


@given(facts)
def test_nothing_is_known_before_anybody_said_anything(said: list[Fact]):
    known = resolve(said)
    first = min((f.span.start for f in said), default=OPEN)

    assert all(span.start >= first for span in (*known.true, *known.false))


@given(facts, days, st.integers(1, 40))
def test_one_more_record_never_makes_a_day_untrue_that_no_claim_spoke_for(said, start, length):
    """Only a claim can give way to a record; what records prove stays proved."""
    records = [f for f in said if f.weight is Weight.RECORD]
    more = resolve([*records, record(start, start + timedelta(days=length))])

    assert resolve(records).true & more.true == resolve(records).true


def test_a_claim_holds_until_a_later_not_so():
    known = resolve([claim(START), claim(date(2013, 3, 1), holds=False)])

    assert known.true.items == (Span(START, date(2013, 3, 1)),)
    assert known.false.items == (Span(date(2013, 3, 1), OPEN),)


def test_a_claim_explained_by_a_contract_ends_with_it():
    contract = record(date(2013, 1, 1), date(2013, 6, 1))
    known = resolve([contract, claim(date(2013, 3, 1))])

    assert known.true.items == (Span(date(2013, 1, 1), date(2013, 6, 1)),)
    assert known.false.items == (Span(date(2013, 6, 1), OPEN),)


def test_a_claim_gives_way_to_a_contract_that_starts_later():
    known = resolve([claim(START), record(date(2013, 3, 1), date(2013, 4, 1))])

    assert known.true.items == (Span(START, date(2013, 4, 1)),)


def test_a_later_not_so_ends_a_contract_too():
    contract = record(date(2013, 1, 1), date(2015, 1, 1))
    known = resolve([contract, claim(date(2013, 12, 31), holds=False)])

    assert known.true.items == (Span(date(2013, 1, 1), date(2013, 12, 31)),)


def test_a_renewal_after_a_not_so_counts_again():
    known = resolve(
        [
            claim(date(2013, 3, 1), holds=False),
            record(date(2013, 5, 1), date(2014, 5, 1)),
        ]
    )

    assert known.true.items == (Span(date(2013, 5, 1), date(2014, 5, 1)),)
    assert known.false.hold(date(2013, 4, 1))
    assert known.false.hold(date(2014, 5, 1))
