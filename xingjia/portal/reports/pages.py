"""What the page of a form shows: its sheet as a person knows it, each cell with what it gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xingjia.access.rules import Actor
from xingjia.portal.reports.lists import Listed, rows_of
from xingjia.portal.reports.models import Pointer, Report
from xingjia.portal.reports.queries import Number, numbers, places_below, pointers_of
from xingjia.portal.reports.rules import LISTS, RATE, Meaning, as_grid, suggestions
from xingjia.portal.reports.words import worded
from xingjia.toolkit.sheets.cells import letters, name_of
from xingjia.toolkit.sheets.filling import Filled
from xingjia.toolkit.sheets.grid import Grid
from xingjia.toolkit.ui.templatetags.ui import count, day

PERCENT = 100
ROWS_BELOW = 2  # blank rows shown under a form


@dataclass(frozen=True)
class Shown:
    """One cell on the page. `value` is what it gets on the day, in words."""

    name: str
    text: str
    value: str = ""
    what: str = ""
    offered: str = ""
    chosen: bool = False
    formula: bool = False
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Sheet:
    """One sheet of a form with the cells that are pointed to and those recognised."""

    name: str
    grid: Grid
    offers: Mapping[str, Meaning]
    formulas: frozenset[str] = frozenset()

    @property
    def columns(self) -> list[str]:
        """The letters over the columns."""
        return [letters(number) for number in range(1, self.grid.width + 1)]


def sheets_of(report: Report, on: date) -> list[Sheet]:
    """The sheets of a form; what is pointed to already is not offered again."""
    # A form that lists counties has a line for this one; the others fill their own.
    places = {report.organisation.name: ""}
    places |= {node.name: node.code for node in places_below(report, on)}
    pointed = pointers_of(report).keys()
    found = []
    for kept in report.sheets:
        # A list may begin below all that stands on the sheet.
        grid = as_grid(kept["name"], [*kept["rows"], *[[]] * ROWS_BELOW], kept["merges"])
        offers = suggestions(grid, places, kept["formulas"])
        found.append(
            Sheet(
                kept["name"],
                grid,
                {cell: one for cell, one in offers.items() if (kept["name"], cell) not in pointed},
                frozenset(kept["formulas"]),
            )
        )
    return found


def shown(sheet: Sheet, known: Mapping[str, Number], chosen: str) -> list[list[Shown]]:
    """The rows of a sheet; cells hidden under a merged one are left out."""
    spans = {
        (top, left): (bottom - top + 1, right - left + 1)
        for top, left, bottom, right in sheet.grid.merges
    }
    hidden = {
        (row, column)
        for top, left, bottom, right in sheet.grid.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - spans.keys()
    return [
        [
            _cell(sheet, known, chosen, (row, column), spans.get((row, column), (1, 1)))
            for column in range(sheet.grid.width)
            if (row, column) not in hidden
        ]
        for row in range(len(sheet.grid.rows))
    ]


def _cell(
    sheet: Sheet,
    known: Mapping[str, Number],
    chosen: str,
    at: tuple[int, int],
    span: tuple[int, int],
) -> Shown:
    name = name_of(*at)
    number = known.get(name)
    offer = sheet.offers.get(name)
    return Shown(
        name,
        str(sheet.grid.at(*at) or ""),
        in_words(number) if number else "",
        worded(number.pointer) if number else "",
        worded(offer) if offer else "",
        name == chosen,
        name in sheet.formulas,
        span[1],
        span[0],
    )


def in_words(number: Number) -> str:
    """What a cell gets, as the page writes it."""
    if number.value is None:
        return _("未填报")
    if number.pointer.part in LISTS:
        return _("名单 %(n)s 行") % {"n": count(int(number.value))}
    if number.pointer.part == RATE:
        return f"{number.value * PERCENT:.1f}%"
    return count(int(number.value))


def filled_form(actor: Actor, report: Report, raw: bytes, on: date) -> tuple[bytes, int]:
    """The form with its numbers, and a sheet that says where each comes from; how many cells."""
    book = Filled(raw)
    pointers = list(pointers_of(report).values())
    found = numbers(actor, report, pointers, on)
    for number in found:
        one = number.pointer
        if one.part not in LISTS:
            book.put(one.sheet, one.cell, _written(book, number))
    lists = [rows_of(actor, report, one, on) for one in pointers if one.part in LISTS]
    for listed in lists:
        at = listed.pointer
        book.put_rows(at.sheet, at.cell, listed.rows)
    told = _sources(report, found, on) + [_told(one) for one in lists if one.hidden]
    book.add_sheet(_("数字来源"), told)
    return book.to_bytes(), len(found) + sum(len(one.rows) for one in lists)


def _told(listed: Listed) -> list[str]:
    """How many rows of a list the reader may not see."""
    said = _("其余 %(number)d 家现在不归您管，不列名字。") % {"number": listed.hidden}
    return [listed.pointer.sheet, listed.pointer.cell, said]


def _written(book: Filled, number: Number) -> int | float | None:
    """A rate as the cell shows it: 0.979 where it is a percentage, 97.9 where it is not."""
    one = number.pointer
    if number.value is None or one.part != Pointer.Part.RATE:
        return number.value
    if book.shows_percent(one.sheet, one.cell):
        return number.value
    return round(number.value * PERCENT, 1)


def _sources(report: Report, found: list[Number], on: date) -> list[list[str]]:
    head = [_("工作表"), _("单元格"), _("填的什么"), _("哪里的"), _("填入"), _("截至")]
    until = day(on)
    rows: list[list[Any]] = [
        [
            one.pointer.sheet,
            one.pointer.cell,
            worded(one.pointer),
            one.place,
            _("未填报，留空") if one.value is None else in_words(one),
            until,
        ]
        for one in found
    ]
    return [[_("%(title)s：数字来源") % {"title": report.title}], head, *rows]
