"""Which counts of a secret evaluation may be shown (会员评家). Pure; waits for its room.

No group of fewer than k valid votes is shown, nor one from which it could be worked out with the
total: domain.md §3.5 (sub-groups below 5, better 10), §11.14.
"""

from collections.abc import Mapping
from dataclasses import dataclass

K = 5  # a parameter of the county; never below this


@dataclass(frozen=True)
class Votes:
    """Valid votes of one group (满意, 基本满意, 不满意)."""

    satisfied: int = 0
    fairly: int = 0
    dissatisfied: int = 0

    @property
    def valid(self) -> int:
        """How many valid votes."""
        return self.satisfied + self.fairly + self.dissatisfied


@dataclass(frozen=True)
class Shown:
    """What may be seen: None where it is suppressed."""

    total: Votes | None
    groups: dict[str, Votes | None]


def shown(groups: Mapping[str, Votes], k: int = K) -> Shown:
    """The total and the groups that may be shown; raises `ValueError` for a k below 5.

    The hidden ones are always at least two and together at least k votes, so that the total minus
    what is shown tells nothing of any of them; else the next smallest is hidden as well. A group
    in which nobody voted has nothing to hide.
    """
    if k < K:
        raise ValueError("k")
    voted = (name for name in groups if groups[name].valid)
    by_size = sorted(voted, key=lambda name: (groups[name].valid, name))
    hidden = [name for name in by_size if groups[name].valid < k]
    for name in by_size[len(hidden) :]:
        together = sum(groups[one].valid for one in hidden)
        if not hidden or (len(hidden) > 1 and together >= k):
            break
        hidden.append(name)
    votes = groups.values()
    total = Votes(
        sum(one.satisfied for one in votes),
        sum(one.fairly for one in votes),
        sum(one.dissatisfied for one in votes),
    )
    seen = {name: None if name in hidden else groups[name] for name in groups}
    return Shown(total if total.valid >= k else None, seen)
