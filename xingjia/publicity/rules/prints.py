"""Which printed things no longer tell what holds (双亮). Pure.

A board, card or sign says things as they were on the day it was printed. SL-04 and SL-06 go red
the day a person or telephone changes, SL-01 on a rename, SL-09 on a change of the county's:
domain.md §2.2, §11.11. The names of what is said, before the first colon:

union_name · chair (name and term) · committee (who joined it last) · registered_phone ·
office_place · officer (still in the post) · term (still running) · agreed (a field of a face) ·
number (of a face) · superior_agreed · superior_number · superior_post

A board, card or sign that was not printed here says what held on the day on which somebody said
that it is right, or a visit saw it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from xingjia.facts.rules import OPEN, Span, Spans

PEOPLE = frozenset({"union_name", "chair", "registered_phone", "officer", "agreed", "number"})
SUPERIOR = frozenset({"superior_agreed", "superior_number", "superior_post"})
# What each kind of fact must show rightly (domain.md §2.2, from S11–S14).
SHOWS: Mapping[str, frozenset[str]] = {
    "board_current": PEOPLE | {"office_place", "committee"},
    "office_published": frozenset({"office_place"}),
    "duties_public": frozenset(),
    "promises_public": frozenset(),
    "flow_public": frozenset(),
    "supervision_phone": SUPERIOR,
    "contact_cards": PEOPLE,
    "identity_item": frozenset({"union_name", "officer", "agreed", "term"}),
    "sign_shown": frozenset({"union_name"}),
}
# What of it stands on one that was made elsewhere, as far as the register can tell.
BY_HAND: Mapping[str, frozenset[str]] = {
    "sign_shown": frozenset({"union_name"}),
    "board_current": frozenset({"union_name", "chair", "committee", "registered_phone"}),
    "office_published": frozenset({"office_place"}),
    "contact_cards": frozenset({"union_name", "chair", "registered_phone"}),
    "identity_item": frozenset({"union_name", "chair"}),
}
BOARD = (
    "board_current",
    "office_published",
    "duties_public",
    "promises_public",
    "supervision_phone",
    "flow_public",
)
# What a sheet settles once it hangs: the kind of fact and what tells it from others of its kind.
SETTLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "board": tuple((kind, "") for kind in BOARD),
    "flow": (("flow_public", ""), ("supervision_phone", "")),
    "badges": (("identity_item", "badge"),),
    "desk": (("identity_item", "desk_plate"),),
    "cards": (("contact_cards", ""),),
    "sign": (("sign_shown", ""),),
}
# Kinds that a sheet settles only when it has the thing on it.
NEEDS = {
    "office_published": "office_place",
    "supervision_phone": "superior_number",
    "promises_public": "promises",
}


@dataclass(frozen=True)
class Said:
    """What holds of a thing from a day on, until the next one said of it."""

    name: str
    value: str
    day: date


@dataclass(frozen=True)
class Hung:
    """A sheet that hangs from `since` up to `until`: what it settles and what it says."""

    kind: str
    shown: Mapping[str, str]
    since: date
    until: date = OPEN


@dataclass(frozen=True)
class Claimed:
    """Somebody said, or a visit saw, from a day on (up to `until`), that a thing is right (or, with
    `holds` false, that it is not)."""

    since: date
    until: date = OPEN
    holds: bool = True


@dataclass(frozen=True)
class Wrong:
    """One thing on a sheet that is not so, since a day."""

    name: str
    since: date


def kind_of(sheet: str) -> str:
    """The kind of a sheet whatever its size: board-A3 is a board, sign_small a sign."""
    return sheet.partition("-")[0].partition("_")[0]


def settled(kind: str, shown: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a sheet that says these things settles while it hangs."""
    about = {name.partition(":")[0] for name in shown}
    return [one for one in SETTLES.get(kind, ()) if NEEDS.get(one[0], "") in about | {""}]


def untrue(shown: Mapping[str, str], said: Iterable[Said], since: date) -> dict[str, Spans]:
    """Per thing that a sheet says, the days from `since` on on which it is not so.

    A thing nobody has said anything of is unknown and makes no sheet wrong.
    """
    by_name: dict[str, list[Said]] = {}
    for one in sorted(said, key=lambda one: one.day):
        if one.name in shown:
            by_name.setdefault(one.name, []).append(one)
    found = {}
    for name, told in by_name.items():
        ends = [one.day for one in told[1:]] + [OPEN]
        spans = [
            (max(one.day, since), end)
            for one, end in zip(told, ends, strict=True)
            if one.value != shown[name]
        ]
        if days := Spans.of(span for span in spans if span[0] < span[1]):
            found[name] = days
    return found


def wrong_on(shown: Mapping[str, str], said: Iterable[Said], since: date, on: date) -> list[Wrong]:
    """What on a sheet is not so on a day, the oldest first."""
    found = [
        Wrong(name, span.start)
        for name, days in untrue(shown, said, since).items()
        for span in days
        if span.holds(on)
    ]
    return sorted(found, key=lambda one: (one.since, one.name))


def standing(said: Iterable[Said], names: Collection[str], on: date) -> dict[str, str]:
    """What held of these things on a day; what nobody had said by then is left out."""
    by_day = sorted(said, key=lambda one: one.day)
    return {one.name: one.value for one in by_day if one.name in names and one.day <= on}


def made_by_hand(
    kind: str, claims: Iterable[Claimed], sheets: Collection[Hung], said: Collection[Said]
) -> list[Hung]:
    """The things of a kind that were not printed here: each from the day on which it was said to
    be right up to the next thing said of it, or to the day on which a sheet hangs instead."""
    claims = list(claims)
    days = sorted({one.since for one in claims} | {one.since for one in sheets})
    denied = {one.since for one in claims if not one.holds}
    found: dict[date, Hung] = {}
    for one in claims:
        hangs = any(sheet.since <= one.since < sheet.until for sheet in sheets)
        if hangs or one.since in denied:
            continue
        later = next((day for day in days if day > one.since), OPEN)
        shown = standing(said, BY_HAND[kind], one.since)
        found[one.since] = Hung(kind, shown, one.since, min(one.until, later))
    return [found[day] for day in sorted(found)]


def lapsed(sheet: Hung, said: Iterable[Said]) -> Spans:
    """The days on which a thing that was not printed here says what is not so."""
    wrong = Spans()
    for days in untrue(sheet.shown, said, sheet.since).values():
        wrong |= days
    return wrong & Spans.of(((sheet.since, sheet.until),))


def days_of(kind: str, sheets: Iterable[Hung], said: Iterable[Said]) -> tuple[Spans, Spans]:
    """Of one kind of fact, the days on which all sheets of it that hang are right, and those on
    which one is wrong, or none hangs any more."""
    sheets, said = list(sheets), list(said)
    hanging = Spans.of((one.since, one.until) for one in sheets)
    wrong = Spans()
    for one in sheets:
        here = Spans.of(((one.since, one.until),))
        for name, days in untrue(one.shown, said, one.since).items():
            if name.partition(":")[0] in SHOWS[kind]:
                wrong |= days & here
    begun = min((one.since for one in sheets), default=OPEN)
    gone = Spans.of((Span(begun),)) - hanging if begun < OPEN else Spans()
    return hanging - wrong, wrong | gone
