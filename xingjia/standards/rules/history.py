"""The facts of one union, resolved once and shared by all criteria of all standards."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from xingjia.facts.rules import OPEN, Fact, Known, Span, Spans, lasting, resolve
from xingjia.facts.rules.spans import ALL_DAYS
from xingjia.standards.rules.criteria import FactIs, Where
from xingjia.standards.rules.periods import Period, cut, reached
from xingjia.standards.rules.truth import NEVER, Truth, often, union
from xingjia.toolkit.calendar.rules import DAY

Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Thing:
    """All that was said about one (kind, attributes), and what holds of it."""

    facts: tuple[Fact, ...]
    known: Known


class Fit(Enum):
    """How a thing stands to what is asked."""

    SO = auto()  # it is as asked
    CONTRARY = auto()  # it says that it is not so
    OPEN = auto()  # it does not say all; only its "not so" counts
    ELSEWHERE = auto()  # it is about something else


class History:
    """What was said of one union. Everything worked out stays, for the next criterion."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._said: dict[str, dict[Attributes, list[Fact]]] = {}
        for fact in facts:
            of_kind = self._said.setdefault(fact.kind, {})
            of_kind.setdefault(tuple(sorted(fact.attributes)), []).append(fact)
        self._things: dict[str, list[tuple[dict[str, str], Thing]]] = {}
        self.answers: dict[object, object] = {}

    def with_facts(self, facts: Iterable[Fact]) -> "History":
        """The same history with a few facts more."""
        said = [one for kind in self._said.values() for group in kind.values() for one in group]
        return History([*said, *facts])

    def speaking(self, asked: FactIs) -> Iterator[Thing]:
        """The things that say something for or against it."""
        return (thing for _, thing in self._fitting(asked))

    def things(self, kind: str) -> list[tuple[dict[str, str], Thing]]:
        """Each thing of a kind that was spoken of."""
        if kind not in self._things:
            self._things[kind] = [
                (dict(attributes), Thing(tuple(facts), resolve(facts)))
                for attributes, facts in self._said.get(kind, {}).items()
            ]
        return self._things[kind]

    def things_as(self, asked: FactIs) -> Iterator[tuple[dict[str, str], Thing]]:
        """The things that are as asked, with what they say."""
        for attributes, thing in self.things(asked.kind):
            if _fits(asked.where, attributes) is Fit.SO:
                yield attributes, thing

    def happened(self, asked: FactIs) -> Iterator[tuple[dict[str, str], Span, Spans]]:
        """What happened, with what was said of it and the days from which it counts as verified:
        of two on days that touch, each with its own."""
        for attributes, thing in self.things_as(asked):
            seen = dict(_verified_events(replace(asked, at_least=1), [thing], None))
            standing = (fact for fact in thing.facts if _stands(fact, thing))
            spans = (Spans((lasting(fact, thing.known),)) & thing.known.true for fact in standing)
            for days in sorted({span for some in spans for span in some}):
                yield attributes, days, seen.get(days, NEVER)

    def often(self, asked: FactIs, times: int) -> Truth:
        """When it was so often within the window."""
        return self.truth(replace(asked, at_least=times))

    def most(self, asked: FactIs) -> int:
        """How often it can have happened at most."""
        return sum(len(thing.facts) for _, thing in self.things_as(asked))

    def truth(self, asked: FactIs, reverify: Period | None = None) -> Truth:
        """When a fact is as asked. True wins over what another thing says against it."""
        key = (asked, reverify)
        found = self.answers.get(key)
        if not isinstance(found, Truth):
            found = self.answers[key] = self._truth(asked, reverify)
        return found

    def _fitting(self, asked: FactIs) -> Iterator[tuple[Fit, Thing]]:
        for attributes, thing in self.things(asked.kind):
            fits = _fits(asked.where, attributes)
            if fits is not Fit.ELSEWHERE:
                yield fits, thing
        for kind in asked.others:
            yield from ((Fit.SO, thing) for _, thing in self.things(kind))

    def _truth(self, asked: FactIs, reverify: Period | None) -> Truth:
        true, false, denied = NEVER, NEVER, NEVER
        matched: list[Thing] = []
        against: list[Thing] = []
        for fits, thing in self._fitting(asked):
            known = thing.known
            if fits is Fit.SO:
                matched.append(thing)
                true |= known.true
            if fits is Fit.CONTRARY:
                against.append(thing)
                false, denied = false | known.true, denied | known.verified
            else:
                false, denied = false | known.false, denied | known.denied
        if asked.within is not None:
            return _windowed(asked, matched, against, (false, denied), reverify)
        sure = union(verified(thing, reverify) for thing in matched)
        return Truth(true, false - true, sure, (false - true) & denied)


