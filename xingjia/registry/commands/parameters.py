"""What a county decides for itself."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from xingjia.access.checks import Unacceptable, require
from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under
from xingjia.registry.models import Contract, CountyParameter, Employer, EmployerStatement
from xingjia.toolkit.audit.commands import record as log

BECAUSE = "figures of every employer in the county follow its decision"


@transaction.atomic
def decide_three(actor: Actor, county: Node, *, kinds: Collection[str], start: date) -> bool:
    """Say which kinds of contracts make 三项 in a county from a day on; figures follow at once.

    Returns whether anything changed. Raises `Refused` without the right to edit the county,
    `Unacceptable` for a place that is no county or kinds that are none.
    """
    require(actor, Right.EDIT, county.path)
    if county.kind != Node.Kind.COUNTY:
        raise Unacceptable("no_county")
    chosen = [kind for kind in Contract.Kind.values if kind in kinds]
    if not chosen or len(chosen) != len(set(kinds)):
        raise Unacceptable("no_such_kinds")
    rows = CountyParameter.objects.everything(because=BECAUSE).select_for_update()
    known: dict[str, Any] = {
        "organisation": county,
        "name": CountyParameter.Name.THREE,
        "start": start,
    }
    if rows.filter(**known, value=chosen).exists():
        return False
    decision, _ = rows.update_or_create(**known, defaults={"value": chosen})
    log(actor.label, "registry.three_decided", decision, kinds=chosen)
    facts_changed.send(sender=decide_three, kind="employer", keys=_employers(county))
    return True


@transaction.atomic
def decide_women_committee(actor: Actor, county: Node, *, women: int, start: date) -> bool:
    """Say from how many women members on a union has a women's committee, from a day on.

    Ten by the charter; a county may have its own line. Returns whether anything changed. Raises
    `Refused` without the right to edit the county, `Unacceptable` for a place that is no county or
    a number that is none.
    """
    require(actor, Right.EDIT, county.path)
    if county.kind != Node.Kind.COUNTY:
        raise Unacceptable("no_county")
    if women < 1:
        raise Unacceptable("no_such_number")
    rows = CountyParameter.objects.everything(because=BECAUSE).select_for_update()
    known: dict[str, Any] = {
        "organisation": county,
        "name": CountyParameter.Name.WOMEN_COMMITTEE_FROM,
        "start": start,
    }
    if rows.filter(**known, value=women).exists():
        return False
    decision, _ = rows.update_or_create(**known, defaults={"value": women})
    log(actor.label, "registry.women_committee_decided", decision, women=women)
    return True


def _employers(county: Node) -> set[int]:
    """Everybody who stands in the county now or is said to have stood there."""
    codes = Node.objects.filter(under("path", county.path)).values_list("code", flat=True)
    said = EmployerStatement.objects.everything(because=BECAUSE).filter(
        field=EmployerStatement.Field.PLACE, value__in=list(codes)
    )
    now = Employer.objects.everything(because=BECAUSE).filter(
        under("organisation__path", county.path)
    )
    return {*said.values_list("employer", flat=True), *now.values_list("pk", flat=True)}
