"""What a place pledges for the end of each quarter (目标责任书): asked, answered, agreed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

LAST_MONTH = 12
Figures = Mapping[date, int]  # how many verified by each quarter's end, one day after the other


@dataclass(frozen=True)
class Said:
    """One saying, of the place or of those above it; `agrees` to what the other side said last."""

    by_place: bool
    figures: Figures
    agrees: bool
    on: date


@dataclass(frozen=True)
class Agreement:
    """What holds after all that was said. `figures` are agreed since `agreed_on` or, without one,
    asked; `answer` is what the place named instead and nobody above has agreed to."""

    figures: Figures
    agreed_on: date | None = None
    answer: Figures | None = None

    @property
    def waits_for_place(self) -> bool:
        """The place has to answer."""
        return self.agreed_on is None and self.answer is None

    @property
    def waits_for_above(self) -> bool:
        """The place named other figures; those above it have to answer."""
        return self.agreed_on is None and self.answer is not None

    def due(self, on: date) -> tuple[date, int]:
        """The next quarter's end with its number; after the last one, the last."""
        ahead = [end for end in self.figures if end >= on]
        end = ahead[0] if ahead else list(self.figures)[-1]
        return end, self.figures[end]


def agreement(asked: Figures, sayings: Sequence[Said]) -> Agreement:
    """What holds after these sayings, in their order; `asked` stands until somebody above says
    otherwise."""
    said = next((one.figures for one in reversed(sayings) if not one.by_place), asked)
    if not sayings:
        return Agreement(said)
    last = sayings[-1]
    if last.agrees:
        return Agreement(last.figures, last.on)
    return Agreement(said, answer=last.figures) if last.by_place else Agreement(said)


def agrees_to(found: Agreement, figures: Figures, *, by_place: bool) -> bool:
    """Whether these figures are a yes to what the other side said last."""
    other = found.figures if by_place else found.answer
    return found.agreed_on is None and other is not None and dict(figures) == dict(other)


def fault(figures: Figures, ends: Sequence[date], base: int) -> str | None:
    """Why these figures cannot be pledged: other days than the quarters' ends, more than there
    are in the base, or fewer than a quarter before."""
    numbers = list(figures.values())
    if list(figures) != list(ends):
        return "other_quarters"
    if any(not 0 <= one <= base for one in numbers):
        return "beyond_base"
    return "falls" if numbers != sorted(numbers) else None


def quarters(first: date, last: date) -> list[date]:
    """The last days of the quarters in which these days lie; the last one is `last` itself."""
    found, year, month = [], first.year, (first.month - 1) // 3 * 3 + 3
    while (end := _quarter_end(year, month)) < last:
        found.append(end)
        year, month = (year + 1, 3) if month == LAST_MONTH else (year, month + 3)
    return [*found, last]


def _quarter_end(year: int, month: int) -> date:
    return date(year, month, 31 if month in (3, LAST_MONTH) else 30)


def evenly(target: int, first: date, last: date) -> dict[date, int]:
    """A target spread over the quarters: evenly, rounded up, all of it at last."""
    ends = quarters(first, last)
    return {end: ceil(Fraction(target * n, len(ends))) for n, end in enumerate(ends, start=1)}
