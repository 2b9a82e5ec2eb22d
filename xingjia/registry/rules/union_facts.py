"""From what the register keeps of a union to dated facts about it. Pure.

Each function takes the rows of one union and tells what they say. A statement holds until the
next one about the same thing; what nobody said is no fact, never a "no". Verified is what another
body's document carries: the superior's answer, a certificate's number (docs/architecture.md).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from xingjia.facts.rules import OPEN, Fact, Span, Spans, Weight, resolve
from xingjia.registry.rules.names import last_day
from xingjia.registry.rules.terms import ends_before

FLAGS = {"sign_displayed": "sign_shown", "identity_displayed": "identity_shown"}
# A value of the register, and the attribute of the fact `membership` it becomes.
MEMBERSHIP = {
    "members": "members",
    "women_members": "women",
    "migrant_members": "migrant",
    "flexible_members": "flexible",
}
TOLD_BY: dict[str, frozenset[str]] = {
    **{name: frozenset({kind}) for name, kind in FLAGS.items()},
    **dict.fromkeys(MEMBERSHIP, frozenset({"membership", "committee"})),
    "name": frozenset({"sign_shown"}),  # a sign with the former name is none
    "chair_phone": frozenset({"phone"}),
    "office_place": frozenset({"office"}),
    "founded_on": frozenset({"union"}),
    **dict.fromkeys(("approval_no", "approved_on"), frozenset({"approval", "union"})),
    **dict.fromkeys(
        ("certificate_no", "certificate_from", "certificate_to"), frozenset({"certificate"})
    ),
    **dict.fromkeys(("account_opened_on", "account_bank"), frozenset({"account"})),
}
OF_POSTS = frozenset({"officer", "committee", "term", "approval"})
OF_ROOMS = frozenset({"room", "office"})
# What follows from the employers a union covers, by the kind of fact about the employer.
OF_EMPLOYERS: dict[str, frozenset[str]] = {
    "contract": frozenset({"contract"}),
    "staff": frozenset({"membership"}),
    "party": frozenset({"party"}),
    "unionised": frozenset({"contract", "membership", "party"}),
}
KINDS = frozenset().union(*TOLD_BY.values(), OF_POSTS, OF_ROOMS, *OF_EMPLOYERS.values())

NEVER = Spans()
# The value of a field from a day on, as somebody said it, with where it was said.
Said = tuple[date, Any, str]


def record(
    union: int,
    kind: str,
    span: Span,
    *,
    origin: str,
    told: tuple[tuple[str, str], ...] = (),
    verified: Spans = NEVER,
) -> Fact:
    """A thing that happened, with its own dates; verified on those days of `verified`."""
    proved = verified & Spans((span,))
    subject = ("union", union)
    return Fact(subject, kind, span, told, weight=Weight.RECORD, verified=proved, origin=origin)


def told_by(fields: Iterable[str]) -> frozenset[str]:
    """The kinds of facts that values of a union claim, or make untrue."""
    return frozenset().union(*(TOLD_BY.get(name, frozenset()) for name in fields))


def following(kinds: Iterable[str]) -> frozenset[str]:
    """The kinds of facts about unions that follow from these kinds about their employers."""
    return frozenset().union(*(OF_EMPLOYERS.get(kind, frozenset()) for kind in kinds))


def fields_of(kinds: frozenset[str]) -> frozenset[str]:
    """The values of a union that tell any of these kinds."""
    return frozenset(name for name, told in TOLD_BY.items() if told & kinds)


def steps(said: Sequence[Said]) -> Iterator[tuple[Span, Any, str]]:
    """Each value with the days on which it is the newest one."""
    ends = [*(day for day, *_ in said[1:]), OPEN]
    for (day, value, origin), end in zip(said, ends, strict=False):
        yield Span(day, end), value, origin


# ---- values ------------------------------------------------------------------------------------


def from_values(union: int, said: Mapping[str, Sequence[Said]]) -> Iterator[Fact]:
    """Facts that single values claim: sign, identity, telephone, office, account."""
    subject = ("union", union)
    for name, kind in FLAGS.items():
        for span, value, origin in steps(said.get(name, ())):
            yield Fact(subject, kind, span, holds=bool(value), origin=origin)
    for span, value, origin in steps(said.get("chair_phone", ())):
        if value:
            yield Fact(subject, "phone", span, (("value", str(value)),), origin=origin)
    for span, value, origin in steps(said.get("office_place", ())):
        yield Fact(subject, "office", span, holds=bool(value), origin=origin)
    for span, value, origin in steps(said.get("account_opened_on", ())):
        if opened := last_day(value):
            yield Fact(subject, "account", _since(opened, span), origin=origin)


def _since(day: date, span: Span) -> Span:
    """A value that is itself a day holds from that day, also before somebody said so."""
    return Span(day, span.end) if day < span.end else span


def certified(union: int, said: Mapping[str, Sequence[Said]]) -> Iterator[Fact]:
    """While the certificate of a legal person runs; verified where its number is known."""
    numbers = said.get("certificate_no", ())
    firsts = said.get("certificate_from", ())
    for span, value, origin in steps(said.get("certificate_to", ())):
        last = last_day(value)
        if last is None:
            continue
        first = last_day(_newest(firsts, span)) or span.start
        days = Span(first, ends_before(last))
        if days.start < days.end:
            proved = Spans((days,)) if _newest(numbers, span) else Spans()
            yield record(union, "certificate", days, verified=proved, origin=origin)


def _newest(said: Sequence[Said], span: Span) -> Any:
    """The value that was said last before a span ends."""
    return next((value for day, value, _ in reversed(said) if day < span.end), None)


def approvals(union: int, said: Mapping[str, Sequence[Said]]) -> Iterator[Fact]:
    """That the superior approved of the union: a document of his, so verified."""
    numbers = [one for one in said.get("approval_no", ()) if one[1]]
    days = [one for one in said.get("approved_on", ()) if one[1]]
    if numbers or days:
        day, _, origin = min(numbers or days, key=lambda one: one[0])
        since = last_day(days[-1][1]) if days else day
        span = Span(since or day)
        proved = Spans((span,)) if numbers else Spans()
        yield record(union, "approval", span, verified=proved, origin=origin)


def founded(union: int, span: Span, approved: Spans) -> Fact:
    """The days on which the union stands; verified by the superior's approval."""
    return record(union, "union", span, verified=approved, origin=f"registry.union:{union}")


