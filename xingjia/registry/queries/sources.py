"""Where records come from: the row of a file, and the person who brought it."""

from collections.abc import Iterable
from dataclasses import dataclass

from xingjia.access.rules import Actor, Right
from xingjia.imports.models import ImportRow

IMPORT_ROW = "imports.importrow"
BECAUSE = "the reader was given the record; file and row say where it comes from"


@dataclass(frozen=True)
class Source:
    """A row of a file. `batch` is the id of its import, for readers who may open it."""

    filename: str
    sheet: str
    row: int
    batch: int | None
    key: int = 0  # id of the row


def sources(actor: Actor, origins: Iterable[str]) -> dict[str, Source]:
    """The sources that origins such as "imports.importrow:12" name; others are left out."""
    keys = {origin: int(key) for origin in origins if (key := _row_key(origin))}
    rows = (
        ImportRow.objects.everything(because=BECAUSE)
        .filter(pk__in=set(keys.values()))
        .values_list("pk", "batch", "batch__filename", "batch__organisation__path", "sheet", "row")
    )
    found = {
        pk: Source(filename, sheet, row, batch if actor.may(Right.IMPORT, path) else None, pk)
        for pk, batch, filename, path, sheet, row in rows
    }
    return {origin: found[key] for origin, key in keys.items() if key in found}


def _row_key(origin: str) -> str:
    kind, _, key = origin.partition(":")
    return key if kind == IMPORT_ROW and key.isdecimal() else ""
