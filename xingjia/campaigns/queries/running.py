"""The campaigns that run: begun, and not every stage of them closed."""

from django.db.models import Exists, OuterRef, QuerySet

from xingjia.access.rules import Actor
from xingjia.campaigns.models import Campaign, Stage
from xingjia.campaigns.queries.boards import campaigns_for
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import is_within

BECAUSE = "whether a campaign that the reader was given runs"


def running_for(actor: Actor) -> QuerySet[Campaign]:
    """The campaigns that concern the actor and have a stage that is open, the newest first."""
    opened = Stage.objects.everything(because=BECAUSE).filter(
        campaign=OuterRef("pk"), opened_on__isnull=False, closed_on__isnull=True
    )
    return campaigns_for(actor).filter(Exists(opened))


def running_over(actor: Actor, node: Node) -> list[Campaign]:
    """Those of them that were started by this place or by one above it."""
    return [one for one in running_for(actor) if is_within(node.path, one.organisation.path)]
