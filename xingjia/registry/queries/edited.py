"""What was entered by hand after the day a workbook speaks of."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time

from django.db.models import Q
from django.utils.timezone import make_aware

from xingjia.registry.models import EmployerStatement, Officer, UnionStatement
from xingjia.registry.rules.origins import BY_HAND
from xingjia.registry.rules.register import KnownEmployer

BECAUSE = "matched under the actor's right to import; only which fields is told"


def with_edits(known: Collection[KnownEmployer], on: date) -> list[KnownEmployer]:
    """The employers, each with the fields that somebody entered by hand on the day of the
    register or later, and that hold on that day. Three queries."""
    employers = [one.key for one in known]
    unions = {one.union_key for one in known if one.union_key}
    chairs = {one.chair_key for one in known if one.chair_key}
    mine = _said(EmployerStatement, "employer", employers, on)
    theirs = _said(UnionStatement, "union", unions, on)
    elected = Officer.objects.everything(because=BECAUSE).filter(pk__in=chairs, origin=BY_HAND)
    by_hand = set(elected.values_list("pk", flat=True))
    return [
        replace(
            one,
            edited=frozenset(
                {("employer", name) for name in mine.get(one.key, ())}
                | {("union", name) for name in theirs.get(one.union_key or 0, ())}
                | ({("chair", "")} if one.chair_key in by_hand else set())
            ),
        )
        for one in known
    ]


def _said(
    model: type[EmployerStatement] | type[UnionStatement],
    owner: str,
    owners: Collection[int],
    on: date,
) -> dict[int, set[str]]:
    since = Q(day=on) | Q(entered_at__gte=make_aware(datetime.combine(on, time.min)))
    rows = model.objects.everything(because=BECAUSE).filter(
        since, **{f"{owner}__in": owners}, origin=BY_HAND, day__lte=on
    )
    found: dict[int, set[str]] = {}
    for key, name in rows.values_list(owner, "field"):
        found.setdefault(key, set()).add(name)
    return found
