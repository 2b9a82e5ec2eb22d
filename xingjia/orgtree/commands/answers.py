"""Where a place that is no more leads, as a person says."""

from datetime import date

from django.db import transaction

from xingjia.orgtree.models import Node, Successor
from xingjia.orgtree.queries import successor_choices
from xingjia.orgtree.rules import TreeFault
from xingjia.toolkit.audit.commands import record

LONGEST = 100


@transaction.atomic
def answer(by: str, county: Node, *, asked: str, to: Node, on: date) -> Successor:
    """Keep for a county that rows naming `asked` mean `to`; a later answer takes its place.

    Raises `TreeFault` unless `to` is an open township or park of the county.
    """
    if not asked or len(asked) > LONGEST:
        raise TreeFault("no_division")
    if not successor_choices(county).filter(pk=to.pk).exists():
        raise TreeFault("target_closed")
    kept, _ = Successor.objects.update_or_create(
        county=county, asked=asked, defaults={"to": to, "said_by": by, "said_on": on}
    )
    record(by, "orgtree.successor_named", county, successor=kept.pk, to=to.pk)
    return kept
