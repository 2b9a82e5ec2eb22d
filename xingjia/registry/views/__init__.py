"""Pages of the register: employers, unions and contracts, on any day, and mending them."""

from xingjia.registry.views.closing import close_union, reopen_union
from xingjia.registry.views.contracts import contract, contract_step, contracts
from xingjia.registry.views.federations import (
    affiliate,
    end_group,
    federation,
    leave,
    set_up_group,
)
from xingjia.registry.views.handover import handover
from xingjia.registry.views.lists import employers, unions
from xingjia.registry.views.mending import add_employer, change_employer, change_union
from xingjia.registry.views.offices import (
    appoint_chair,
    chair_left,
    cover,
    uncover,
)
from xingjia.registry.views.records import employer, union

__all__ = [
    "add_employer",
    "affiliate",
    "appoint_chair",
    "chair_left",
    "change_employer",
    "change_union",
    "close_union",
    "contract",
    "contract_step",
    "contracts",
    "cover",
    "employer",
    "employers",
    "end_group",
    "federation",
    "handover",
    "leave",
    "reopen_union",
    "set_up_group",
    "uncover",
    "union",
    "unions",
]
