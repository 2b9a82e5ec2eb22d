"""Rows that another room has read and bound already, entered as an import that can be written,
followed and taken back like any other."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from xingjia.access.checks import require
from xingjia.access.rules import Actor, Right
from xingjia.imports.commands.planning import plan_again
from xingjia.imports.commands.writing import BECAUSE
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.files.models import Blob


@transaction.atomic
def enter(
    actor: Actor,
    node: Node,
    *,
    blob: Blob,
    filename: str,
    table: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    as_of: date,
    run: UUID,
) -> Import:
    """Keep the rows of one table as an import, planned and ready to be confirmed.

    `table` is what `described` gives of it; each row has row, sheet, values and issues. Raises
    `Refused` without the right.
    """
    require(actor, Right.IMPORT, node.path)
    batch: Import = Import.objects.everything(because=BECAUSE).create(
        organisation=node,
        filename=filename[:200],
        blob=blob,
        kind=table["kind"],
        as_of=as_of,
        tables=[dict(table)],
        state=Import.State.READY,
        asked_by=actor.label,
        run=run,
    )
    ImportRow.objects.everything(because=BECAUSE).bulk_create(
        [
            ImportRow(batch=batch, kind=table["kind"], outcome=ImportRow.Outcome.HELD, **row)
            for row in rows
        ],
        batch_size=500,
    )
    plan_again(actor, batch)
    log(actor.label, "imports.received", batch, sha256=blob.sha256)
    return batch
