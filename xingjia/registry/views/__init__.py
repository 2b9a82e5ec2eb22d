"""Pages of the register: employers, unions and contracts, on any day."""

from xingjia.registry.views.contracts import contract, contract_step, contracts
from xingjia.registry.views.lists import employers, unions
from xingjia.registry.views.records import employer, union

__all__ = [
    "contract",
    "contract_step",
    "contracts",
    "employer",
    "employers",
    "union",
    "unions",
]
