"""Which pairs need a decision because a side is no longer what it was. Pure; waits for its room.

A model home lifts weaker unions while it holds its title; when it loses it, the pair is flagged
for a person and stays as it is (domain.md §11.18). A pair ends with a union that ends (§11.17).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xingjia.facts.rules import Span, Spans


class Flag(StrEnum):
    """Why somebody must decide about a pair."""

    HELPER_WITHOUT_TITLE = "helper_without_title"


@dataclass(frozen=True)
class Pair:
    """Two unions (their keys) joined over a term."""

    helper: int
    partner: int
    term: Span


def lasts(pair: Pair, closed: dict[int, date]) -> Span | None:
    """The days on which the pair stands: it ends with the first of its unions that ends.

    None for a pair that would not last a day. `closed`: first day without the union, by its key.
    """
    ends = [closed[one] for one in (pair.helper, pair.partner) if one in closed]
    end = min([pair.term.end, *ends])
    return Span(pair.term.start, end) if end > pair.term.start else None


def flagged(pair: Pair, titles: Spans, closed: dict[int, date]) -> dict[Flag, Spans]:
    """On which days of the pair somebody must decide, and why; the pair itself is not touched.

    `titles`: the days on which the helper holds a title that makes it one.
    """
    standing = lasts(pair, closed)
    if standing is None:
        return {}
    without = Spans((standing,)) - titles
    return {Flag.HELPER_WITHOUT_TITLE: without} if without else {}
