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
    Group,
    Officer,
    Union,
)


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
    """Chairs are elected, leave, and have the last day of their term if they stay to it."""
    for one in officers:
        if one.elected_on:
            yield Event(one.elected_on, "elected", one)
        if one.left_on:
            yield Event(one.left_on, "left", one)
        if one.term_ends_on and (one.left_on is None or one.term_ends_on < one.left_on):
            yield Event(one.term_ends_on, "term_ends", one)


def existed(unions: Iterable[Union]) -> Iterator[Event]:
    """Unions are founded and dissolved."""
    for one in unions:
        if one.founded_on:
            yield Event(one.founded_on, "founded", one)
        if one.closed_on:
            yield Event(one.closed_on, "closed", one)


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
