"""What 双亮 tells the standards: whether the number is answered, and what the prints that hang
settle, up to the day on which one of them is untrue."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta

from xingjia.evidence.rules import LASTS, last_day
from xingjia.facts.rules import OPEN, Fact, Span, Spans, Weight
from xingjia.publicity.models import Hanging
from xingjia.publicity.queries.prints import timeline
from xingjia.publicity.queries.reach import BECAUSE, PHONE, reached_by_number
from xingjia.publicity.rules.consent import phones
from xingjia.publicity.rules.prints import SHOWS, Hung, days_of, kind_of, settled
from xingjia.registry.models import UnionStatement
from xingjia.registry.queries.parameters import local_of
from xingjia.registry.rules.parameters import History, value_on

KINDS = frozenset({"reachable"}) | frozenset(SHOWS)
REGISTER = "union"


def about_unions(subject: str, keys: Collection[int], kinds: frozenset[str]) -> Iterator[Fact]:
    """Facts about these unions. Two queries about calls, and ten about prints where any hang."""
    if "reachable" in kinds:
        yield from _reached(keys)
    if kinds & frozenset(SHOWS):
        yield from _hung(keys, kinds)


def _hung(keys: Collection[int], kinds: frozenset[str]) -> Iterator[Fact]:
    """What hangs claims that the thing is so; that it says what is not so is known from data."""
    rows = Hanging.objects.everything(because=BECAUSE).filter(print__union__in=keys)
    hung: dict[tuple[int, str, str], list[Hung]] = {}
    paths: dict[int, str] = {}
    for one in rows.select_related("print__union__organisation").order_by("pk"):
        paths[one.print.union_id] = one.print.union.organisation.path
        kind = kind_of(one.print.sheet)
        sheet = Hung(kind, one.print.shown, one.since, one.until or OPEN)
        for fact, form in settled(kind, one.print.shown):
            hung.setdefault((one.print.union_id, fact, form), []).append(sheet)
    said = timeline({union for union, _, _ in hung}) if hung else {}
    ageing = any(kind in LASTS for _, kind, _ in hung)
    decided = local_of(set(paths.values()), list(LASTS.values())) if ageing else {}
    for (union, kind, form), sheets in hung.items():
        if kind not in kinds:
            continue
        right, wrong = days_of(
            kind, _while_good(kind, sheets, decided.get(paths[union], {})), said[union]
        )
        for holds, days in ((True, right), (False, wrong)):
            for start, end in days:
                # What is untrue stays so until somebody says otherwise of a later day.
                span = Span(start, end if holds else OPEN)
                told = (("form", form),) if form else ()
                yield Fact(
                    (REGISTER, union), kind, span, told, holds=holds, origin="publicity.hanging"
                )


def _while_good(kind: str, sheets: list[Hung], decided: History) -> list[Hung]:
    """No longer than a thing of this kind is good in its county unless it is renewed."""
    if kind not in LASTS:
        return sheets
    found = []
    for one in sheets:
        last = last_day(one.since, int(value_on(LASTS[kind], decided, one.since)))
        found.append(replace(one, until=min(one.until, last + timedelta(days=1))))
    return found


def _reached(keys: Collection[int]) -> Iterator[Fact]:
    """A superior's call verifies, a worker's claims; a number that is
    changed ends what was known of the former one. Two queries."""
    stood = _stood(keys)
    for union, number, one in reached_by_number(keys):
        for days in stood.get((union, number), Spans()):
            if not days.holds(one.on):
                continue
            span = Span(one.on, days.end)
            yield Fact(
                (REGISTER, union),
                "reachable",
                span,
                holds=one.answered,
                weight=Weight.VERIFIED_CLAIM if one.tested else Weight.CLAIM,
                verified=Spans((span,)) if one.tested and one.answered else Spans(),
                origin="publicity.call",
            )


def _stood(unions: Collection[int]) -> dict[tuple[int, str], Spans]:
    """The days on which each number stood as a union's. One query."""
    said = (
        UnionStatement.objects.everything(because=BECAUSE)
        .filter(union__in=unions, field=PHONE)
        .order_by("union", "day")
        .values_list("union", "day", "value")
    )
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
