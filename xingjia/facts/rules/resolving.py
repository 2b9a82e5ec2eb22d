"""From what was said, by whom and when, to disjoint spans of true and false (docs/architecture.md).

Which wins: a dated record over a verified claim over a claim; within a class the later. A later
"not so" ends both. A claim holds from its day until a newer claim or record about the same thing.
What was verified stays verified only until it is known to be otherwise: what is said anew after
that is verified anew, and so with what is verified as not so.
The result does not depend on the order in which the facts were entered.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from xingjia.facts.rules.spans import EVER, OPEN, Span, Spans


class Weight(IntEnum):
    """How much a statement counts against another about the same thing."""

    CLAIM = 1  # somebody says so, in a register
    VERIFIED_CLAIM = 2
    RECORD = 3  # a thing that happened, with its own dates


class Fact(NamedTuple):
    """Something true, or with `holds=False` not so, of one subject over a span of days.

    `subject` is the room's own key, e.g. ("employer", 12). A claim begins on the day it is made
    for; a record has its own dates. `verified` are the days on which it counts as verified
    (empty: only claimed); each verification is a fact of its own, so that one knows which days
    were looked at. Of an event the days may begin after it: once verified it stays so.
    `origin` names the record it comes from, e.g. "registry.contract:12".
    """

    subject: tuple[str, int]
    kind: str
    span: Span
    attributes: tuple[tuple[str, str], ...] = ()
    holds: bool = True
    weight: Weight = Weight.CLAIM
    verified: Spans = Spans()
    origin: str = ""


@dataclass(frozen=True)
class Known:
    """What is known about one thing: days it is true, days it is false, and of both the verified
    ones (`verified` of true, `denied` of false).

    A day in neither is unknown.
    """

    true: Spans = field(default_factory=Spans)
    false: Spans = field(default_factory=Spans)
    verified: Spans = field(default_factory=Spans)
    denied: Spans = field(default_factory=Spans)


def resolve(facts: Iterable[Fact]) -> Known:
    """Resolve all facts about one (subject, kind, attributes) to true, false and verified days."""
    facts = list(facts)
    if len(facts) == 1:
        return _alone(facts[0])
    days = sorted({day for fact in facts for day in fact.span} | {OPEN})
    found: dict[bool, list[Span]] = {True: [], False: []}
    sure: dict[bool, list[Span]] = {True: [], False: []}
    ended = {True: EVER, False: EVER}  # the end of the last days on which it was so, or not so
    for start, end in pairwise(days):
        winner = _winner(facts, start)
        if winner is None:
            continue
        piece = Span(start, end)
        found[winner.holds].append(piece)
        sure[winner.holds].extend(
            span
            for one in (*facts, winner)
            if one.holds is winner.holds
            and one.span.holds(start)
            and one.span.start >= ended[not winner.holds]
            for span in Spans((piece,)) & one.verified
        )
        ended[winner.holds] = end
    true, false, verified, denied = found[True], found[False], sure[True], sure[False]
    return Known(Spans.of(true), Spans.of(false), Spans.of(verified), Spans.of(denied))


def lasting(fact: Fact, known: Known) -> Span:
    """The days a fact speaks of, up to the first on which the thing is known to be otherwise: for
    so long what verifies it counts."""
    start, end = fact.span
    other = known.false if fact.holds else known.true
    turns = (max(start, span.start) for span in other if span.end > start)
    return Span(start, min((end, *turns)))


def _alone(fact: Fact) -> Known:
    """What `resolve` gives of one fact, without looking for others."""
    days = Spans.of((fact.span,))
    if not fact.holds:
        return Known(false=days, denied=days & fact.verified)
    if fact.weight is not Weight.RECORD or not days:
        return Known(days, verified=days & fact.verified)
    after = Spans.of(((fact.span.end, OPEN),))
    return Known(days, after, days & fact.verified, after & _ended(fact).verified)


def _winner(facts: list[Fact], on: date) -> Fact | None:
    """The fact that decides a day; None when nobody has said."""
    denial = max(
        (f.span.start for f in facts if not f.holds and f.span.holds(on)),
        default=None,
    )
    standing = [f for f in facts if f.holds and _stands(f, facts, on, denial)]
    if standing:
        return max(standing, key=lambda f: (f.weight, f.span.start, f.origin))
    if denial is not None:
        return next(f for f in facts if not f.holds and f.span.start == denial)
    ended = [f for f in facts if f.holds and f.weight is Weight.RECORD and f.span.end <= on]
    return _ended(max(ended, key=lambda f: f.span.end)) if ended else None


def _stands(fact: Fact, facts: list[Fact], on: date, denial: date | None) -> bool:
    """Whether a true fact still counts on a day, given the newest "not so" on it."""
    if not fact.span.holds(on) or (denial is not None and fact.span.start <= denial):
        return False
    return fact.weight is Weight.RECORD or not _spoken_for(fact, facts, on)


def _spoken_for(claim: Fact, facts: list[Fact], on: date) -> bool:
    """Whether a record explains the claim, or has replaced it by this day."""
    said = claim.span.start
    records = (f.span for f in facts if f.holds and f.weight is Weight.RECORD)
    return any(span.holds(said) or said < span.start <= on for span in records)


def _ended(fact: Fact) -> Fact:
    """A record that has run out says, from its last day on, that the thing is not so; as surely
    as it was verified to the end."""
    after = Span(fact.span.end)
    sure = any(span.end >= fact.span.end for span in fact.verified)
    known = Spans.of((after,)) if sure else Spans()
    return Fact(fact.subject, fact.kind, after, fact.attributes, holds=False, verified=known)
