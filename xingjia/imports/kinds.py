"""The kinds of workbooks the platform can apply. A room registers its own when it starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from xingjia.access.rules import Actor
from xingjia.imports.rules import Behind, Brought, Change, Plan, Record, Stay, Written
from xingjia.orgtree.models import Node
from xingjia.toolkit.sheets.headers import NOTHING_MEANT, Meant

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

    from xingjia.toolkit.sheets.records import Table

Counts = Mapping[str, int | None]


@dataclass(frozen=True)
class Setting:
    """What a batch of rows is read against: where they go, and from which day they count."""

    node: Node
    as_of: date


class Handler(Protocol):
    """How a room plans, applies and words one kind of rows."""

    @property
    def title(self) -> StrOrPromise:
        """What a table of this kind is called."""
        ...

    def plan(self, setting: Setting, records: Sequence[Record]) -> dict[int, Plan]:
        """What each row would do, by record key; writes nothing."""
        ...

    def apply(self, actor: Actor, setting: Setting, records: Sequence[Record]) -> Written:
        """Plan again against what is stored now, and write what differs."""
        ...

    def counted(self, setting: Setting, plans: Sequence[Plan], so_far: Counts) -> Counts:
        """What writing these rows would do to the figures of the place, in numbers, together with
        that of earlier rows; `so_far` is empty before the first."""
        ...

    def effect(self, counts: Counts) -> str:
        """What the figures would be after writing, in words; "" if as before."""
        ...

    def label(self, subject: str, field: str) -> StrOrPromise:
        """The reader's word for a changed value."""
        ...

    def show(self, field: str, value: Any) -> str:
        """A value as the reader writes it."""
        ...

    # A handler whose rows are only compared, and never written, says `only_compares = True`.


@runtime_checkable
class InParts(Protocol):
    """A room that can plan the rows of a large workbook part by part, in their order."""

    def begin(self) -> Any:
        """What goes over from one part to the next, before the first."""
        ...

    def recall(self, setting: Setting, plans: Iterable[Plan], seen: Any) -> None:
        """Let `seen` be as after these rows were planned."""
        ...

    def plan_part(self, setting: Setting, records: Sequence[Record], seen: Any) -> dict[int, Plan]:
        """What each row would do, by record key, after those already in `seen`."""
        ...


@runtime_checkable
class Foretelling(Protocol):
    """A room that knows what follows from a single value."""

    def follows(self, change: Change) -> str:
        """What follows from writing this value, in words; "" for nothing to speak of."""
        ...


class Undoer(Protocol):
    """How a room takes back what rows of a kind brought.

    `batch` is the id of the import, `behind` what was found about later rows of it; what is
    found about these is added to it.
    """

    def standing(
        self,
        setting: Setting,
        rows: Sequence[Brought],
        *,
        batch: int,
        behind: Behind,
    ) -> dict[int, list[Stay]]:
        """The rows that cannot be taken back, by key, and why; changes nothing."""
        ...

    def take_back(
        self,
        actor: Actor,
        setting: Setting,
        rows: Sequence[Brought],
        *,
        batch: int,
        behind: Behind,
    ) -> dict[int, list[Stay]]:
        """Take the others back; returns those that stay, as `standing` does."""
        ...


class Workbook(Protocol):
    """What a reader finds in a file."""

    @property
    def tables(self) -> list[Table]:
        """The tables, in the order of the file."""
        ...

    def to_json(self) -> dict[str, Any]:
        """The schema of the samples."""
        ...


class Reader(Protocol):
    """Reads the tables of a workbook; the room that declares the columns provides it."""

    def __call__(self, path: Path, *, scope: str, kind: str | None, meant: Meant) -> Workbook: ...


_handlers: dict[str, Handler] = {}
_undoers: dict[str, Undoer] = {}
_reader: list[tuple[Reader, Callable[[str], Sequence[str]]]] = []


def register(kind: str, handler: Handler) -> None:
    """Let rows of this kind be applied by `handler`."""
    _handlers[kind] = handler


def undo_with(kind: str, undoer: Undoer) -> None:
    """Let rows of this kind be taken back by `undoer`."""
    _undoers[kind] = undoer


def read_with(reader: Reader, fields: Callable[[str], Sequence[str]]) -> None:
    """Name the one reader of workbooks, and who knows the columns of a kind."""
    _reader[:] = [(reader, fields)]


def read(
    path: Path, *, scope: str, kind: str | None = None, meant: Meant = NOTHING_MEANT
) -> Workbook:
    """Read a workbook into tables; raises `toolkit.sheets.Refused` with its sentence.

    `meant` is what people said heads mean, by kind.
    """
    return _reader[0][0](path, scope=scope, kind=kind, meant=meant)


def fields_of(kind: str) -> Sequence[str]:
    """The columns a table of this kind may have, in the order of its declaration."""
    return _reader[0][1](kind)


def handler_for(kind: str) -> Handler | None:
    """The handler of a kind; None while the room that would apply it does not exist."""
    return _handlers.get(kind)


def compared_only() -> list[str]:
    """The kinds whose rows are only compared with what is stored."""
    return [kind for kind, one in _handlers.items() if getattr(one, "only_compares", False)]


def applied() -> list[str]:
    """The kinds that some room applies, or compares."""
    return list(_handlers)


def in_parts() -> list[str]:
    """The kinds whose rows can be planned part by part."""
    return [kind for kind, handler in _handlers.items() if isinstance(handler, InParts)]


def undoer_for(kind: str) -> Undoer | None:
    """Who takes rows of a kind back; None where no room can."""
    return _undoers.get(kind)
