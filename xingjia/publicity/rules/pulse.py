"""认知度: what a few workers answered is told to nobody. Pure (hardening.md C4, domain.md §8.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

QUESTIONS = ("know_union", "know_chair", "helped")
LEAST = 5  # fewer answers are not told: in a small firm one could be named by them
# Of those who can answer, so many are counted on one day: a workshop that answers after a meeting
# is heard, and who sends forms with ever new sessions cannot fill a quarter in an hour.
PART_A_DAY, LEAST_A_DAY = 3, 10


def room_on_a_day(most: int) -> int:
    """How many answers are counted on one day where so many workers can answer in a quarter."""
    return max(LEAST_A_DAY, -(-most // PART_A_DAY))


@dataclass(frozen=True)
class Counted:
    """How many answered in a quarter, and how many said yes to each question."""

    answers: int
    yes: Mapping[str, int]


def told(counted: Counted) -> Counted | None:
    """What may be told of one union; None when too few answered."""
    return counted if counted.answers >= LEAST else None


def together(all_of: Iterable[Counted]) -> Counted | None:
    """The sum over the unions that are told themselves: what is hidden of one cannot be found by
    taking the others from the sum."""
    shown = [one for one in all_of if told(one)]
    if not shown:
        return None
    return Counted(
        sum(one.answers for one in shown),
        {name: sum(one.yes[name] for one in shown) for name in QUESTIONS},
    )
