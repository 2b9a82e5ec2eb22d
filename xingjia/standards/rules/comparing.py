"""Standards side by side: what each asks a union to tell, and where they ask for the same."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from xingjia.standards.rules.asking import asked_by, leaves
from xingjia.standards.rules.criteria import Criterion, FactIs, Standard

# What a person can be asked: a kind of fact, and the words that tell it from others of its kind.
Question = tuple[str, tuple[tuple[str, str], ...]]
Line = tuple[str, str]  # code of a standard and of a criterion


@dataclass(frozen=True)
class Difference:
    """What is other in the second of two standards. Criteria are named by their codes."""

    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]
    shared: tuple[tuple[str, str], ...]  # of other codes, leaning on one fact; the nearest first


def questions(
    standards: Iterable[Standard], known: Collection[str] = ()
) -> dict[Question, tuple[Line, ...]]:
    """What must be told for these standards, each once, with the criteria it serves.

    Kinds in `known` come from records and are asked of nobody. A question that a narrower one
    answers is joined with it: who tells of a seal of the committee has told of a seal.
    """
    found: dict[Question, dict[Line, None]] = {}
    for standard in standards:
        for criterion in standard.criteria:
            for question in asked_of(criterion):
                if question[0] not in known:
                    found.setdefault(question, {})[standard.code, criterion.code] = None
    wide = [one for one in found if any(_answers(other, one) for other in found)]
    for one in wide:
        lines = found.pop(one)
        for other in found:
            if _answers(other, one):
                found[other] |= lines
    return {question: tuple(lines) for question, lines in found.items()}


def asked_of(criterion: Criterion) -> list[Question]:
    """What a criterion needs to be told; bounds and windows do not make it another question."""
    return list(dict.fromkeys(one for asked in asked_by(criterion) for one in _questions(asked)))


def _questions(asked: FactIs) -> Iterable[Question]:
    named = sorted((one.attribute, sorted(one.words)) for one in asked.where if not one.decides)
    for words in product(*(words for _, words in named)):
        yield asked.kind, tuple(zip((name for name, _ in named), words, strict=True))


def _answers(narrow: Question, wide: Question) -> bool:
    """Whether an answer to the narrower question is one to the wider too."""
    return narrow != wide and narrow[0] == wide[0] and set(narrow[1]) >= set(wide[1])


def asked_twice(put: Iterable[Question]) -> list[tuple[Question, Question]]:
    """Pairs of questions of which one answer would do for both."""
    put = list(put)
    return [
        (one, other)
        for n, one in enumerate(put)
        for other in put[n + 1 :]
        if one == other or _answers(one, other) or _answers(other, one)
    ]


def difference(first: Standard, second: Standard) -> Difference:
    """How two standards, or two versions of one, differ."""
    ours, theirs = _by_code(first), _by_code(second)
    both = [code for code in ours if code in theirs]
    same = tuple(code for code in both if _asks(ours[code]) == _asks(theirs[code]))
    return Difference(
        tuple(code for code in ours if code not in theirs),
        tuple(code for code in theirs if code not in ours),
        tuple(code for code in both if code not in same),
        same,
        _shared(ours, theirs),
    )


def _shared(
    ours: Mapping[str, Criterion], theirs: Mapping[str, Criterion]
) -> tuple[tuple[str, str], ...]:
    """Lines of other codes that are met by the same, those first of which more is the same."""
    put, there = (
        {code: {one for leaf in leaves(line.met) for one in _questions(leaf)} for code, line in by}
        for by in (ours.items(), theirs.items())
    )
    found = {
        (code, other): len(put[code] & there[other]) / len(put[code] | there[other])
        for code in put
        for other in there
        if code != other and put[code] & there[other]
    }
    return tuple(sorted(found, key=lambda pair: -found[pair]))


def _by_code(standard: Standard) -> Mapping[str, Criterion]:
    return {one.code: one for one in standard.criteria}


def _asks(criterion: Criterion) -> tuple[object, ...]:
    return (
        criterion.met,
        criterion.applies,
        criterion.required,
        criterion.points,
        criterion.lapsing,
        criterion.reverify,
    )
