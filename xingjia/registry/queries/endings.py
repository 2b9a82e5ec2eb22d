"""What would end with a union, and what of it could be brought back as it was."""

from collections.abc import Callable
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
from xingjia.toolkit.together import together

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


def closings_of(union: Union) -> QuerySet[Closing]:
    """Every end of a union that was entered, also those taken back."""
    rows: QuerySet[Closing] = Closing.objects.everything(because=BECAUSE)
    return rows.filter(union=union)


def restorable(closing: Closing) -> Restorable:
    """What could be brought back as it was, and what has changed since. Three queries, however
    much there is."""
    ended = closing.ended
    stands = _standing_still(closing)
    found = Restorable(leaf=_leaf_stands(closing))
    for name in ("covers", "officers", "posts", *SPANS):
        setattr(found, name, [one for one in ended.get(name, []) if stands(name, one)])
    found.changed = [
        name
        for name in ("covers", "officers", "posts", *SPANS)
        if len(getattr(found, name)) != len(ended.get(name, []))
    ]
    if ended["leaf"] and not found.leaf:
        found.changed.append("leaf")
    return found


def _standing_still(closing: Closing) -> Callable[[str, dict[str, Any]], bool]:
    """Tells of a record that ended with the union, by its part, whether it stands as the end left
    it: a cover, and no other union has covered the employer since; a post, and the person has no
    other there since; a span, and what it leans on is open. One query."""
    on, leaf = closing.on, closing.union.organisation

    def ids(name: str) -> list[int]:
        return [one["pk"] for one in closing.ended.get(name, []) if one["pk"] is not None]

    covers = Cover.objects.everything(because=BECAUSE)
    mine = covers.filter(pk__in=ids("covers"), end=on)
    since = covers.filter(employer__in=mine.values("employer"), end__gt=on)
    others = since.exclude(union=closing.union_id).values_list("employer", flat=True)
    officers = Officer.objects.everything(because=BECAUSE).filter(
        pk__in=ids("officers"), left_on=on, left_why=Officer.Left.CLOSED
    )
    held = posts_at(leaf, on).order_by().values_list("account", flat=True)
    posts = Appointment.objects.everything(because=BECAUSE).filter(pk__in=ids("posts"), end=on)
    spans = {name: _spans_ended(name, ids(name), on) for name in SPANS}
    known = [one.values_list("pk", flat=True) for one in (officers, posts)]
    together(mine, others, held, *known, *spans.values())
    taken = set(others)
    still = {
        "covers": {one.pk for one in mine if one.employer_id not in taken},
        "officers": set(known[0]),
        "posts": {None, *known[1]},
        **{
            name: {one.pk for one in rows if _open_yet(closing, one)}
            for name, rows in spans.items()
        },
    }

    def stands(name: str, one: dict[str, Any]) -> bool:
        again = name == "posts" and one["account"] in set(held)
        return one["pk"] in still[name] and not again

    return stands


def _spans_ended(name: str, keys: list[int], on: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = SPANS[name].objects.everything(because=BECAUSE)
    rows = rows.filter(pk__in=keys, end=on)
    return rows.select_related("member", "federation") if SPANS[name] is Affiliation else rows


def _open_yet(closing: Closing, one: Any) -> bool:
    if not isinstance(one, Affiliation):
        return True
    others = {one.member, one.federation} - {closing.union}
    return not any(other.closed_on for other in others)


def _leaf_stands(closing: Closing) -> bool:
    """The leaf is closed since the day, and the place it hung under, or its heir, is open."""
    leaf = Node.objects.get(pk=closing.union.organisation_id)
    last = leaf.placements.select_related("parent").order_by("start").last()
    if leaf.closed_on is None or leaf.closed_on.isoformat() != closing.ended["leaf"]:
        return False
    return bool(last and last.parent and standing_now([last.parent.code]))
