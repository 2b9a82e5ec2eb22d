"""What a standard asks for: the facts, and the kinds of facts, on which an answer depends."""

from collections.abc import Iterable

from xingjia.standards.rules.criteria import (
    All,
    AnyOf,
    Condition,
    CountAtLeast,
    Criterion,
    CriterionMet,
    FactIs,
    HeldFor,
    Not,
    Referred,
    Standard,
    StandardMet,
)


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
