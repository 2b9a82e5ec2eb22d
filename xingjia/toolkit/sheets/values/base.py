"""What every value type shares: blanks, 同上, placeholders, and the shape of an answer."""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from xingjia.toolkit.sheets.grid import Cell, written
from xingjia.toolkit.sheets.words import squeezed

BLANK = frozenset({"", "-", "--", "—", "——", "–", "―", "─", "/", "//"})
DITTO = frozenset({"同上", "同前", "〃", "″", '"', "””", "″″"})
PLACEHOLDER = re.compile(r"[Xx×✕＊*]+(?:家|人|个|份|分|名|户|年|月|日|元|号)*")


class Level(StrEnum):
    """How grave an issue is: an error holds the value back until a person decides."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Fault:
    """Something about one cell. `field` only where it is not the column's own."""

    code: str
    level: Level
    field: str | None = None
    offer: str | None = None  # a correction a person may take


def error(code: str, field: str | None = None, offer: str | None = None) -> Fault:
    """A fault that holds the value back."""
    return Fault(code, Level.ERROR, field, offer)


def warning(code: str, field: str | None = None) -> Fault:
    """A fault that lets the value through."""
    return Fault(code, Level.WARNING, field)


class Reading(NamedTuple):
    """The value of a cell and what is to be said about it. A compound type gives a dict."""

    value: Any
    faults: tuple[Fault, ...] = ()


UNREADABLE = Reading(None, (error("unreadable"),))


@dataclass(frozen=True)
class Around:
    """What a cell may look at besides itself."""

    field: str = ""
    header: str = ""
    row: Mapping[str, Any] = dataclasses.field(
        default_factory=dict
    )  # fields of this row read so far
    before: Mapping[str, Any] = dataclasses.field(default_factory=dict)  # the record before
    whole: str | None = None  # the field this one is a part of
    world: Any = None  # what the kind's own types need, such as the list of places


def bare(cell: Cell) -> str:
    """The cell as types read it: half-width, without spaces and the apostrophe before a text."""
    return squeezed(written(cell)).lstrip("'‘’")


class ValueType:
    """Base of all types. A subclass writes `parse`; blanks and 同上 are settled before."""

    blanks: frozenset[str] = BLANK
    nothing: frozenset[str] = frozenset()  # words that say there is none
    has_placeholders = True
    alone = False

    def gives(self, column: str) -> tuple[str, ...]:
        """The fields this type fills: the column's own, unless the type is compound."""
        return (column,)

    def read(self, cell: Cell, around: Around) -> Reading:
        """The value of the cell with its faults. Never raises."""
        text = bare(cell)
        if text in self.blanks or text in self.nothing:
            return Reading(self._spread(around, None))
        if text in DITTO:
            return self._ditto(around)
        if self.has_placeholders and PLACEHOLDER.fullmatch(text):
            return Reading(self._spread(around, None), (warning("placeholder"),))
        return self.parse(cell, text, around)

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """Read a cell that is not blank; `text` is the cell half-width and without spaces."""
        raise NotImplementedError

    def stands_alone(self, text: str) -> bool:
        """Whether what this text means depends on nothing but itself and the head, so that it
        need not be read again; only types that never look around say so."""
        return self.alone and text not in DITTO

    def _ditto(self, around: Around) -> Reading:
        fields = self.gives(around.field)
        values = {name: around.before.get(name) for name in fields}
        if all(value is None for value in values.values()):
            return Reading(self._spread(around, None), (error("unreadable", fields[-1]),))
        value = values if len(fields) > 1 else values[fields[0]]
        return Reading(value, (warning("inferred"),))

    def _spread(self, around: Around, value: None) -> dict[str, Any] | None:
        fields = self.gives(around.field)
        return dict.fromkeys(fields) if fields != (around.field,) else value
