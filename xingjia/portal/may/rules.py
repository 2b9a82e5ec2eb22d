"""Which right each page asks for. Pure; a test holds it against what the pages really do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from xingjia.access.rules import BY_SLIP, RIGHTS, Actor, Right, Role


class Answer(StrEnum):
    """What can be said about an address."""

    MAY = "may"
    LACKS = "lacks"  # seen, but the right is missing
    ABOVE = "above"  # the right is there, but this is for the federation over the union
    HIDDEN = "hidden"  # not there or not yours: nobody is told which
    NOWHERE = "nowhere"  # no page has such an address
    OPEN = "open"  # a page of which nothing is said here, so nothing is claimed


@dataclass(frozen=True)
class Need:
    """A right, and whether it is needed from over the place (nobody elects herself)."""

    right: Right
    above: bool = False
    keeper: bool = True  # at the record's own place, not only of something it is linked to


SEE = Need(Right.SEE, keeper=False)
EDIT = Need(Right.EDIT)
LEAD = Need(Right.EDIT, above=True)
NEEDS: dict[str, Need] = {
    "portal:coverage": SEE,
    "portal:counted": SEE,
    "portal:tree": Need(Right.TREE),
    "portal:tree_change": Need(Right.TREE),
    "portal:log": Need(Right.LOG),
    "portal:running": Need(Right.RUN),
    "registry:employers": SEE,
    "registry:unions": SEE,
    "registry:contracts": SEE,
    "registry:employer": SEE,
    "registry:union": SEE,
    "registry:contract": SEE,
    "registry:handover": SEE,
    "registry:add_employer": LEAD,
    "registry:change_employer": EDIT,
    "registry:change_union": EDIT,
    "registry:appoint_chair": LEAD,
    "registry:chair_left": LEAD,
    "registry:close_union": LEAD,
    "registry:cover": LEAD,
    "registry:uncover": LEAD,
    "registry:elections": SEE,
    "registry:hold_election": LEAD,
    "registry:by_election": LEAD,
    "registry:reopen_union": LEAD,
    "registry:close_employer": EDIT,
    "registry:reopen_employer": EDIT,
    "registry:mark_employer": EDIT,
    "registry:mark_union": LEAD,
    "registry:affiliate": LEAD,
    "registry:add_contract": LEAD,
    "organising:list": SEE,
    "desk:list": LEAD,
    "reports:reports": LEAD,
    "imports:list": Need(Right.IMPORT),
    "imports:batch": Need(Right.IMPORT),
    "access:people": Need(Right.INVITE),
    "access:invite": Need(Right.INVITE),
    "access:person": Need(Right.INVITE),
}


def judged(actor: Actor, need: Need, path: str) -> Answer:
    """Whether the actor may do what is needed with a record he sees at this path."""
    if not need.keeper:
        return Answer.MAY
    if need.above and actor.may(need.right, path) and not actor.may_from_above(need.right, path):
        return Answer.ABOVE
    return Answer.MAY if actor.may(need.right, path) else Answer.LACKS


def judged_anywhere(actor: Actor, need: Need) -> Answer:
    """The same of a page about no record: whether the right is held in some branch."""
    held = [one.role for one in actor.grants if need.right in RIGHTS[one.role]]
    if need.above and held and BY_SLIP.issuperset(held):
        return Answer.ABOVE
    return Answer.MAY if held else Answer.LACKS


def carriers(right: Right) -> list[Role]:
    """The roles that carry a right, in the order of the page of roles."""
    return [role for role, held in RIGHTS.items() if right in held and role is not Role.SYSTEM]


def sources(right: Right, roles: Iterable[Role]) -> list[int]:
    """The positions of those posts, by their roles, that carry a right."""
    return [number for number, role in enumerate(roles) if right in RIGHTS[role]]
