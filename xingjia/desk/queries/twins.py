"""Rows that may be one employer, union or person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from xingjia.access.models import Appointment
from xingjia.access.rules import Actor
from xingjia.desk.queries.reach import (
    BECAUSE,
    Counties,
    employers_kept,
    officers_kept,
    place_path,
    unions_kept,
    values_by,
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
from xingjia.toolkit.together import Asking, beside

PHONE, OFFICE = UnionStatement.Field.CHAIR_PHONE, UnionStatement.Field.OFFICE
Known = dict[int, tuple[str, str]]  # name and path by id


@dataclass(frozen=True)
class _Around:
    """What tells any two rows apart or together: counties, names of places, and telephones."""

    counties: Counties
    places: set[str]
    phones: dict[int, str]


def twins(actor: Actor, on: date) -> Asking[list[Item]]:
    """Suspected twins among everything the actor looks after: a pair may lie in two places."""
    counties = Counties.rows()
    places = (
        Node.objects.exclude(kind=Node.Kind.UNION)
        .filter(closed_on__isnull=True)
        .values_list("name", flat=True)
    )
    phones = values_by(UnionStatement, "union", unions_kept(actor, None, on), PHONE, on)
    yield [counties, places, phones]
    around = _Around(Counties(counties), set(places), dict(phones))
    parts = yield from beside(
        _employers(actor, on, around), _unions(actor, on, around), _persons(actor, on, around)
    )
    return [item for part in parts for item in part]


def _employers(actor: Actor, on: date, around: _Around) -> Asking[list[Item]]:
    kept = employers_kept(actor, None)
    keys = kept.order_by().values("pk")
    addresses = values_by(EmployerStatement, "employer", kept, EmployerStatement.Field.ADDRESS, on)
    said = EmployerStatement.objects.everything(because=BECAUSE).filter(employer__in=keys)
    named = said.filter(field="name").values_list("employer", "value")
    aliases = EmployerAlias.objects.everything(because=BECAUSE).filter(employer__in=keys)
    called = aliases.exclude(name="").values_list("employer", "name")
    covers = Cover.objects.everything(because=BECAUSE).filter(employer__in=keys)
    covering = covers.filter(start__lte=on, end__gt=on).values_list("employer", "union")
    rows = kept.values_list("pk", "name", "code", "organisation__path")
    yield [addresses, named, called, covering, rows]
    address, under, former = dict(addresses), dict(covering), _gathered([*named, *called])
    units = [
        Unit(
            key,
            name,
            around.counties.of(path),
            code,
            str(address.get(key, "")),
            str(around.phones.get(under.get(key, 0), "")),
            tuple(str(one) for one in former.get(key, ())),
        )
        for key, name, code, path in rows
    ]
    known = {key: (name, path) for key, name, _, path in rows}
    return [_item("employer", pair, known) for pair in twin_units(units, around.places)]


def _unions(actor: Actor, on: date, around: _Around) -> Asking[list[Item]]:
    kept = unions_kept(actor, None, on)
    keys = kept.order_by().values("pk")
    offices = values_by(UnionStatement, "union", kept, OFFICE, on)
    covers = Cover.objects.everything(because=BECAUSE).filter(union__in=keys)
    covering = covers.filter(start__lte=on, end__gt=on).values_list("union", "employer")
    aliases = UnionAlias.objects.everything(because=BECAUSE).filter(union__in=keys)
    called = aliases.exclude(name="").values_list("union", "name")
    rows = kept.values_list("pk", "name", "code", "organisation__path")
    yield [offices, covering, called, rows]
    office, covered, former = dict(offices), _gathered(covering), _gathered(called)
    units = [
        Unit(
            key,
            name,
            around.counties.of(leaf),
            code,
            str(office.get(key, "")),
            str(around.phones.get(key, "")),
            tuple(former.get(key, ())),
            frozenset(covered.get(key, ())),
        )
        for key, name, code, leaf in rows
    ]
    known = {key: (name, place_path(leaf)) for key, name, _, leaf in rows}
    return [_item("union", pair, known) for pair in twin_units(units, around.places)]


def _gathered(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _persons(actor: Actor, on: date, around: _Around) -> Asking[list[Item]]:
    kept = officers_kept(actor, None)
    rows = kept.values_list(
        *("pk", "name", "union", "union__organisation__path", "union__name"),
        *("elected_on", "term_ends_on", "left_on", "post", "person"),
    )
    beside_them = _Beside(kept, on)
    yield [rows, *beside_them.asked]
    beside_them.read()
    known, people, unions = {}, [], {}
    for key, name, union, leaf, at, elected, ends, left, post, person in rows:
        known[key], unions[key] = (name, place_path(leaf)), (union, at, post)
        # The telephone a union gives is that of the chair in office.
        leads = post == Officer.Post.CHAIR
        phone = beside_them.phone(union, elected, left) if leads else ""
        county = around.counties.of(leaf)
        one = Person(key, name, union, county, phone, elected, left or ends, post)
        account = beside_them.accounts.get((leaf, name_key(name)))
        covers = frozenset(beside_them.covers.get(union, ()))
        people.append(replace(one, account=account, covers=covers, person=person))
    found = []
    for pair in twin_persons(people):
        at = [unions[one] for one in (pair.first, pair.second)]
        found.append(_item("person", pair, known, posts=at, same=at[0][0] == at[1][0]))
    return found


class _Beside:
    """What of an officer's union tells namesakes apart; `asked` is to be read first."""

    def __init__(self, officers: QuerySet[Officer], on: date) -> None:
        unions = officers.order_by().values("union")
        said = UnionStatement.objects.everything(because=BECAUSE).filter(
            union__in=unions, field=PHONE, day__lte=on
        )
        held = Appointment.objects.everything(because=BECAUSE).filter(
            organisation__in=officers.order_by().values("union__organisation")
        )
        covering = Cover.objects.everything(because=BECAUSE).filter(union__in=unions)
        self.asked: list[QuerySet[Any]] = [
            said.order_by("day").values_list("union", "day", "value"),
            held.values_list("organisation__path", "account__name", "account"),
            covering.values_list("union", "employer"),
        ]

    def read(self) -> None:
        said, held, covering = self.asked
        self._phones = _gathered((union, (day, str(value or ""))) for union, day, value in said)
        self.accounts = {(path, name_key(name)): account for path, name, account in held}
        self.covers = _gathered(covering)

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
