"""What a change brings beside the values themselves, told before it is saved.

Rooms above know the figures and standings that follow. They measure here; the change is tried for
real, measured again, and taken back, so that what is told is what would be.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from xingjia.access.rules import Actor
from xingjia.registry.models import Employer, Union

# What follows from an employer or union on a day, as far as the actor may see it: what is
# measured, in words, and how it stands, in words.
Measure = Callable[[Actor, Employer | Union, date], Mapping[str, str]]
_measures: dict[str, Measure] = {}


@dataclass(frozen=True)
class Consequence:
    """Something that would stand otherwise: what it is, and how before and after."""

    what: str
    before: str
    after: str


class _TakenBack(Exception):
    """Ends the transaction in which a change was only tried."""


def register(room: str, measure: Measure) -> None:
    """Let `room` measure what follows from a change."""
    _measures[room] = measure


def tried(
    actor: Actor, of: Employer | Union, on: date, change: Callable[[], object]
) -> list[Consequence]:
    """What would be otherwise on a day after the change; nothing of it is kept.

    Raises whatever the change raises.
    """
    before = _measured(actor, of, on)
    after: dict[str, str] = {}
    try:
        with transaction.atomic():
            change()
            after = _measured(actor, of, on)
            raise _TakenBack
    except _TakenBack:
        of.refresh_from_db()
    names = dict.fromkeys((*before, *after))
    pairs = [(name, before.get(name, "—"), after.get(name, "—")) for name in names]
    return [Consequence(*one) for one in pairs if one[1] != one[2]]


def _measured(actor: Actor, of: Employer | Union, on: date) -> dict[str, str]:
    found: dict[str, str] = {}
    for measure in _measures.values():
        found |= measure(actor, of, on)
    return found
