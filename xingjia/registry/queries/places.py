"""Where employers and unions stood on a day, and which places a reader can choose from."""

from collections.abc import Collection
from datetime import date

from django.db.models import CharField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Replace

from xingjia.access.queries import home_of, nodes_for
from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node, Placement
from xingjia.orgtree.queries import children_on, path_on, under, way_to
from xingjia.orgtree.rules import ancestors_of
from xingjia.registry.models import Cover, Employer, EmployerStatement, Union
from xingjia.registry.queries.said import newest, said_after

BECAUSE = "figures of all employers follow the tree, whoever changed it"
BATCH = 500


def place_for(actor: Actor, code: str) -> Node | None:
    """The place with this code, if it is the actor's to see."""
    return nodes_for(actor).exclude(kind=Node.Kind.UNION).filter(code=code).first()


def choices(actor: Actor, place: Node | None, on: date) -> list[Node]:
    """The places to choose from: those under the chosen one, else beside it, else under home."""
    home = place or home_of(actor)
    if home is None:
        return []
    found = list(children_on(home, on))
    above = way_to(home)[-2:-1]
    if found or place is None or not above:
        return found
    beside = children_on(above[0], on)
    return list(beside.filter(pk__in=nodes_for(actor).values("pk")))


def way_for(actor: Actor, node: Node) -> list[Node]:
    """The nodes from the highest one in the actor's reach down to `node`."""
    return list(nodes_for(actor).filter(pk__in=ancestors_of(node.path)).order_by("path"))


def stated_place(on: date) -> Combinable:
    """The code of the place a register gives an employer on a day, as text."""
    quoted = Cast(newest(EmployerStatement, EmployerStatement.Field.PLACE, on), CharField())
    return Replace(quoted, Value('"'), Value(""))


def employers_under(node: Node, on: date) -> tuple[dict[str, Combinable], Q]:
    """Annotations and condition: employers that stood under a node on a day.

    Where nobody has said where an employer stood, it is where it stands now.
    """
    placed = Placement.objects.filter(
        node__code=OuterRef("stated_place"), start__lte=on, end__gt=on
    )
    path = Coalesce(Subquery(placed.values("path")[:1]), F("organisation__path"))
    branch = path_on(node, on) or node.path
    return {"stated_place": stated_place(on), "place_path": path}, under("place_path", branch)


def unions_under(node: Node, on: date, branch: str = "") -> Q:
    """Unions whose leaf hung under a node on a day, or hangs there now if it hung nowhere.

    `branch` is the node's path on the day, if the caller knows it.
    """
    leaf = Placement.objects.filter(node=OuterRef("organisation"), start__lte=on, end__gt=on)
    within = under("path", branch or path_on(node, on) or node.path)
    now = under("organisation__path", node.path)
    return Q(Exists(leaf.filter(within))) | (Q(~Exists(leaf)) & now)


def employers_ever_at(nodes: Collection[int]) -> set[int]:
    """Employers that stand at one of these nodes, or of which a register once said so."""
    found = set(
        Employer.objects.everything(because=BECAUSE)
        .filter(organisation__in=nodes)
        .values_list("pk", flat=True)
    )
    places = Node.objects.filter(pk__in=nodes).exclude(kind=Node.Kind.UNION)
    codes = list(places.values_list("code", flat=True))
    said = EmployerStatement.objects.everything(because=BECAUSE).filter(
        field=EmployerStatement.Field.PLACE
    )
    for begin in range(0, len(codes), BATCH):
        here = said.filter(value__in=codes[begin : begin + BATCH])
        found |= set(here.values_list("employer", flat=True))
    return found


def unions_at(nodes: Collection[int]) -> set[int]:
    """Unions whose leaf is one of these nodes, locked."""
    rows = Union.objects.everything(because=BECAUSE).filter(organisation__in=nodes)
    return set(rows.select_for_update().order_by("pk").values_list("pk", flat=True))


def hold_unions(keys: Collection[int]) -> None:
    """Lock these unions: who tells of a union holds it, so that standings never miss a record."""
    rows = Union.objects.everything(because=BECAUSE).filter(pk__in=keys)
    list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))


def unions_covering(employers: Collection[int]) -> set[int]:
    """Unions that cover one of these employers, or ever did; locked, so that nobody else works
    out their standings from records that are not yet written."""
    covers = Cover.objects.everything(because=BECAUSE).filter(employer__in=employers)
    rows = Union.objects.everything(because=BECAUSE).filter(pk__in=covers.values("union"))
    return set(rows.select_for_update().order_by("pk").values_list("pk", flat=True))


def employers_following(at: Node, leaves: Collection[int], on: date) -> set[int]:
    """Employers at a place that belong to these unions (ids of leaves) alone on a day.

    Left out are those of which a later day's place is known already.
    """
    merged = Node.objects.filter(under("path", at.path), kind=at.kind)  # itself and its past
    here = Employer.objects.everything(because=BECAUSE).filter(organisation__in=merged)
    covers = Cover.objects.everything(because=BECAUSE).filter(start__lte=on, end__gt=on)
    followed: set[int] = set()
    kept: set[int] = set()
    for employer, leaf in covers.filter(employer__in=here).values_list(
        "employer", "union__organisation"
    ):
        (followed if leaf in leaves else kept).add(employer)
    found = followed - kept
    later = said_after(EmployerStatement, found, on)
    return {one for one in found if (one, EmployerStatement.Field.PLACE.value) not in later}
