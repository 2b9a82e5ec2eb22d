"""What would end with a union, and what of it could be brought back as it was."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from xingjia.access.models import Appointment
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import standing_now
from xingjia.registry.models import (
    Affiliation,
    Closing,
    Contract,
    ContractEmployer,
    Cover,
    FocusMark,
    Group,
    Officer,
    Room,
    Union,
    UnionStatement,
)
from xingjia.registry.queries.contracts import dates_of
from xingjia.registry.queries.newest import covers_running
from xingjia.registry.queries.said import said_on
from xingjia.registry.rules.contract_clock import in_force

BECAUSE = "of a union the caller leads; of contracts and posts only how many"
SPANS: dict[str, Any] = {
    "groups": Group,
    "affiliations": Affiliation,
    "marks": FocusMark,
    "rooms": Room,
}


@dataclass(frozen=True)
class Ending:
    """What ends with a union on a day, and how much stays: contracts run on, members remain."""

    covers: list[Cover]
    officers: list[Officer]
    posts: int
    contracts: int
    members: int | None


def ending(union: Union, on: date) -> Ending:
    """What the end of a union on a day would end."""
    covers = covers_running(union, on)
    said = said_on(UnionStatement, [union.pk], on).get(union.pk, {})
    return Ending(
        covers,
        list(officers_on(union, on)),
        posts_at(union.organisation, on).count(),
        _contracts({one.employer_id for one in covers}, on),
        said.get(UnionStatement.Field.MEMBERS),
    )


def officers_on(union: Union, on: date) -> QuerySet[Officer]:
    """Everybody in office on a day."""
    rows: QuerySet[Officer] = Officer.objects.everything(because=BECAUSE).filter(union=union)
    begun = Q(elected_on__isnull=True) | Q(elected_on__lte=on)
    return rows.filter(begun, Q(left_on__isnull=True) | Q(left_on__gt=on)).order_by("pk")


def elected_after(union: Union, on: date) -> bool:
    """Whether somebody was elected after a day: then the union cannot have ended on it."""
    rows = Officer.objects.everything(because=BECAUSE).filter(union=union, elected_on__gt=on)
    return bool(rows.exists())


def spans_of(union: Union, on: date) -> dict[str, list[Any]]:
    """Groups of the union, and affiliations on either side of it, that last beyond a day."""
    groups = Group.objects.everything(because=BECAUSE).filter(union=union, end__gt=on)
    belongs = Affiliation.objects.everything(because=BECAUSE).filter(end__gt=on)
    sides = Q(member=union) | Q(federation=union)
    return {
        "groups": list(groups.order_by("pk")),
        "affiliations": list(belongs.filter(sides).order_by("pk")),
        "marks": _running(FocusMark, union, on),
        "rooms": _running(Room, union, on),
    }


def _running(model: Any, union: Union, on: date) -> list[Any]:
    """Marks or rooms of the union that began before a day and last beyond it."""
    rows = model.objects.everything(because=BECAUSE).filter(union=union)
    return list(rows.filter(start__lt=on, end__gt=on).order_by("pk"))


def posts_at(leaf: Node, on: date) -> QuerySet[Appointment]:
    """The posts held at a leaf that last beyond a day."""
    rows: QuerySet[Appointment] = Appointment.objects.everything(because=BECAUSE)
    return rows.filter(organisation=leaf, end__gt=on).order_by("pk")


def _contracts(employers: set[int], on: date) -> int:
    covering = ContractEmployer.objects.everything(because=BECAUSE).filter(employer__in=employers)
    found = Contract.objects.everything(because=BECAUSE).filter(pk__in=covering.values("contract"))
    days = [in_force(dates_of(one)) for one in found]
    return sum(1 for one in days if one and one[0] <= on < one[1])


# ---- taken back ------------------------------------------------------------------------------


@dataclass
class Restorable:
    """What still stands as the end of a union left it, as `Closing.ended` names it.

    `changed` are the parts of which something does not: covers, officers, posts, leaf.
    """

    covers: list[dict[str, Any]] = field(default_factory=list)
    officers: list[dict[str, Any]] = field(default_factory=list)
    posts: list[dict[str, Any]] = field(default_factory=list)
    groups: list[dict[str, Any]] = field(default_factory=list)
    affiliations: list[dict[str, Any]] = field(default_factory=list)
    marks: list[dict[str, Any]] = field(default_factory=list)
    rooms: list[dict[str, Any]] = field(default_factory=list)
    leaf: bool = False
    changed: list[str] = field(default_factory=list)


def last_closing(union: Union) -> Closing | None:
    """The end of a union that stands; None for an open one, or one ended before it was kept."""
    rows = Closing.objects.everything(because=BECAUSE).filter(union=union, undone_on__isnull=True)
    found: Closing | None = rows.select_related("union__organisation").order_by("pk").last()
    return found


def closings_of(union: Union) -> list[Closing]:
    """Every end of a union that was entered, also those taken back."""
    return list(Closing.objects.everything(because=BECAUSE).filter(union=union))


def restorable(closing: Closing) -> Restorable:
    """What could be brought back as it was, and what has changed since."""
    ended = closing.ended
    found = Restorable(
        [one for one in ended["covers"] if _cover_stands(closing, one)],
        [one for one in ended["officers"] if _officer_stands(closing, one)],
        [one for one in ended["posts"] if _post_stands(closing, one)],
        leaf=_leaf_stands(closing),
    )
    for name in SPANS:
        stands = [one for one in ended.get(name, []) if _span_stands(closing, name, one)]
        setattr(found, name, stands)
    found.changed = [
        name
        for name in ("covers", "officers", "posts", *SPANS)
        if len(getattr(found, name)) != len(ended.get(name, []))
    ]
    if ended["leaf"] and not found.leaf:
        found.changed.append("leaf")
    return found


def _cover_stands(closing: Closing, one: dict[str, Any]) -> bool:
    """It ended with the union, and no other union has covered the employer since."""
    covers = Cover.objects.everything(because=BECAUSE)
    cover = covers.filter(pk=one["pk"], end=closing.on).first()
    if cover is None:
        return False
    others = covers.filter(employer=cover.employer_id, end__gt=closing.on)
    return not others.exclude(union=closing.union_id).exists()


def _officer_stands(closing: Closing, one: dict[str, Any]) -> bool:
    rows = Officer.objects.everything(because=BECAUSE).filter(pk=one["pk"], left_on=closing.on)
    return bool(rows.filter(left_why=Officer.Left.CLOSED).exists())


def _post_stands(closing: Closing, one: dict[str, Any]) -> bool:
    """Nobody has touched it, and the person has no other post there since."""
    leaf = closing.union.organisation
    if posts_at(leaf, closing.on).filter(account=one["account"]).exists():
        return False
    rows = Appointment.objects.everything(because=BECAUSE)
    return one["pk"] is None or rows.filter(pk=one["pk"], end=closing.on).exists()


def _span_stands(closing: Closing, name: str, one: dict[str, Any]) -> bool:
    """It ended with the union, and nothing of its kind has followed on it since."""
    row = SPANS[name].objects.everything(because=BECAUSE).filter(pk=one["pk"], end=closing.on)
    found = row.first()
    if isinstance(found, Affiliation):
        others = {found.member, found.federation} - {closing.union}
        return not any(other.closed_on for other in others)
    return found is not None


def _leaf_stands(closing: Closing) -> bool:
    """The leaf is closed since the day, and the place it hung under, or its heir, is open."""
    leaf = Node.objects.get(pk=closing.union.organisation_id)
    last = leaf.placements.select_related("parent").order_by("start").last()
    if leaf.closed_on is None or leaf.closed_on.isoformat() != closing.ended["leaf"]:
        return False
    return bool(last and last.parent and standing_now([last.parent.code]))
