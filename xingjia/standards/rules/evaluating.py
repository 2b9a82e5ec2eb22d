"""From a standard and the facts of one union to its standing, for every day at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from xingjia.facts.rules import Fact
from xingjia.standards.rules.asking import all_kinds, kinds_needed
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
)
from xingjia.standards.rules.history import History
from xingjia.standards.rules.periods import Period
from xingjia.standards.rules.scoring import Scored, passing, scored
from xingjia.standards.rules.standings import Outcome, Standing
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


@dataclass(frozen=True)
class Verdict:
    """The standing in the whole, in each criterion and each veto, and the diagnoses.

    A veto's standing is met while it does not stand in the way; the end of an unmet span is the
    day it clears. A diagnosis's standing is met while it is to be made. `scores` only of a
    standard that passes by points.
    """

    whole: Standing
    criteria: dict[str, Standing] = field(default_factory=dict)
    vetoes: dict[str, Standing] = field(default_factory=dict)
    diagnoses: dict[str, Standing] = field(default_factory=dict)
    scores: tuple[Scored, ...] = ()


__all__ = ["Outcome", "Standing", "Verdict", "all_kinds", "evaluate", "kinds_needed"]


def evaluate(standard: Standard, facts: Iterable[Fact] | History) -> Verdict:
    """The verdict on one union. Give a `History` to share it between standards."""
    history = facts if isinstance(facts, History) else History(facts)
    criteria = {one.code: standing(one, history) for one in standard.criteria}
    vetoes = {one.code: cleared(one, history) for one in standard.vetoes}
    diagnoses = {one.code: diagnosed(one, history) for one in standard.diagnoses}
    scores = tuple(scored(standard, criteria, history)) if standard.passes.points else ()
    deciding = [criteria[one.code] for one in standard.criteria if one.required]
    if scores:
        deciding.append(passing(standard, scores))
    whole = decided(deciding, list(vetoes.values()))
    return Verdict(whole, criteria, vetoes, diagnoses, scores)


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


def diagnosed(finding: Finding, history: History) -> Standing:
    """Days on which a diagnosis is to be made, and on which it is not."""
    return _as_standing(truth(finding.when, history))


def _as_standing(truth: Truth) -> Standing:
    return Standing(truth.true, truth.false, NEVER, truth.sure)


def decided(asked: list[Standing], against: list[Standing]) -> Standing:
    """All that is required and no veto. What does not apply stands in nobody's way; where
    nothing is asked nothing is judged."""
    if not asked:
        return Standing()
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
