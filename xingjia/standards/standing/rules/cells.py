"""From a verdict to the spells that are kept, and back. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from xingjia.facts.rules import Span, Spans
from xingjia.orgtree.rules import ancestors_of
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


def under_place(place: int | None, pieces: Iterable[Piece]) -> list[Piece]:
    """The days and branches in which a standard of a place judges: a union that moves away keeps
    what it was there. None: everywhere."""
    return [one for one in pieces if place is None or place in ancestors_of(one.path)]


def within(standing: Standing, pieces: Iterable[Piece]) -> Standing:
    """A standing on the days on which the union stands."""
    days = Spans.of(piece.days for piece in pieces)
    return Standing(
        standing.met & days,
        standing.unmet & days,
        standing.not_applicable & days,
        standing.verified & days,
    )
