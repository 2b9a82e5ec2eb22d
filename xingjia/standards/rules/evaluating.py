"""From a standard and the facts of one union to its standing, for every day at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from xingjia.facts.rules import Fact, Spans
from xingjia.standards.rules.criteria import (
    All,
    AnyOf,
    Combined,
    Condition,
    CountAtLeast,
    Criterion,
    CriterionMet,
    FactIs,
    Finding,
    HeldFor,
    Not,
    Referred,
    Standard,
    StandardMet,
)
from xingjia.standards.rules.history import History
from xingjia.standards.rules.periods import Period
from xingjia.standards.rules.truth import (
    NEVER,
    Truth,
    all_of,
    any_of,
    count_of,
    held_for,
    shared,
    union,
)


class Outcome(StrEnum):
    """What can be said of a criterion on a day. Unknown never passes."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Standing:
    """The days on which something is met, is not met, does not apply; the rest is unknown.

    `met` is claimed, `verified` the part of it whose every supporting fact is verified.
    """

    met: Spans = NEVER
    unmet: Spans = NEVER
    not_applicable: Spans = NEVER
    verified: Spans = NEVER

    def on(self, day: date) -> Outcome:
        """The outcome on a day."""
        if self.met.hold(day):
            return Outcome.MET
        if self.unmet.hold(day):
            return Outcome.NOT_MET
        if self.not_applicable.hold(day):
            return Outcome.NOT_APPLICABLE
        return Outcome.UNKNOWN


@dataclass(frozen=True)
class Verdict:
    """The standing in the whole, in each criterion and each veto, and the diagnoses.

    A veto's standing is met while it does not stand in the way; the end of an unmet span is the
    day it clears. A diagnosis's standing is met while it is to be made.
    """

    whole: Standing
    criteria: dict[str, Standing] = field(default_factory=dict)
    vetoes: dict[str, Standing] = field(default_factory=dict)
    diagnoses: dict[str, Standing] = field(default_factory=dict)


def evaluate(standard: Standard, facts: Iterable[Fact] | History) -> Verdict:
    """The verdict on one union. Give a `History` to share it between standards."""
    history = facts if isinstance(facts, History) else History(facts)
    criteria = {one.code: standing(one, history) for one in standard.criteria}
    vetoes = {one.code: cleared(one, history) for one in standard.vetoes}
    diagnoses = {one.code: _as_standing(truth(one.when, history)) for one in standard.diagnoses}
    return Verdict(_whole(standard, criteria, vetoes), criteria, vetoes, diagnoses)


def standing(criterion: Criterion, history: History) -> Standing:
    """The standing in one criterion. Where nobody knows whether it applies it is not failed."""
    met = truth(criterion.met, history, criterion.reverify)
    if criterion.applies is None:
        return _as_standing(met)
    applies = truth(criterion.applies, history)
    return Standing(
        met.true - applies.false,
        met.false & applies.true,
        applies.false,
        met.sure - applies.false,
    )


def cleared(veto: Finding, history: History) -> Standing:
    """Days on which a veto is known not to stand in the way, and on which it does."""
    return _as_standing(truth(veto.when, history).inverted())


def _as_standing(truth: Truth) -> Standing:
    return Standing(truth.true, truth.false, NEVER, truth.sure)


def _whole(
    standard: Standard, criteria: dict[str, Standing], vetoes: dict[str, Standing]
) -> Standing:
    """All required criteria and no veto. What does not apply stands in nobody's way."""
    asked = [criteria[one.code] for one in standard.criteria if one.required]
    if not asked:
        return Standing()
    against = list(vetoes.values())
    nothing = shared(one.not_applicable for one in asked)
    passed = shared([one.met | one.not_applicable for one in asked] + [v.met for v in against])
    sure = shared(
        [one.verified | one.not_applicable for one in asked] + [v.verified for v in against]
    )
    unmet = union(one.unmet for one in (*asked, *against))
    return Standing(passed - nothing, unmet, nothing - unmet, sure - nothing)


# ---- conditions -----------------------------------------------------------------------------


def truth(condition: Condition, history: History, reverify: Period | None = None) -> Truth:
    """When a condition is true and when false."""
    match condition:
        case FactIs():
            return history.truth(condition, reverify)
        case Not(part):
            return truth(part, history, reverify).inverted()
        case HeldFor(part, period):
            return held_for(truth(part, history, reverify), period)
        case All(parts) | AnyOf(parts) | CountAtLeast(parts):
            return _combined(condition, [truth(part, history, reverify) for part in parts])
    return _referred(condition, history)


def _combined(condition: Combined, parts: list[Truth]) -> Truth:
    if isinstance(condition, CountAtLeast):
        return count_of(parts, condition.at_least)
    return all_of(parts) if isinstance(condition, All) else any_of(parts)


def _referred(condition: Referred, history: History) -> Truth:
    """Another criterion or standard; worked out once for each union."""
    name = condition.criterion.code if isinstance(condition, CriterionMet) else ""
    code = condition.standard if isinstance(condition, CriterionMet) else condition.standard.code
    key = (type(condition), code, name)
    found = history.answers.get(key)
    if not isinstance(found, Standing):
        found = (
            standing(condition.criterion, history)
            if isinstance(condition, CriterionMet)
            else evaluate(condition.standard, history).whole
        )
        history.answers[key] = found
    passing = found.met | found.not_applicable
    return Truth(passing, found.unmet, found.verified | found.not_applicable)


# ---- what it depends on ---------------------------------------------------------------------


def kinds_needed(standard: Standard) -> dict[str, frozenset[str]]:
    """Per criterion, veto and diagnosis, the kinds of facts a change of which may change it."""
    asked = {one.code: _kinds_of(one) for one in standard.criteria}
    for one in (*standard.vetoes, *standard.diagnoses):
        asked[one.code] = kinds_in(one.when)
    return asked


def all_kinds(standard: Standard) -> frozenset[str]:
    """All kinds of facts that a standard asks for."""
    return frozenset().union(*kinds_needed(standard).values())


def _kinds_of(criterion: Criterion) -> frozenset[str]:
    found = kinds_in(criterion.met)
    if criterion.applies is not None:
        found |= kinds_in(criterion.applies)
    if criterion.points and criterion.points.deduct:
        found |= {criterion.points.deduct.fact.kind}
    return found


def kinds_in(condition: Condition) -> frozenset[str]:
    """The kinds of facts a condition speaks of."""
    return frozenset(kind for leaf in leaves(condition) for kind in (leaf.kind, *leaf.others))


def leaves(condition: Condition) -> Iterable[FactIs]:
    """The facts a condition asks for, those of criteria and standards it refers to among them."""
    match condition:
        case FactIs():
            yield condition
        case Not(part) | HeldFor(part):
            yield from leaves(part)
        case All(parts) | AnyOf(parts) | CountAtLeast(parts):
            for part in parts:
                yield from leaves(part)
        case CriterionMet() | StandardMet():
            yield from _leaves_referred(condition)


def _leaves_referred(condition: Referred) -> Iterable[FactIs]:
    if isinstance(condition, CriterionMet):
        yield from asked_by(condition.criterion)
        return
    for one in condition.standard.criteria:
        yield from asked_by(one)
    for veto in condition.standard.vetoes:
        yield from leaves(veto.when)


def asked_by(criterion: Criterion) -> Iterable[FactIs]:
    """The facts a criterion asks for, and those that say whether it applies."""
    yield from leaves(criterion.met)
    if criterion.applies is not None:
        yield from leaves(criterion.applies)
