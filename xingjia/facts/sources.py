"""The one seam: rooms offer dated facts here, standards and coverage ask here.

A room calls `register` when it starts. The other direction is one signal, `facts_changed`, sent
inside the transaction of the change so that no figure can be older than its record.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from types import GeneratorType
from typing import Any

from django.db.models import QuerySet
from django.dispatch import Signal

from xingjia.facts.kinds import KINDS
from xingjia.facts.rules import Fact
from xingjia.toolkit.command import leave
from xingjia.toolkit.together import Asking, answered, beside

Subject = tuple[str, int]  # ("employer", 12) or ("union", 7)
# Asked with the kind of subject, its keys and the wanted kinds of facts, each one of those offered:
# whatever else a room would have to read for other kinds it need not read. It gives facts; or it
# yields first the querysets it needs, so that what several rooms need is read together (0030).
Offer = Callable[[str, Collection[int], frozenset[str]], Iterable[Fact] | Asking[list[Fact]]]
# Lets what is worked out from facts follow: of these subjects, where facts of these kinds differ.
Follower = Callable[[Collection[int], frozenset[str] | None], Asking[None]]

# Sent with `kind` ("employer", "union"), `keys` (the ids whose facts may be different now, or a
# query that gives them) and `fact_kinds` (the kinds of facts that may be; left out or None: any).
# Who sends it for a union holds that union locked. What follows is done at the end of the command.
facts_changed = Signal()


@dataclass(frozen=True)
class Source:
    """One room's offer: which kinds of facts about which kind of subject."""

    room: str
    subject: str
    kinds: frozenset[str]
    offer: Offer


_sources: dict[tuple[str, str], Source] = {}


class UnknownKind(Exception):
    """A room wants to tell facts of a kind that `facts.kinds` does not declare."""


def register(room: str, subject: str, kinds: Iterable[str], offer: Offer) -> None:
    """Let `room` tell these kinds of facts; several rooms may tell the same kind.

    Raises `UnknownKind` for a kind about unions that is not declared.
    """
    source = Source(room, subject, frozenset(kinds), offer)
    if subject == "union" and source.kinds - KINDS.keys():
        raise UnknownKind(f"{room}: {sorted(source.kinds - KINDS.keys())}")
    _sources[room, subject] = source


def facts_about(
    subject: str, keys: Collection[int], kinds: frozenset[str] | None = None
) -> Iterator[Fact]:
    """The facts of these kinds (None: of all) that rooms offer about these subjects, in bulk.

    A room that offers none of the kinds is not asked.
    """
    yield from answered(asked_about(subject, keys, kinds), apart=len(keys) > FEW)


def asked_about(
    subject: str, keys: Collection[int], kinds: frozenset[str] | None = None
) -> Asking[list[Fact]]:
    """`facts_about`, for whoever reads other things together with them."""
    told = yield from beside(
        *(
            _from_room(source.offer(subject, keys, wanted), wanted)
            for source in _sources.values()
            if source.subject == subject
            and (wanted := source.kinds if kinds is None else source.kinds & kinds)
        )
    )
    return [fact for facts in told for fact in facts]


def _from_room(
    told: Iterable[Fact] | Asking[list[Fact]], wanted: frozenset[str]
) -> Asking[list[Fact]]:
    facts: Any = (yield from told) if isinstance(told, GeneratorType) else told
    return [fact for fact in facts if fact.kind in wanted]


def kinds() -> dict[str, frozenset[str]]:
    """The kinds of facts that exist, by subject."""
    found: dict[str, frozenset[str]] = {}
    for source in _sources.values():
        found[source.subject] = found.get(source.subject, frozenset()) | source.kinds
    return found


# ---- what follows a change ----------------------------------------------------------------------

FEW = 50  # subjects whose rows are read together; those of more are read table by table
_followers: dict[tuple[str, str], Follower] = {}


def follow_with(room: str, subject: str, follower: Follower) -> None:
    """Let what `room` works out from facts about this kind of subject follow every change of
    them, within the command that makes the change (see `toolkit.command`)."""
    _followers[subject, room] = follower


_besides: dict[tuple[str, str], Callable[[frozenset[str]], frozenset[str]]] = {}


def change_besides(
    room: str, subject: str, besides: Callable[[frozenset[str]], frozenset[str]]
) -> None:
    """Let `room` say which of its facts may differ wherever facts of other kinds differ."""
    _besides[subject, room] = besides


@dataclass
class Changed:
    """Of which subjects facts may differ by now, and of which kinds (None: any)."""

    keys: dict[str, list[Collection[int]]] = field(default_factory=dict)
    kinds: dict[str, frozenset[str] | None] = field(default_factory=dict)

    def joined(self, other: Any) -> Changed:
        """Both: all subjects, and for each sort of them all kinds."""
        keys = {name: list(some) for name, some in self.keys.items()}
        kinds = dict(self.kinds)
        for name, some in other.keys.items():
            keys[name] = [*keys.get(name, []), *some]
            more = other.kinds[name]
            mine = kinds.get(name, frozenset())
            kinds[name] = None if mine is None or more is None else mine | more
        return Changed(keys, kinds)

    def do(self) -> None:
        """Let everything that is worked out from these facts follow, side by side."""
        whose = {name: _one(some) for name, some in self.keys.items()}
        work = [
            follower(whose[name], _with_besides(name, self.kinds[name]))
            for (name, _), follower in _followers.items()
            if name in whose
        ]
        many = any(not isinstance(keys, QuerySet) and len(keys) > FEW for keys in whose.values())
        answered(beside(*work), apart=many)


def _with_besides(subject: str, kinds: frozenset[str] | None) -> frozenset[str] | None:
    if kinds is None:
        return None
    told = [besides(kinds) for (name, _), besides in _besides.items() if name == subject]
    return kinds.union(*told)


def _one(some: list[Collection[int]]) -> Collection[int]:
    """All keys as one collection; what is a query of its own stays one."""
    if len(some) == 1:
        return some[0] if isinstance(some[0], QuerySet) else set(some[0])
    return {key for keys in some for key in keys}


def _on_facts_changed(sender: object, **changed: Any) -> None:
    name = changed["kind"]
    leave("facts", Changed({name: [changed["keys"]]}, {name: changed.get("fact_kinds")}))


facts_changed.connect(_on_facts_changed, dispatch_uid="followers")
