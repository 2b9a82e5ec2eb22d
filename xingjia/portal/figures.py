"""Figures as the templates write them: each count with its base, its rate and its address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from xingjia.portal.words import CONTRACTS, LEVELS, SLICES
from xingjia.standards.coverage.queries import Coverage, Line, Slice
from xingjia.standards.coverage.rules import (
    ALL_THREE,
    CONTRACT_KINDS,
    CONTRACT_MEASURES,
    CONTRACTS_UNKNOWN,
    DUE,
    HELD,
    IDLE,
    LISTED,
    OPERATING,
    OVERDUE,
    TERM_UNKNOWN,
    WITH_UNION,
)

Facet = tuple[str, str, str, int]


@dataclass(frozen=True)
class Links:
    """Addresses that keep the day and the slice of the page."""

    on: date
    of: Slice

    def coverage(self, code: str, **more: str) -> str:
        """The page of a node."""
        return self._with(reverse("portal:coverage", args=[code]), more)

    def rows(self, code: str, measure: str, **more: str) -> str:
        """The list behind a figure; `more` is base, missing, within, direct."""
        return self._with(reverse("portal:counted", args=[code, measure]), more)

    def sliced(self, code: str, **values: str) -> str:
        """The page with other slices: "" clears one."""
        return replace(self, of=replace(self.of, **values)).coverage(code)

    def _with(self, url: str, more: dict[str, str]) -> str:
        query = {"on": self.on.isoformat()} | self.of.chosen() | more
        return f"{url}?{urlencode(query)}"


@dataclass(frozen=True)
class Cell:
    """A count among a base; None is unknown."""

    count: int | None
    url: str
    base: int | None = None
    rate: Decimal | None = None
    missing: int | None = None
    missing_url: str = ""


@dataclass(frozen=True)
class TableRow:
    """One line of the table: a node, or what is in none of them."""

    title: str
    url: str
    operating: Cell
    with_union: Cell
    all_three: Cell
    contracts: list[Cell]
    overdue: Cell

    @property
    def unknown(self) -> bool:
        """Whether nobody has reported anything here."""
        return self.operating.count is None


def plain(line: Line, measure: str, links: Links, code: str, **more: str) -> Cell:
    """A count without a base."""
    listed = {
        IDLE: line.idle,
        TERM_UNKNOWN: line.term_unknown,
        CONTRACTS_UNKNOWN: line.contracts_unknown,
    }
    number = listed[measure] if measure in LISTED else line.figures[measure].count
    return Cell(number, links.rows(code, measure, **more))


def among(line: Line, measure: str, base: str, links: Links, code: str, **more: str) -> Cell:
    """A count among a base, with the rest of the base."""
    figure = next(one for one in line.figures[measure].bases if one.code == base)
    return Cell(
        figure.count,
        links.rows(code, measure, base=base, **more),
        figure.base,
        figure.rate,
        figure.missing,
        links.rows(code, measure, base=base, missing="1", **more),
    )


@dataclass(frozen=True)
class ContractLine:
    """One kind of contract, among the unionised and among all in production."""

    title: str
    unionised: Cell
    operating: Cell


def head(coverage: Coverage, links: Links) -> dict[str, Any]:
    """The row of figures over the page of a node."""
    line, code = coverage.total, coverage.node.code
    return {
        "operating": plain(line, OPERATING, links, code),
        "idle": plain(line, IDLE, links, code),
        "with_union": among(line, WITH_UNION, "operating", links, code),
        "all_three": among(line, ALL_THREE, "unionised", links, code),
        "all_three_of_operating": among(line, ALL_THREE, "operating", links, code),
        "contracts_unknown": plain(line, CONTRACTS_UNKNOWN, links, code, base="unionised"),
        "contracts": [
            ContractLine(
                str(CONTRACTS[kind]),
                among(line, f"contracts_{kind}", "unionised", links, code),
                among(line, f"contracts_{kind}", "operating", links, code),
            )
            for kind in CONTRACT_KINDS
        ],
        "due": among(line, DUE, "unionised", links, code),
        "held": among(line, HELD, "unionised", links, code),
        "overdue": among(line, OVERDUE, "unionised", links, code),
        "term_unknown": plain(line, TERM_UNKNOWN, links, code, base="unionised"),
    }


def table(coverage: Coverage, links: Links) -> list[TableRow]:
    """The total, the children in the tree's order, and what is under none of them."""
    whole, _under, rest = LEVELS[coverage.node.kind]
    code = coverage.node.code
    lines = [_row(str(whole), "", coverage.total, links, code)]
    if not any(line.node for line in coverage.children):
        return lines
    for line in coverage.children:
        if line.node:
            url = links.coverage(line.node.code)
            lines.append(_row(line.node.name, url, line, links, line.node.code))
        else:
            lines.append(_row(str(rest), "", line, links, code, direct="1"))
    return lines


def _row(title: str, url: str, line: Line, links: Links, code: str, **more: str) -> TableRow:
    return TableRow(
        title,
        url,
        plain(line, OPERATING, links, code, **more),
        among(line, WITH_UNION, "operating", links, code, **more),
        among(line, ALL_THREE, "unionised", links, code, **more),
        [among(line, measure, "unionised", links, code, **more) for measure in CONTRACT_MEASURES],
        among(line, OVERDUE, "unionised", links, code, **more),
    )


def filters(facets: Sequence[Facet], code: str, links: Links) -> list[dict[str, Any]]:
    """The slices as menus; each choice counts the employers the other slices leave."""
    return [
        {
            "name": title,
            "value": words.get(chosen, _("全部")),
            "active": bool(chosen),
            "clear_url": links.sliced(code, **{name: ""}),
            "choices": list(_choices(facets, code, links, name)),
        }
        for name, (title, words) in SLICES.items()
        for chosen in [getattr(links.of, name)]
    ]


def _choices(
    facets: Sequence[Facet], code: str, links: Links, name: str
) -> Iterator[dict[str, Any]]:
    chosen = getattr(links.of, name)
    numbers = _numbers(facets, links.of, name)
    yield {
        "title": _("全部"),
        "url": links.sliced(code, **{name: ""}),
        "current": not chosen,
        "count": sum(numbers.values()),
    }
    for value, title in SLICES[name][1].items():
        if value in numbers or value == chosen:
            yield {
                "title": title,
                "url": links.sliced(code, **{name: value}),
                "current": value == chosen,
                "count": numbers.get(value, 0),
            }


def _numbers(facets: Sequence[Facet], of: Slice, name: str) -> dict[str, int]:
    """Employers by value of one slice, among those the other slices leave."""
    names = list(SLICES)
    others = {one: value for one, value in of.chosen().items() if one != name}
    numbers: dict[str, int] = {}
    for *values, number in facets:
        here = dict(zip(names, values, strict=True))
        if all(here[one] == value for one, value in others.items()):
            numbers[here[name]] = numbers.get(here[name], 0) + number
    return numbers
