"""Pages of the register: employers and unions, on any day."""

from xingjia.registry.views.lists import employers, unions
from xingjia.registry.views.records import employer, union

__all__ = ["employer", "employers", "union", "unions"]
