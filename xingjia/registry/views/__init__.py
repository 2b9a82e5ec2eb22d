"""Pages of the register: employers, unions and contracts, on any day, and mending them."""

from xingjia.registry.views.answers import (
    allow_delay,
    approve_election,
    refuse_election,
    undo_answer,
    undo_delay,
)
from xingjia.registry.views.closing import close_employer, reopen_employer
from xingjia.registry.views.contract_covers import (
    clear_step,
    cover_by_contract,
    uncover_by_contract,
)
from xingjia.registry.views.contract_editing import (
    add_contract,
    change_contract,
    renew_contract,
)
from xingjia.registry.views.contracts import contract, contract_step, contracts
from xingjia.registry.views.downloads import (
    export_committees,
    export_contracts,
    export_employers,
    export_groups,
    export_unions,
)
from xingjia.registry.views.elections import (
    by_election,
    complete_election,
    declare_officer,
    elections,
    hold_election,
    officer_left,
)
from xingjia.registry.views.federations import (
    affiliate,
    end_group,
    federation,
    leave,
    set_up_group,
)
from xingjia.registry.views.handover import handover
from xingjia.registry.views.lists import employers, unions
from xingjia.registry.views.marks import (
    close_room,
    lift_employer,
    lift_union,
    mark_employer,
    mark_union,
    open_room,
)
from xingjia.registry.views.mending import add_employer, change_employer, change_union
from xingjia.registry.views.offices import (
    appoint_chair,
    chair_left,
    cover,
    uncover,
)
from xingjia.registry.views.records import employer, union
from xingjia.registry.views.union_closing import close_union, reopen_union

__all__ = [
    "add_contract",
    "add_employer",
    "affiliate",
    "allow_delay",
    "appoint_chair",
    "approve_election",
    "by_election",
    "chair_left",
    "change_contract",
    "change_employer",
    "change_union",
    "clear_step",
    "close_employer",
    "close_room",
    "close_union",
    "complete_election",
    "contract",
    "contract_step",
    "contracts",
    "cover",
    "cover_by_contract",
    "declare_officer",
    "elections",
    "employer",
    "employers",
    "end_group",
    "export_committees",
    "export_contracts",
    "export_employers",
    "export_groups",
    "export_unions",
    "federation",
    "handover",
    "hold_election",
    "leave",
    "lift_employer",
    "lift_union",
    "mark_employer",
    "mark_union",
    "officer_left",
    "open_room",
    "refuse_election",
    "renew_contract",
    "reopen_employer",
    "reopen_union",
    "set_up_group",
    "uncover",
    "uncover_by_contract",
    "undo_answer",
    "undo_delay",
    "union",
    "unions",
]
