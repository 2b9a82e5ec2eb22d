"""Keeping a superior's form and saying what belongs into its cells."""

from collections.abc import Mapping
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from xingjia.access.checks import Refused, require
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.portal.reports.models import Pointer, Report
from xingjia.portal.reports.rules import COLUMNS, COUNT, LIST, LISTS, Meaning, as_rows, usable
from xingjia.standards.coverage.rules import BASES, IDLE
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.files.commands import keep
from xingjia.toolkit.files.queries import open_blob, path_of
from xingjia.toolkit.sheets import guard
from xingjia.toolkit.sheets.cells import split
from xingjia.toolkit.sheets.filling import CannotFill, Filled

BECAUSE = "the caller keeps the form"


class NoForm(Exception):
    """The file is a workbook, but none that can be filled: too large, or no .xlsx."""


def keep_form(actor: Actor, node: Node, *, stream: BinaryIO, filename: str, title: str) -> Report:
    """Keep an empty form byte for byte, with the texts of its sheets beside it.

    Raises `Refused` without the right here, `sheets.Refused` for a file that cannot be read, and
    `NoForm` for one that is no form.
    """
    require(actor, Right.EDIT, node.path)
    blob = keep(stream, name=filename)
    path = path_of(blob.sha256)
    grids = guard.read_grids(path)
    if not grids or not all(usable(grid) for grid in grids):
        raise NoForm
    try:
        book = Filled(path.read_bytes())
    except CannotFill as error:
        raise NoForm from error
    with transaction.atomic():
        report: Report = Report.objects.everything(because=BECAUSE).create(
            organisation=node,
            title=title,
            filename=filename[:200],
            blob=blob,
            sheets=[
                {
                    "name": grid.sheet or "",
                    "rows": as_rows(grid),
                    "merges": list(grid.merges),
                    "formulas": sorted(book.formulas(grid.sheet or "")),
                }
                for grid in grids
            ],
            kept_by=actor.label,
        )
        log(actor.label, "reports.kept", report, sha256=blob.sha256)
    return report


@transaction.atomic
def point(actor: Actor, report: Report, *, sheet: str, cells: Mapping[str, Meaning | None]) -> int:
    """Say what belongs into cells of a sheet; None clears one. Returns how many are different.

    Raises `CannotFill` for a cell that holds a formula or a sheet that is not there.
    """
    report = _held(actor, report)
    with open_blob(report.blob) as file:
        book = Filled(file.read())
    rows = Pointer.objects.everything(because=BECAUSE)
    stored = {one.cell: one for one in rows.filter(report=report, sheet=sheet)}
    changed = 0
    for cell, meaning in cells.items():
        split(cell)
        one = stored.get(cell)
        if meaning is None:
            changed += one is not None
            if one:
                one.delete()
            continue
        _check(meaning)
        book.put(sheet, cell, None)
        wanted = {
            "measure": meaning.measure,
            "part": meaning.part,
            "base": meaning.base,
            "place": meaning.place,
            "columns": list(meaning.columns),
        }
        if one and all(getattr(one, name) == value for name, value in wanted.items()):
            continue
        rows.update_or_create(report=report, sheet=sheet, cell=cell, defaults=wanted)
        changed += 1
    if changed:
        log(actor.label, "reports.pointed", report, cells=changed)
    return changed


def _check(meaning: Meaning) -> None:
    bases = BASES.get(meaning.measure, ()) if meaning.measure != IDLE else ()
    if meaning.measure != IDLE and meaning.measure not in BASES:
        raise CannotFill(meaning.measure)
    if meaning.part in LISTS and not (meaning.columns and set(meaning.columns) <= set(COLUMNS)):
        raise CannotFill(f"{meaning.measure} {meaning.columns}")
    if meaning.part not in {COUNT, LIST} and meaning.base not in bases:
        raise CannotFill(f"{meaning.measure} {meaning.part}")


@transaction.atomic
def retire(actor: Actor, report: Report) -> None:
    """Put a form away; what was kept of it stays."""
    report = _held(actor, report)
    report.retired_at = timezone.now()
    report.save(update_fields=["retired_at"])
    log(actor.label, "reports.retired", report)


def _held(actor: Actor, report: Report) -> Report:
    found: Report | None = (
        Report.objects.visible_to(actor, Right.EDIT)
        .select_for_update(of=("self",))
        .select_related("organisation", "blob")
        .filter(pk=report.pk, retired_at__isnull=True)
        .first()
    )
    if found is None:
        raise Refused(f"{Right.EDIT} of report {report.pk}")
    require(actor, Right.EDIT, found.organisation.path)
    return found
