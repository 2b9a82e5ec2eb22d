"""From facts about one employer to the spans that coverage counts. Pure.

Every measure is counted among operating employers. A rate names its base, and each base has its
own numerator (domain.md §6: 127 of 138 unionised is 92.0 %, 127 of 141 operating is 90.1 %).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from xingjia.facts.rules import Fact, Known, Span, Spans, resolve
from xingjia.facts.rules.spans import ALL_DAYS, EVER
from xingjia.standards.coverage.rules.likeness import likened

CONTRACT_KINDS = ("collective", "wage", "women")
ALL_THREE = "contracts_all_three"
# Which kinds make "all three" unless the county says otherwise (domain.md §5).
THREE_CONTRACTS = CONTRACT_KINDS
# Per place, what its county says and on which days; elsewhere and before, THREE_CONTRACTS.
Three = Mapping[str, Sequence[tuple[Span, tuple[str, ...]]]]

OPERATING, IDLE, WITH_UNION = "operating_employers", "idle_employers", "with_union"
CONTRACT_MEASURES = {f"contracts_{kind}": (kind,) for kind in CONTRACT_KINDS}
# Elections of unions, counted by the employers they cover (domain.md §4.2, §6): the last day of
# a term lies in the year; a new term was elected; the term is over and none was.
DUE, HELD, OVERDUE = "elections_due", "elections_held", "elections_overdue"
# Listed beside the figures: whose term runs, and of whose term nobody has said the end.
IN_TERM, TERM_UNKNOWN = "in_term", "term_unknown"
ELECTION_MEASURES = {
    DUE: "election_due",
    HELD: "election_held",
    OVERDUE: "term_over",
    IN_TERM: "term",
}
# The bases of each measure, the headline base first.
BASES: dict[str, tuple[str, ...]] = {
    OPERATING: (),
    WITH_UNION: ("operating",),
    **dict.fromkeys(CONTRACT_MEASURES, ("unionised", "operating")),
    ALL_THREE: ("unionised", "operating"),
    **dict.fromkeys((DUE, HELD, OVERDUE), ("unionised",)),
}
# Lists that are no figures of their own, and their bases.
LISTED: dict[str, tuple[str, ...]] = {
    IDLE: (),
    IN_TERM: ("unionised",),
    TERM_UNKNOWN: ("unionised",),
}
# All that is counted lies within the base, so one numerator does for both.
WITHIN_UNIONISED = frozenset({*ELECTION_MEASURES, TERM_UNKNOWN})
# The measure whose count is the base.
BASE_MEASURE = {"operating": OPERATING, "unionised": WITH_UNION}

COUNTED = frozenset({"operating", "unionised", "contract", *ELECTION_MEASURES.values()})
TRAITS = ("place", "ownership", "industry", "staff")
# The kinds of facts any stretch depends on.
CONCERNED = COUNTED.union(TRAITS)

# Size bands of staff: upper bounds, not included (25: 工会法 art. 11; 200: art. 14).
SIZES = ((25, "under_25"), (100, "25_to_99"), (200, "100_to_199"), (1000, "200_to_999"))
LARGEST = "1000_and_more"


class Cell(NamedTuple):
    """One stretch of days on which one employer counts, at one place, in one slice.

    `measure` counts it; with a `base` it counts as that base's numerator. `place` is the code
    of the node it stood under; "" where no slice value is known.
    """

    measure: str
    base: str
    verified: bool
    start: date
    end: date
    place: str
    ownership: str
    industry: str
    size: str


@dataclass(frozen=True)
class Piece:
    """Days on which an employer's place and slices stay the same."""

    days: Spans
    place: str
    ownership: str
    industry: str
    size: str


def stored_base(measure: str, base: str) -> str:
    """Under which base the numerator of a measure is kept."""
    return "" if base == "operating" or measure in WITHIN_UNIONISED else base


def cells(facts: Iterable[Fact], place: str, three: Three | None = None) -> set[Cell]:
    """All cells of one employer. `place` is where it stands when nobody said since when."""
    facts = [fact for fact in facts if fact.kind in CONCERNED]
    said = three or {}
    places = {value for _days, value in _values(facts, "place")} | {place}
    if places & said.keys():
        return _cells(facts, place, said)
    return likened(_cells, facts, place, least_of_size)


def _cells(facts: list[Fact], place: str, three: Three) -> set[Cell]:
    known = _resolved(facts)
    found: set[Cell] = set()
    for kinds, pieces in _by_three(_pieces(facts, place), place, three).items():
        for (measure, base), claimed, verified in _counted(known, kinds):
            for is_verified, days in ((False, claimed), (True, verified)):
                found |= _cut(measure, base, days, pieces, is_verified=is_verified)
    return found


