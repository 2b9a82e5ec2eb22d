"""Employers that belong to another place from a day on because the tree was changed."""

from collections.abc import Collection
from datetime import date, timedelta

from xingjia.access.checks import require
from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer, EmployerStatement
from xingjia.registry.rules.origins import BY_HAND
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

PLACE = EmployerStatement.Field.PLACE
BECAUSE = "the actor keeps these employers and the place they go to"


@command
def resettle(actor: Actor, employers: Collection[int], *, to: Node, on: date) -> int:
    """Let employers stand at `to` from a day on; returns how many do.

    Where nobody has said a place for the days before, the old one is said for them. Raises
    `Refused` unless the actor keeps the register at both places.
    """
    require(actor, Right.EDIT, to.path)
    mine = Employer.objects.visible_to(actor, Right.EDIT).select_related("organisation")
    found = list(mine.filter(pk__in=employers).select_for_update(of=("self",)).order_by("pk"))
    for one in found:
        require(actor, Right.EDIT, one.organisation.path)
    keys = {one.pk for one in found}
    _say(actor, found, to, on)
    for one in found:
        one.organisation = to
    Employer.objects.everything(because=BECAUSE).bulk_update(found, ["organisation"])
    facts_changed.send(sender=resettle, kind="employer", keys=keys, fact_kinds=frozenset({"place"}))
    log(actor.label, "registry.employers_resettled", to, employers=sorted(keys), on=str(on))
    return len(found)


def _say(actor: Actor, employers: list[Employer], to: Node, on: date) -> None:
    """State the new place; and the old one where none is known for the days before."""
    said = EmployerStatement.objects.everything(because=BECAUSE).filter(
        employer__in=[one.pk for one in employers], field=PLACE
    )
    placed = set(said.filter(day__lt=on).values_list("employer", flat=True))
    held = {one.employer_id: one for one in said.filter(day=on)}
    written = {"field": PLACE, "said_by": actor.label, "origin": BY_HAND}
    eve, fresh = on - timedelta(days=1), []
    for one in employers:
        if one.pk not in placed:
            old = one.organisation.code
            fresh.append(EmployerStatement(employer=one, day=eve, value=old, **written))
        if now := held.get(one.pk):
            before = {"value": now.value, "said_by": now.said_by, "origin": now.origin}
            now.replaced = [*now.replaced, before]
            now.value, now.said_by, now.origin = to.code, actor.label, BY_HAND
        else:
            fresh.append(EmployerStatement(employer=one, day=on, value=to.code, **written))
    rows = EmployerStatement.objects.everything(because=BECAUSE)
    rows.bulk_create(fresh, batch_size=500)
    rows.bulk_update(held.values(), ["value", "said_by", "origin", "replaced"], batch_size=500)
