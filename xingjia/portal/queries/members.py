"""Members of the unions under a node on a day, and what part of the staff they are."""

from collections.abc import Collection
from datetime import date

from django.db.models import BigIntegerField, Q, Value

from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node
from xingjia.registry.models import Cover, EmployerStatement, UnionStatement
from xingjia.registry.queries.places import unions_under
from xingjia.registry.queries.said import newest
from xingjia.registry.queries.unions import standing_on
from xingjia.standards.coverage.queries import BaseFigure, Coverage, Figure

MEMBERS, STAFF_OF_UNIONISED = "members", "staff_of_unionised"
BECAUSE = "of unions the caller was given; only numbers are added up"


def members_under(actor: Actor, node: Node, on: date, *, branch: str = "") -> Figure:
    """The members said of the unions that stood under a node; None where nobody said any.

    The rate is of those unions alone of which members and the staff of every employer covered are
    known: what is unknown is in neither number. `branch` is the node's path on the day, if known.
    """
    said, covered = _said_and_covered(actor, unions_under(node, on, branch), on)
    both = [key for key in said if key in covered]
    # Two unions may cover one employer: its staff are there once.
    staff = {employer: number for key in both for employer, number in covered[key].items()}
    base = BaseFigure(
        STAFF_OF_UNIONISED,
        sum(said[key] for key in both) if both else None,
        sum(staff.values()) if both else None,
    )
    return Figure(MEMBERS, sum(said.values()) if said else None, 0, (base,))


def members_of(actor: Actor, coverage: Coverage) -> tuple[Figure, list[Figure]]:
    """The figure of the node, and of each line below it; what is in no child is the rest."""
    total = members_under(actor, coverage.node, coverage.on)
    below = [
        members_under(actor, line.node, coverage.on) if line.node else None
        for line in coverage.children
    ]
    rest = _rest(total, [one for one in below if one])
    return total, [one or rest for one in below]


def _rest(total: Figure, parts: Collection[Figure]) -> Figure:
    base = total.bases[0]
    own = [one.bases[0] for one in parts]
    count = _less(base.count, [one.count for one in own])
    staff = _less(base.base, [one.base for one in own])
    left = BaseFigure(base.code, count, staff)
    return Figure(total.code, _less(total.count, [one.count for one in parts]), 0, (left,))


def _less(whole: int | None, parts: Collection[int | None]) -> int | None:
    return None if whole is None else (whole - sum(one or 0 for one in parts)) or None


def _said_and_covered(
    actor: Actor, within: Q, on: date
) -> tuple[dict[int, int], dict[int, dict[int, int]]]:
    """Per union its members, where said, and the staff of each employer it covers, without unions
    of which one is unknown. One query: the unions and their covers, one list after the other."""
    unions = standing_on(actor, on).filter(within).order_by()
    members = newest(UnionStatement, UnionStatement.Field.MEMBERS, on)
    staff = newest(EmployerStatement, EmployerStatement.Field.STAFF, on, of="employer")
    covers = Cover.objects.everything(because=BECAUSE).filter(
        union__in=unions.values("pk"), start__lte=on, end__gt=on
    )
    nobody = Value(None, BigIntegerField())
    every = unions.annotate(of=nobody, said=members).values_list("pk", "of", "said")
    covered: dict[int, dict[int, int | None]] = {}
    said: dict[int, int] = {}
    of_covers = covers.annotate(said=staff).values_list("union", "employer", "said")
    for union, employer, number in every.union(of_covers, all=True):
        if employer is not None:
            covered.setdefault(union, {})[employer] = number
        elif number is not None:
            said[union] = number
    return said, {
        union: {one: number for one, number in some.items() if number is not None}
        for union, some in covered.items()
        if None not in some.values()
    }
