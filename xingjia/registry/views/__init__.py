"""Pages of the register: employers, unions and contracts, on any day, and mending them."""

from xingjia.registry.views.contracts import contract, contract_step, contracts
from xingjia.registry.views.elections import (
    approve_election,
    by_election,
    complete_election,
    declare_officer,
    elections,
    hold_election,
    officer_left,
)
from xingjia.registry.views.handover import handover
from xingjia.registry.views.lists import employers, unions
from xingjia.registry.views.mending import add_employer, change_employer, change_union
from xingjia.registry.views.offices import (
    appoint_chair,
    chair_left,
    close_union,
    cover,
    uncover,
)
from xingjia.registry.views.records import employer, union

__all__ = [
    "add_employer",
    "appoint_chair",
    "approve_election",
    "by_election",
    "chair_left",
    "change_employer",
    "change_union",
    "close_union",
    "complete_election",
    "contract",
    "contract_step",
    "contracts",
    "cover",
    "declare_officer",
    "elections",
    "employer",
    "employers",
    "handover",
    "hold_election",
    "officer_left",
    "uncover",
    "union",
    "unions",
]
