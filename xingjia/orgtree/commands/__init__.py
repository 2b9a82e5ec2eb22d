"""What changes the tree: nodes are planted, and change from a day on."""

from xingjia.orgtree.commands.planting import NATION_CODE, Planting, load_divisions, plant_all
from xingjia.orgtree.commands.uprooting import uproot_all

__all__ = ["NATION_CODE", "Planting", "load_divisions", "plant_all", "uproot_all"]
