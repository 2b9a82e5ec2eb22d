"""Large branches, counted from columns: every spell as two small numbers, in the tree's order.

A snapshot is a folder of plain arrays, written once and mapped into memory. The spells of one
outcome of one criterion lie together, sorted by where the union stood, so that a node is a
contiguous range and a day is answered by one pass over it. What changed since the snapshot is
subtracted and counted from the table (docs/decisions/0024). Pure: numpy, no database.
"""

from xingjia.standards.columns.counting import Columns, NoColumns
from xingjia.standards.columns.days import FIRST, LAST, day_number
from xingjia.standards.columns.writing import Series, write

__all__ = ["FIRST", "LAST", "Columns", "NoColumns", "Series", "day_number", "write"]
