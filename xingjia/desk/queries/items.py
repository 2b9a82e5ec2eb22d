"""Everything there is to look into, with what was decided about it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from hashlib import sha256
from operator import or_

from django.core.cache import cache
from django.db.models import Q

from xingjia.access.models import Account, Appointment
from xingjia.access.rules import Actor, Right, Role
from xingjia.desk.models import DeskDecision
from xingjia.desk.queries import doubts
from xingjia.desk.queries.reach import employers_kept, officers_kept
from xingjia.desk.queries.twins import twins
from xingjia.desk.rules import Item, Kind
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import ancestors_of
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.together import Asking, answered, beside

BECAUSE = "of things that the reader was given to look into"
OWNERS = (Role.OFFICER, Role.TOWNSHIP_OFFICER)
NOBODY, MINE = "nobody", "mine"
KEPT_FOR = 24 * 60 * 60  # seconds
# What is done at the desk itself, signing in and taking a list away change nothing of the answer.
UNCHANGING = reduce(or_, (Q(action__startswith=room) for room in ("access.", "audit.", "desk.")))


@dataclass(frozen=True)
class Asked:
    """Which items a reader asks for, on which day; "" and None mean all.

    `owner` is MINE or NOBODY; `settled` asks for those found right as they are.
    """

    on: date
    kind: str = ""
    place: Node | None = None
    owner: str = ""
    settled: bool = False
    account: int | None = None

    @property
    def narrowed(self) -> bool:
        """Whether anything but the day is asked for."""
        return self != Asked(self.on, account=self.account)


@dataclass(frozen=True)
class Line:
    """One item with who looks into it, and why it is right as it is, if somebody said so."""

    item: Item
    place: str = ""
    decision: DeskDecision | None = None


def items(actor: Actor, asked: Asked) -> list[Line]:
    """The items asked for, kind by kind, each where it belongs in the tree."""
    decided = {
        one.item: one
        for one in DeskDecision.objects.visible_to(actor, Right.IMPORT).select_related("owner")
    }
    found = [
        Line(item, decision=decided.get(item.key))
        for item in _narrowed(remembered(actor, asked.on), asked)
        if _wanted(decided.get(item.key), asked)
    ]
    order = list(Kind)
    return sorted(found, key=lambda one: (order.index(one.item.kind), _rank(one.item)))


def remembered(actor: Actor, on: date) -> list[Item]:
    """Everything there is to look into, worked out once until something of it may have changed.

    Whatever changes the register, the tree or an import stands in the log: the newest such entry
    is what the answer is kept under. One query where nothing changed since.
    """
    newest = Entry.objects.exclude(UNCHANGING).order_by("-seq").values_list("seq", "digest")
    told = (*(newest.first() or ()), on, *sorted(actor.branches(Right.IMPORT)))
    key = "desk." + sha256("|".join(map(str, told)).encode()).hexdigest()
    found: list[Item] | None = cache.get(key)
    if found is None:
        found = list(computed(actor, "", None, on))
        cache.set(key, found, KEPT_FOR)
    return found


def _narrowed(found: Iterable[Item], asked: Asked) -> Iterator[Item]:
    some = (one for one in found if asked.kind in ("", one.kind.value))
    return _at(some, asked.place)


def _rank(item: Item) -> tuple[int, str, str]:
    """Within a kind by place; twins with the strongest first."""
    strengths = ["strong", "likely", "possible"]
    return strengths.index(item.strength) if item.strength else 0, item.path, item.key


def has_register(actor: Actor) -> bool:
    """Whether there is any employer or union that the actor looks after: else nothing was looked
    at. One or two queries."""
    return employers_kept(actor, None).exists() or officers_kept(actor, None).exists()


def computed(actor: Actor, kind: str, place: Node | None, on: date) -> Iterator[Item]:
    """What there is to look into now, of one kind or of all, read in a few queries."""
    sources: dict[Kind, Callable[[], Asking[list[Item]]]] = {
        Kind.TWINS: lambda: twins(actor, on),
        Kind.DAYS: lambda: doubts.impossible_days(actor, place, on),
        Kind.CLAIMS: lambda: doubts.unborne_claims(actor, place, on),
        Kind.HELD: lambda: doubts.held_rows(actor, place),
        Kind.CODES: lambda: doubts.missing_codes(actor, place, on),
    }
    asked = [source() for name, source in sources.items() if kind in ("", name.value)]
    for found in answered(beside(*asked)):
        yield from _at(found, place)


def _at(found: Iterable[Item], place: Node | None) -> Iterator[Item]:
    """Of pairs, those of which one at least lies in the place."""
    branch = place.path if place else ""
    for item in found:
        if any(path.startswith(branch) for path in (item.path, *item.paths)):
            yield item


def _wanted(decision: DeskDecision | None, asked: Asked) -> bool:
    if asked.settled != bool(decision and decision.settled_on):
        return False
    owner = decision.owner_id if decision else None
    if asked.owner == MINE:
        return owner is not None and owner == asked.account
    return asked.owner != NOBODY or owner is None


def placed(lines: list[Line]) -> list[Line]:
    """The lines of one page with the names of their places. One query."""
    ids = {ancestors_of(line.item.path)[-1] for line in lines if line.item.path}
    names = dict(Node.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [
        Line(one.item, names.get(ancestors_of(one.item.path)[-1], ""), one.decision)
        for one in lines
    ]


def item_for(actor: Actor, key: str, on: date) -> Item | None:
    """The item with this key, if it still stands and is the actor's to look into."""
    kind = key.partition(".")[0]
    if kind not in set(Kind):
        return None
    return next((one for one in computed(actor, kind, None, on) if one.key == key), None)


def decision_on(actor: Actor, item: Item) -> DeskDecision | None:
    """What was decided about an item, if anything."""
    mine = DeskDecision.objects.visible_to(actor, Right.IMPORT).filter(item=item.key)
    found: DeskDecision | None = mine.select_related("owner").first()
    return found


def possible_owners(actor: Actor, item: Item, on: date) -> list[Account]:
    """Officers of the actor's branch who look after the place of an item."""
    above = Q(organisation__in=ancestors_of(item.path))
    held = Appointment.objects.visible_to(actor, Right.IMPORT).filter(above)
    in_force = held.filter(role__in=OWNERS, start__lte=on, end__gt=on, account__is_active=True)
    return list(Account.objects.filter(pk__in=in_force.values("account")).order_by("name", "pk"))
