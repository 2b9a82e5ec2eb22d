"""The pages of an import."""

from xingjia.imports.views.batches import answer_place, batch, batches, confirm, day, progress, undo
from xingjia.imports.views.columns import columns
from xingjia.imports.views.deciding import decide
from xingjia.imports.views.files import faults, original
from xingjia.imports.views.runs import run, undo_run

__all__ = [
    "answer_place",
    "batch",
    "batches",
    "columns",
    "confirm",
    "day",
    "decide",
    "faults",
    "original",
    "progress",
    "run",
    "undo",
    "undo_run",
]
