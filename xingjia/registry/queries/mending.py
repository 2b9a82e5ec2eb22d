"""What somebody who mends the register can choose from."""

from django.db.models import Q

from xingjia.access.queries import nodes_for
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.registry.models import Cover, Employer, Union
from xingjia.registry.rules.names import name_key

KEPT_BY = (Node.Kind.TOWNSHIP, Node.Kind.PARK)


def places_to_keep(actor: Actor, current: str = "") -> list[Node]:
    """The townships and parks under which the actor may put employers, and the current place."""
    open_here = Q(kind__in=KEPT_BY, closed_on__isnull=True)
    return list(nodes_for(actor, Right.EDIT).filter(open_here | Q(code=current)).order_by("code"))


def employer_to_mend(actor: Actor, pk: int) -> Employer | None:
    """The employer with this id, if the actor keeps it. A chair sees hers, but keeps none."""
    mine = Employer.objects.visible_to(actor, Right.EDIT).select_related("organisation")
    found: Employer | None = mine.filter(pk=pk).first()
    return found if found and actor.may(Right.EDIT, found.organisation.path) else None


def union_to_mend(actor: Actor, pk: int) -> Union | None:
    """The union with this id, if the actor keeps it."""
    mine = Union.objects.visible_to(actor, Right.EDIT).select_related("organisation")
    found: Union | None = mine.filter(pk=pk).first()
    return found


def cover_to_mend(actor: Actor, union: int, pk: int) -> Cover | None:
    """The cover with this id, if the actor keeps its union."""
    mine = Cover.objects.visible_to(actor, Right.EDIT).filter(pk=pk, union=union)
    found: Cover | None = mine.select_related("union__organisation", "employer").first()
    return found


def employer_named(actor: Actor, text: str) -> Employer | None:
    """The one employer in the actor's keeping with this code or whole name; None of several."""
    mine = Employer.objects.visible_to(actor, Right.EDIT).select_related("organisation")
    meant = Q(name_key=name_key(text)) | Q(code=text.strip().upper())
    found = [one for one in mine.filter(meant)[:5] if actor.may(Right.EDIT, one.organisation.path)]
    return found[0] if len(found) == 1 else None
