"""What 双亮 tells the standards: whether the number is answered, what the prints that hang settle,
up to the day on which one of them is untrue, and since when what others made is untrue."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest

from xingjia.evidence.rules import LASTS, last_day
from xingjia.facts.rules import OPEN, Fact, Span, Spans, Weight
from xingjia.publicity.models import FaceChange, Hanging
from xingjia.publicity.queries.handmade import Thing, asked_claims, made
from xingjia.publicity.queries.hanging import sheets_of
from xingjia.publicity.queries.reach import (
    BECAUSE,
    PHONE,
    calls_of,
    chairs_faces,
    reached_by_number,
)
from xingjia.publicity.queries.timeline import asked_timeline, mark
from xingjia.publicity.rules.consent import phones
from xingjia.publicity.rules.prints import SHOWS, Hung, Said, days_of, lapsed
from xingjia.publicity.rules.reach import Reached
from xingjia.registry.models import Union, UnionStatement
from xingjia.registry.queries.parameters import asked_over, nearest
from xingjia.registry.rules.parameters import History, value_on
from xingjia.toolkit.together import Asking, beside, read

KINDS = frozenset({"reachable"}) | frozenset(SHOWS)
REGISTER = "union"


def about_unions(subject: str, keys: Collection[int], kinds: frozenset[str]) -> Asking[list[Fact]]:
    """Facts about these unions, of calls and of what hangs."""
    parts = []
    if "reachable" in kinds:
        parts.append(_reached(keys))
    if kinds & frozenset(SHOWS):
        parts.append(_hung(keys, kinds))
    told = yield from beside(*parts)
    return [fact for facts in told for fact in facts]


def _hung(keys: Collection[int], kinds: frozenset[str]) -> Asking[list[Fact]]:
    """What hangs claims that the thing is so; that it says what is not so is known from data, of
    what was not printed here as well."""
    hangings = Hanging.objects.everything(because=BECAUSE).filter(print__union__in=keys)
    rows = hangings.select_related("print__union__organisation").order_by("pk")
    unions = Union.objects.everything(because=BECAUSE).filter(pk__in=keys)
    asked = (
        read(rows),
        asked_timeline(keys),
        asked_over(unions, list(LASTS.values())),
        asked_claims(keys, kinds),
    )
    _, said, over, claims = yield from beside(*asked)
    decided = {one.print.union_id: nearest(over, one.print.union.organisation.path) for one in rows}
    hung = sheets_of(rows)
    found = [
        fact
        for (union, kind, form), sheets in hung.items()
        if kind in kinds
        for fact in _shown(
            union, kind, form, _while_good(kind, sheets, decided[union]), said[union]
        )
    ]
    for thing, things in made(claims, hung, said).items():
        found += _lapsed(thing, things, said[thing[0]])
    return found


def _lapsed(thing: Thing, things: Iterable[Hung], said: Collection[Said]) -> Iterator[Fact]:
    """The days on which what was made elsewhere says what is not so; that it is so, whoever
    claims it says himself."""
    union, kind, form = thing
    told = (("form", form),) if form else ()
    for one in things:
        for span in lapsed(one, said):
            yield Fact((REGISTER, union), kind, span, told, holds=False, origin="publicity.lapsed")


def _shown(
    union: int, kind: str, form: str, sheets: list[Hung], said: list[Said]
) -> Iterator[Fact]:
    right, wrong = days_of(kind, sheets, said)
    for holds, days in ((True, right), (False, wrong)):
        for start, end in days:
            # What is untrue stays so until somebody says otherwise of a later day.
            span = Span(start, end if holds else OPEN)
            told = (("form", form),) if form else ()
            yield Fact((REGISTER, union), kind, span, told, holds=holds, origin="publicity.hanging")


def _while_good(kind: str, sheets: list[Hung], decided: History) -> list[Hung]:
    """No longer than a thing of this kind is good in its county unless it is renewed."""
    if kind not in LASTS:
        return sheets
    found = []
    for one in sheets:
        last = last_day(one.since, int(value_on(LASTS[kind], decided, one.since)))
        found.append(replace(one, until=min(one.until, last + timedelta(days=1))))
    return found


def _reached(keys: Collection[int]) -> Asking[list[Fact]]:
    """A superior's call verifies, a worker's claims; a number that is
    changed ends what was known of the former one. Three reads."""
    calls = calls_of(keys)
    said = (
        UnionStatement.objects.everything(because=BECAUSE)
        .filter(union__in=keys, field=PHONE)
        .order_by("union", "day")
        .values_list("union", "day", "value")
    )
    changes = (
        FaceChange.objects.everything(because=BECAUSE)
        .filter(face__in=chairs_faces(keys).values("pk"))
        .order_by("face", "day")
        .values_list("face__officer__union", "face", "day", "mark", "face__officer__left_on")
    )
    yield [said, calls, changes]
    stood = _stood(said)
    for union, number in {(one.union_id, one.number) for one in calls}:
        own = Spans.of(_own_days(changes, union, mark(number)))
        stood[union, number] = stood.get((union, number), Spans()) | own
    return [
        _fact(union, one, Span(one.on, days.end))
        for union, number, one in reached_by_number(calls)
        for days in stood.get((union, number), Spans())
        if days.holds(one.on)
    ]


def _own_days(
    changes: Iterable[tuple[int, int, date, str, date | None]], union: int, number: str
) -> Iterator[tuple[date, date]]:
    """The days on which a chair of the union showed this number as her own, which no register
    has: known by its mark alone."""
    mine = [one for one in changes if one[0] == union]
    for (_, face, day, shown, left), after in zip_longest(mine, mine[1:]):
        ends = [after[2]] if after and after[1] == face else []
        end = min([*ends, left or OPEN])
        if shown == number and day < end:
            yield day, end


def _fact(union: int, one: Reached, span: Span) -> Fact:
    return Fact(
        (REGISTER, union),
        "reachable",
        span,
        holds=one.answered,
        weight=Weight.VERIFIED_CLAIM if one.tested else Weight.CLAIM,
        verified=Spans((span,)) if one.tested and one.answered else Spans(),
        origin="publicity.call",
    )


def _stood(said: Iterable[tuple[int, date, object]]) -> dict[tuple[int, str], Spans]:
    """The days on which each number stood as a union's, of what was said, oldest first."""
    by_union: dict[int, list[tuple[date, str]]] = {}
    for union, day, value in said:
        office, mobile = phones(str(value))
        by_union.setdefault(union, []).append((day, office or mobile))
    found: dict[tuple[int, str], list[tuple[date, date]]] = {}
    for union, held in by_union.items():
        ends = [day for day, _ in held[1:]] + [OPEN]
        for (day, number), end in zip(held, ends, strict=True):
            found.setdefault((union, number), []).append((day, end))
    return {key: Spans.of(days) for key, days in found.items()}
