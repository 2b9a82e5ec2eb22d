"""What the end of an employer ends, and what stands in its way. Pure.

工会法 art. 13: the union of a unit that ends is abolished with it, and this is reported to the
union over it; members keep their membership. 集体合同规定 §40 (recalled): what was signed
with a unit that is dissolved or bankrupt and can no longer be kept ends.
Trap 17 of docs/domain.md §11.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from xingjia.registry.rules.editing import Finding


@dataclass(frozen=True)
class Under:
    """A contract the employer stands under: its own span in it, and the other employers."""

    signed_on: date | None
    joined_on: date
    others: int

    @property
    def shared(self) -> bool:
        """Whether the contract goes on without this employer."""
        return self.others > 0


def ending_findings(
    on: date, covered_since: Iterable[date], contracts: Iterable[Under], working_later: date | None
) -> list[Finding]:
    """What contradicts an end on this day: something that began later."""
    found = []
    if any(start >= on for start in covered_since):
        found.append(Finding("ends_before_cover", field="on"))
    for one in contracts:
        if one.joined_on >= on if one.shared else bool(one.signed_on and one.signed_on > on):
            found.append(Finding("ends_before_contract", field="on"))
            break
    if working_later:
        found.append(Finding("works_later", field="on"))
    return found


def without_employers(unions: Collection[int], covering_others: Collection[int]) -> list[int]:
    """The unions that cover nobody else and so have nobody left (工会法 art. 13)."""
    return sorted(set(unions) - set(covering_others))
