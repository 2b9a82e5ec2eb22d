from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.facts.rules import EVER, OPEN, Fact, Span, Weight, resolve
from xingjia.standards.coverage.rules import (
    ALL_THREE,
    CONTRACTS_UNKNOWN,
    ELECTION_MEASURES,
    IN_TERM,
    OPERATING,
    OVERDUE,
    TERM_UNKNOWN,
    THREE_CONTRACTS,
    WITH_UNION,
    Cell,
    rate,
    size_band,
    worked_out,
)

START = date(2013, 1, 1)
days = st.integers(0, 40).map(lambda n: START + timedelta(days=n))
EVERY_DAY = [START + timedelta(days=n) for n in range(42)]
ME = ("employer", 1)
THINGS = [("operating", ""), ("unionised", ""), *(("contract", kind) for kind in THREE_CONTRACTS)]
THINGS += [(kind, "") for kind in ELECTION_MEASURES.values()]


PLACES = {name: [(name, Span(EVER))] for name in ("A", "B", "C", "home")}
HOME = Fact(ME, "stands", Span(EVER), (("value", "home"),))


def cells_of(facts: list[Fact]) -> set[Cell]:
    """All cells of an employer that stands at home where nobody said since when."""
    return worked_out([*facts, HOME], lambda code: PLACES[code], {})


def fact(thing: tuple[str, str], start: date, length: int, holds: bool, record: bool) -> Fact:
    kind, of = thing
    attributes = (("kind", of),) if of else ()
    if record:
        span = Span(start, start + timedelta(days=length))
        return Fact(ME, kind, span, attributes, weight=Weight.RECORD)
    return Fact(ME, kind, Span(start, OPEN), attributes, holds=holds)


@st.composite
def traits(draw) -> list[Fact]:
    """Place, ownership and head-count, each said on some days, one value after the other."""
    found = []
    values = {"place": "ABC", "ownership": ("private", "collective"), "staff": ("10", "99", "500")}
    for kind, choices in values.items():
        said = sorted(draw(st.lists(days, max_size=3, unique=True)))
        for start, end in zip(said, [*said[1:], OPEN], strict=False):
            value = draw(st.sampled_from(choices))
            found.append(Fact(ME, kind, Span(start, end), (("value", value),)))
    return found


histories = st.builds(
    lambda facts, more: [*facts, *more],
    st.lists(
        st.builds(
            fact, st.sampled_from(THINGS), days, st.integers(1, 30), st.booleans(), st.booleans()
        ),
        max_size=10,
    ),
    traits(),
)


def holds_on(facts: list[Fact], thing: tuple[str, str], on: date) -> bool:
    about = [f for f in facts if (f.kind, dict(f.attributes).get("kind", "")) == thing]
    return resolve(about).true.hold(on)


def denied_on(facts: list[Fact], thing: tuple[str, str], on: date) -> bool:
    about = [f for f in facts if (f.kind, dict(f.attributes).get("kind", "")) == thing]
    return resolve(about).false.hold(on)


def value_on(facts: list[Fact], kind: str, on: date) -> str | None:
    said = [f for f in facts if f.kind == kind and f.span.holds(on)]
    return dict(said[0].attributes)["value"] if said else None


@given(histories)
def test_the_spans_agree_with_the_facts_on_every_day(facts: list[Fact]):
    found = cells_of(facts)

    for on in EVERY_DAY:
        counted = {(c.measure, c.base) for c in found if not c.verified and c.start <= on < c.end}
        operating = holds_on(facts, ("operating", ""), on)
        unionised = operating and holds_on(facts, ("unionised", ""), on)
        contracts = [holds_on(facts, ("contract", kind), on) for kind in THREE_CONTRACTS]
        assert ((OPERATING, "") in counted) == operating
        assert ((WITH_UNION, "") in counted) == unionised
        assert ((ALL_THREE, "") in counted) == (operating and all(contracts))
        assert ((ALL_THREE, "unionised") in counted) == (unionised and all(contracts))
        for kind, in_force in zip(THREE_CONTRACTS, contracts, strict=True):
            assert ((f"contracts_{kind}", "") in counted) == (operating and in_force)
        for measure, kind in ELECTION_MEASURES.items():
            counts = unionised and holds_on(facts, (kind, ""), on)
            assert ((measure, "") in counted) == counts
        told = {(IN_TERM, ""), (OVERDUE, "")} & counted
        assert ((TERM_UNKNOWN, "") in counted) == (unionised and not told)
        missing = any(denied_on(facts, ("contract", kind), on) for kind in THREE_CONTRACTS)
        unsaid = unionised and not all(contracts) and not missing
        assert ((CONTRACTS_UNKNOWN, "") in counted) == unsaid


@given(histories)
def test_an_employer_stands_in_one_place_and_one_slice_a_day(facts: list[Fact]):
    found = cells_of(facts)

    for on in EVERY_DAY:
        here = [c for c in found if c.measure == OPERATING and c.start <= on < c.end]
        assert len(here) <= 1
        for cell in here:
            first = min((f for f in facts if f.kind == "place"), key=lambda f: f.span, default=None)
            before = dict(first.attributes)["value"] if first else "home"
            assert cell.path == (value_on(facts, "place", on) or before)
            assert cell.ownership == (value_on(facts, "ownership", on) or "")
            staff = value_on(facts, "staff", on)
            assert cell.size == (size_band(int(staff)) if staff else "")


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(facts: list[Fact], random):
    shuffled = list(facts)
    random.shuffle(shuffled)

    assert cells_of(shuffled) == cells_of(facts)


@given(histories)
def test_verified_days_are_among_the_claimed_ones(facts: list[Fact]):
    found = cells_of(facts)
    claimed = {(c.measure, c.base, on) for c in found if not c.verified for on in days_of(c)}

    assert {(c.measure, c.base, on) for c in found if c.verified for on in days_of(c)} <= claimed


def days_of(cell) -> list[date]:
    return [on for on in EVERY_DAY if cell.start <= on < cell.end]


def test_a_verified_contract_verifies_its_measure_only_while_it_runs():
    contract = Fact(
        ME,
        "contract",
        Span(START, date(2013, 2, 1)),
        (("kind", "wage"),),
        weight=Weight.RECORD,
        verified=resolve([fact(("operating", ""), START, 1, True, False)]).true,
    )
    found = cells_of([contract, fact(("operating", ""), START, 1, True, False)])

    spans = {(c.start, c.end) for c in found if c.measure == "contracts_wage" and c.verified}
    assert spans == {(START, date(2013, 2, 1))}
    assert not [c for c in found if c.measure == OPERATING and c.verified]


@pytest.mark.parametrize(
    ("count", "base", "expected"),
    [
        (138, 141, "0.9787"),
        (127, 138, "0.9203"),
        (127, 141, "0.9007"),
        (1, 8, "0.1250"),
        (0, 3, "0.0000"),
        (0, 0, None),
        (None, 3, None),
        (3, None, None),
    ],
)
def test_rates_have_four_decimals_rounded_half_up(count, base, expected):
    assert rate(count, base) == (Decimal(expected) if expected else None)


@pytest.mark.parametrize(
    ("staff", "band"),
    [
        (0, "under_25"),
        (24, "under_25"),
        (25, "25_to_99"),
        (199, "100_to_199"),
        (200, "200_to_999"),
        (1000, "1000_and_more"),
    ],
)
def test_size_bands(staff, band):
    assert size_band(staff) == band
