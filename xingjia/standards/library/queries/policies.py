"""Reading policies and the clauses on which standards rest."""

from django.db.models import QuerySet

from xingjia.access.queries import nodes_for
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.standards.library.models import Clause, Policy
from xingjia.standards.rules.criteria import Standard


def policies_for(actor: Actor) -> QuerySet[Policy]:
    """The policies of a reader's places, and of those above them."""
    return Policy.objects.visible_to(actor).select_related("organisation", "blob", "replaces")


def successor_of(actor: Actor, policy: Policy) -> Policy | None:
    """The version that replaced it."""
    return policies_for(actor).filter(replaces=policy).first()


def clauses_of(actor: Actor, policy: Policy) -> QuerySet[Clause]:
    """What rests on a policy."""
    return Clause.objects.visible_to(actor).filter(policy=policy)


def clauses_about(actor: Actor, standard: Standard) -> QuerySet[Clause]:
    """The clauses a standard rests on, with their policies, as far as the reader may see them."""
    named = Clause.objects.visible_to(actor).filter(
        standard=standard.code, version=standard.version
    )
    return named.select_related("policy").order_by("criterion", "pk")


def places_to_publish(actor: Actor) -> QuerySet[Node]:
    """The places for which somebody may keep policies."""
    kinds = (Node.Kind.COUNTY, Node.Kind.TOWNSHIP, Node.Kind.PARK)
    found = nodes_for(actor, Right.EDIT).filter(kind__in=kinds, closed_on__isnull=True)
    return found.order_by("path")
