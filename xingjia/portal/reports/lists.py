"""The rows of a list that a cell of a form points to."""

from dataclasses import dataclass
from datetime import date

from xingjia.access.rules import Actor
from xingjia.portal.export import list_rows
from xingjia.portal.queries import places, rows
from xingjia.portal.reports.models import Pointer, Report
from xingjia.portal.reports.rules import COLUMNS
from xingjia.portal.reports.words import asked
from xingjia.standards.coverage.queries import EVERYONE, NotInTheTree
from xingjia.toolkit.sheets.writing import Value

Line = list[Value]


@dataclass(frozen=True)
class Listed:
    """A list as it is written: its rows in the columns chosen, and how many are not told."""

    pointer: Pointer
    rows: list[Line]
    hidden: int


def rows_of(actor: Actor, report: Report, pointer: Pointer, on: date) -> Listed:
    """The rows on a day that the reader may see, numbered. Raises `NotInTheTree`."""
    at = places.place(actor, pointer.place or report.organisation.code, on)
    if at is None or not at.branch:
        raise NotInTheTree(pointer.place)
    of = asked(pointer)
    found = rows.rows(at, EVERYONE, of)
    chosen = list(rows.employers(actor, found).select_related("organisation"))
    _head, *lines = list_rows(chosen, at, of)
    picked = [COLUMNS.index(name) for name in pointer.columns]
    written = [[([number, *line])[one] for one in picked] for number, line in enumerate(lines, 1)]
    return Listed(pointer, written, found.count() - len(chosen))
