"""From a verdict to the spells that are kept, and back. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from xingjia.facts.rules import Span, Spans
from xingjia.standards.rules.asking import all_kinds, kinds_needed
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.rules.evaluating import cleared, decided, diagnosed, evaluate, standing
from xingjia.standards.rules.history import History
from xingjia.standards.rules.standings import Outcome, Standing

WHOLE = ""


class Cell(NamedTuple):
    """One spell of one union in one criterion of one standard."""

    criterion: str
    outcome: str
    verified: bool
    start: date
    end: date
    path: str


@dataclass(frozen=True)
class Piece:
    """Days on which a union stands, and where."""

    path: str
    days: Span


def cells(verdict: Mapping[str, Standing], pieces: Iterable[Piece]) -> Iterator[Cell]:
    """The spells of one union: each day it stands has one outcome in each criterion."""
    pieces = list(pieces)
    for code, found in verdict.items():
        for outcome, verified, days in _told(found):
            for piece in pieces:
                here = Spans((piece.days,))
                left = here - days if outcome is Outcome.UNKNOWN else here & days
                for span in left:
                    yield Cell(code, outcome.value, verified, span.start, span.end, piece.path)


def _told(found: Standing) -> Iterator[tuple[Outcome, bool, Spans]]:
    """Each outcome with its days; for the unknown the days on which it is known."""
    verified = found.met & found.verified
    yield Outcome.MET, True, verified
    yield Outcome.MET, False, found.met - verified
    yield Outcome.NOT_MET, False, found.unmet
    yield Outcome.NOT_APPLICABLE, False, found.not_applicable
    yield Outcome.UNKNOWN, False, found.met | found.unmet | found.not_applicable


def read_back(kept: Iterable[Cell]) -> dict[str, Standing]:
    """The standing in each criterion as far as spells tell it: on the days the union stands."""
    days: dict[str, dict[tuple[str, bool], list[Span]]] = {}
    for cell in kept:
        of = days.setdefault(cell.criterion, {})
        of.setdefault((cell.outcome, cell.verified), []).append(Span(cell.start, cell.end))
    return {code: _standing(of) for code, of in days.items()}


def _standing(days: Mapping[tuple[str, bool], list[Span]]) -> Standing:
    def told(outcome: Outcome, *, verified: bool = False) -> Spans:
        return Spans.of(days.get((outcome.value, verified), ()))

    sure = told(Outcome.MET, verified=True)
    return Standing(
        told(Outcome.MET) | sure, told(Outcome.NOT_MET), told(Outcome.NOT_APPLICABLE), sure
    )


def where(kept: Iterable[Cell]) -> list[Piece]:
    """Where the union stood, and when, as the spells of one criterion tell it."""
    at: dict[str, list[Span]] = {}
    for cell in kept:
        if cell.criterion == WHOLE:
            at.setdefault(cell.path, []).append(Span(cell.start, cell.end))
    return [Piece(path, span) for path, spans in at.items() for span in Spans.of(spans)]


# ---- what is to be worked out -------------------------------------------------------------------


def concerned(standard: Standard, kinds: frozenset[str]) -> frozenset[str]:
    """The criteria, vetoes and diagnoses that facts of these kinds decide."""
    return frozenset(code for code, asked in kinds_needed(standard).items() if asked & kinds)


def asked_for(standard: Standard, kinds: frozenset[str] | None) -> frozenset[str]:
    """The kinds of facts that are needed when those of `kinds` (None: of any) may differ."""
    if kinds is None or standard.passes.points is not None:
        return all_kinds(standard)
    needed = kinds_needed(standard)
    return frozenset().union(*(needed[code] for code in concerned(standard, kinds)))


def verdict(
    standard: Standard,
    history: History,
    kinds: frozenset[str] | None = None,
    known: Mapping[str, Standing] | None = None,
) -> dict[str, Standing]:
    """The standing in the whole and in each line. What does not depend on `kinds` (None: any)
    is taken from what is `known`, so that its facts need not be read."""
    if kinds is None or not known or standard.passes.points is not None:
        found = evaluate(standard, history)
        return {WHOLE: found.whole, **found.criteria, **found.vetoes, **found.diagnoses}
    again = concerned(standard, kinds)
    lines: dict[str, Callable[[], Standing]] = {
        **{one.code: partial(standing, one, history) for one in standard.criteria},
        **{one.code: partial(cleared, one, history) for one in standard.vetoes},
        **{one.code: partial(diagnosed, one, history) for one in standard.diagnoses},
    }
    told = {code: judge() if code in again else known[code] for code, judge in lines.items()}
    deciding = [told[one.code] for one in standard.criteria if one.required]
    return {WHOLE: decided(deciding, [told[one.code] for one in standard.vetoes]), **told}
