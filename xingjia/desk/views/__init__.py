"""Pages of the desk: what there is to look into, two rows side by side, and a merge undone."""

from xingjia.desk.views.listing import desk, item
from xingjia.desk.views.merging import merge, merged

__all__ = ["desk", "item", "merge", "merged"]
