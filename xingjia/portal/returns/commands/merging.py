"""Writing everything that came in, together; and taking it back, whole."""

from uuid import UUID, uuid4

from django.db import transaction

from xingjia.access.rules import Actor
from xingjia.imports import commands as imports
from xingjia.portal.returns.commands.starting import held
from xingjia.portal.returns.models import Collection, HandIn, Return
from xingjia.portal.returns.queries.boards import board, last_merge
from xingjia.portal.returns.rows import KIND
from xingjia.toolkit.audit.commands import record as log

BECAUSE = "of the collection that is locked"


class NothingCame(Exception):
    """Nothing came in that is not merged already."""


class OthersCame(Exception):
    """Other workbooks have come in since than the person was shown."""


class NothingMerged(Exception):
    """No workbook of the collection is written."""


@transaction.atomic
def merge(actor: Actor, collection: Collection, *, seen: set[int]) -> UUID:
    """Write what came in, in the background, each workbook as an import of one run.

    `seen` are the ids of what the person was shown. Raises `NothingCame`, `OthersCame`.
    """
    collection = held(actor, collection)
    _lock_returns(collection)
    keys = {one.pk for one in board(collection).ready}
    if not keys:
        raise NothingCame
    if keys != seen:
        raise OthersCame
    came = HandIn.objects.everything(because=BECAUSE).filter(pk__in=keys)
    run = uuid4()
    for one in came.select_related("blob", "sent").order_by("sent__organisation__code", "pk"):
        batch = imports.enter(
            actor,
            collection.organisation,
            blob=one.blob,
            filename=one.filename,
            table=one.table | {"kind": KIND},
            rows=[_entered(row) for row in one.lines],
            as_of=collection.day,
            run=run,
        )
        one.batch = imports.confirm(actor, batch)
        one.save(update_fields=["batch"])
    log(actor.label, "returns.merged", collection, workbooks=len(keys))
    return run


def _lock_returns(collection: Collection) -> None:
    """So that nothing comes in while it is merged."""
    rows = Return.objects.everything(because=BECAUSE).filter(collection=collection)
    list(rows.select_for_update().order_by("pk").values_list("pk"))


def _entered(row: dict[str, object]) -> dict[str, object]:
    return {name: row[name] for name in ("row", "sheet", "values", "issues")}


@transaction.atomic
def take_back(actor: Actor, collection: Collection, *, leaving: int) -> int:
    """Take back the workbooks that were merged together last; how many.

    `leaving` is the number of rows the person was shown as edited since. Raises
    `NothingMerged`, `imports.EditedSince`, and what `imports.undo` raises.
    """
    collection = held(actor, collection)
    written = last_merge(collection)
    if not written:
        raise NothingMerged
    number = imports.undo_all(actor, written, leaving=leaving)
    log(actor.label, "returns.taken_back", collection, workbooks=number)
    return number
