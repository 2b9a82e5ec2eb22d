"""A record in words: each value with who said it and where it stands, each event in its turn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from xingjia.access.queries import names_behind
from xingjia.access.rules import Actor, masked
from xingjia.orgtree.models import Node
from xingjia.registry.models import EmployerStatement
from xingjia.registry.queries.history import Event
from xingjia.registry.queries.known import places
from xingjia.registry.queries.sources import Source, sources
from xingjia.registry.words import measured, who

PLACE = EmployerStatement.Field.PLACE
REMARK = EmployerStatement.Field.REMARK  # nobody misses a remark

# Events that say where they are written; the others stand in a table beside, with their source.
SOURCED = frozenset({"registered", "added", "changed", "elected"})


@dataclass(frozen=True)
class Value:
    """One value as it holds on the day."""

    field: str
    label: str
    words: str


@dataclass(frozen=True)
class Group:
    """Values of one source: since when they hold, who said so, and where they are written."""

    day: date
    who: str
    source: Source | None
    values: list[Value]


@dataclass(frozen=True)
class Told:
    """An event with its values in words and its source."""

    event: Event
    label: str = ""
    before: str = ""
    after: str = ""
    source: Source | None = None

    @property
    def day(self) -> date:
        """The day of the event."""
        return self.event.day


@dataclass
class Telling:
    """Puts statements and records of one employer or union into words. Three queries."""

    actor: Actor
    statements: Sequence[Any]  # of one owner, oldest first
    records: Iterable[Any] = ()  # contracts, covers, officers: whatever has an origin
    path: str = ""  # of the owner: mobiles are open to whose work needs them there
    home: Node | None = None  # where an employer stands: a place whose name is known
    sources: dict[str, Source] = field(init=False)

    def __post_init__(self) -> None:
        said = self.statements
        self.sources = sources(self.actor, {one.origin for one in (*said, *self.records)})
        self._people = names_behind({one.said_by for one in said})
        codes = {str(one.value) for one in said if one.field == PLACE}
        home = self.home if self.home and self.home.closed_on is None else None
        elsewhere = codes - {home.code} if home else codes
        self._places = {home.code: home.name} if home else {}
        if elsewhere:
            self._places |= {code: node.name for code, node in places(elsewhere).items()}

    def groups(self, on: date) -> list[Group]:
        """What holds on the day by where it comes from, the newest first; fields in their order."""
        latest = {one.field: one for one in self.statements if one.day <= on}
        order = type(self.statements[0]).Field.values if latest else []
        found: dict[tuple[date, str, Source | None], list[Value]] = {}
        for one in (latest[name] for name in order if name in latest):
            words = self.words(one.field, one.value)
            key = (one.day, who(one.said_by, self._people), self.source(one))
            found.setdefault(key, []).append(Value(one.field, one.get_field_display(), words))
        newest = sorted(found, key=lambda key: key[0], reverse=True)
        return [Group(*key, found[key]) for key in newest]

    def words(self, name: str, value: Any) -> str:
        """A value in words; mobiles of persons masked for who only looks."""
        words = measured(name, value, self._places)
        return words if self.actor.needs_mobiles(self.path) else masked(words)

    def unsaid(self, fields: Any, on: date) -> list[str]:
        """The labels of what nobody has said by the day."""
        known = {one.field for one in self.statements if one.day <= on} | {REMARK}
        return [str(one.label) for one in fields if one.value not in known]

    def source(self, record: Any) -> Source | None:
        """Where a record comes from."""
        return self.sources.get(record.origin)

    def events(self, events: Iterable[Event], on: date) -> dict[str, list[Told]]:
        """The events up to the day and those after it, each the newest first."""
        told = [self._told(event) for event in events]
        return {
            "ahead": [one for one in told if one.day > on],
            "past": [one for one in told if one.day <= on],
        }

    def _told(self, event: Event) -> Told:
        source = self.source(event.of) if event.kind in SOURCED else None
        if event.kind != "changed":
            return Told(event, source=source)
        name = event.of.field
        before, after = (self.words(name, value) for value in (event.before, event.after))
        return Told(event, event.of.get_field_display(), before, after, source)


def share(part: int | None, base: int | None) -> Decimal | None:
    """A fraction of four decimals; None without a part or a base."""
    if part is None or not base:
        return None
    return (Decimal(part) / base).quantize(Decimal("0.0001"), ROUND_HALF_UP)
