"""Facts about unions from the register, in bulk; what tells none of the wanted is not read."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

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
from xingjia.registry.queries.parameters import Histories, asked_over, nearest
from xingjia.registry.queries.terms import asked_tenures
from xingjia.registry.rules.committees import Sitting
from xingjia.registry.rules.elections import Parameters
from xingjia.registry.rules.origins import EMPLOYER_VALUE, UNION_VALUE, of_value
from xingjia.registry.rules.parameters import value_on
from xingjia.registry.rules.post_facts import Post, bodies, officers, tenures_in, terms
from xingjia.registry.rules.terms import Tenure
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
from xingjia.toolkit.together import Asking, beside, read

BECAUSE = "facts are computed for everybody; standings are scoped where they are read"
# Kinds that ask for what is covered, and what of the employers.
NEEDS = {"contract": "contract", "membership": "staff", "committee": "staff", "party": "party"}
PARTY = EmployerStatement.Field.PARTY
WOMEN = CountyParameter.Name.WOMEN_COMMITTEE_FROM.value
Values = dict[int, dict[str, list[Said]]]


def about_unions(
    subject: str, keys: Collection[int], kinds: frozenset[str] = KINDS
) -> Asking[list[Fact]]:
    """Facts about these unions: all that standards ask of the register."""
    said, covered, stood, posts, rooms = yield from beside(
        _said(keys, fields_of(kinds)),
        _covered(keys, kinds),
        _stood(keys, kinds),
        _posts(keys, kinds),
        _rooms(keys, kinds),
    )
    counted = list(_counted(keys, said, covered))
    found = list(counted)
    for union in keys:
        mine = said.get(union, {})
        found += from_values(union, mine)
        found += certified(union, mine)
        found += approvals(union, mine)
        found += _from_employers(union, covered.get(union, ()))
    found += _standing(stood, said)
    found += _in_posts(posts, counted)
    found += rooms
    return found


# ---- values, and days of being ------------------------------------------------------------------


def _said(keys: Collection[int], fields: Collection[str]) -> Asking[Values]:
    """Everything said about these fields, oldest first. One query."""
    found: Values = {}
    if fields:
        said = UnionStatement.objects.everything(because=BECAUSE).filter(
            union__in=keys, field__in=fields
        )
        rows = said.order_by("union", "field", "day").values_list(
            "pk", "union", "field", "day", "value", "origin"
        )
        yield [rows]
        for pk, union, name, day, value, origin in rows:
            told = day, value, of_value(origin, UNION_VALUE, pk)
            found.setdefault(union, {}).setdefault(name, []).append(told)
    return found


def _stood(keys: Collection[int], kinds: frozenset[str]) -> Asking[list[tuple[int, Span]]]:
    """From the founding, or where nobody knows it from its first place in the tree, to its end."""
    if "union" not in kinds:
        return []
    unions = Union.objects.everything(because=BECAUSE).filter(pk__in=keys)
    rows = unions.values_list("pk", "organisation", "founded_on", "closed_on")
    unknown = unions.filter(founded_on__isnull=True).values("organisation")
    placements = Placement.objects.filter(node__in=unknown).order_by("-start")
    places = placements.values_list("node", "start")
    yield [rows, places]
    placed = dict(places)
    return [
        (union, Span(founded_on or placed.get(leaf, OPEN), closed_on or OPEN))
        for union, leaf, founded_on, closed_on in rows
    ]


def _standing(stood: Iterable[tuple[int, Span]], said: Values) -> Iterator[Fact]:
    for union, span in stood:
        if span.start < span.end:
            approved = [fact.verified for fact in approvals(union, said.get(union, {}))]
            yield founded(union, span, approved[0] if approved else Spans())


def _rooms(keys: Collection[int], kinds: frozenset[str]) -> Asking[list[Fact]]:
    """Rooms a union keeps; one that is an office is an office besides."""
    found: list[Fact] = []
    if not kinds & OF_ROOMS:
        return found
    kept = Room.objects.everything(because=BECAUSE).filter(union__in=keys)
    rows = kept.values_list("pk", "union", "kind", "start", "end")
    yield [rows]
    for pk, union, kind, start, end in rows:
        days, origin = Span(start, end), f"registry.room:{pk}"
        found.append(record(union, "room", days, told=(("kind", kind),), origin=origin))
        if kind == Room.Kind.OFFICE:
            found.append(record(union, "office", days, origin=origin))
    return found


# ---- posts --------------------------------------------------------------------------------------

# Who holds the posts of each union, and what holds for its bodies from which day on.
Posts = dict[int, tuple[list[Post], list[tuple[date, Parameters]], list[Tenure]]]


def _posts(keys: Collection[int], kinds: frozenset[str]) -> Asking[Posts]:
    if not kinds & OF_POSTS:
        return {}
    people = Officer.objects.everything(because=BECAUSE).filter(union__in=keys).order_by("pk")
    rows = people.values_list(
        "union", "union__organisation__path", "election__approved_on", "pk", "post", "name",
        "elected_on", "term_ends_on", "left_on", "left_why",
    )  # fmt: skip
    unions = Union.objects.everything(because=BECAUSE).filter(pk__in=keys)
    wanted = [WOMEN] if "committee" in kinds else []
    _, over, tenures = yield from beside(
        read(rows),
        asked_over(unions, wanted),
        asked_tenures(keys),
    )
    held: dict[int, list[Post]] = {}
    paths: dict[int, str] = {}
    for union, paths[union], approved_on, *sitting in rows:
        one = Sitting(*sitting)
        late = next((t.delays for t in tenures.get(union, ()) if t.last == one.last), ())
        held.setdefault(union, []).append(Post(one, approved_on, late))
    return {
        union: (
            posts,
            _local(over, paths[union]) if wanted else [],
            tenures.get(union) or tenures_in(posts),
        )
        for union, posts in held.items()
    }


def _in_posts(posts: Posts, counted: Iterable[Fact]) -> Iterator[Fact]:
    members: dict[int, list[Fact]] = {}
    for fact in counted:
        members.setdefault(fact.subject[1], []).append(fact)
    for union, (held, local, tenures) in posts.items():
        yield from officers(union, held)
        yield from terms(union, held, tenures)
        if local:
            yield from bodies(union, held, members.get(union, []), local)


def _local(over: Histories, path: str) -> list[tuple[date, Parameters]]:
    """What holds for the bodies of a union, and from which day on."""
    history = nearest(over, path)
    days = [EVER, *(day for day, _ in history.get(WOMEN, ()))]
    return [
        (day, Parameters(women_committee_from=int(value_on(WOMEN, history, day)))) for day in days
    ]


# ---- employers ----------------------------------------------------------------------------------


def _covered(keys: Collection[int], kinds: frozenset[str]) -> Asking[dict[int, list[Covered]]]:
    """Whom each union covers, when, and what is told of them. Up to five queries."""
    asked = frozenset(told for kind, told in NEEDS.items() if kind in kinds)
    found: dict[int, list[Covered]] = {}
    if not asked:
        return found
    rows = Cover.objects.everything(because=BECAUSE).filter(union__in=keys).order_by("pk")
    covers = rows.values_list("union", "employer", "start", "end")
    of_them = rows.order_by().values("employer")
    _, *told = yield from beside(read(covers), *_told(of_them, asked))
    about: dict[int, list[Fact]] = {}
    for fact in (fact for facts in told for fact in facts):
        about.setdefault(fact.subject[1], []).append(fact)
    for union, employer, start, end in covers:
        one = Covered(employer, Span(start, end), tuple(about.get(employer, ())))
        found.setdefault(union, []).append(one)
    return found


def _told(employers: Any, asked: frozenset[str]) -> Iterator[Asking[list[Fact]]]:
    if known := asked & OF_EMPLOYERS.keys() - {"party"}:
        yield about_employers("employer", employers, known)
    if "party" in asked:
        yield _party(employers)


def _party(employers: Any) -> Asking[list[Fact]]:
    rows = EmployerStatement.objects.everything(because=BECAUSE)
    told = rows.filter(employer__in=employers, field=PARTY).order_by("employer", "day")
    columns = told.values_list("employer", "pk", "day", "value", "origin")
    yield [columns]
    found: list[Fact] = []
    for employer, group in groupby(columns, key=lambda row: row[0]):
        found += _values(employer, list(group))
    return found


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
