"""What a written workbook brought, and what stands against taking it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from xingjia.access.queries import names_behind
from xingjia.imports import kinds
from xingjia.imports.kinds import Setting
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.rules import Behind, Brought, Stay, unpacked

BECAUSE = "rows of a batch that the caller was given"
AT_ONCE = 500
LAST_FIRST = ("-written_at", "-pk")


@dataclass(frozen=True)
class Kept:
    """A row that stays as it is, with who changed it, when, and by which file."""

    row: ImportRow
    title: str
    why: str
    table: str
    who: str
    at: datetime | None
    file: str


def written_rows(batch: Import) -> QuerySet[ImportRow]:
    """The rows of a batch that were written."""
    rows = ImportRow.objects.everything(because=BECAUSE)
    return rows.filter(batch=batch, written_at__isnull=False)


def as_brought(row: ImportRow) -> Brought:
    """A written row with what it touched."""
    touches = tuple(unpacked(row.trace or ()))
    at = row.written_at.isoformat() if row.written_at else ""
    return Brought(row.pk, touches, str(row.plan.get("title", "")), row.row, at)


def behind(batch: Import, last: ImportRow) -> set[tuple[str, int]]:
    """What the rows written after one touched and kept, when taking the batch back has come down
    to it; read a part at a time."""
    later = Q(written_at__gt=last.written_at) | Q(written_at=last.written_at, pk__gt=last.pk)
    traces = written_rows(batch).filter(later, undone_at=None).values_list("trace", flat=True)
    kept = traces.iterator(chunk_size=AT_ONCE)
    return {touch.key for trace in kept for touch in unpacked(trace or ())}


def stayed_touched(rows: Iterable[ImportRow]) -> set[tuple[str, int]]:
    """What those of these rows touched that were not taken back."""
    kept = (row for row in rows if row.undone_at is None)
    return {touch.key for row in kept for touch in unpacked(row.trace or ())}


def standing(batch: Import) -> dict[int, list[Stay]]:
    """The rows of a written batch that cannot be taken back, by key, and why."""
    found: dict[int, list[Stay]] = {}
    setting = Setting(batch.organisation, batch.as_of)
    so_far = Behind()
    keys = list(written_rows(batch).order_by(*LAST_FIRST).values_list("pk", flat=True))
    for at in range(0, len(keys), AT_ONCE):
        rows = list(written_rows(batch).filter(pk__in=keys[at : at + AT_ONCE]))
        for kind in dict.fromkeys(row.kind for row in rows):
            undoer = kinds.undoer_for(kind)
            mine = [as_brought(row) for row in rows if row.kind == kind]
            if undoer:
                stays = undoer.standing(setting, mine, batch=batch.pk, behind=so_far)
                found |= stays
    return found


def kept_rows(batch: Import, found: dict[int, list[Stay]]) -> list[Kept]:
    """The rows that stay, in the order of the workbook, with the names of people."""
    rows = written_rows(batch).filter(pk__in=found).order_by("pk")
    names = names_behind(stay.who for some in found.values() for stay in some)
    return [_kept(row, found[row.pk], names) for row in rows]


def stayed(batch: Import) -> dict[int, list[Stay]]:
    """The rows that were left when the batch was taken back, and why."""
    rows = written_rows(batch).filter(undone_at=None).values_list("pk", "stays")
    return {pk: [Stay(**one) for one in stays] for pk, stays in rows if stays}


def _kept(row: ImportRow, stays: list[Stay], names: dict[str, Any]) -> Kept:
    """Of several reasons, the latest that names somebody."""
    one = max(stays, key=lambda stay: (bool(stay.who), stay.at))
    at = datetime.fromisoformat(one.at) if one.at else None
    title = str(row.plan.get("title", ""))
    who = names.get(one.who) or (_("系统") if one.who else "")
    return Kept(row, title, one.why, one.table, who, at, one.file)
