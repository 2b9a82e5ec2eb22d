"""Finding by name, pinyin, initials or code; and putting names in the order of their pinyin."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import F, Model, Q, QuerySet, Value
from django.db.models.functions import StrIndex, Substr

from xingjia.registry.rules.names import name_key
from xingjia.toolkit.sheets.words import simplified

Row = TypeVar("Row", bound=Model)
LONGEST = 100  # characters of a search; what is longer names nothing

# `search` holds "name pinyin initials …": what follows its first space sorts as people expect.
PINYIN = Substr(F("search"), StrIndex(F("search"), Value(" ")) + 1)


def words_of(text: str) -> list[str]:
    """The words of a search, as the column `search` writes them: `鹽城 FZ` is 盐城, fz."""
    return [name_key(simplified(word)) for word in text[:LONGEST].split()]


def named(text: str) -> Q:
    """Rows whose `search` holds every word."""
    found = Q()
    for word in words_of(text):
        found &= Q(search__contains=word)
    return found


def in_order(rows: QuerySet[Row], orders: Mapping[str, Sequence[str]], sort: str) -> QuerySet[Row]:
    """Rows in an order named in `orders`, "-" before it for the other way round.

    What is not known comes last either way.
    """
    first, *rest = orders[sort.removeprefix("-")]
    turn = F(first).desc if sort.startswith("-") else F(first).asc
    spelt: QuerySet[Any] = rows.annotate(pinyin=PINYIN)
    return spelt.order_by(turn(nulls_last=True), *rest, "pk")
