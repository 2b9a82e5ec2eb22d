"""Who said the things that a visit looks at: they, and their places, do not verify them."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from xingjia.access.models import Account, Appointment
from xingjia.access.rules import RIGHTS, Right, Role
from xingjia.evidence.facts import ORIGIN as OF_EVIDENCE
from xingjia.evidence.models import Evidence
from xingjia.evidence.queries.known import Told
from xingjia.imports.models import ImportRow
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import ancestors_of
from xingjia.registry.models import Contract, EmployerStatement, Officer, Room, UnionStatement
from xingjia.registry.rules.origins import EMPLOYER_VALUE, UNION_VALUE
from xingjia.toolkit.audit.models import Entry
from xingjia.visits.rules import POSTS, Claimant, Post, Visitor

BECAUSE = "who claimed a thing does not verify it, whoever asks"
OF_IMPORTS = "imports.importrow:"
OF_OFFICERS, OF_ROOMS, OF_CONTRACTS = "registry.officer:", "registry.room:", "registry.contract:"
NOBODY_KNOWN = Claimant("")  # somebody typed it, and nobody knows who: nobody is another
# Who typed a thing, when if that is kept, and the union or employer it is about.
Typed = tuple[str, datetime | None, str]


def claimants_of(told: Iterable[Told]) -> dict[str, Claimant]:
    """Who claimed these, by origin: who typed a value or a record, or had it imported. Left out
    where nobody did. Tables that tell nothing of it are not read."""
    origins = {origin for one in told for origin in one.origins}
    recorded = _officers(origins) | _rooms(origins)
    imported = {rows for rows, _ in recorded.values() if rows.startswith(OF_IMPORTS)}
    known = _of_imports(origins | imported)
    typed = {origin: said for origin, (rows, said) in recorded.items() if rows not in known}
    typed |= _values(origins) | _contracts(origins)
    return (
        known
        | {origin: known[rows] for origin, (rows, _) in recorded.items() if rows in known}
        | _of_evidence(origins)
        | _by_hand({origin: said for origin, said in typed.items() if said})
    )


def _of_evidence(origins: Collection[str]) -> dict[str, Claimant]:
    keys = _keys(origins, OF_EVIDENCE)
    if not keys:
        return {}
    rows = Evidence.objects.everything(because=BECAUSE).filter(pk__in=keys)
    said = rows.values_list("pk", "said_by", "filed_from__path")
    return {f"{OF_EVIDENCE}{pk}": Claimant(label, path or "") for pk, label, path in said}


def _of_imports(origins: Collection[str]) -> dict[str, Claimant]:
    keys = _keys(origins, OF_IMPORTS)
    if not keys:
        return {}
    rows = ImportRow.objects.everything(because=BECAUSE).filter(pk__in=keys)
    said = rows.values_list("pk", "batch__asked_by", "batch__organisation__path")
    return {f"{OF_IMPORTS}{pk}": Claimant(label, path) for pk, label, path in said}


def _keys(origins: Collection[str], prefix: str) -> list[int]:
    return [int(one.removeprefix(prefix)) for one in origins if one.startswith(prefix)]


# ---- what was typed -----------------------------------------------------------------------------


def _values(origins: Collection[str]) -> dict[str, Typed]:
    """Values that a person typed."""
    tables: list[tuple[str, Any, str]] = [
        (UNION_VALUE, UnionStatement, "union"),
        (EMPLOYER_VALUE, EmployerStatement, "employer"),
    ]
    found: dict[str, Typed] = {}
    for prefix, model, owner in tables:
        if keys := _keys(origins, prefix):
            rows = model.objects.everything(because=BECAUSE).filter(pk__in=keys)
            told = rows.values_list("pk", "said_by", "entered_at", f"{owner}__organisation__path")
            found |= {f"{prefix}{pk}": (said_by, at, path) for pk, said_by, at, path in told}
    return found


def _officers(origins: Collection[str]) -> dict[str, tuple[str, Typed | None]]:
    """Officers with their origin, and who typed their election if it was typed."""
    keys = _keys(origins, OF_OFFICERS)
    if not keys:
        return {}
    rows = Officer.objects.everything(because=BECAUSE).filter(pk__in=keys)
    told = rows.values_list("pk", "origin", "election__said_by", "union__organisation__path")
    return {
        f"{OF_OFFICERS}{pk}": (origin, (said_by or "", None, path) if origin or said_by else None)
        for pk, origin, said_by, path in told
    }


def _rooms(origins: Collection[str]) -> dict[str, tuple[str, Typed | None]]:
    keys = _keys(origins, OF_ROOMS)
    if not keys:
        return {}
    rows = Room.objects.everything(because=BECAUSE).filter(pk__in=keys)
    told = rows.values_list("pk", "origin", "said_by", "union__organisation__path")
    return {f"{OF_ROOMS}{pk}": (origin, (by, None, path)) for pk, origin, by, path in told}


def _contracts(origins: Collection[str]) -> dict[str, Typed]:
    """Contracts somebody entered by hand, by the log: a contract keeps no name."""
    keys = _keys(origins, OF_CONTRACTS)
    if not keys:
        return {}
    rows = Contract.objects.everything(because=BECAUSE).filter(pk__in=keys)
    paths = {f"{OF_CONTRACTS}{pk}": at for pk, at in rows.values_list("pk", "organisation__path")}
    added = Entry.objects.filter(subject__in=paths, action="registry.contract_added")
    told = added.values_list("subject", "actor", "at")
    return {subject: (by, at, paths[subject]) for subject, by, at in told}


def _by_hand(typed: dict[str, Typed]) -> dict[str, Claimant]:
    """Who typed each, with the place whose post let him: the nearest one he held then. One
    query; where nobody kept when, whatever post he ever held."""
    people = {by.removeprefix("account:") for by, *_ in typed.values()}
    keys = [int(key) for key in people if key.isdecimal()]
    posts = Appointment.objects.everything(because=BECAUSE).filter(account__in=keys)
    held: dict[str, list[tuple[str, date, date, str]]] = {}
    for key, *post in posts.values_list("account", "role", "start", "end", "organisation__path"):
        held.setdefault(f"account:{key}", []).append((post[0], post[1], post[2], post[3]))
    found = {}
    for origin, (by, at, about) in typed.items():
        day = localtime(at).date() if at else None
        paths = [
            path
            for role, start, end, path in held.get(by, ())
            if Right.EDIT in RIGHTS[Role(role)]
            and about.startswith(path)
            and (day is None or start <= day < end)
        ]
        found[origin] = Claimant(by, max(paths, key=len, default="")) if by else NOBODY_KNOWN
    return found


# ---- who went -----------------------------------------------------------------------------------


def visitors_of(accounts: Collection[int], on: date) -> list[Visitor]:
    """The visitors with accounts, with the posts they held on the day. One query."""
    held: dict[int, list[Post]] = {key: [] for key in accounts}
    posts = Appointment.objects.everything(because="a visit counts by the posts of its day")
    posts = posts.filter(account__in=accounts, start__lte=on, end__gt=on)
    names: dict[int, str] = {}
    for key, names[key], role, kind, path in posts.values_list(
        "account", "account__name", "role", "organisation__kind", "organisation__path"
    ):
        held[key].append(Post(role, kind, path))
    return [
        Visitor(f"account:{key}", tuple(posts), names.get(key, "")) for key, posts in held.items()
    ]


def possible_visitors(paths: Iterable[str], on: date) -> list[Account]:
    """Who holds a post over one of these unions on a day: those who may have gone."""
    above = {node for path in paths for node in ancestors_of(path)[:-1]}
    held = Appointment.objects.everything(because="who keeps a union knows the officers above it")
    held = held.filter(
        organisation__in=above, role__in=POSTS, start__lte=on, end__gt=on, account__is_active=True
    )
    return list(Account.objects.filter(pk__in=held.values("account")).order_by("name", "pk"))


def place_of_visitors(visitors: Iterable[Visitor], union: str) -> Node | None:
    """The place the trip was made from: of the visitors' posts over the union the nearest."""
    over = [
        post.path
        for visitor in visitors
        for post in visitor.posts
        if post.role in POSTS and union.startswith(post.path)
    ]
    return Node.objects.filter(path=max(over, key=len)).first() if over else None
