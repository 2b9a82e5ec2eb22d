"""Where an employer stood on which days, and in which slices of the figures. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from xingjia.facts.rules import Fact, Span, Spans
from xingjia.facts.rules.spans import ALL_DAYS, EVER
from xingjia.standards.coverage.rules.measures import size_band

# For the code of a place, the paths it stood at and when; nothing for one that is not in the tree.
Stood = Callable[[str], Sequence[tuple[str, Span]]]


@dataclass(frozen=True)
class Piece:
    """Days on which an employer's place and slices stay the same."""

    days: Spans
    path: str
    ownership: str = ""
    industry: str = ""
    size: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Place and slices, in the order of `Cell`."""
        return self.path, self.ownership, self.industry, self.size


def placed(facts: list[Fact], now: str, stood: Stood) -> Iterator[Piece]:
    """Where it stood on which days. The first known place counts backwards too; one that is not
    in the tree says nothing: it stands where it stands now."""
    said = _values(facts, "place")
    if said:
        days, code = said[0]
        said[0] = (days | Spans.of([(EVER, days.items[0].start)]), code)
    rest = ALL_DAYS
    for days, _ in said:
        rest -= days
    for days, code in [*said, (rest, now)]:
        for path, span in stood(code) or stood(now):
            if both := days & Spans((span,)):
                yield Piece(both, path)


def sliced(pieces: list[Piece], facts: list[Fact], kinds: Iterable[str]) -> list[Piece]:
    """Cut anew by what is said of these slices."""
    for kind in kinds:
        values, name = _values(facts, kind), "size" if kind == "staff" else kind
        nothing: dict[str, Any] = {name: ""}
        bare = joined(replace(piece, **nothing) for piece in pieces)
        pieces = [new for piece in bare for new in _split(piece, name, values)]
    return pieces


def _split(piece: Piece, name: str, values: list[tuple[Spans, str]]) -> Iterator[Piece]:
    rest = piece.days
    for days, value in values:
        if both := piece.days & days:
            rest -= both
            band = size_band(int(value)) if name == "size" else value
            yield replace(piece, days=both, **{name: band})
    if rest:
        yield replace(piece, days=rest)


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces of the same place and slices as one: a head-count that stays in its band cuts
    nothing."""
    found: dict[tuple[str, ...], Spans] = {}
    for piece in pieces:
        key = piece.key
        found[key] = found.get(key, Spans()) | piece.days
    return [Piece(days, *key) for key, days in found.items()]


def _values(facts: list[Fact], kind: str) -> list[tuple[Spans, str]]:
    told = [(Spans((fact.span,)), value_of(fact)) for fact in facts if fact.kind == kind]
    return sorted(told, key=lambda pair: pair[0].items[0].start)


def value_of(fact: Fact) -> str:
    """The value a fact tells."""
    return dict(fact.attributes)["value"]
