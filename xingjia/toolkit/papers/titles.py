"""Where the title of a paper is broken into lines. Pure."""

from itertools import combinations, pairwise
from math import ceil

JOINT = "\u200b"  # where a title may be broken


def width_of(text: str) -> float:
    """How many characters wide a text is: letters, digits and lines are half as wide."""
    return sum(0.5 if one.isascii() else 1.0 for one in text)


def balanced(text: str, width: int) -> list[str]:
    """The text in as few lines as it needs, broken at `JOINT` where there is one, so that the
    lines are as equal as can be; what has no joint is cut where it must."""
    parts = [part for one in text.split(JOINT) for part in _cut(one, width) if part]
    whole = "".join(parts)
    for count in range(ceil(width_of(whole) / width) or 1, len(parts) + 1):
        splits = [
            ["".join(parts[a:b]) for a, b in pairwise((0, *cuts, len(parts)))]
            for cuts in combinations(range(1, len(parts)), count - 1)
        ]
        fitting = [lines for lines in splits if max(map(width_of, lines)) <= width]
        if fitting:
            return min(fitting, key=lambda lines: max(map(width_of, lines)))
    return parts


def _cut(text: str, width: int) -> list[str]:
    """A part that is longer than a line, in equal pieces."""
    pieces = ceil(width_of(text) / width)
    if pieces <= 1:
        return [text]
    size = ceil(len(text) / pieces)
    return [text[at : at + size] for at in range(0, len(text), size)]
