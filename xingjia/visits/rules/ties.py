"""Who must say before a visit how he stands to the union he looks at. Pure.

A shared family name proves nothing: it only asks for a declaration (domain.md §7.1, §11.15).
What is declared as a tie lets him verify nothing there; no machine judges (谁主管谁负责).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from xingjia.access.rules.names import DOUBLE_SURNAMES


class Sign(StrEnum):
    """Why a declaration is asked for."""

    SAME_FAMILY_NAME = "same_family_name"
    SAME_UNION = "same_union"  # he belongs to the union he checks
    PARTNER = "partner"  # his union is joined with it (联手兴家): left out of 互查


Signed = tuple[Sign, str]  # a sign with the person it is about, "" where it is about the union


@dataclass(frozen=True)
class Inspector:
    """Somebody who would check: his name, his own union and those joined with it."""

    name: str
    union: int | None = None
    partners: frozenset[int] = frozenset()


def family_name(name: str) -> str:
    """欧阳 of 欧阳明, 王 of 王明; "" of no name."""
    return name[:2] if len(name) > 2 and name[:2] in DOUBLE_SURNAMES else name[:1]  # noqa: PLR2004


def signs(inspector: Inspector, union: int, persons: Iterable[str]) -> frozenset[Signed]:
    """What the inspector must declare about; `persons`: chair, vice-chairs, heads of the unit.

    Each sign with the person it is about, "" where it is about the union.
    """
    own = family_name(inspector.name)
    found = {(Sign.SAME_FAMILY_NAME, name) for name in persons if own and family_name(name) == own}
    found |= {(Sign.SAME_UNION, "")} if inspector.union == union else set()
    found |= {(Sign.PARTNER, "")} if union in inspector.partners else set()
    return frozenset(found)


def may_check(found: frozenset[Signed], declared: Mapping[Signed, bool]) -> bool | None:
    """Whether he may check: None while something is undeclared; no tie (False) lets him.

    His own union and a partner's are a tie whatever he declares.
    """
    if any(sign is not Sign.SAME_FAMILY_NAME for sign, _ in found):
        return False
    if any(declared.get(one) for one in found):
        return False
    return None if found - declared.keys() else True
