"""What hands changed of a contract, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from xingjia.access.queries import names_behind
from xingjia.registry.contract_words import field_word, value_words
from xingjia.registry.models import ContractChange
from xingjia.registry.queries.contract_mending import KEPT
from xingjia.registry.words import who


@dataclass(frozen=True)
class ToldChange:
    """One change: who made it, and per field its label, what stood and what stands."""

    change: ContractChange
    who: str
    lines: list[tuple[str, str, str]]


def told_changes(changes: Sequence[ContractChange]) -> list[ToldChange]:
    """The changes in words. One query, for the names of who made them."""
    people = names_behind({one.said_by for one in changes}) if changes else {}
    return [ToldChange(one, who(one.said_by, people), _lines(one)) for one in changes]


def _lines(one: ContractChange) -> list[tuple[str, str, str]]:
    names = [name for name in KEPT if name in one.before or name in one.after]
    return [
        (
            field_word(name),
            value_words(name, one.before.get(name)),
            value_words(name, one.after.get(name)),
        )
        for name in names
    ]
