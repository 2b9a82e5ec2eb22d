"""The pages of an import."""

from xingjia.imports.views.batches import batch, batches, confirm, day, progress, undo
from xingjia.imports.views.columns import columns
from xingjia.imports.views.files import faults, original

__all__ = [
    "batch",
    "batches",
    "columns",
    "confirm",
    "day",
    "faults",
    "original",
    "progress",
    "undo",
]
