"""Members of the unions under a node on a day, and what part of the staff they are."""

from collections.abc import Collection
from datetime import date

from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node
from xingjia.registry.models import Cover, EmployerStatement, UnionStatement
from xingjia.registry.queries.places import unions_under
from xingjia.registry.queries.said import said_on
from xingjia.registry.queries.unions import standing_on
from xingjia.standards.coverage.queries import BaseFigure, Coverage, Figure

MEMBERS, STAFF_OF_UNIONISED = "members", "staff_of_unionised"
BECAUSE = "of unions the caller was given; only numbers are added up"


def members_under(actor: Actor, node: Node, on: date) -> Figure:
    """The members said of the unions that stood under a node; None where nobody said any.

    The rate is of those unions alone of which members and the staff of every employer covered are
    known: what is unknown is in neither number.
    """
    under = standing_on(actor, on).filter(unions_under(node, on))
    unions = list(under.values_list("pk", flat=True))
    said = {
        key: values["members"]
        for key, values in said_on(UnionStatement, unions, on).items()
        if values.get("members") is not None
    }
    covered = _covered(unions, on)
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


def _covered(unions: Collection[int], on: date) -> dict[int, dict[int, int]]:
    """Per union the staff of each employer it covers; without unions of which one is unknown."""
    covers: dict[int, list[int]] = {}
    rows = Cover.objects.everything(because=BECAUSE).filter(union__in=unions)
    for union, employer in rows.filter(start__lte=on, end__gt=on).values_list("union", "employer"):
        covers.setdefault(union, []).append(employer)
    employers = {one for some in covers.values() for one in some}
    said = said_on(EmployerStatement, employers, on)
    known = {key: values.get("staff") for key, values in said.items()}
    return {
        union: {one: number for one in some if (number := known.get(one)) is not None}
        for union, some in covers.items()
        if all(known.get(one) is not None for one in some)
    }
