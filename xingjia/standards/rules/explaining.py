"""Why a union stands as it stands: the facts behind it, since when, until when, what to do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from xingjia.facts.rules import OPEN, Fact, Span, Spans
from xingjia.standards.rules.asking import all_kinds, asked_by, leaves
from xingjia.standards.rules.criteria import Criterion, FactIs, Finding, Standard, Words
from xingjia.standards.rules.evaluating import Outcome, Standing, cleared, evaluate, standing
from xingjia.standards.rules.history import History, Thing
from xingjia.standards.rules.periods import Period, reached
from xingjia.standards.rules.restoring import missing, step


@dataclass(frozen=True)
class Ground:
    """One fact that was asked for, what is known of it on the day, and from what."""

    asked: FactIs
    outcome: Outcome
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Reason:
    """The outcome of one criterion or veto on a day, and all that is behind it.

    `until` is the first day on which it is no longer so if nobody acts, None: nothing ends it.
    `missing` are the facts that would make it met, the fewest of them; `also` what else these
    would bring: (standard, criterion), with "" for a standard in the whole.
    """

    code: str
    outcome: Outcome
    since: date | None
    until: date | None
    is_verified: bool
    verified_since: date | None
    verified_until: date | None
    is_lapsing: bool
    restore: Words
    grounds: tuple[Ground, ...]
    missing: tuple[FactIs, ...]
    also: tuple[tuple[str, str], ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts behind it, each once."""
        return tuple(dict.fromkeys(fact for one in self.grounds for fact in one.facts))


def explain(
    standard: Standard,
    code: str,
    facts: Iterable[Fact] | History,
    on: date,
    *,
    among: Iterable[Standard] = (),
) -> Reason:
    """The reason behind a criterion or a veto. `among`: where to look for what else its steps
    would bring. Raises `KeyError` for a code the standard does not have.
    """
    history = facts if isinstance(facts, History) else History(facts)
    line = _line(standard, code)
    found = _standing(line, history)
    span = _span(found, on)
    sure = _holding(found.verified, on)
    lacking: tuple[FactIs, ...] = ()
    if isinstance(line, Criterion) and found.on(on) in {Outcome.NOT_MET, Outcome.UNKNOWN}:
        lacking = tuple(dict.fromkeys(missing(line.met, history, on)))
    return Reason(
        code,
        found.on(on),
        span and span.start,
        _last(span),
        sure is not None,
        sure and sure.start,
        _last(sure),
        _is_lapsing(line, found.on(on), _last(span), _last(sure), on),
        line.restore,
        tuple(_grounds(line, history, on)),
        lacking,
        tuple(restored_by(lacking, among, history, on, besides=(standard.code, code))),
    )


def restored_by(
    lacking: Iterable[FactIs],
    among: Iterable[Standard],
    history: History,
    on: date,
    *,
    besides: tuple[str, str] = ("", ""),
) -> Iterator[tuple[str, str]]:
    """What would be met on the day if these facts were so: tried out, not guessed."""
    steps = [step(asked, on) for asked in lacking]
    if not steps:
        return
    then = history.with_facts(steps)
    kinds = frozenset(fact.kind for fact in steps)
    for standard in among:
        if not kinds & all_kinds(standard):
            continue
        before, after = evaluate(standard, history), evaluate(standard, then)
        for code, now in after.criteria.items():
            if _turned(before.criteria[code], now, on) and (standard.code, code) != besides:
                yield standard.code, code
        if _turned(before.whole, after.whole, on):
            yield standard.code, ""


def _turned(before: Standing, after: Standing, on: date) -> bool:
    return after.met.hold(on) and not before.met.hold(on)


def _line(standard: Standard, code: str) -> Criterion | Finding:
    lines: list[Criterion | Finding] = [*standard.criteria]
    for one in [*lines, *standard.vetoes, *standard.diagnoses]:
        if one.code == code:
            return one
    raise KeyError(code)


def _standing(line: Criterion | Finding, history: History) -> Standing:
    return standing(line, history) if isinstance(line, Criterion) else cleared(line, history)


def _span(found: Standing, on: date) -> Span | None:
    for days in (found.met, found.unmet, found.not_applicable):
        if span := _holding(days, on):
            return span
    return None


def _holding(days: Spans, on: date) -> Span | None:
    return next((span for span in days if span.holds(on)), None)


def _last(span: Span | None) -> date | None:
    return None if span is None or span.end == OPEN else span.end


def _is_lapsing(
    line: Criterion | Finding, outcome: Outcome, until: date | None, sure: date | None, on: date
) -> bool:
    """Met, and the claim or its verification ends within the time the criterion warns before."""
    ends = [day for day in (until, sure) if day is not None]
    if outcome is not Outcome.MET or isinstance(line, Finding) or line.lapsing is None or not ends:
        return False
    return line.lapsing.after(on) >= min(ends)


def _grounds(line: Criterion | Finding, history: History, on: date) -> Iterator[Ground]:
    asked = asked_by(line) if isinstance(line, Criterion) else leaves(line.when)
    for one in dict.fromkeys(asked):
        known = history.truth(one)
        outcome = Standing(known.true, known.false).on(on)
        things = history.speaking(one)
        told = dict.fromkeys(fact for thing in things for fact in _telling(one, thing, on))
        yield Ground(one, outcome, tuple(told))


def _telling(asked: FactIs, thing: Thing, on: date) -> Iterator[Fact]:
    """What still speaks on the day; when nothing does, what spoke last."""
    window = asked.within or Period(days=1)
    begun = [fact for fact in thing.facts if fact.span.start <= on]
    speaking = [fact for fact in begun if reached(Spans.of((fact.span,)), window).hold(on)]
    if speaking or not begun:
        yield from speaking
    else:
        yield max(begun, key=lambda fact: (fact.span.end, fact.span.start, fact.origin))
