"""What every command asks that a federation over a union gives: is it mine, is it open, who is to
be told."""

from collections.abc import Collection

from xingjia.access.checks import Refused
from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.registry.commands.editing import locked_union
from xingjia.registry.models import Cover, Union
from xingjia.registry.rules.claims import OF_COVERS, OF_TERMS
from xingjia.registry.rules.editing import Finding
from xingjia.registry.rules.union_facts import OF_POSTS


def led_union(actor: Actor, union: Union) -> Union:
    """The union, locked, if the actor leads it from above: no chair elects or ends herself."""
    found = locked_union(actor, union)
    if not actor.may_from_above(Right.EDIT, found.organisation.path):
        raise Refused(f"{Right.EDIT} over {found.organisation.path}")
    return found


def closed_findings(union: Union) -> list[Finding]:
    """About a union that is no more."""
    return [Finding("closed_already")] if union.closed_on else []


def told(unions: Collection[int], kinds: frozenset[str] | None = None) -> None:
    """Let the standings of unions follow facts of these kinds; None: of any."""
    facts_changed.send(sender=Union, kind="union", keys=set(unions), fact_kinds=kinds)


def touched(union: Union) -> None:
    """Let the figures of everybody the union ever covered follow its terms, and its standings
    who sits in it."""
    covers = Cover.objects.everything(because="figures follow whoever looks")
    keys = covers.filter(union=union).values_list("employer", flat=True)
    facts_changed.send(sender=Union, kind="employer", keys=keys, fact_kinds=OF_TERMS)
    told([union.pk], OF_POSTS)


def covered(cover: Cover) -> None:
    """Let the figures of an employer follow that a union covers it, or no longer does."""
    facts_changed.send(
        sender=Cover, kind="employer", keys={cover.employer_id}, fact_kinds=OF_COVERS
    )
