"""What is known of a union on a day, whoever told it: the register, the union, a visit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from xingjia.facts.kinds import KINDS, Kind, Shape
from xingjia.facts.rules import Fact, resolve
from xingjia.facts.sources import facts_about

Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Told:
    """One thing on a day: so (True), not so (False) or told by nobody (None), since when.

    Of an event, the last one up to the day. `until` is the first day it is not known to be so
    any more, None while that lies open.
    """

    kind: Kind
    attributes: Attributes = ()
    holds: bool | None = None
    since: date | None = None
    verified: bool = False
    origins: tuple[str, ...] = ()


def told_of(unions: Collection[int], on: date, kinds: frozenset[str]) -> dict[int, list[Told]]:
    """Per union what was told of these kinds by a day, in the order of the kinds."""
    found: dict[tuple[int, str, Attributes], list[Fact]] = {}
    for fact in facts_about("union", unions, kinds):
        if fact.span.start <= on:
            found.setdefault((fact.subject[1], fact.kind, fact.attributes), []).append(fact)
    told: dict[int, list[Told]] = {}
    for kind in KINDS.values():
        for (union, code, attributes), facts in sorted(found.items(), key=lambda one: one[0]):
            if code == kind.code:
                told.setdefault(union, []).append(_told(kind, attributes, facts, on))
    return told


def _told(kind: Kind, attributes: Attributes, facts: list[Fact], on: date) -> Told:
    known = resolve(facts)
    if kind.shape is Shape.EVENT:
        last = max((min(on, span.end - timedelta(days=1)) for span in known.true), default=None)
        on = last or on
    spans = ((True, known.true), (False, known.false))
    for holds, days in spans:
        span = next((one for one in days if one.holds(on)), None)
        if span:
            origins = tuple(
                sorted({f.origin for f in facts if f.holds is holds and f.span.holds(on)})
            )
            return Told(kind, attributes, holds, span.start, known.verified.hold(on), origins)
    return Told(kind, attributes)
