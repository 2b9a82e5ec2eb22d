"""Where a campaign can be started, and whom it can be given to."""

from datetime import date

from xingjia.access.models import Account
from xingjia.access.queries import appointments_for, nodes_for
from xingjia.access.rules import Actor, Right, Role
from xingjia.campaigns.models import Campaign, Member, Stage
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import children_on


def places_to_start(actor: Actor) -> list[Node]:
    """The federations the actor keeps records for: the tops of his branches, no unions."""
    tops = nodes_for(actor, Right.EDIT).filter(path__in=actor.branches(Right.EDIT))
    return list(tops.exclude(kind=Node.Kind.UNION).order_by("path"))


def place_of(actor: Actor, campaign: Campaign, right: Right = Right.SEE) -> Node | None:
    """The federation for which the actor looks at a campaign: that which started it or, below it,
    his own; None for whoever holds the right for a union alone."""
    over = campaign.organisation
    if actor.may(right, over.path):
        return over
    tops = [one for one in actor.branches(right) if one.startswith(over.path)]
    places = Node.objects.filter(path__in=tops).exclude(kind=Node.Kind.UNION)
    return places.order_by("path").first()


def places_below(place: Node, on: date) -> list[Node]:
    """The places under one, no unions, or that one itself if there are none."""
    return list(children_on(place, on).exclude(kind=Node.Kind.UNION)) or [place]


def places_counted(actor: Actor, stage: Stage) -> list[Node]:
    """The places that have members in a stage."""
    members = Member.objects.visible_to(actor).filter(stage=stage)
    return list(Node.objects.filter(pk__in=members.order_by().values("place")).order_by("path"))


def people_for(actor: Actor, on: date) -> list[Account]:
    """The officers in the actor's branches, himself among them, who can answer for unions."""
    officers = appointments_for(actor, on).filter(role__in=(Role.OFFICER, Role.TOWNSHIP_OFFICER))
    return list(Account.objects.filter(pk__in=officers.order_by().values("account")))


def member_for(actor: Actor, pk: int) -> Member | None:
    """The member with this id, if the actor keeps its campaign."""
    found: Member | None = (
        Member.objects.visible_to(actor, Right.EDIT)
        .select_related("stage__campaign__organisation", "place")
        .filter(pk=pk)
        .first()
    )
    if found and not actor.may(Right.EDIT, found.stage.campaign.organisation.path):
        return None
    return found
