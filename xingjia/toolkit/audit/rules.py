"""How entries are chained: each holds the digest of the one before it. Pure."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Protocol
from uuid import UUID

START = "0" * 64  # what the first entry names as the one before it
PLACE = "#"  # stands for a number not yet given; nothing that is no code enters the log
CODE = re.compile(r"[A-Za-z0-9_.:/+\-]{0,120}")


class Unfit(ValueError):
    """Something that must not stand in the log: free text, or a value without one spelling."""


class Said(Protocol):
    """An entry as these rules see it."""

    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def actor(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def details(self) -> object: ...
    @property
    def previous(self) -> str: ...
    @property
    def digest(self) -> str: ...


@dataclass(frozen=True)
class Last:
    """Number and digest of the last entry written, as the log remembers it."""

    seq: int
    digest: str


class Break(StrEnum):
    """What can be wrong with a chain."""

    MISSING = "missing_entry"
    CHANGED = "wrong_digest"
    DETACHED = "wrong_previous"
    CUT = "tail_cut"
    HEADLESS = "head_missing"
    HEAD = "wrong_head"


def fields(entry: Said) -> dict[str, object]:
    """Everything an entry says, in the one spelling that is hashed (`at` in UTC)."""
    return {
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "details": entry.details,
    }


def digest(previous: str, fields: Mapping[str, object]) -> str:
    """SHA-256, in hexadecimal, over the previous digest and the canonical JSON of `fields`."""
    return sha256(f"{previous}\n{canonical(fields)}".encode()).hexdigest()


def canonical(fields: Mapping[str, object]) -> str:
    """The one spelling that is hashed: ASCII, names in order, no blanks."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def around_number(fields: Mapping[str, object]) -> tuple[str, str]:
    """The same spelling, cut in two where the number of the entry stands: the database gives the
    number and works out the digest in one statement."""
    before, _, after = canonical({**fields, "seq": PLACE}).partition(f'"{PLACE}"')
    return before, after


def code(text: str) -> str:
    """Return `text` if it is a code; raise `Unfit` for anything a person may have written."""
    if not CODE.fullmatch(text):
        raise Unfit("the audit log holds only ids, codes, counts and field names")
    return text


def plain(value: object) -> object:
    """Bring a detail into the one form that reads back equal from either database.

    Days and UUIDs become text; sequences become lists, sets sorted ones. Free text and floats
    raise `Unfit`: the log is kept for ever and shown in print, so nothing personal may enter.
    """
    match value:
        case None | bool() | int():
            return value
        case str() | UUID() | date():
            return code(str(value))
        case list() | tuple():
            return [plain(item) for item in value]
        case set() | frozenset():
            return sorted((plain(item) for item in value), key=repr)
        case dict():
            return {code(str(key)): plain(item) for key, item in value.items()}
    raise Unfit(f"the audit log cannot hold a {type(value).__name__}")


def breaks(entries: Iterable[Said], last: Last | None) -> Iterator[tuple[Break, int]]:
    """Every fault of a chain given in order of seq, with the number of the entry it is found at.

    A fault is told once: the next entry is compared with what really stands before it.
    """
    seq, before = 0, START
    for entry in entries:
        if entry.seq != seq + 1:
            yield Break.MISSING, seq + 1
        elif entry.previous != before:
            yield Break.DETACHED, entry.seq
        if entry.digest != digest(entry.previous, fields(entry)):
            yield Break.CHANGED, entry.seq
        seq, before = entry.seq, entry.digest
    if last is None:
        yield from [(Break.HEADLESS, seq)] if seq else []
    elif last.seq > seq:
        yield Break.CUT, seq + 1
    elif (last.seq, last.digest) != (seq, before):
        yield Break.HEAD, seq