def _by_three(pieces: list[Piece], place: str, three: Three) -> dict[tuple[str, ...], list[Piece]]:
    """The pieces by the kinds that make "all three" in them."""
    found: dict[tuple[str, ...], list[Piece]] = {}
    for piece in pieces:
        said = three.get(piece.place, three.get(place, ()))
        for kinds, days in _said_on(piece.days, said):
            found.setdefault(kinds, []).append(replace(piece, days=days))
    return found


def _said_on(
    days: Spans, said: Sequence[tuple[Span, tuple[str, ...]]]
) -> Iterator[tuple[tuple[str, ...], Spans]]:
    for span, kinds in said:
        if both := days & Spans((span,)):
            days -= both
            yield kinds, both
    if days:
        yield THREE_CONTRACTS, days


def _resolved(facts: list[Fact]) -> dict[tuple[str, str], Known]:
    """Per thing a count needs (kind, kind of contract), what is known about it."""
    grouped: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.kind in COUNTED:
            key = (fact.kind, dict(fact.attributes).get("kind", ""))
            grouped.setdefault(key, []).append(fact)
    return {key: resolve(group) for key, group in grouped.items()}


def _counted(
    known: Mapping[tuple[str, str], Known], three: tuple[str, ...]
) -> Iterable[tuple[tuple[str, str], Spans, Spans]]:
    """Per (measure, base): the days that count, and the verified ones among them."""
    nothing = Known()
    operating = known.get(("operating", ""), nothing)
    union = known.get(("unionised", ""), nothing)
    asked = {*CONTRACT_KINDS, *three}
    contracts = {kind: known.get(("contract", kind), nothing) for kind in asked}
    yield (OPERATING, ""), operating.true, operating.verified
    yield (IDLE, ""), operating.false, Spans()
    unionised = operating.true & union.true
    yield (WITH_UNION, ""), unionised, unionised & union.verified
    for measure, kinds in {**CONTRACT_MEASURES, ALL_THREE: three}.items():
        claimed, verified = operating.true, operating.true
        for kind in kinds:
            claimed &= contracts[kind].true
            verified &= contracts[kind].verified
        yield (measure, ""), claimed, verified
        yield (measure, "unionised"), claimed & unionised, verified & unionised
    yield from _elections(known, unionised)


def _elections(
    known: Mapping[tuple[str, str], Known], unionised: Spans
) -> Iterable[tuple[tuple[str, str], Spans, Spans]]:
    unknown = unionised
    for measure, kind in ELECTION_MEASURES.items():
        found = known.get((kind, ""), Known())
        yield (measure, ""), unionised & found.true, unionised & found.verified
        if measure in {IN_TERM, OVERDUE}:
            unknown -= found.true
    yield (TERM_UNKNOWN, ""), unknown, Spans()


def _cut(
    measure: str, base: str, days: Spans, pieces: list[Piece], *, is_verified: bool
) -> set[Cell]:
    return {
        Cell(
            measure,
            base,
            is_verified,
            span.start,
            span.end,
            piece.place,
            piece.ownership,
            piece.industry,
            piece.size,
        )
        for piece in pieces
        for span in days & piece.days
    }


def _pieces(facts: list[Fact], place: str) -> list[Piece]:
    """Cut all days wherever a trait changes. The first known place counts backwards too."""
    traits = {kind: _values(facts, kind) for kind in TRAITS}
    if traits["place"]:
        days, value = traits["place"][0]
        before = Spans.of([(EVER, days.items[0].start)])
        traits["place"][0] = (days | before, value)
    pieces = [Piece(ALL_DAYS, place, "", "", "")]
    for kind, values in traits.items():
        pieces = [new for piece in pieces for new in _split(piece, kind, values)]
    return pieces


def _split(piece: Piece, kind: str, values: list[tuple[Spans, str]]) -> Iterable[Piece]:
    rest = piece.days
    for days, value in values:
        if both := piece.days & days:
            rest -= both
            trait = {"size": size_band(int(value))} if kind == "staff" else {kind: value}
            yield replace(piece, days=both, **trait)
    if rest:
        yield replace(piece, days=rest)


def _values(facts: list[Fact], kind: str) -> list[tuple[Spans, str]]:
    return sorted(
        (
            (Spans((fact.span,)), dict(fact.attributes)["value"])
            for fact in facts
            if fact.kind == kind
        ),
        key=lambda pair: pair[0].items[0].start,
    )


def size_band(staff: int) -> str:
    """The size band of a head-count."""
    return next((name for bound, name in SIZES if staff < bound), LARGEST)


def least_of_size(staff: int) -> int:
    """The smallest head-count of the same size band."""
    return max((bound for bound, _name in SIZES if bound <= staff), default=0)


def rate(count: int | None, base: int | None) -> Decimal | None:
    """A fraction of four decimals, rounded half up; None on an empty or unknown base."""
    if not base or count is None:
        return None
    return (Decimal(count) / Decimal(base)).quantize(Decimal("0.0001"), ROUND_HALF_UP)
