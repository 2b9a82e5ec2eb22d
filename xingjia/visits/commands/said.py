"""What is said of a trip: who, when, and of each place what was seen, found and promised."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer, Union
from xingjia.toolkit.files.pictures.guard import Prepared

Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Person:
    """Somebody who went: a colleague by his account, or a guest by name."""

    name: str
    account: int | None = None


@dataclass(frozen=True)
class Tick:
    """A thing looked at: right or not; `day` of an event."""

    kind: str
    holds: bool
    attributes: Attributes = ()
    day: date | None = None


@dataclass(frozen=True)
class Shown:
    """A photo taken there: of a thing looked at, or with no kind of what was found."""

    ready: Prepared
    kind: str = ""
    attributes: Attributes = ()


@dataclass(frozen=True)
class Said:
    """What is said of one place of the trip. Of a correction `kept` are those of the former
    photos, by id, that stay."""

    at: Union | Employer
    ticks: tuple[Tick, ...] = ()
    met: str = ""
    findings: str = ""
    promises: str = ""
    promised_by: date | None = None
    # By account of a visitor, whether he said that he is tied to this union; left out: not asked.
    ties: Mapping[int, bool] = field(default_factory=dict)
    photos: tuple[Shown, ...] = ()
    kept: tuple[int, ...] = ()


@dataclass(frozen=True)
class Trip:
    """One trip: when, who, and its places."""

    visited_on: date
    visitors: tuple[Person, ...]
    places: tuple[Said, ...]
    at: time | None = None


@dataclass(frozen=True)
class Paper:
    """What is said of a document of another body. `body` is its place in the tree, if known;
    then the level follows from it."""

    issuer: str
    number: str
    issued_on: date
    level: str = ""
    title: str = ""
    body: Node | None = None
