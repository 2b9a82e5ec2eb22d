"""Whether a workbook came before, and whether anything was edited since.

Commands record what they do in the log, in the order in which they commit. So the number of its
last entry is a version of everything stored, and what came after it says what may be different.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from xingjia.imports.models import Import, ImportRow
from xingjia.imports.rules import HARMLESS, Outcome
from xingjia.toolkit.audit.models import Entry, Head
from xingjia.toolkit.version import version

BECAUSE = "the same bytes for the same place, into which the reader may import"
# What writing a part of a workbook itself leaves in the log: leaves are planted first.
WRITTEN_BY, PLANTED = "registry.register_written", "orgtree.planted"


def last_entry() -> int:
    """The number of the last entry of the log."""
    return Head.objects.filter(pk=1).values_list("seq", flat=True).first() or 0


def edited_since(entry: int, own: Collection[int] = ()) -> bool:
    """Whether the log tells after an entry of anything that may have edited the register, other
    than the writing of these rows."""
    harmless = Q()
    for action in HARMLESS:
        harmless |= Q(action__startswith=action)
    found = Entry.objects.filter(seq__gt=entry).exclude(harmless).order_by("-seq")
    mine = 0  # the number of the entry that tells of own rows; what is planted stands before it
    for one in found.iterator():
        if one.action == WRITTEN_BY and set(one.details.get("rows", ())) <= set(own):
            mine = one.seq
        elif not (one.action == PLANTED and one.seq == mine - 1):
            return True
    return False


@dataclass(frozen=True)
class Before:
    """The last time the very same bytes were written for the same place."""

    batch: Import
    as_of: date
    as_of_source: str


def before(batch: Import, chosen: date | None) -> Before | None:
    """The last writing of the same workbook for the same day, if nothing was edited since and
    most of its rows need not be planned again."""
    mine = Import.objects.everything(because=BECAUSE).filter(
        blob=batch.blob, organisation=batch.organisation, state=Import.State.WRITTEN
    )
    found = mine.exclude(pk=batch.pk).order_by("-pk").first()
    if found is None or found.compared is None or found.read_by != version():
        return None
    same_day = found.as_of == chosen if chosen else bool(found.as_of_source)
    if not same_day or edited_since(found.compared) or _disturbs_itself(found):
        return None
    return Before(found, found.as_of, "" if chosen else found.as_of_source)


def _disturbs_itself(batch: Import) -> bool:
    """Whether its rows changed known records, which other rows of it may speak of as well."""
    rows = ImportRow.objects.everything(because=BECAUSE).filter(batch=batch)
    return bool(rows.filter(outcome=Outcome.CHANGED, written_at__isnull=False).exists())
