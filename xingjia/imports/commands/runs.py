"""Deciding about workbooks that were chosen together, all at once."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from xingjia.access.checks import require
from xingjia.access.rules import Actor, Right
from xingjia.imports.commands.undoing import NotWritten, undo_all
from xingjia.imports.commands.writing import BECAUSE, AlreadyConfirmed, confirm
from xingjia.imports.models import Import
from xingjia.imports.queries.runs import writable


class OthersReady(Exception):
    """Other files wait by now, or they count from other days, than the person was shown."""


@transaction.atomic
def confirm_run(actor: Actor, run: UUID, *, seen: Mapping[int, date]) -> int:
    """Write the files of a run that wait for a look, in the background; how many.

    `seen` are their ids and days as the person was shown them. Raises `Refused`,
    `AlreadyConfirmed` when none waits, and `OthersReady`.
    """
    batches = _locked(actor, run)
    ready = writable(batches)
    waiting = [one for one in batches if one.pk in ready]
    if not waiting:
        raise AlreadyConfirmed
    if {one.pk: one.as_of for one in waiting} != dict(seen):
        raise OthersReady
    for one in waiting:
        confirm(actor, one)
    return len(waiting)


@transaction.atomic
def undo_run(actor: Actor, run: UUID, *, leaving: int) -> int:
    """Take back the files of a run that are written, in the background; how many.

    `leaving` is the number of their rows the person was shown as edited since. Raises `Refused`,
    `NotWritten`, `EditedSince`, and what `undo` raises.
    """
    written = [one for one in _locked(actor, run) if one.state == Import.State.WRITTEN]
    if not written:
        raise NotWritten
    return undo_all(actor, written[::-1], leaving=leaving)


def _locked(actor: Actor, run: UUID) -> list[Import]:
    rows = Import.objects.everything(because=BECAUSE).filter(run=run).order_by("pk")
    found = list(rows.select_for_update(of=("self",)).select_related("organisation"))
    for path in {one.organisation.path for one in found}:
        require(actor, Right.IMPORT, path)
    return found
