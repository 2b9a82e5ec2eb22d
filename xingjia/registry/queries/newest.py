"""What a form for mending a record is opened with: the newest that was said, whatever its day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import in_county_of
from xingjia.registry.models import (
    Cover,
    Employer,
    EmployerAlias,
    EmployerStatement,
    Officer,
    Union,
    UnionStatement,
)
from xingjia.registry.queries.aliases import code_meant
from xingjia.registry.queries.said import all_said, asked_said, said_on, statements
from xingjia.registry.rules.names import last_day, name_key
from xingjia.toolkit.together import answered, beside, read

BECAUSE = "of a record the caller may mend, or to keep codes and names apart"

# Values of a union that are judged beside the terms of its chairs.
SEEN_BESIDE_TERM = frozenset({"certificate_from", "certificate_to", "founded_on"})


def newest_of(owner: Employer | Union) -> dict[str, Any]:
    """Per field, the newest statement about it."""
    model = EmployerStatement if isinstance(owner, Employer) else UnionStatement
    return {one.field: one for one in all_said(model, owner.pk)}


def values_of(owner: Employer | Union, said: Iterable[Any] | None = None) -> dict[str, Any]:
    """Per field, the value that stands; name, code and place as the record itself has them.

    `said` are all statements about it, oldest first, for whoever has read them already.
    """
    newest = newest_of(owner) if said is None else {one.field: one for one in said}
    own = {"name": owner.name} | ({"code": owner.code} if owner.code else {})
    values = {name: one.value for name, one in newest.items()}
    if isinstance(owner, Employer):
        own["place"] = owner.organisation.code
    elif owner.founded_on and last_day(values.get("founded_on")) != owner.founded_on:
        own["founded_on"] = owner.founded_on.isoformat()
    return values | own


def code_is_taken(owner: Employer | Union | type[Employer], code: str) -> bool:
    """Whether another employer (or union) bears this code; it is unique in the country."""
    model = Union if isinstance(owner, Union) else Employer
    others = model.objects.everything(because=BECAUSE).filter(code=code)
    if isinstance(owner, Employer | Union):
        others = others.exclude(pk=owner.pk)
    return bool(code) and (others.exists() or code_meant(owner, code))


def name_is_known(name: str, at: Node) -> bool:
    """Whether the county has an employer of this name."""
    key = name_key(name)
    merged = EmployerAlias.objects.everything(because=BECAUSE).filter(
        in_county_of("employer__organisation__path", at), name_key=key
    )
    here = Q(in_county_of("organisation__path", at), name_key=key)
    meant = here | Q(pk__in=merged.values("employer"))
    return bool(Employer.objects.everything(because=BECAUSE).filter(meant).exists())


def covers_of(union: Union) -> QuerySet[Cover]:
    """Which employers the union covers or ever covered, the first first."""
    covers = Cover.objects.everything(because=BECAUSE).filter(union=union)
    found: QuerySet[Cover] = covers.order_by("start", "pk")
    return found


def covers_running(union: Union, on: date) -> list[Cover]:
    """Which employers the union covers on a day or will cover later."""
    covers = Cover.objects.everything(because=BECAUSE).filter(union=union, end__gt=on)
    return list(covers.select_related("employer__organisation").order_by("start", "pk"))


def covered_keys(union: Union) -> set[int]:
    """Ids of all employers the union ever covered: whose facts a change of it may touch."""
    covers = Cover.objects.everything(because=BECAUSE).filter(union=union)
    return set(covers.values_list("employer", flat=True))


@dataclass(frozen=True)
class Total:
    """A head-count of several employers together; None unless it is known of all `of` of them."""

    number: int | None
    known: int
    of: int

    @property
    def unknown(self) -> int:
        """Of how many employers nobody has said it."""
        return self.of - self.known


def totals_of(
    employers: Collection[int], on: date, fields: Collection[str], said: Any = None
) -> dict[str, Total]:
    """Head-counts of these employers together, by field. One query, if `said` is not given: what
    was said of them on the day, as `said_on` tells it."""
    said = said_on(EmployerStatement, employers, on) if said is None else said
    found = {}
    for name in fields:
        known = [said[key][name] for key in employers if name in said.get(key, {})]
        whole = sum(known) if known and len(known) == len(employers) else None
        found[name] = Total(whole, len(known), len(employers))
    return found


def staff_of(employers: Collection[int], on: date, said: Any = None) -> int | None:
    """The staff of these employers together; None unless all of them are known."""
    return totals_of(employers, on, ["staff"], said)["staff"].number


def chairs_of(union: Union) -> list[Officer]:
    """Everybody who was ever chair, the one elected last first."""
    return latest_first(chair_rows(union))


def chair_rows(union: Union) -> QuerySet[Officer]:
    """Everybody who was ever chair."""
    rows = Officer.objects.everything(because=BECAUSE)
    found: QuerySet[Officer] = rows.filter(union=union, post=Officer.Post.CHAIR)
    return found


def latest_first(chairs: Iterable[Officer]) -> list[Officer]:
    """Chairs, the one elected last first."""
    return sorted(chairs, key=lambda one: (one.elected_on or date.min, one.pk), reverse=True)


def chair_on(union: Union, on: date, chairs: Iterable[Officer] | None = None) -> Officer | None:
    """Who holds the chair on a day, elected by then and not gone; `chairs` for whoever has read
    them already."""
    for one in chairs_of(union) if chairs is None else latest_first(chairs):
        begun = one.elected_on is None or one.elected_on <= on
        if begun and (one.left_on is None or one.left_on > on):
            return one
    return None


def on_record(union: Union, day: date, named: Collection[str]) -> tuple[Any, Any, Any, Any]:
    """What a change of a union is judged by, in one query: all that was said, whom it covers or
    covered, who was its chair if that matters to what is `named`, and what was said of the
    employers by the day."""
    said, covers = statements(UnionStatement, union.pk), covers_of(union)
    chairs = chair_rows(union) if SEEN_BESIDE_TERM.intersection(named) else chair_rows(union).none()
    staff = asked_said(EmployerStatement, covers.order_by().values("employer"), day)
    staffed, *_ = answered(beside(staff, *(read(rows) for rows in (said, covers, chairs))))
    return said, covers, chairs, staffed
