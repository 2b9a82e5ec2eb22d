"""Everything dated about an employer or a union, as events to be told in plain words.

`kind` says what happened; the template `registry/event.html` words it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xingjia.orgtree.rules import OPEN
from xingjia.registry.models import Contract, Cover, EmployerClosing, Officer, Union


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
    """Chairs are elected, leave, and have the last day of their term if they stay to it."""
    for one in officers:
        if one.elected_on:
            yield Event(one.elected_on, "elected", one)
        if one.left_on:
            yield Event(one.left_on, "left", one)
        if one.term_ends_on and (one.left_on is None or one.term_ends_on < one.left_on):
            yield Event(one.term_ends_on, "term_ends", one)


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


def newest_first(*events: Iterable[Event]) -> list[Event]:
    """All events in one line, the newest first; within a day in the order given."""
    found = [event for some in events for event in some]
    return sorted(found, key=lambda event: event.day, reverse=True)
