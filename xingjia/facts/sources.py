"""The one seam: rooms offer dated facts here, standards and coverage ask here.

A room calls `register` when it starts. The other direction is one signal, `facts_changed`, sent
inside the transaction of the change so that no figure can be older than its record.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from django.dispatch import Signal

from xingjia.facts.kinds import KINDS
from xingjia.facts.rules import Fact

Subject = tuple[str, int]  # ("employer", 12) or ("union", 7)
# Asked with the kind of subject, its keys and the wanted kinds of facts, each one of those offered:
# whatever else a room would have to read for other kinds it need not read.
Offer = Callable[[str, Collection[int], frozenset[str]], Iterable[Fact]]

# Sent with `kind` ("employer", "union"), `keys` (the ids whose facts may be different now, or a
# query that gives them: who listens may read by it at once) and `fact_kinds` (the kinds of facts
# that may be; left out or None: any).
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
    for source in _sources.values():
        wanted = source.kinds if kinds is None else source.kinds & kinds
        if source.subject == subject and wanted:
            told = source.offer(subject, keys, wanted)
            yield from (fact for fact in told if fact.kind in wanted)


def kinds() -> dict[str, frozenset[str]]:
    """The kinds of facts that exist, by subject."""
    found: dict[str, frozenset[str]] = {}
    for source in _sources.values():
        found[source.subject] = found.get(source.subject, frozenset()) | source.kinds
    return found
