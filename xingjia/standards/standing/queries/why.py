"""Why one union stands as it stands on a day, told from its facts as they are now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from xingjia.access.rules import Actor
from xingjia.facts.rules import EVER, OPEN, Span, Spans
from xingjia.facts.sources import facts_about
from xingjia.registry.models import Union
from xingjia.standards.rules.asking import all_kinds
from xingjia.standards.rules.criteria import Criterion, Finding, Standard
from xingjia.standards.rules.evaluating import Verdict, evaluate
from xingjia.standards.rules.explaining import Reason, explain
from xingjia.standards.rules.history import History
from xingjia.standards.rules.scoring import Line, Scored, lines_on
from xingjia.standards.rules.standings import Outcome, Standing
from xingjia.standards.standing.queries.expected import STANDS
from xingjia.standards.standing.queries.followed import followed_at


@dataclass(frozen=True)
class Told:
    """One criterion or veto: how it stands over time, and the reason on the day."""

    line: Criterion | Finding
    standing: Standing
    reason: Reason

    @property
    def is_veto(self) -> bool:
        """Whether it stands beside the criteria."""
        return isinstance(self.line, Finding)

    @property
    def waits(self) -> bool:
        """Claimed, and nobody has verified it."""
        return self.reason.outcome is Outcome.MET and not self.reason.is_verified

    @property
    def is_open(self) -> bool:
        """Whether something is to be done for it to be met. A bonus is nobody's task."""
        if not isinstance(self.line, Finding) and self.line.points and self.line.points.bonus:
            return False
        return self.reason.outcome in (Outcome.NOT_MET, Outcome.UNKNOWN)


@dataclass(frozen=True)
class Why:
    """How a union meets a standard on a day. Days before it stood are cut off. `marks` are by
    line what it got of a list by points, as claimed and as verified."""

    union: Union
    on: date
    standard: Standard
    verdict: Verdict
    criteria: tuple[Told, ...]
    vetoes: tuple[Told, ...]
    marks: Mapping[str, tuple[Line, Line]] = field(default_factory=dict)

    @property
    def scored(self) -> Scored | None:
        """Its points on the day, of a list by points."""
        return next((one for one in self.verdict.scores if one.days.holds(self.on)), None)

    @property
    def outcome(self) -> Outcome:
        """In the whole."""
        return self.verdict.whole.on(self.on)

    @property
    def is_verified(self) -> bool:
        """Whether the whole is verified on the day."""
        return self.verdict.whole.verified.hold(self.on)

    @cached_property
    def applying(self) -> list[Told]:
        """The criteria that apply, as far as anybody knows."""
        return [one for one in self.criteria if one.reason.outcome is not Outcome.NOT_APPLICABLE]

    @cached_property
    def lines(self) -> tuple[Told, ...]:
        """Criteria and vetoes."""
        return (*self.criteria, *self.vetoes)

    def span(self) -> Span | None:
        """The days on which the whole is as it is on the day."""
        whole = self.verdict.whole
        for days in (whole.met, whole.unmet, whole.not_applicable):
            for span in days:
                if span.holds(self.on):
                    return span
        return None


class NotStanding(Exception):
    """There was no such union on that day."""


def why_of(
    union: Union, standards: Iterable[Standard], on: date, *, also: bool = True
) -> list[Why]:
    """Why a union the caller was given stands as it does in these standards.

    `also`: try out what else each step would bring. Raises `NotStanding` for a day on which
    there was no such union.
    """
    standards = list(standards)
    among = followed_at(union.organisation.path, on) if also else ()
    kinds = frozenset({STANDS}).union(*(all_kinds(one) for one in (*among, *standards)))
    facts = list(facts_about("union", [union.pk], kinds))
    stands = Spans.of(fact.span for fact in facts if fact.kind == STANDS and fact.holds)
    if not stands.hold(on):
        raise NotStanding(f"union {union.pk} on {on}")
    history = History(facts)
    return [_why(union, one, history, stands, on, among) for one in standards]


def _why(
    union: Union,
    standard: Standard,
    history: History,
    stands: Spans,
    on: date,
    among: Iterable[Standard],
) -> Why:
    found = evaluate(standard, history)
    verdict = Verdict(
        _cut(found.whole, stands),
        {code: _cut(one, stands) for code, one in found.criteria.items()},
        {code: _cut(one, stands) for code, one in found.vetoes.items()},
        {code: _cut(one, stands) for code, one in found.diagnoses.items()},
        found.scores,
    )

    def told(line: Criterion | Finding, standing: Standing) -> Told:
        return Told(line, standing, explain(standard, line.code, history, on, among=among))

    return Why(
        union,
        on,
        standard,
        verdict,
        tuple(told(one, verdict.criteria[one.code]) for one in standard.criteria),
        tuple(told(one, verdict.vetoes[one.code]) for one in standard.vetoes),
        lines_on(standard, verdict.criteria, history, on) if found.scores else {},
    )


def _cut(standing: Standing, days: Spans) -> Standing:
    return Standing(
        standing.met & days,
        standing.unmet & days,
        standing.not_applicable & days,
        standing.verified & days,
    )


def union_called(actor: Actor, text: str) -> Union | None:
    """The union of this code, or the only one of this name, that the actor may see."""
    rows = Union.objects.visible_to(actor).select_related("organisation")
    for condition in ({"code": text}, {"organisation__code": text}, {"name": text}):
        found = list(rows.filter(**condition)[:2])
        if len(found) == 1:
            only: Union = found[0]
            return only
    return None


def since(day: date | None) -> date | None:
    """The first day of something, None where it was ever so."""
    return None if day in (None, EVER) else day


def until(day: date | None) -> date | None:
    """The first day on which something is no longer so, None where nothing ends it."""
    return None if day in (None, OPEN) else day
