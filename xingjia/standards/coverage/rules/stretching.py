"""From facts about one employer to its stretches, and back. Pure.

A stretch keeps everything that made it: the days, the place, the slice. So after a change of one
kind of fact the rest is read back from the stretches, and only that kind is asked for again. What
a stretch cannot show is what was so outside of it: hence `wanted`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from xingjia.facts.rules import OPEN, Fact, Known, Span, Spans, resolve
from xingjia.facts.rules.spans import EVER
from xingjia.standards.coverage.rules.likeness import likened
from xingjia.standards.coverage.rules.measures import (
    ALL_THREE,
    CONCERNED,
    CONTRACT_MEASURES,
    CONTRACTS_UNKNOWN,
    COUNTED,
    ELECTION_MEASURES,
    IDLE,
    IN_TERM,
    OPERATING,
    OVERDUE,
    SHORT,
    TERM_UNKNOWN,
    THREE_CONTRACTS,
    WITH_UNION,
    least_of_size,
)
from xingjia.standards.coverage.rules.pieces import Piece, Stood, joined, placed, sliced, value_of

Thing = tuple[str, str]  # a kind of fact, and which contract
WORKS, IN_UNION, ALL = ("operating", ""), ("unionised", ""), ("contract", "")
MISSING = ("contract", "missing")  # days on which it is known that one of all three is not there
# Measures that count the days of one thing, within those in production or in a union.
OF_CONTRACTS: dict[str, Thing] = {
    **{measure: ("contract", kind) for measure, kind in CONTRACT_MEASURES.items()},
    ALL_THREE: ALL,
}
OF_ELECTIONS: dict[str, Thing] = {name: (kind, "") for name, kind in ELECTION_MEASURES.items()}
AMONG_WORKING = {**OF_CONTRACTS, SHORT: MISSING}
THINGS = {OPERATING: WORKS, WITH_UNION: IN_UNION, **AMONG_WORKING, **OF_ELECTIONS}
# What nobody has said, among those in a union: none of these things is known.
UNSAID = {
    TERM_UNKNOWN: (OF_ELECTIONS[IN_TERM], OF_ELECTIONS[OVERDUE]),
    CONTRACTS_UNKNOWN: (ALL, MISSING),
}
SLICES = ("ownership", "industry", "staff")
NOTHING = Known()
# Before a measure: it would count if the employer were in production. No figure looks at it; it is
# kept so that nothing has to be asked for when production begins again.
RESTING = "resting:"

# Per path, which kinds of contracts its county asks for and when; else THREE_CONTRACTS.
Three = Mapping[str, Sequence[tuple[Span, tuple[str, ...]]]]


class Cell(NamedTuple):
    """One stretch of days on which one employer counts, at one place, in one slice.

    `measure` counts it; with a `base` it counts as that base's numerator. A slice is "" where no
    value is known.
    """

    measure: str
    base: str
    verified: bool
    start: date
    end: date
    path: str
    ownership: str
    industry: str
    size: str


@dataclass(frozen=True)
class Told:
    """What stretches are made from: the days of each thing, and how those days are cut.

    Without `ALL`, the days of all three contracts, `cells` works them out.
    """

    known: dict[Thing, Known]
    pieces: list[Piece]

    @property
    def complete(self) -> bool:
        """Whether it is told where the employer stood on all days of which production is known."""
        works = self.known.get(WORKS, NOTHING)
        days = Spans.of(span for piece in self.pieces for span in piece.days)
        return not (works.true | works.false) - days

    @property
    def asking(self) -> set[str]:
        """The paths of which it matters which contracts their county asks for."""
        open_yet = ALL not in self.known and any(kind == "contract" for kind, _ in self.known)
        return {piece.path for piece in self.pieces} if open_yet else set()


def wanted(kinds: frozenset[str] | None) -> frozenset[str]:
    """The kinds of facts to be asked for when facts of these kinds may differ; None: any.

    Places and slices are kept for the days of which production is known, elections for those in
    a union: see `Told.complete`.
    """
    if kinds is None or "place" in kinds:
        return CONCERNED
    also = ELECTION_MEASURES.values() if "unionised" in kinds else ()
    return (kinds & CONCERNED).union(also)


def worked_out(facts: Iterable[Fact], stood: Stood, three: Three) -> set[Cell]:
    """All cells of one employer, from all facts about it."""
    facts = list(facts)
    now = next((value_of(fact) for fact in facts if fact.kind == "stands"), None)
    if now is None:
        return set()
    facts = [fact for fact in facts if fact.kind in CONCERNED and fact.kind != "stands"]
    codes = {value_of(fact) for fact in facts if fact.kind == "place"} | {now}
    if {path for code in codes for path, _ in stood(code)} & three.keys():
        return cells(_told_by(facts, now, stood), three)
    return _where(likened(_anywhere, facts, now, least_of_size), stood, now)


def _told_by(facts: list[Fact], now: str, stood: Stood) -> Told:
    pieces = list(placed(facts, now, stood))
    return Told(_resolved(facts), sliced(pieces, facts, SLICES))


def _anywhere(facts: list[Fact], place: str, three: Three) -> set[Cell]:
    """The cells with the codes of places for their paths."""
    return cells(_told_by(facts, place, lambda code: [(code, Span(EVER))]), three)


def _where(found: Iterable[Cell], stood: Stood, now: str) -> set[Cell]:
    """The same cells at the paths their places stood at."""
    spans: dict[Cell, list[Span]] = {}
    for cell in found:
        for path, span in stood(cell.path) or stood(now):
            there = cell._replace(path=path, start=EVER, end=OPEN)
            days = Span(max(cell.start, span.start), min(cell.end, span.end))
            spans.setdefault(there, []).append(days)
    return {
        cell._replace(start=start, end=end)
        for cell, days in spans.items()
        for start, end in Spans.of(days)
    }


def read_back(found: Iterable[Cell]) -> Told:
    """What stretches show of the facts they were made from."""
    days: dict[tuple[str, bool], list[Span]] = {}
    cut: dict[tuple[str, ...], list[Span]] = {}
    for cell in found:
        span = Span(cell.start, cell.end)
        if not cell.base:
            days.setdefault((cell.measure, cell.verified), []).append(span)
        if cell.measure in {OPERATING, IDLE} and not cell.verified:
            cut.setdefault(cell[5:], []).append(span)

    def shown(measure: str, *, verified: bool = False) -> Spans:
        parts = (days.get((prefix + measure, verified), ()) for prefix in ("", RESTING))
        return Spans.of(span for part in parts for span in part)

    known = {
        thing: Known(shown(measure), verified=shown(measure, verified=True))
        for measure, thing in THINGS.items()
    }
    known[WORKS] = replace(known[WORKS], false=shown(IDLE))
    return Told(known, [Piece(Spans.of(spans), *key) for key, spans in cut.items()])


def renewed(told: Told, facts: Iterable[Fact], kinds: frozenset[str]) -> Told:
    """The same with other facts of these kinds, which are `wanted` and all there are."""
    facts = list(facts)
    known = {thing: one for thing, one in told.known.items() if thing[0] not in kinds}
    slices = [kind for kind in SLICES if kind in kinds]
    return Told(known | _resolved(facts), sliced(told.pieces, facts, slices))


def cells(told: Told, three: Three) -> set[Cell]:
    """All cells of one employer."""
    pieces = joined(told.pieces)
    known = _all_three(told.known, pieces, three) | told.known
    found: set[Cell] = set()
    for (measure, base), claimed, verified in _counted(known):
        for is_verified, days in ((False, claimed), (True, verified)):
            found |= {
                Cell(measure, base, is_verified, *span, *piece.key)
                for piece in pieces
                for span in days & piece.days
            }
    return found


# ---- the days of each thing --------------------------------------------------------------------


def _resolved(facts: list[Fact]) -> dict[Thing, Known]:
    """Per thing a count needs, what is known about it."""
    grouped: dict[Thing, list[Fact]] = {}
    for fact in facts:
        if fact.kind in COUNTED:
            key = (fact.kind, dict(fact.attributes).get("kind", ""))
            grouped.setdefault(key, []).append(fact)
    return {key: resolve(group) for key, group in grouped.items()}


def _all_three(
    known: Mapping[Thing, Known], pieces: list[Piece], three: Three
) -> dict[Thing, Known]:
    """The days on which every contract stands that the county of the day asks for, and those on
    which one is known not to."""
    true, verified, missing = Spans(), Spans(), Spans()
    for piece in pieces:
        for kinds, days in _asked_on(piece.days, three.get(piece.path, ())):
            stands = proven = days
            for kind in kinds:
                one = known.get(("contract", kind), NOTHING)
                stands, proven = stands & one.true, proven & one.verified
                missing |= days & one.false
            true, verified = true | stands, verified | proven
    return {ALL: Known(true, verified=verified), MISSING: Known(missing)}


def _asked_on(
    days: Spans, said: Sequence[tuple[Span, tuple[str, ...]]]
) -> Iterator[tuple[tuple[str, ...], Spans]]:
    for span, kinds in said:
        if both := days & Spans((span,)):
            days -= both
            yield kinds, both
    if days:
        yield THREE_CONTRACTS, days


def _counted(known: Mapping[Thing, Known]) -> Iterator[tuple[tuple[str, str], Spans, Spans]]:
    """Per (measure, base): the days that count, and the verified ones among them."""
    works, union = known.get(WORKS, NOTHING), known.get(IN_UNION, NOTHING)
    yield (OPERATING, ""), works.true, works.verified
    yield (IDLE, ""), works.false, Spans()
    for prefix, within in (("", works.true), (RESTING, works.false)):
        unionised = within & union.true
        yield (prefix + WITH_UNION, ""), unionised, unionised & union.verified
        for measures, days in ((AMONG_WORKING, within), (OF_ELECTIONS, unionised)):
            for measure, thing in measures.items():
                one = known.get(thing, NOTHING)
                yield (prefix + measure, ""), days & one.true, days & one.verified
    unionised = works.true & union.true
    for measure, thing in OF_CONTRACTS.items():
        one = known.get(thing, NOTHING)
        yield (measure, "unionised"), unionised & one.true, unionised & one.verified
    for measure, told in UNSAID.items():
        unknown = unionised
        for thing in told:
            unknown -= known.get(thing, NOTHING).true
        yield (measure, ""), unknown, Spans()
