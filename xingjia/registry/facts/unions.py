"""Facts about unions from the register, in bulk; what tells none of the wanted is not read."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef

from xingjia.facts.rules import EVER, OPEN, Fact, Span, Spans
from xingjia.orgtree.models import Placement
from xingjia.registry.facts.employers import about_employers
from xingjia.registry.models import (
    CountyParameter,
    Cover,
    EmployerStatement,
    Officer,
    Room,
    Union,
    UnionStatement,
)
from xingjia.registry.queries.parameters import local_of
from xingjia.registry.queries.terms import delays_standing, tenures_of
from xingjia.registry.rules.committees import Sitting
from xingjia.registry.rules.elections import Parameters
from xingjia.registry.rules.origins import EMPLOYER_VALUE, UNION_VALUE, of_value
from xingjia.registry.rules.parameters import value_on
from xingjia.registry.rules.post_facts import Post, bodies, officers, tenures_in, terms
from xingjia.registry.rules.union_facts import (
    KINDS,
    OF_EMPLOYERS,
    OF_POSTS,
    OF_ROOMS,
    Covered,
    Said,
    approvals,
    certified,
    contracted,
    fields_of,
    founded,
    from_values,
    led_by_party,
    numbers,
    record,
    staff_of,
)
from xingjia.registry.rules.values import NONE

BECAUSE = "facts are computed for everybody; standings are scoped where they are read"
# Kinds that ask for what is covered, and what of the employers.
NEEDS = {"contract": "contract", "membership": "staff", "committee": "staff", "party": "party"}
PARTY = EmployerStatement.Field.PARTY
WOMEN = CountyParameter.Name.WOMEN_COMMITTEE_FROM.value
Values = dict[int, dict[str, list[Said]]]


def about_unions(
    subject: str, keys: Collection[int], kinds: frozenset[str] = KINDS
) -> Iterator[Fact]:
    """Facts about these unions: all that standards ask of the register."""
    said = _said(keys, fields_of(kinds))
    covered = _covered(keys, kinds)
    for union in keys:
        mine = said.get(union, {})
        yield from from_values(union, mine)
        yield from certified(union, mine)
        yield from approvals(union, mine)
        yield from _from_employers(union, covered.get(union, ()))
    counted = list(_counted(keys, said, covered))
    yield from counted
    if "union" in kinds:
        yield from _standing(keys, said)
    if kinds & OF_POSTS:
        yield from _posts(keys, kinds, counted)
    if kinds & OF_ROOMS:
        yield from _rooms(keys)


# ---- values, and days of being ------------------------------------------------------------------


def _said(keys: Collection[int], fields: Collection[str]) -> Values:
    """Everything said about these fields, oldest first. One query."""
    found: Values = {}
    if fields:
        rows = UnionStatement.objects.everything(because=BECAUSE).filter(
            union__in=keys, field__in=fields
        )
        for pk, union, name, day, value, origin in rows.order_by(
            "union", "field", "day"
        ).values_list("pk", "union", "field", "day", "value", "origin"):
            told = day, value, of_value(origin, UNION_VALUE, pk)
            found.setdefault(union, {}).setdefault(name, []).append(told)
    return found


def _standing(keys: Collection[int], said: Values) -> Iterator[Fact]:
    """From the founding, or where nobody knows it from its first place in the tree, to its end."""
    rows = Union.objects.everything(because=BECAUSE).filter(pk__in=keys)
    unions = list(rows.values_list("pk", "organisation", "founded_on", "closed_on"))
    unknown = [leaf for _, leaf, founded_on, _ in unions if founded_on is None]
    placed: dict[int, date] = {}
    if unknown:
        placements = Placement.objects.filter(node__in=unknown).order_by("-start")
        placed = dict(placements.values_list("node", "start"))
    for union, leaf, founded_on, closed_on in unions:
        span = Span(founded_on or placed.get(leaf, OPEN), closed_on or OPEN)
        if span.start < span.end:
            approved = [fact.verified for fact in approvals(union, said.get(union, {}))]
            yield founded(union, span, approved[0] if approved else Spans())


def _rooms(keys: Collection[int]) -> Iterator[Fact]:
    """Rooms a union keeps; one that is an office is an office besides."""
    rows = Room.objects.everything(because=BECAUSE).filter(union__in=keys)
    for pk, union, kind, start, end in rows.values_list("pk", "union", "kind", "start", "end"):
        days, origin = Span(start, end), f"registry.room:{pk}"
        yield record(union, "room", days, told=(("kind", kind),), origin=origin)
        if kind == Room.Kind.OFFICE:
            yield record(union, "office", days, origin=origin)


# ---- posts --------------------------------------------------------------------------------------


def _posts(keys: Collection[int], kinds: frozenset[str], counted: Iterable[Fact]) -> Iterator[Fact]:
    held: dict[int, list[Post]] = {}
    paths: dict[int, str] = {}
    delayed: set[int] = set()  # seldom any: their terms are read only then
    rows = Officer.objects.everything(because=BECAUSE).filter(union__in=keys).order_by("pk")
    rows = rows.annotate(delayed=Exists(delays_standing().filter(union=OuterRef("union"))))
    for union, paths[union], approved_on, is_delayed, *sitting in rows.values_list(
        "union", "union__organisation__path", "election__approved_on", "delayed", "pk", "post",
        "name", "elected_on", "term_ends_on", "left_on", "left_why",
    ):  # fmt: skip
        delayed |= {union} if is_delayed else set()
        held.setdefault(union, []).append(Post(Sitting(*sitting), approved_on))
    members: dict[int, list[Fact]] = {}
    for fact in counted:
        members.setdefault(fact.subject[1], []).append(fact)
    local = _local(paths) if "committee" in kinds else {}
    tenures = tenures_of(delayed) if "term" in kinds and delayed else {}
    for union, posts in held.items():
        yield from officers(union, posts)
        yield from terms(union, posts, tenures.get(union, tenures_in(posts)))
        if union in local:
            yield from bodies(union, posts, members.get(union, []), local[union])


def _local(paths: Mapping[int, str]) -> dict[int, list[tuple[date, Parameters]]]:
    """What holds for the bodies of each union, and from which day on. One query."""
    decided = local_of(set(paths.values()), [WOMEN])
    found = {}
    for union, path in paths.items():
        history = decided.get(path, {})
        days = [EVER, *(day for day, _ in history.get(WOMEN, ()))]
        found[union] = [
            (day, Parameters(women_committee_from=int(value_on(WOMEN, history, day))))
            for day in days
        ]
    return found


# ---- employers ----------------------------------------------------------------------------------


def _covered(keys: Collection[int], kinds: frozenset[str]) -> dict[int, list[Covered]]:
    """Whom each union covers, when, and what is told of them. Up to five queries."""
    asked = frozenset(told for kind, told in NEEDS.items() if kind in kinds)
    if not asked:
        return {}
    rows = Cover.objects.everything(because=BECAUSE).filter(union__in=keys).order_by("pk")
    covers = list(rows.values_list("union", "employer", "start", "end"))
    about: dict[int, list[Fact]] = {}
    for fact in _told({employer for _, employer, *_ in covers}, asked):
        about.setdefault(fact.subject[1], []).append(fact)
    found: dict[int, list[Covered]] = {}
    for union, employer, start, end in covers:
        one = Covered(employer, Span(start, end), tuple(about.get(employer, ())))
        found.setdefault(union, []).append(one)
    return found


def _told(employers: Collection[int], asked: frozenset[str]) -> Iterator[Fact]:
    if known := asked & OF_EMPLOYERS.keys() - {"party"}:
        yield from about_employers("employer", employers, known)
    if "party" in asked:
        rows = EmployerStatement.objects.everything(because=BECAUSE)
        told = rows.filter(employer__in=employers, field=PARTY).order_by("employer", "day")
        columns = told.values_list("employer", "pk", "day", "value", "origin")
        for employer, group in groupby(columns, key=lambda row: row[0]):
            yield from _values(employer, list(group))


def _values(employer: int, said: list[Any]) -> Iterator[Fact]:
    ends = [row[2] for row in said[1:]] + [OPEN]
    for (_, pk, day, value, origin), end in zip(said, ends, strict=True):
        told, source = (("value", str(value)),), of_value(origin, EMPLOYER_VALUE, pk)
        yield Fact(("employer", employer), "party", Span(day, end), told, origin=source)


def _of(
    covered: Iterable[Covered], kind: str, attributes: tuple[tuple[str, str], ...] | None = None
) -> list[Covered]:
    return [
        replace(
            one,
            facts=tuple(
                fact
                for fact in one.facts
                if fact.kind == kind and attributes in (None, fact.attributes)
            ),
        )
        for one in covered
    ]


def _from_employers(union: int, covered: Collection[Covered]) -> Iterator[Fact]:
    yield from led_by_party(union, _of(covered, "party"), NONE)
    told = {fact.attributes for one in covered for fact in one.facts if fact.kind == "contract"}
    for attributes in sorted(told):
        yield from contracted(union, _of(covered, "contract", attributes))


def _counted(
    keys: Collection[int], said: Values, covered: Mapping[int, Collection[Covered]]
) -> Iterator[Fact]:
    for union in keys:
        staff = staff_of(_of(covered.get(union, ()), "staff"))
        yield from numbers(union, said.get(union, {}), staff)
