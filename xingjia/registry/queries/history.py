"""Everything dated about an employer or a union, as events to be told in plain words.

`kind` says what happened; the template `registry/event.html` words it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xingjia.orgtree.rules import OPEN
from xingjia.registry.models import Contract, Cover, Election, Officer, Union

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
    """The first register in one line; then each value that became another. Oldest first in."""
    known: dict[str, Any] = {}
    begun = statements[0].day if statements else None
    first = [one for one in statements if one.day == begun]
    if begun:
        yield Event(begun, "registered", first[0], number=len(first))
    for one in statements:
        before = known.get(one.field)
        if one.day != begun and before != one.value:
            yield Event(one.day, "changed", one, before, one.value)
        known[one.field] = one.value


def covered(covers: Iterable[Cover]) -> Iterator[Event]:
    """A union begins and ceases to cover an employer."""
    for cover in covers:
        yield Event(cover.start, "covered", cover)
        if cover.end != OPEN:
            yield Event(cover.end, "uncovered", cover)


def contracted(contracts: Iterable[Contract]) -> Iterator[Event]:
    """Contracts are signed, come into force, and have their last valid day."""
    for one in contracts:
        if one.signed_on and one.signed_on != one.valid_from:
            yield Event(one.signed_on, "signed", one)
        if one.valid_from:
            yield Event(one.valid_from, "in_force", one)
        if one.valid_to:
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


def existed(unions: Iterable[Union]) -> Iterator[Event]:
    """Unions are founded and dissolved."""
    for one in unions:
        if one.founded_on:
            yield Event(one.founded_on, "founded", one)
        if one.closed_on:
            yield Event(one.closed_on, "closed", one)


def newest_first(*events: Iterable[Event]) -> list[Event]:
    """All events in one line, the newest first; within a day in the order given."""
    found = [event for some in events for event in some]
    return sorted(found, key=lambda event: event.day, reverse=True)
