"""Which lines of which standards a change of facts may change, and what facts that asks for. Pure.

A criterion may refer to another criterion, or to another standard as a whole: then it changes
when that does, and what stands there need not be worked out again from its facts.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xingjia.standards.rules.criteria import (
    All,
    AnyOf,
    Condition,
    CountAtLeast,
    Criterion,
    CriterionMet,
    FactIs,
    Finding,
    HeldFor,
    Not,
    Standard,
    StandardMet,
)
from xingjia.standards.standing.rules.cells import WHOLE

Line = tuple[str, str, str]  # standard, version, criterion ("" the whole)


@dataclass(frozen=True)
class Needs:
    """What a line depends on: kinds of facts of its own, and other lines."""

    kinds: frozenset[str] = frozenset()
    lines: frozenset[Line] = frozenset()


def needs_of(standards: Sequence[Standard]) -> dict[Line, Needs]:
    """What every line of these standards depends on; a standard comes after those it refers to."""
    by_code = only(standards)
    found: dict[Line, Needs] = {}
    for one in in_order(standards):
        for line in lines_of(one):
            found[one.code, one.version, line.code] = _of(line, by_code)
        found[one.code, one.version, WHOLE] = _whole(one, found)
    return found


def lines_of(standard: Standard) -> list[Criterion | Finding]:
    """Criteria, vetoes and diagnoses."""
    return [*standard.criteria, *standard.vetoes, *standard.diagnoses]


def only(standards: Iterable[Standard]) -> dict[str, Standard]:
    """The standards by code; of a code with several versions none, for a reference names none."""
    by_code: dict[str, list[Standard]] = {}
    for one in standards:
        by_code.setdefault(one.code, []).append(one)
    return {code: some[0] for code, some in by_code.items() if len(some) == 1}


def in_order(standards: Sequence[Standard]) -> list[Standard]:
    """Each standard after those it refers to."""
    left: list[Standard] = list(standards)
    done: list[Standard] = []
    while left:
        waiting = {one.code for one in left}
        free = [one for one in left if not (_codes(one) - {one.code}) & waiting]
        done += free or left
        left = [one for one in left if one not in done]
    return done


def _codes(standard: Standard) -> set[str]:
    found = set()
    for line in lines_of(standard):
        for part in _parts(line):
            if isinstance(part, CriterionMet):
                found.add(part.standard)
            elif isinstance(part, StandardMet):
                found.add(part.standard.code)
    return found


def _parts(line: Criterion | Finding) -> Iterator[Condition]:
    """The facts a line asks for itself, and what it refers to."""
    if isinstance(line, Finding):
        yield from _leaves(line.when)
        return
    yield from _leaves(line.met)
    if line.applies is not None:
        yield from _leaves(line.applies)
    if line.points and line.points.deduct:
        yield line.points.deduct.fact


def _leaves(condition: Condition) -> Iterator[Condition]:
    match condition:
        case Not(part) | HeldFor(part):
            yield from _leaves(part)
        case All(parts) | AnyOf(parts) | CountAtLeast(parts):
            for part in parts:
                yield from _leaves(part)
        case _:
            yield condition


def _of(line: Criterion | Finding, by_code: Mapping[str, Standard]) -> Needs:
    kinds: set[str] = set()
    lines: set[Line] = set()
    for part in _parts(line):
        if isinstance(part, FactIs):
            kinds.add(part.kind)
        elif (known := refers_to(part, by_code)) is not None:
            lines.add(known)
        else:
            beyond = _beyond(part, by_code)
            kinds |= beyond.kinds
            lines |= beyond.lines
    return Needs(frozenset(kinds), frozenset(lines))


def refers_to(part: Condition, by_code: Mapping[str, Standard]) -> Line | None:
    """The line a reference means, if it is one of the standards by which unions are judged."""
    if isinstance(part, CriterionMet):
        found = by_code.get(part.standard)
        if found and part.criterion in found.criteria:
            return found.code, found.version, part.criterion.code
    if isinstance(part, StandardMet) and by_code.get(part.standard.code) == part.standard:
        return part.standard.code, part.standard.version, WHOLE
    return None


def _beyond(part: Condition, by_code: Mapping[str, Standard]) -> Needs:
    """What a reference to something that is kept nowhere depends on."""
    inner: Collection[Criterion | Finding] = ()
    if isinstance(part, CriterionMet):
        inner = (part.criterion,)
    elif isinstance(part, StandardMet):
        inner = (*part.standard.criteria, *part.standard.vetoes)
    found = [_of(line, by_code) for line in inner]
    return Needs(
        frozenset().union(*(one.kinds for one in found)),
        frozenset().union(*(one.lines for one in found)),
    )


def _whole(standard: Standard, known: Mapping[Line, Needs]) -> Needs:
    lines = {(standard.code, standard.version, one.code) for one in standard.vetoes}
    for one in standard.criteria:
        if one.required or standard.passes.points is not None:
            lines.add((standard.code, standard.version, one.code))
    if standard.passes.points is None:
        return Needs(lines=frozenset(lines))
    return Needs(frozenset().union(*(known[line].kinds for line in lines)), frozenset(lines))


def changed_by(kinds: frozenset[str] | None, needs: Mapping[Line, Needs]) -> frozenset[Line]:
    """The lines that facts of these kinds (None: of any) may change, in one way or another."""
    if kinds is None:
        return frozenset(needs)
    found: set[Line] = set()
    for line, need in needs.items():  # what is referred to comes first
        if need.kinds & kinds or need.lines & found:
            found.add(line)
    return frozenset(found)


def asked_for(lines: Iterable[Line], needs: Mapping[Line, Needs]) -> frozenset[str]:
    """The kinds of facts from which these lines are worked out."""
    return frozenset().union(*(needs[line].kinds for line in lines))
