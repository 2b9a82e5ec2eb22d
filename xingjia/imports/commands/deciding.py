"""Deciding about rows that wait: at the dry run, or later when the others are written."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from xingjia.access.rules import Actor
from xingjia.imports.commands.planning import plan_again
from xingjia.imports.commands.writing import BECAUSE, by_kind, locked, write_rows
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries.deciding import options_now, plans_now
from xingjia.toolkit.audit.commands import record as log


class NotOpen(Exception):
    """Nothing can be decided about the workbook now: it is being written, or was taken back."""


class NoSuchChoice(ValueError):
    """A row is not of the workbook, is written already, or offers no such choice."""


@transaction.atomic
def decide(actor: Actor, batch: Import, *, choices: Mapping[int, str]) -> list[ImportRow]:
    """Say by id what becomes of rows that wait; "" takes a decision back. Returns those rows.

    Before the workbook is written, all rows are planned again; afterwards these rows are written
    at once. Raises `NotOpen`, `NoSuchChoice`, `Refused`.
    """
    batch = locked(actor, batch)
    if batch.state not in {Import.State.READY, Import.State.WRITTEN}:
        raise NotOpen
    rows = _chosen(batch, choices)
    now = timezone.now()
    for row in rows:
        row.choice = choices[row.pk]
        row.chosen_by, row.chosen_at = actor.label, now
    everything = ImportRow.objects.everything(because=BECAUSE)
    everything.bulk_update(rows, ["choice", "chosen_by", "chosen_at"])
    if batch.state == Import.State.READY:
        plan_again(actor, batch)
    else:
        for kind, same_kind in by_kind(rows):
            write_rows(actor, batch, kind, same_kind)
    said = [row.choice or "none" for row in rows]
    log(actor.label, "imports.decided", batch, rows=[row.pk for row in rows], choices=said)
    return list(everything.filter(pk__in=choices).order_by("pk"))


def _chosen(batch: Import, choices: Mapping[int, str]) -> list[ImportRow]:
    """The rows, each of which offers what is chosen for it."""
    rows = ImportRow.objects.everything(because=BECAUSE).select_for_update(of=("self",))
    waiting = rows.filter(batch=batch, pk__in=choices, written_at__isnull=True)
    found = list(waiting.order_by("pk"))
    if len(found) != len(choices):
        raise NoSuchChoice
    plans = plans_now(batch, found)
    if any(choices[row.pk] not in {"", *options_now(batch, plans[row.pk])} for row in found):
        raise NoSuchChoice
    return found
