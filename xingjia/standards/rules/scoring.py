"""Points of a checklist, re-scaled where something does not apply. Pure; waits for its room.

A unit with one 组织员 has no committee (工会法 art. 11): what needs one does not apply, and the
rest counts for the whole: domain.md §3.4, §11.19. Fractions inside, rounded once, at the end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Item:
    """One line of a checklist: its full points, and what a unit must have for it to apply."""

    code: str
    full: Fraction
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Score:
    """Points of the full score; `points` is None where nothing applies.

    `left_out` are the items that do not apply, `unknown` those nobody gave points: they pass
    nothing and are told apart from nought.
    """

    points: Fraction | None
    full: Fraction
    left_out: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def score(items: Iterable[Item], got: Mapping[str, Fraction], has: frozenset[str]) -> Score:
    """The score of a unit that has these bodies ("committee", "women", …).

    Raises `ValueError` for points below nought or above an item's full score.
    """
    items = list(items)
    applies = [item for item in items if item.needs <= has]
    if any(not 0 <= got.get(item.code, 0) <= item.full for item in applies):
        raise ValueError("points")
    full = sum((item.full for item in items), Fraction(0))
    base = sum((item.full for item in applies), Fraction(0))
    points = sum((got.get(item.code, Fraction(0)) for item in applies), Fraction(0))
    left_out = tuple(item.code for item in items if item not in applies)
    unknown = tuple(item.code for item in applies if item.code not in got)
    return Score(points * full / base if base else None, full, left_out, unknown)


def rounded(points: Fraction, places: int = 2) -> Decimal:
    """As it is printed: half up, whatever the denominator."""
    scaled = points * 10**places
    exact = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    whole = exact.quantize(Decimal(1), ROUND_HALF_UP)
    return whole.scaleb(-places)
