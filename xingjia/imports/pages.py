"""What the page of one import shows around its rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from xingjia.access.rules import Actor
from xingjia.imports import kinds, words
from xingjia.imports.commands.prospects import add_to_prospect
from xingjia.imports.kinds import handler_for
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries import ORDER, Tally, plans_of, undoing
from xingjia.imports.queries.undoing import Kept
from xingjia.toolkit.sheets import Refused
from xingjia.toolkit.sheets.refusal import Reason
from xingjia.toolkit.sheets.sentences import sentence_of


@dataclass(frozen=True)
class Head:
    """A head as seen, and what it means: `word` is "" where the column is not kept."""

    text: str
    field: str
    word: str
    chosen: bool  # by a person, now or for an earlier workbook


@dataclass(frozen=True)
class Sheet:
    """One table of the workbook, as it was recognised."""

    name: str
    title: str
    kind: str
    applied: bool  # False: recognised, but no room writes this kind yet
    header_rows: str
    records: int
    skipped: list[tuple[str, int]]
    columns: list[Head]
    choices: list[tuple[str, str]]  # field, the reader's word: what a column may mean
    remarks: list[tuple[int, str, str]]  # row, column, what is to be said of a total or heading

    @property
    def kept(self) -> int:
        """How many columns are kept."""
        return sum(1 for one in self.columns if one.word)


@dataclass(frozen=True)
class Prospect:
    """What writing would do, in numbers and in words."""

    values: int  # single values that would change in known records
    effects: list[str]


def kind_name(kind: str) -> str:
    """What a kind of rows is called."""
    handler = handler_for(kind)
    return str(handler.title if handler else words.KINDS.get(kind, kind))


def sheets(batch: Import) -> list[Sheet]:
    """The tables found in the workbook, in its order."""
    return [_sheet(table) for table in batch.tables]


def _sheet(table: dict[str, Any]) -> Sheet:
    why = Counter(row["why"] for row in table["skipped"])
    return Sheet(
        name=table["sheet"] or "",
        title=table["title"],
        kind=kind_name(table["kind"]),
        applied=handler_for(table["kind"]) is not None,
        header_rows="、".join(str(row) for row in table["header_rows"]),
        records=table["records"],
        skipped=[(str(words.SKIPPED.get(code, code)), number) for code, number in why.items()],
        columns=[_head(head, field, table) for head, field in table["columns"]],
        choices=[(one, words.field_name(one)) for one in kinds.fields_of(table["kind"])],
        remarks=[_remark(issue) for issue in table.get("issues", [])],
    )


def _head(text: str, field: str | None, table: dict[str, Any]) -> Head:
    return Head(text, field or "", words.field_name(field), text in table.get("chosen", ()))


def _remark(issue: dict[str, Any]) -> tuple[int, str, str]:
    said = words.sentence(issue["code"], issue["level"], issue["field"] or "")
    return issue["row"], words.field_name(issue["field"]), said


def prospect(actor: Actor, batch: Import) -> Prospect:
    """What writing the batch would do, as it was worked out when its rows were planned."""
    if batch.prospect is None:  # planned before this was kept
        for kind, plans in plans_of(actor, batch).items():
            add_to_prospect(batch, kind, plans)
    found = batch.prospect or {"values": 0, "kinds": {}}
    effects = [
        handler.effect(counts)
        for kind, counts in found["kinds"].items()
        if (handler := handler_for(kind))
    ]
    return Prospect(found["values"], [effect for effect in effects if effect])


def effects_together(batches: Iterable[Import]) -> list[str]:
    """What writing several batches brings about, added up where they count from one day."""
    found: dict[tuple[int, date, str], dict[str, int | None]] = {}
    for batch in batches:
        for kind, counts in (batch.prospect or {"kinds": {}})["kinds"].items():
            so_far = found.setdefault((batch.organisation_id, batch.as_of, kind), {})
            for name, number in counts.items():
                known = so_far.get(name)
                # What stood before stood before all of them.
                both = number if name == "before" or known is None else known + (number or 0)
                so_far[name] = both
    told = [
        handler.effect(counts)
        for (_place, _day, kind), counts in found.items()
        if (handler := handler_for(kind))
    ]
    return [effect for effect in told if effect]


def standing(batch: Import) -> list[tuple[Kept, str]]:
    """The rows that were edited since the batch was written, each with a sentence."""
    return _worded(undoing.kept_rows(batch, undoing.standing(batch)))


def stayed(batch: Import) -> list[tuple[Kept, str]]:
    """The rows that were left as they were when the batch was taken back."""
    return _worded(undoing.kept_rows(batch, undoing.stayed(batch)))


def _worded(kept: list[Kept]) -> list[tuple[Kept, str]]:
    return [(one, words.stays_because(one.why, one.table)) for one in kept]


def filters(tally: Tally, show: str, *, compared: bool = False) -> list[dict[str, Any]]:
    """Chips for the outcomes, those without rows left out."""
    names = dict(ImportRow.Outcome.choices) | (words.COMPARED if compared else {})
    chips = [{"title": _("全部"), "count": tally.total, "url": "?", "current": not show}]
    for outcome in ORDER:
        number = getattr(tally, outcome.value)
        if number or show == outcome.value:
            chips.append(
                {
                    "title": names[outcome.value],
                    "count": number,
                    "url": f"?show={outcome.value}",
                    "current": show == outcome.value,
                }
            )
    return chips


def only_compared(batch: Import) -> bool:
    """Whether nothing of the workbook can be written, because it is only compared."""
    return {table["kind"] for table in batch.tables} <= set(kinds.compared_only())


def only_kept(batch: Import) -> bool:
    """Whether nothing of the workbook can be written yet."""
    return not any(handler_for(table["kind"]) for table in batch.tables)


def way(batch: Import) -> list[dict[str, str]]:
    """The way to the page: the place, the list of imports, the file."""
    place = batch.organisation
    return [
        {"title": place.name, "url": reverse("portal:coverage", args=[place.code])},
        {"title": _("导入名册"), "url": reverse("imports:list")},
        {"title": batch.filename},
    ]


def unread(batch: Import) -> str:
    """Why a large workbook could not be read; "" where it was."""
    if not batch.error:
        return ""
    refused = Refused(Reason(batch.error["code"]), **batch.error["params"])
    return _("%s。") % sentence_of(refused).rstrip("。")


def steps(batch: Import) -> list[dict[str, Any]]:
    """Where in the task one is."""
    back = {Import.State.UNDOING, Import.State.UNDONE}
    written = batch.state in {Import.State.WRITTEN, *back}
    writing = batch.state == Import.State.WRITING
    read = batch.state not in {Import.State.READING, Import.State.FAILED}
    looking = read and not (written or writing)
    found: list[dict[str, Any]] = [
        {"title": _("选文件"), "done": True},
        {"title": _("识别表头"), "done": read, "current": not read},
        {"title": _("核对"), "done": written or writing, "current": looking},
        {"title": _("写入"), "done": written, "current": writing},
    ]
    if batch.state in back:
        over = batch.state == Import.State.UNDONE
        found.append({"title": _("撤回"), "done": over, "current": not over})
    return found
