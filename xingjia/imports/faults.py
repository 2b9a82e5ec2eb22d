"""What is wrong in a workbook, cell by cell, for marking it in a copy of the workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from xingjia.access.rules import Actor
from xingjia.imports import words
from xingjia.imports.kinds import handler_for
from xingjia.imports.lines import graded, said_of
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries import as_plan, rows_for
from xingjia.imports.rules import Outcome
from xingjia.toolkit.files.queries import path_of
from xingjia.toolkit.sheets.marked import Mark, Part, marked

AT_ONCE = 500
# A place is found by its name or its code: where a table has one column, both stand in it.
BESIDE = {"division_code": "division_name", "division_name": "division_code"}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, or worth a look: where, what was read, what is wrong, what to do."""

    sheet: str
    row: int
    field: str
    read: str
    said: str
    grave: bool

    @property
    def wrong(self) -> str:
        """The first sentence says what is wrong."""
        return self.said.partition("。")[0]

    @property
    def remedy(self) -> str:
        """What to do about it; where the sentence names nothing, to look again."""
        named = self.said.partition("。")[2].rstrip("。")
        if named:
            return named
        return _("请核对原表，改好再导入") if self.grave else _("请看一眼，没有错就不用改")


def faults(actor: Actor, batch: Import) -> Iterator[Fault]:
    """Every fault of a workbook in the order of its rows: of the rows, then of totals."""
    rows = rows_for(actor, batch).order_by("pk")
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield from _of_row(row)
    for table in batch.tables:
        for issue in table.get("issues", []):
            said = words.sentence(issue["code"], issue["level"], issue["field"] or "")
            where = (table["sheet"] or "", issue["row"], issue["field"] or "")
            yield Fault(*where, "", said, issue["level"] == "error")


def _of_row(row: ImportRow) -> Iterator[Fault]:
    plan = as_plan(row.plan)
    for reason, issue in graded(row, plan):
        said = said_of(reason, issue, plan.outcome)
        read = str(issue.get("said") or "").strip()
        read = read or words.written_out(row.values.get(reason.field))
        read = read or words.written_out(row.values.get(BESIDE.get(reason.field, "")))
        grave = plan.outcome in {Outcome.HELD, Outcome.REJECTED} or issue["level"] == "error"
        yield Fault(row.sheet, row.row, reason.field, read, said, grave)


def workbook_of(actor: Actor, batch: Import) -> bytes | None:
    """The workbook with its faults marked; None when there are none. Raises `NotMade`."""
    found = list(faults(actor, batch))
    if not found:
        return None
    tables = {table["sheet"] or "": table for table in batch.tables}
    return marked(
        path_of(batch.blob.sha256),
        [_mark(one, tables.get(one.sheet, {})) for one in found],
        [_part(table) for table in batch.tables],
        list_title=_("问题清单"),
        rows=[_head(), *(_line(one, tables.get(one.sheet, {})) for one in found)],
        author=_("兴家"),
        number_head=_("原表行号"),
    )


def _mark(fault: Fault, table: dict[str, Any]) -> Mark:
    said = f"{fault.wrong}。{fault.remedy}。"
    return Mark(fault.sheet or None, fault.row, _column(fault, table), said, fault.grave)


def _column(fault: Fault, table: dict[str, Any]) -> int:
    """Counted from 1. A fault of no column is marked where the row begins."""
    positions = table.get("positions", {})
    own = (positions.get(one) for one in (fault.field, BESIDE.get(fault.field)))
    found = [one for one in (*own, min(positions.values(), default=0)) if one is not None]
    return int(found[0]) + 1


def _part(table: dict[str, Any]) -> Part:
    handler = handler_for(table["kind"])
    title = str(handler.title if handler else words.KINDS.get(table["kind"], table["kind"]))
    return Part(table["sheet"], table["sheet"] or title, tuple(table["header_rows"]))


def _head() -> list[str]:
    return [
        _("工作表"),
        _("行"),
        _("列"),
        _("格"),
        _("要紧吗"),
        _("读到的内容"),
        _("哪里不对"),
        _("怎么办"),
    ]


def _line(fault: Fault, table: dict[str, Any]) -> list[Any]:
    names = {field: head for head, field in table.get("columns", []) if field}
    own = names.get(fault.field) or names.get(BESIDE.get(fault.field, ""))
    column = own or words.field_name(fault.field)
    graveness = _("要改") if fault.grave else _("请看一眼")
    cell = f"{get_column_letter(_column(fault, table))}{fault.row}"
    said = [graveness, fault.read, fault.wrong, fault.remedy]
    return [fault.sheet, fault.row, column, cell, *said]
