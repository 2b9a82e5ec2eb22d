"""Groups of a union, the federations it belongs to, and what a federation holds together."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.registry.models import (
    Affiliation,
    Cover,
    EmployerStatement,
    Group,
    Union,
    UnionStatement,
)
from xingjia.registry.queries.said import said_on
from xingjia.registry.rules.names import name_key

BECAUSE = "of a union that the reader was given; names only of those he may see"


@dataclass(frozen=True)
class Together:
    """What a federation holds together on a day, each counted once.

    `members` is None where no union has said; `telling` unions have.
    """

    unions: int
    employers: int
    operating: int
    members: int | None
    telling: int


def groups_of(union: Union) -> QuerySet[Group]:
    """All groups there ever were, by name and day."""
    groups: QuerySet[Group] = Group.objects.everything(because=BECAUSE)
    return groups.filter(union=union)


def groups_in(unions: Iterable[int], on: date) -> QuerySet[Group]:
    """The groups of these unions on a day, union by union."""
    groups: QuerySet[Group] = Group.objects.everything(because=BECAUSE)
    standing = groups.filter(union__in=unions, start__lte=on, end__gt=on)
    return standing.select_related("union").order_by("union__name", "union", "name", "pk")


def belongings_of(union: Union) -> QuerySet[Affiliation]:
    """All there ever was on either side of a union: federations and members, oldest first."""
    sides = Q(member=union) | Q(federation=union)
    rows: QuerySet[Affiliation] = Affiliation.objects.everything(because=BECAUSE).filter(sides)
    return rows.select_related("member", "federation").order_by("start", "pk")


def seen_members(actor: Actor, union: Union, on: date) -> QuerySet[Affiliation]:
    """The members of a day that the actor may see, by name."""
    rows: QuerySet[Affiliation] = Affiliation.objects.visible_to(actor).filter(
        federation=union, start__lte=on, end__gt=on
    )
    return rows.select_related("member").order_by("member__name", "pk")


def seen_unions(actor: Actor, affiliations: Collection[Affiliation]) -> set[int]:
    """Ids of the unions named in these that the actor may open."""
    keys = {one.federation_id for one in affiliations} | {one.member_id for one in affiliations}
    if not keys:
        return set()
    return set(Union.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))


def together(union: Union, on: date) -> Together:
    """What the members of a federation are together on a day."""
    rows = Affiliation.objects.everything(because=BECAUSE).filter(
        federation=union, start__lte=on, end__gt=on
    )
    keys = set(rows.values_list("member", flat=True))
    covers = Cover.objects.everything(because=BECAUSE).filter(
        union__in=keys, start__lte=on, end__gt=on
    )
    employers = set(covers.values_list("employer", flat=True))
    produces = said_on(EmployerStatement, employers, on).values()
    said = said_on(UnionStatement, keys, on).values()
    counts = [one["members"] for one in said if "members" in one]
    return Together(
        len(keys),
        len(employers),
        sum(1 for one in produces if one.get("in_production")),
        sum(counts) if counts else None,
        len(counts),
    )


def is_above(federation: Union, member: Union, start: date) -> bool:
    """Whether one union already stands over another, through any federations, on some day from
    `start` on: then it cannot become its member."""
    ahead, known = {member.pk}, {member.pk}
    while ahead:
        rows = Affiliation.objects.everything(because=BECAUSE).filter(member__in=ahead)
        above = set(rows.filter(end__gt=start).values_list("federation", flat=True))
        if federation.pk in above:
            return True
        ahead = above - known
        known |= above
    return False


def belongs_already(member: Union, federation: Union, start: date) -> bool:
    """Whether the union belongs to the federation on the day or will later."""
    rows = Affiliation.objects.everything(because=BECAUSE).filter(end__gt=start)
    return bool(rows.filter(member=member, federation=federation).exists())


def group_named(union: Union, name: str, on: date) -> Group | None:
    """The group of this name on a day or later."""
    rows = Group.objects.everything(because=BECAUSE).filter(union=union, name=name, end__gt=on)
    found: Group | None = rows.order_by("-start").first()
    return found


def affiliation_to_mend(actor: Actor, union: int, pk: int) -> Affiliation | None:
    """The affiliation with this id, if the actor keeps its member union."""
    mine = Affiliation.objects.visible_to(actor, Right.EDIT).filter(pk=pk, member=union)
    found: Affiliation | None = mine.select_related("member__organisation", "federation").first()
    return found


def group_to_mend(actor: Actor, union: int, pk: int) -> Group | None:
    """The group with this id, if the actor keeps its union."""
    mine = Group.objects.visible_to(actor, Right.EDIT).filter(pk=pk, union=union)
    found: Group | None = mine.select_related("union__organisation").first()
    return found


def union_named(actor: Actor, text: str) -> Union | None:
    """The one open union in the actor's keeping with this code or whole name; None of several."""
    mine = Union.objects.visible_to(actor, Right.EDIT).filter(closed_on__isnull=True)
    key = name_key(text)
    found = list(mine.filter(Q(code=text.strip().upper()) & ~Q(code=""))[:2]) or [
        one for one in mine.filter(name__contains=text.strip())[:50] if name_key(one.name) == key
    ]
    return found[0] if len(found) == 1 else None
