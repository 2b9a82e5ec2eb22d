"""Two rows that are one and the same employer, union or person become one.

Both histories go on under the kept row; the other stays as a tombstone that leads to it. What a
merge does is written down row by row and can be undone (`commands.unmerging`).
"""

from xingjia.registry.commands.merging.locking import version_of_both
from xingjia.registry.commands.merging.persons import merge_persons
from xingjia.registry.commands.merging.units import merge_employers, merge_unions

__all__ = ["merge_employers", "merge_persons", "merge_unions", "version_of_both"]
