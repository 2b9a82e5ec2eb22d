"""What a county decides for itself."""

from datetime import date
from typing import Any

from xingjia.access.checks import Unacceptable, require
from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.models import Node, Placement
from xingjia.orgtree.queries import under, under_any
from xingjia.registry.models import CountyParameter, Union
from xingjia.registry.queries.places import employers_ever_at
from xingjia.registry.rules.claims import OF_CONTRACTS
from xingjia.registry.rules.parameters import PARAMETERS, fits
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

BECAUSE = "figures of every employer in the county follow its decision"


@command
def decide(
    actor: Actor, county: Node, *, name: str, value: Any, start: date, source: str = ""
) -> bool:
    """Say what holds in a county from a day on (see `rules.parameters`); figures follow at once.

    Returns whether anything changed. Raises `Refused` without the right to edit the county,
    `Unacceptable` for a place that is no county, a thing nobody decides, or a value that is none.
    """
    require(actor, Right.EDIT, county.path)
    if county.kind != Node.Kind.COUNTY:
        raise Unacceptable("no_county")
    if name not in PARAMETERS:
        raise Unacceptable("no_such_parameter")
    if not fits(PARAMETERS[name], value):
        raise Unacceptable("no_such_value")
    rows = CountyParameter.objects.everything(because=BECAUSE).select_for_update()
    known = rows.filter(organisation=county, name=name, start=start).first()
    if known and (known.value, known.source) == (value, source):
        return False
    one = known or CountyParameter(organisation=county, name=name, start=start)
    if known:
        before = {"value": one.value, "source": one.source, "said_by": one.said_by}
        one.replaced = [*one.replaced, before]
    one.value, one.source, one.said_by = value, source, actor.label
    one.save()
    if PARAMETERS[name].figures:
        facts_changed.send(
            sender=decide, kind="employer", keys=_employers(county), fact_kinds=OF_CONTRACTS
        )
    if name == CountyParameter.Name.WOMEN_COMMITTEE_FROM:
        facts_changed.send(
            sender=decide, kind="union", keys=_unions(county), fact_kinds=frozenset({"committee"})
        )
    log(actor.label, "registry.parameter_decided", one, name=name, start=str(start))
    return True


def _unions(county: Node) -> set[int]:
    rows = Union.objects.everything(because=BECAUSE).filter(
        under("organisation__path", county.path)
    )
    return set(rows.values_list("pk", flat=True))


def _employers(county: Node) -> set[int]:
    """Everybody who ever stood in the county: past days follow what was decided for them."""
    paths = set(Placement.objects.filter(node=county).values_list("path", flat=True))
    ever = Placement.objects.filter(under_any("path", paths | {county.path}))
    places = ever.exclude(node__kind=Node.Kind.UNION).values_list("node", flat=True)
    return employers_ever_at(set(places))
