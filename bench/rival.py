"""The same register brought in with django-import-export, in two ways.

One `ModelResource` per table, as the library means it, with its bulk writing, `skip_unchanged`
and no HTML differences. *As documented* it has the library's own parts: `CachedInstanceLoader`
where one column identifies a row, the ordinary loader where several do, and
`CachedForeignKeyWidget`; and a dry run goes before the writing, as its guide begins. *Rebuilt* it
goes straight in, with loaders of our own that read instances and foreign keys once. What the
library has nothing for (leaves of the tree, figures) calls the same commands as the platform
does, once for all rows. It keeps no rows, no traces for undoing and no cursor for going on.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from import_export import results
from tablib import Dataset

from bench.rival_tables import (
    AS_DOCUMENTED,
    BECAUSE,
    CODE,
    FOUNDED,
    REBUILT,
    SAID,
    SAID_OF_UNION,
    TOWN,
    UNION,
    UNION_CODE,
    Quick,
    Ways,
    covers,
    employers,
    officers,
    statements,
    unions,
)
from xingjia.access.rules import system
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.commands import Planting, plant_all
from xingjia.orgtree.models import Node
from xingjia.registry.models import (
    Employer,
    EmployerStatement,
    Union,
    UnionStatement,
)

__all__ = ["AS_DOCUMENTED", "REBUILT", "bring_in", "dry_run"]
DAY = date(2013, 12, 31)


def dry_run(path: Path, ways: Ways) -> None:
    """All of it, rolled back: what the library shows before it writes."""
    with transaction.atomic():
        bring_in(path, ways)
        transaction.set_rollback(True)


def bring_in(path: Path, ways: Ways, on: date = DAY) -> dict[str, int]:
    """Read the workbook and write its rows; how many records each table got."""
    sheet = Dataset().load(path.open("rb"), format="xlsx", skip_lines=1)
    sheet.append_col([f"{path.name}:{number + 3}" for number in range(len(sheet))], header="origin")
    towns = {one.code: one for one in Node.objects.filter(kind=Node.Kind.TOWNSHIP)}
    told = {"employers": _take(employers(towns, ways), sheet)}
    firms = _by_code(Employer)
    long = _long(sheet, CODE, SAID, on)
    told["statements"] = _take(statements(EmployerStatement, Employer, firms, ways), long)
    leaves = _leaves(sheet, towns)
    told["unions"] = _take(unions(leaves, ways), sheet)
    known = _by_code(Union)
    long = _long(sheet, UNION_CODE, SAID_OF_UNION, on)
    told["union statements"] = _take(statements(UnionStatement, Union, known, ways), long)
    told["covers"] = _take(covers(known, firms, ways), sheet)
    told["officers"] = _take(officers(known, ways), sheet)
    written = {firms[code].pk for code in sheet[CODE]} if any(told.values()) else set()
    facts_changed.send(sender=Quick, kind="employer", keys=written)
    return told


def _take(resource: type[Quick], rows: Dataset) -> int:
    result: results.Result = resource().import_data(rows, raise_errors=True)
    return result.totals["new"] + result.totals["update"]


def _by_code(model: Any) -> dict[str, Any]:
    return {one.code: one for one in model.objects.everything(because=BECAUSE)}


def _long(sheet: Dataset, key: str, said: Iterable[Any], on: date) -> Dataset:
    """One row for each value of each row, which is what the table of statements holds."""
    rows: Iterator[Any] = (
        (row[key], field, on, _plain(widget.clean(row[column])), row["origin"], "system:bench")
        for row in sheet.dict
        for field, column, widget in said
        if row[column] not in (None, "")
    )
    return Dataset(*rows, headers=["owner", "field", "day", "value", "origin", "said_by"])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _leaves(sheet: Dataset, towns: dict[str, Node]) -> dict[str, Node]:
    """The leaf of each union in the tree; those that are new are planted in one go."""
    known = {one.code: one for one in Node.objects.filter(kind=Node.Kind.UNION)}
    fresh = [
        Planting(
            towns[row[TOWN]], Node.Kind.UNION, row[UNION_CODE], row[UNION], row[FOUNDED].date()
        )
        for row in sheet.dict
        if row[UNION_CODE] not in known
    ]
    return known | {one.code: one for one in plant_all(system("bench").label, fresh)}
