"""Everything dated about an employer or a union, as events to be told in plain words.

`kind` says what happened; the template `registry/event.html` words it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xingjia.orgtree.rules import OPEN
from xingjia.registry.models import (
    Affiliation,
    Closing,
    Contract,
    Cover,
    Delay,
    Election,
    EmployerClosing,
    FocusMark,
    Group,
    Officer,
    Room,
    Union,
)

FEW = 3  # values told one by one when a row brings them for the first time
# Leaving of which an election or the end of the union tells already.
ENDED_WITH_OTHERS = frozenset({Officer.Left.REPLACED, Officer.Left.CLOSED})


@dataclass(frozen=True)
class Event:
    """Something that happened, or will, on a day; `of` is the record it is about.

    `before` and `after` are values of the field `of` speaks of; `number` counts the values of a
    first registration.
    """

    day: date
    kind: str
    of: Any = None
    before: Any = None
    after: Any = None
    number: int = 0


def told(statements: Sequence[Any]) -> Iterator[Event]:
    """The first register in one line; then each value that became another. Oldest first in.

    What a later row brings for the first time is told in one line too, when it is much.
    """
    known: dict[str, Any] = {}
    begun = statements[0].day if statements else None
    first = [one for one in statements if one.day == begun]
    if begun:
        yield Event(begun, "registered", first[0], number=len(first))
    fresh: dict[tuple[date, str], list[Any]] = {}
    for one in statements:
        before = known.get(one.field)
        if one.day != begun and before is None:
            fresh.setdefault((one.day, one.origin), []).append(one)
        elif one.day != begun and before != one.value:
            yield Event(one.day, "changed", one, before, one.value)
        known[one.field] = one.value
    for said in fresh.values():
        if len(said) > FEW:
            yield Event(said[0].day, "added", said[0], number=len(said))
        else:
            yield from (Event(one.day, "changed", one, None, one.value) for one in said)


def covered(covers: Iterable[Cover]) -> Iterator[Event]:
    """A union begins and ceases to cover an employer."""
    for cover in covers:
        yield Event(cover.start, "covered", cover)
        if cover.end != OPEN:
            yield Event(cover.end, "uncovered", cover)


def contracted(contracts: Iterable[Contract]) -> Iterator[Event]:
    """Contracts are signed, come into force, and end or have their last valid day; an employer
    may leave one that goes on."""
    for one in contracts:
        if one.signed_on and one.signed_on != one.valid_from:
            yield Event(one.signed_on, "signed", one)
        if one.valid_from:
            yield Event(one.valid_from, "in_force", one)
        left: date = getattr(one, "left", OPEN)  # when the employer spoken of left it
        if left != OPEN:
            yield Event(left, "contract_left", one)
        if one.ended_on and (one.valid_to is None or one.ended_on <= one.valid_to):
            yield Event(one.ended_on, "contract_ended", one)
        elif one.valid_to and one.valid_to < left:
            yield Event(one.valid_to, "last_day", one)


def governed(officers: Iterable[Officer]) -> Iterator[Event]:
    """Chairs are elected, leave, and have the last day of their term if they stay to it.

    Who is elected again has not left.
    """
    officers = list(officers)
    again = {(one.union_id, one.name, one.elected_on) for one in officers}
    for one in officers:
        if one.elected_on:
            yield Event(one.elected_on, "elected", one)
        if one.left_on and (one.union_id, one.name, one.left_on) not in again:
            yield Event(one.left_on, "left", one)
        if one.term_ends_on and (one.left_on is None or one.term_ends_on < one.left_on):
            yield Event(one.term_ends_on, "term_ends", one)


def seated(officers: Iterable[Officer]) -> Iterator[Event]:
    """Those beside the chair, by the day on which they were elected together or left alone.

    `of` is the list of them; who was replaced by an election needs no line of her own.
    """
    elected: dict[date, list[Officer]] = {}
    left: dict[date, list[Officer]] = {}
    for one in officers:
        if one.post == Officer.Post.CHAIR:
            continue
        if one.elected_on:
            elected.setdefault(one.elected_on, []).append(one)
        if one.left_on and one.left_why not in ENDED_WITH_OTHERS:
            left.setdefault(one.left_on, []).append(one)
    for day, some in elected.items():
        yield Event(day, "seated", some)
    for day, some in left.items():
        yield Event(day, "unseated", some)


def answered(elections: Iterable[Election]) -> Iterator[Event]:
    """The superior answers a reported election."""
    for one in elections:
        if one.approved_on:
            yield Event(one.approved_on, "approved", one)
        if one.refused_on:
            yield Event(one.refused_on, "refused", one)


def delayed(delays: Iterable[Delay]) -> Iterator[Event]:
    """The superior allows an election to be late, or takes that back."""
    for one in delays:
        yield Event(one.approved_on, "delayed", one)
        if one.undone_on:
            yield Event(one.undone_on, "delay_undone", one)


def ended(closings: Iterable[EmployerClosing]) -> Iterator[Event]:
    """An employer ceases to exist."""
    for one in closings:
        yield Event(one.on, "employer_closed", one)


def existed(unions: Iterable[Union]) -> Iterator[Event]:
    """Unions are founded and dissolved."""
    for one in unions:
        if one.founded_on:
            yield Event(one.founded_on, "founded", one)
        if one.closed_on:
            yield Event(one.closed_on, "closed", one)


def looked_after(marks: Iterable[FocusMark]) -> Iterator[Event]:
    """Marks are set, and lifted."""
    for one in marks:
        yield Event(one.start, "marked", one)
        if one.end != OPEN:
            yield Event(one.end, "mark_lifted", one)


def housed(rooms: Iterable[Room]) -> Iterator[Event]:
    """Rooms are opened, and kept no longer."""
    for one in rooms:
        yield Event(one.start, "room_opened", one)
        if one.end != OPEN:
            yield Event(one.end, "room_closed", one)


def reopened(closings: Iterable[Closing]) -> Iterator[Event]:
    """Ends that were mistakes and taken back."""
    for one in closings:
        if one.undone_on:
            yield Event(one.undone_on, "reopened", one)


def belonged(affiliations: Iterable[Affiliation]) -> Iterator[Event]:
    """Unions join federations and leave them; told on both sides."""
    for one in affiliations:
        yield Event(one.start, "joined", one)
        if one.end != OPEN:
            yield Event(one.end, "left_federation", one)


def grouped(groups: Iterable[Group]) -> Iterator[Event]:
    """Groups of a union begin under a leader, and end."""
    for one in groups:
        yield Event(one.start, "group_began", one)
        if one.end != OPEN:
            yield Event(one.end, "group_ended", one)


def newest_first(*events: Iterable[Event]) -> list[Event]:
    """All events in one line, the newest first; within a day in the order given."""
    found = [event for some in events for event in some]
    return sorted(found, key=lambda event: event.day, reverse=True)
