"""What people do with a workbook: bring it in, have it written, take it back."""

from xingjia.imports.commands.undoing import (
    AlreadyUndone,
    CannotUndo,
    EditedSince,
    NotWritten,
    undo,
)
from xingjia.imports.commands.writing import (
    BECAUSE,
    AlreadyConfirmed,
    NothingToApply,
    as_record,
    confirm,
    count_from,
    receive,
    write,
    write_now,
)

__all__ = [
    "BECAUSE",
    "AlreadyConfirmed",
    "AlreadyUndone",
    "CannotUndo",
    "EditedSince",
    "NotWritten",
    "NothingToApply",
    "as_record",
    "confirm",
    "count_from",
    "receive",
    "undo",
    "write",
    "write_now",
]
