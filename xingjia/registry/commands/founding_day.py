"""Another day of founding: what begins with the union follows it."""

from collections.abc import Iterable
from datetime import date

from xingjia.access.checks import require
from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.registry.models import Cover, Officer, Union
from xingjia.registry.queries.newest import latest_first
from xingjia.registry.rules.claims import OF_COVERS
from xingjia.registry.rules.editing import Finding
from xingjia.registry.rules.names import last_day
from xingjia.registry.rules.values import founding_findings

BECAUSE = "the caller holds the right over the union, which is locked"


def founding_objections(
    union: Union, said: str, covers: Iterable[Cover], chairs: Iterable[Officer]
) -> list[Finding]:
    """What stands against this day of founding; `said` as far as it is known, 2013-04; `covers`
    and `chairs` are all there ever were."""
    founded = last_day(said)
    if founded is None:
        return []
    apart = [one.start for one in covers if not _follows(union, one, founded)]
    elected = [one.elected_on for one in latest_first(chairs) if one.elected_on]
    return founding_findings(founded, apart, elected)


def move_founding(actor: Actor, union: Union, said: str, covers: Iterable[Cover]) -> None:
    """Move the founding, and the covers that began with it; figures follow."""
    require(actor, Right.EDIT, union.organisation.path)
    founded = last_day(said)
    if founded is None or founded == union.founded_on:
        return
    with_it = [one.pk for one in covers if _follows(union, one, founded)]
    rows = Cover.objects.everything(because=BECAUSE).filter(union=union, pk__in=with_it)
    rows.update(start=founded)
    union.founded_on = founded
    union.save(update_fields=["founded_on"])
    keys = {one.employer_id for one in covers}
    facts_changed.send(sender=move_founding, kind="employer", keys=keys, fact_kinds=OF_COVERS)
    facts_changed.send(
        sender=move_founding, kind="union", keys={union.pk}, fact_kinds=frozenset({"union"})
    )


def _follows(union: Union, cover: Cover, founded: date) -> bool:
    """Whether a cover begins with the union and still lasts if that is founded then."""
    return cover.start == union.founded_on and founded < cover.end