def _fits(where: tuple[Where, ...], attributes: dict[str, str]) -> Fit:
    """How a thing stands to what is asked."""
    found = Fit.SO
    for one in where:
        value = attributes.get(one.attribute)
        accepted = None if value is None else one.accepts(value)
        if accepted is False and not one.decides:
            return Fit.ELSEWHERE
        if accepted is None:
            found = Fit.OPEN
        elif not accepted and found is Fit.SO:
            found = Fit.CONTRARY
    return found


def verified(thing: Thing, reverify: Period | None) -> Spans:
    """The days on which it is true and a verification counts."""
    if reverify is None:
        return thing.known.verified
    said = (
        cut(span, reverify)
        for fact in thing.facts
        if fact.holds
        for span in fact.verified & Spans((lasting(fact, thing.known),))
    )
    return Spans.of(said) & thing.known.true


def _windowed(
    asked: FactIs,
    matched: list[Thing],
    against: list[Thing],
    said_not: tuple[Spans, Spans],
    reverify: Period | None,
) -> Truth:
    """What was so within the window counts. After the first time it is either so or not so; the
    first time may have been one that measured something else than asked."""
    false, denied = said_not
    said = [(days, ALL_DAYS) for days in _begun(asked, matched)]
    seen = list(_verified_events(asked, matched, reverify))
    true = _in_window(asked, said)
    sure = _in_window(asked, seen) & true
    other = [(days, ALL_DAYS) for thing in against for days in thing.known.true]
    other_seen = list(_verified_events(asked, against, reverify))
    false = (false | _since_first(said + other)) - true
    return Truth(true, false, sure, false & (denied | _since_first(seen + other_seen)))


Events = list[tuple[Span, Spans]]  # what happened, and the days on which that counts


def _since_first(events: Events) -> Spans:
    return Spans((Span(min(days.start for days, _ in events)),)) if events else NEVER


def _in_window(asked: FactIs, events: Events) -> Spans:
    window = asked.within or Period(days=1)
    counted = [reached(Spans((days,)), window) & counts for days, counts in events]
    return union(counted) if asked.at_least == 1 else often(counted, asked.at_least)


def _begun(asked: FactIs, matched: list[Thing]) -> Iterator[Span]:
    """The days that count: all days of a thing, or with a count the days on which it began."""
    for thing in matched:
        if asked.at_least == 1:
            yield from thing.known.true
        else:
            yield from sorted({_first(fact) for fact in thing.facts if _stands(fact, thing)})


def _verified_events(
    asked: FactIs, matched: list[Thing], reverify: Period | None
) -> Iterator[tuple[Span, Spans]]:
    """What happened, with the days from which it counts as verified: once verified, an event
    stays so."""
    for thing in matched:
        found: dict[Span, Spans] = {}
        for fact in thing.facts:
            if not _stands(fact, thing) or not fact.verified:
                continue
            counts = Spans.of(cut(Span(one.start, OPEN), reverify) for one in fact.verified)
            days = (
                (_first(fact),)
                if asked.at_least > 1
                else Spans((lasting(fact, thing.known),)) & thing.known.true
            )
            for span in days:
                found[span] = found.get(span, NEVER) | counts
        yield from found.items()


def _first(fact: Fact) -> Span:
    return Span(fact.span.start, fact.span.start + DAY)


def _stands(fact: Fact, thing: Thing) -> bool:
    return fact.holds and thing.known.true.hold(fact.span.start)
