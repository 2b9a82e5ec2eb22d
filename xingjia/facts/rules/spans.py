"""Sets of days as disjoint, sorted, half-open spans."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

EVER = date(1, 1, 1)
OPEN = date(9999, 12, 31)  # the end of a span that has none


class Span(NamedTuple):
    """Days from `start` up to, not including, `end`."""

    start: date
    end: date = OPEN

    def holds(self, on: date) -> bool:
        """Whether the day lies in the span."""
        return self.start <= on < self.end


@dataclass(frozen=True)
class Spans:
    """A set of days. Build it with `Spans.of`; union `|`, intersection `&`, difference `-`."""

    items: tuple[Span, ...] = ()

    @classmethod
    def of(cls, spans: Iterable[tuple[date, date]]) -> "Spans":
        """Join overlapping and touching spans; empty ones vanish."""
        joined: list[Span] = []
        for start, end in sorted(spans):
            if start >= end:
                continue
            if joined and start <= joined[-1].end:
                joined[-1] = Span(joined[-1].start, max(joined[-1].end, end))
            else:
                joined.append(Span(start, end))
        return cls(tuple(joined))

    def __iter__(self) -> Iterator[Span]:
        return iter(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)

    def __or__(self, other: "Spans") -> "Spans":
        if not self.items or not other.items:
            return self if self.items else other
        return Spans.of((*self.items, *other.items))

    def __and__(self, other: "Spans") -> "Spans":
        if not self.items or not other.items:
            return NEVER
        return Spans.of(
            (max(a.start, b.start), min(a.end, b.end)) for a in self.items for b in other.items
        )

    def __sub__(self, other: "Spans") -> "Spans":
        if not self.items or not other.items:
            return self
        left = list(self.items)
        for cut in other.items:
            left = [
                piece
                for span in left
                for piece in (
                    Span(span.start, min(span.end, cut.start)),
                    Span(max(span.start, cut.end), span.end),
                )
                if piece.start < piece.end
            ]
        return Spans.of(left)

    def hold(self, on: date) -> bool:
        """Whether the day is in the set."""
        return any(span.holds(on) for span in self.items)


NEVER = Spans()
ALL_DAYS = Spans((Span(EVER, OPEN),))
