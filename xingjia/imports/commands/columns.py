"""What the columns of a workbook mean, where a person knows better than their heads."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from xingjia.access.rules import Actor
from xingjia.imports import kinds
from xingjia.imports.commands.reading import read_again
from xingjia.imports.commands.writing import BECAUSE, AlreadyConfirmed, NothingToApply, locked
from xingjia.imports.models import HeadChoice, Import
from xingjia.toolkit.sheets.headers import head_key


class NoSuchColumn(ValueError):
    """The workbook has no such head, or its kind no such field."""


@transaction.atomic
def choose_columns(
    actor: Actor, batch: Import, *, table: int, fields: Mapping[str, str | None]
) -> Import:
    """Say what heads of one table mean, and read the workbook again.

    `fields` gives a field by head, "" for a column that is not kept, None to let the words of
    the head decide. The choice is remembered for the place of the import and what is under it.
    Raises `AlreadyConfirmed`, `NoSuchColumn`, and what `receive` raises when the table would be
    none, or one of another kind; then nothing is changed.
    """
    batch = locked(actor, batch)
    if batch.state != Import.State.READY:
        raise AlreadyConfirmed
    if not 0 <= table < len(batch.tables):
        raise NoSuchColumn
    described = batch.tables[table]
    heads = {head for head, _field in described["columns"]}
    known = {"", None, *kinds.fields_of(described["kind"])}
    if not fields.keys() <= heads or not set(fields.values()) <= known:
        raise NoSuchColumn
    _remember(actor, batch, described["kind"], fields)
    batch = read_again(actor, batch)
    found = [one["kind"] for one in batch.tables if one["sheet"] == described["sheet"]]
    if described["kind"] not in found:
        raise NothingToApply(*found)  # without a column it lives by, it looks like another kind
    return batch


def _remember(actor: Actor, batch: Import, kind: str, fields: Mapping[str, str | None]) -> None:
    same: dict[str, Any] = {"organisation": batch.organisation, "kind": kind}
    mine = HeadChoice.objects.everything(because=BECAUSE).filter(**same)
    for head, field in fields.items():
        key = head_key(head)
        if field is None:
            mine.filter(head=key).delete()
        else:
            chosen = {"field": field, "said_by": actor.label}
            mine.update_or_create(**same, head=key, defaults=chosen)