def numbers(
    union: int, said: Mapping[str, Sequence[Said]], staff: Sequence[tuple[date, int | None]] = ()
) -> Iterator[Fact]:
    """How many members there are, and of how many staff; each fact has all that is known then."""
    counted = {name: said[name] for name in MEMBERSHIP if said.get(name)}
    days = {day for rows in counted.values() for day, *_ in rows}
    if not days:
        return
    turns = sorted(days | {day for day, _ in staff if day > min(days)} | {OPEN})
    for start, end in pairwise(turns):
        known = {MEMBERSHIP[name]: _on(rows, start) for name, rows in counted.items()}
        known["staff"] = next((number for day, number in reversed(staff) if day <= start), None)
        known["rate"] = _percent(known.get("members"), known["staff"])
        told = tuple((name, str(one)) for name, one in sorted(known.items()) if one is not None)
        by_then = [row for rows in counted.values() for row in rows if row[0] <= start]
        _, origin = max((day, origin) for day, _, origin in by_then)
        yield Fact(("union", union), "membership", Span(start, end), told, origin=origin)


def _on(said: Sequence[Said], day: date) -> Any:
    return next((value for since, value, _ in reversed(said) if since <= day), None)


def _percent(members: Any, staff: int | None) -> Decimal | None:
    """Members of the staff in percent, one decimal; None where it has no base."""
    if members is None or not staff:
        return None
    return (Decimal(members) * 100 / Decimal(staff)).quantize(Decimal("0.1"), ROUND_HALF_UP)


# ---- what the covered employers bring ----------------------------------------------------------


@dataclass(frozen=True)
class Covered:
    """One employer the union covers, on which days, and what is told of it."""

    employer: int
    days: Span
    facts: tuple[Fact, ...] = ()


def of_union(union: int, fact: Fact, days: Spans) -> Iterator[Fact]:
    """A fact about an employer as one about its union, on these days of it."""
    for span in Spans((fact.span,)) & days:
        verified = fact.verified & Spans((span,))
        yield fact._replace(subject=("union", union), span=span, verified=verified)


def staff_of(covered: Sequence[Covered]) -> list[tuple[date, int | None]]:
    """The staff of all employers covered, from each day on; None while any of them is unknown."""
    said = [
        [(span, int(dict(fact.attributes)["value"])) for fact in one.facts for span in [fact.span]]
        for one in covered
    ]
    turns = {day for one in covered for day in one.days}
    turns |= {day for rows in said for span, _ in rows for day in span}
    found: list[tuple[date, int | None]] = []
    for day in sorted(turns - {OPEN}):
        here = [rows for one, rows in zip(covered, said, strict=True) if one.days.holds(day)]
        known = [next((n for span, n in rows if span.holds(day)), None) for rows in here]
        total = None if not known or None in known else sum(n for n in known if n is not None)
        if not found or found[-1][1] != total:
            found.append((day, total))
    return found


def contracted(union: int, covered: Sequence[Covered]) -> Iterator[Fact]:
    """Contracts of one kind that are in force for every employer the union covers.

    Of one with several employers it is so, and verified, on days when it is of each of them; not
    so when somebody said of one that it is not.
    """
    known = [(one, Spans((one.days,)), resolve(one.facts)) for one in covered]
    lacking, unproved = Spans(), Spans()
    for _, days, mine in known:
        lacking |= days - mine.true
        unproved |= days - mine.verified
    for one, days, mine in known:
        for fact in one.facts:
            if fact.holds:
                sure = fact._replace(verified=fact.verified - unproved)
                yield from of_union(union, sure, days - lacking)
            else:
                yield from of_union(union, fact, days & mine.false)


def led_by_party(union: int, covered: Sequence[Covered], none: str) -> Iterator[Fact]:
    """Whether an employer covered has a party organisation; `none` is the word for not."""
    for one in covered:
        for fact in one.facts:
            has = dict(fact.attributes)["value"] != none
            told = fact._replace(attributes=(), holds=has)
            yield from of_union(union, told, Spans((one.days,)))
