"""Party organisation and union built together (党工共建, 同步建立). Pure. domain.md §4.7."""

from dataclasses import dataclass
from enum import StrEnum

from xingjia.registry.rules.values import NONE


class Together(StrEnum):
    """How far an employer has both, on a day."""

    SAME_YEAR = "same_year"  # set up in one year: built together
    BOTH = "both"
    PARTY_ONLY = "party_only"
    UNION_ONLY = "union_only"
    NEITHER = "neither"
    UNKNOWN = "unknown"  # nobody has said whether there is a party organisation


@dataclass(frozen=True)
class Building:
    """What was found, with the years it was found by; None while unknown."""

    together: Together
    party_year: int | None = None
    union_year: int | None = None


def building(
    kind: str | None, party_on: str | None, union_year: int | None, *, union: bool
) -> Building:
    """Both organisations as they stand; `party_on` as far as it is known, `union_year` of the
    first of the unions that cover the employer."""
    if not kind:
        return Building(Together.UNKNOWN, None, union_year)
    if kind == NONE:
        return Building(Together.UNION_ONLY if union else Together.NEITHER, None, union_year)
    party_year = int(party_on[:4]) if party_on else None
    if not union:
        return Building(Together.PARTY_ONLY, party_year)
    same = party_year is not None and party_year == union_year
    return Building(Together.SAME_YEAR if same else Together.BOTH, party_year, union_year)
