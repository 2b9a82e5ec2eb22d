"""What people do with a workbook: bring it in, have it written, take it back."""

from xingjia.imports.commands.columns import NoSuchColumn, choose_columns
from xingjia.imports.commands.deciding import NoSuchChoice, NotOpen, decide
from xingjia.imports.commands.entering import enter
from xingjia.imports.commands.places import answer_place
from xingjia.imports.commands.planning import count_from
from xingjia.imports.commands.reading import described, read_now, receive
from xingjia.imports.commands.runs import OthersReady, confirm_run, undo_run
from xingjia.imports.commands.undoing import (
    AlreadyUndone,
    CannotUndo,
    EditedSince,
    NotWritten,
    undo,
    undo_all,
)
from xingjia.imports.commands.writing import (
    BECAUSE,
    AlreadyConfirmed,
    NothingToApply,
    confirm,
    write,
    write_now,
)
from xingjia.imports.queries.deciding import as_record

__all__ = [
    "BECAUSE",
    "AlreadyConfirmed",
    "AlreadyUndone",
    "CannotUndo",
    "EditedSince",
    "NoSuchChoice",
    "NoSuchColumn",
    "NotOpen",
    "NotWritten",
    "NothingToApply",
    "OthersReady",
    "answer_place",
    "as_record",
    "choose_columns",
    "confirm",
    "confirm_run",
    "count_from",
    "decide",
    "described",
    "enter",
    "read_now",
    "receive",
    "undo",
    "undo_all",
    "undo_run",
    "write",
    "write_now",
]
