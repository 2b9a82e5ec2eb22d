"""Where records come from: the row of a file, and the person who brought it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from xingjia.access.rules import Actor, Right
from xingjia.imports.models import ImportRow
from xingjia.registry.rules.names import is_short_date, last_day

IMPORT_ROW = "imports.importrow"
IN_ROWS = {"elected_on": "chair_elected_on"}  # what a register calls a date of an officer
BECAUSE = "the reader was given the record; file and row say where it comes from"


@dataclass(frozen=True)
class Source:
    """A row of a file. `batch` is the id of its import, for readers who may open it."""

    filename: str
    sheet: str
    row: int
    batch: int | None
    key: int = 0  # id of the row
    # Dates of which the row gave only the month or the year, as written: "2013-06".
    days: Mapping[str, str] = field(default_factory=dict, hash=False)


def sources(actor: Actor, origins: Iterable[str]) -> dict[str, Source]:
    """The sources that origins such as "imports.importrow:12" name; others are left out."""
    keys = {origin: int(key) for origin in origins if (key := _row_key(origin))}
    rows = (
        ImportRow.objects.everything(because=BECAUSE)
        .filter(pk__in=set(keys.values()))
        .values_list(
            "pk", "batch", "batch__filename", "batch__organisation__path", "sheet", "row", "values"
        )
    )
    found = {
        pk: Source(
            filename,
            sheet,
            row,
            batch if actor.may(Right.IMPORT, path) else None,
            pk,
            {name: text for name, text in values.items() if is_short_date(text)},
        )
        for pk, batch, filename, path, sheet, row, values in rows
    }
    return {origin: found[key] for origin, key in keys.items() if key in found}


def as_stated(source: Source | None, name: str, day: date | None) -> str:
    """A date of a record as the row it comes from gave it: a record keeps a whole day, the last
    one that a month can mean, and nobody has stated that day. "" for none."""
    said = source.days.get(IN_ROWS.get(name, name), source.days.get(name)) if source else None
    if said and last_day(said) == day:
        return said
    return day.isoformat() if day else ""


def _row_key(origin: str) -> str:
    kind, _, key = origin.partition(":")
    return key if kind == IMPORT_ROW and key.isdecimal() else ""
