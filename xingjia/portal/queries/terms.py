"""Whose term of office ends next."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery

from xingjia.access.rules import Actor
from xingjia.portal.queries.places import Place
from xingjia.portal.queries.rows import Asked, days_after, employers, rows
from xingjia.registry.models import Employer
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.queries import BECAUSE, Slice
from xingjia.standards.coverage.rules import IN_TERM
from xingjia.toolkit.together import Asking

NEXT = 5
WINDOW = 90  # days ahead, as in `registry.rules.standing.LAPSING`
ENDING = Asked(IN_TERM, "unionised", within=WINDOW)


@dataclass(frozen=True)
class Ending:
    """An employer whose union's term ends: its last valid day, and how many days are left."""

    employer: Employer
    last: date
    days: int


def asked_next_to_end(actor: Actor, at: Place, of: Slice) -> Asking[list[Ending]]:
    """The employers the actor may see whose unions' terms end next, within 90 days. One query."""
    # A stretch is also cut where the employer moves or grows; the term ends with the last one.
    ends = (
        Stretch.objects.everything(because=BECAUSE)
        .filter(
            end__gt=at.on,
            end__lte=days_after(at.on, WINDOW),
            employer_id=OuterRef("pk"),
            measure=IN_TERM,
            base="",
            verified=False,
        )
        .order_by("-end")
    )
    seen = employers(actor, rows(at, of, ENDING)).annotate(over=Subquery(ends.values("end")[:1]))
    first: Any = seen.order_by("over", "pk")[:NEXT]
    yield [first]
    found = [(one, one.over - timedelta(days=1)) for one in first]
    return [Ending(one, last, (last - at.on).days) for one, last in found]
