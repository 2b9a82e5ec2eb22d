"""Rows that may be one employer, union or person."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from xingjia.access.models import Appointment
from xingjia.access.rules import Actor
from xingjia.desk.queries.reach import (
    BECAUSE,
    Counties,
    employers_kept,
    newest_by,
    officers_kept,
    place_path,
    unions_kept,
)
from xingjia.desk.rules import Item, Kind, key_of
from xingjia.orgtree.models import Node
from xingjia.registry.models import (
    Cover,
    EmployerAlias,
    EmployerStatement,
    Officer,
    UnionAlias,
    UnionStatement,
)
from xingjia.registry.rules.names import name_key
from xingjia.registry.rules.twins import Person, Suspicion, Unit, twin_persons, twin_units

PHONE, OFFICE = UnionStatement.Field.CHAIR_PHONE, UnionStatement.Field.OFFICE
Known = dict[int, tuple[str, str]]  # name and path by id


def twins(actor: Actor, on: date) -> Iterator[Item]:
    """Suspected twins among everything the actor looks after: a pair may lie in two places."""
    counties = Counties()
    places = set(
        Node.objects.exclude(kind=Node.Kind.UNION)
        .filter(closed_on__isnull=True)
        .values_list("name", flat=True)
    )
    phones = newest_by(UnionStatement, "union", unions_kept(actor, None, on), PHONE, on)
    yield from _employers(actor, on, counties, places, phones)
    yield from _unions(actor, on, counties, places, phones)
    yield from _persons(actor, on, counties)


def _employers(
    actor: Actor, on: date, counties: Counties, places: set[str], phones: dict[int, str]
) -> Iterator[Item]:
    kept = employers_kept(actor, None)
    keys = kept.order_by().values("pk")
    address = newest_by(EmployerStatement, "employer", kept, EmployerStatement.Field.ADDRESS, on)
    former: dict[int, list[str]] = {}
    said = EmployerStatement.objects.everything(because=BECAUSE).filter(employer__in=keys)
    for key, name in said.filter(field="name").values_list("employer", "value"):
        former.setdefault(key, []).append(str(name))
    called = EmployerAlias.objects.everything(because=BECAUSE).filter(employer__in=keys)
    for key, name in called.exclude(name="").values_list("employer", "name"):
        former.setdefault(key, []).append(name)
    covers = Cover.objects.everything(because=BECAUSE).filter(employer__in=keys)
    covering = dict(covers.filter(start__lte=on, end__gt=on).values_list("employer", "union"))
    known, units = {}, []
    for key, name, code, path in kept.values_list("pk", "name", "code", "organisation__path"):
        known[key] = name, path
        units.append(
            Unit(
                key,
                name,
                counties.of(path),
                code,
                str(address.get(key, "")),
                str(phones.get(covering.get(key, 0), "")),
                tuple(former.get(key, ())),
            )
        )
    for pair in twin_units(units, places):
        yield _item("employer", pair, known)


def _unions(
    actor: Actor, on: date, counties: Counties, places: set[str], phones: dict[int, str]
) -> Iterator[Item]:
    kept = unions_kept(actor, None, on)
    keys = kept.order_by().values("pk")
    office = newest_by(UnionStatement, "union", kept, OFFICE, on)
    covers: dict[int, set[int]] = {}
    rows = Cover.objects.everything(because=BECAUSE).filter(union__in=keys)
    for union, employer in rows.filter(start__lte=on, end__gt=on).values_list("union", "employer"):
        covers.setdefault(union, set()).add(employer)
    former: dict[int, list[str]] = {}
    called = UnionAlias.objects.everything(because=BECAUSE).filter(union__in=keys)
    for key, name in called.exclude(name="").values_list("union", "name"):
        former.setdefault(key, []).append(name)
    known, units = {}, []
    for key, name, code, leaf in kept.values_list("pk", "name", "code", "organisation__path"):
        known[key] = name, place_path(leaf)
        units.append(
            Unit(
                key,
                name,
                counties.of(leaf),
                code,
                str(office.get(key, "")),
                str(phones.get(key, "")),
                tuple(former.get(key, ())),
                frozenset(covers.get(key, ())),
            )
        )
    for pair in twin_units(units, places):
        yield _item("union", pair, known)


def _persons(actor: Actor, on: date, counties: Counties) -> Iterator[Item]:
    known, people, unions = {}, [], {}
    kept = officers_kept(actor, None)
    beside = _Beside(kept, on)
    rows = kept.values_list(
        *("pk", "name", "union", "union__organisation__path", "union__name"),
        *("elected_on", "term_ends_on", "left_on", "post", "person"),
    )
    for key, name, union, leaf, at, elected, ends, left, post, person in rows:
        known[key], unions[key] = (name, place_path(leaf)), (union, at, post)
        # The telephone a union gives is that of the chair in office.
        leads = post == Officer.Post.CHAIR
        phone = beside.phone(union, elected, left) if leads else ""
        one = Person(key, name, union, counties.of(leaf), phone, elected, left or ends, post)
        account = beside.accounts.get((leaf, name_key(name)))
        covers = frozenset(beside.covers.get(union, ()))
        people.append(replace(one, account=account, covers=covers, person=person))
    for pair in twin_persons(people):
        at = [unions[one] for one in (pair.first, pair.second)]
        yield _item("person", pair, known, posts=at, same=at[0][0] == at[1][0])


class _Beside:
    """What of an officer's union tells namesakes apart. Three queries."""

    def __init__(self, officers: QuerySet[Officer], on: date) -> None:
        unions = officers.order_by().values("union")
        said = UnionStatement.objects.everything(because=BECAUSE).filter(
            union__in=unions, field=PHONE, day__lte=on
        )
        self._phones: dict[int, list[tuple[date, str]]] = {}
        for union, day, value in said.order_by("day").values_list("union", "day", "value"):
            self._phones.setdefault(union, []).append((day, str(value or "")))
        held = Appointment.objects.everything(because=BECAUSE).filter(
            organisation__in=officers.order_by().values("union__organisation")
        )
        columns = ("organisation__path", "account__name", "account")
        self.accounts = {
            (path, name_key(name)): account for path, name, account in held.values_list(*columns)
        }
        self.covers: dict[int, set[int]] = {}
        covering = Cover.objects.everything(because=BECAUSE).filter(union__in=unions)
        for union, employer in covering.values_list("union", "employer"):
            self.covers.setdefault(union, set()).add(employer)

    def phone(self, union: int, since: date | None, left: date | None) -> str:
        """The newest telephone a union gave while somebody was in office; "" when it gave none."""
        told = [
            number
            for day, number in self._phones.get(union, ())
            if (left is None or day < left) and (left is None or since is None or day >= since)
        ]
        return told[-1] if told else ""


def _item(subject: str, pair: Suspicion, known: Known, **params: object) -> Item:
    both = pair.first, pair.second
    return Item(
        key_of(Kind.TWINS, subject, *both),
        Kind.TWINS,
        known[pair.first][1],
        subject,
        both,
        tuple(known[one][0] for one in both),
        f"twin_{subject}",
        params,
        pair.strength.value,
        pair.reasons,
        (known[pair.second][1],),
    )
