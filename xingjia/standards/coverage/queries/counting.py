"""Counting: a node, a day and a slice in; figures out. Each figure prints its bases."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import as_named_on, children_on, path_on, under
from xingjia.orgtree.rules import child_step
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.rules import (
    BASE_MEASURE,
    BASES,
    CONTRACTS_UNKNOWN,
    IDLE,
    OPERATING,
    TERM_UNKNOWN,
    rate,
    stored_base,
)

BECAUSE = "the node was opened under the actor's own right; its rows are counted, not named"
Tally = dict[tuple[str, str, bool], int]
REPORTED = (OPERATING, "", False)


@dataclass(frozen=True)
class Slice:
    """Which employers to count: "" means all."""

    ownership: str = ""
    industry: str = ""
    size: str = ""

    def chosen(self) -> dict[str, str]:
        """The parts that narrow the count."""
        return {name: value for name, value in asdict(self).items() if value}


EVERYONE = Slice()


@dataclass(frozen=True)
class BaseFigure:
    """A count among one base: 127 of 138 unionised."""

    code: str
    count: int | None
    base: int | None

    @property
    def rate(self) -> Decimal | None:
        """A fraction of four decimals; None on an empty or unknown base."""
        return rate(self.count, self.base)

    @property
    def missing(self) -> int | None:
        """How many of the base do not count."""
        return None if self.count is None or self.base is None else self.base - self.count


@dataclass(frozen=True)
class Figure:
    """One measure on one day. None: nobody has reported, which is not 0."""

    code: str
    count: int | None
    verified: int | None
    bases: tuple[BaseFigure, ...] = ()


@dataclass(frozen=True)
class Line:
    """The figures of one node; `node` is None for what stands directly under the parent.

    `idle`, `term_unknown` and `contracts_unknown` are what no figure counts: not in production;
    unionised, though nobody has said when the term ends, or whether all three contracts are there.
    """

    node: Node | None
    figures: dict[str, Figure]
    idle: int | None
    term_unknown: int | None = None
    contracts_unknown: int | None = None


@dataclass(frozen=True)
class Coverage:
    """The figures of a node on a day, and of the nodes under it."""

    node: Node
    on: date
    total: Line
    children: tuple[Line, ...] = field(default=())


class NotInTheTree(Exception):
    """The node did not stand anywhere on that day."""


def count(
    actor: Actor, node: Node, on: date, of: Slice = EVERYONE, *, children: bool = False
) -> Coverage:
    """Count a branch on a day: one query, whatever its size.

    Raises Node.DoesNotExist when the node is not the actor's to see.
    """
    if not actor.may(Right.SEE, node.path):
        raise Node.DoesNotExist(node.code)
    branch = path_on(node, on)
    if branch is None:
        raise NotInTheTree(f"{node.code} on {on}")
    tallies: dict[int | None, Tally] = {}
    whole: Tally = {}
    for path, measure, base, verified, number in _counted(branch, on, of):
        key = (measure, base, verified)
        below = tallies.setdefault(child_step(path, branch), {})
        below[key] = below.get(key, 0) + number
        whole[key] = whole.get(key, 0) + number
    for path in _reporting(branch, on) if of.chosen() else ():
        # Somebody reports here, though nobody in this slice: 0, not unknown.
        tallies.setdefault(child_step(path, branch), {}).setdefault(REPORTED, 0)
        whole.setdefault(REPORTED, 0)
    under_it = as_named_on(children_on(node, on), on) if children else []
    lines = _lines(under_it, tallies) if children else []
    return Coverage(node, on, _line(node, whole), tuple(lines))


def counted(branch: str, on: date, of: Slice = EVERYONE) -> "QuerySet[Stretch]":
    """The stretches that count in a branch on a day."""
    return Stretch.objects.everything(because=BECAUSE).filter(
        under("path", branch), start__lte=on, end__gt=on, **of.chosen()
    )


def _counted(branch: str, on: date, of: Slice) -> Iterable[tuple[str, str, str, bool, int]]:
    return (
        counted(branch, on, of)
        .values_list("path", "measure", "base", "verified")
        .annotate(number=Count("pk"))
        .order_by()
    )


def _reporting(branch: str, on: date) -> Iterable[str]:
    """Where in the branch it is known whether somebody is in production."""
    known = counted(branch, on).filter(measure__in=(OPERATING, IDLE))
    return known.values_list("path", flat=True).distinct().order_by()


def _lines(nodes: Iterable[Node], tallies: dict[int | None, Tally]) -> Iterable[Line]:
    known = {node.pk: node for node in nodes}
    for pk, node in known.items():
        yield _line(node, tallies.get(pk, {}))
    # What hangs under no child of today (directly here, or under a union) still counts.
    rest: Tally = {}
    for step, tally in tallies.items():
        if step not in known:
            for key, number in tally.items():
                rest[key] = rest.get(key, 0) + number
    if rest:
        yield _line(None, rest)


def _line(node: Node | None, tally: Tally) -> Line:
    reported = REPORTED in tally or (IDLE, "", False) in tally

    def number(measure: str, base: str = "", *, verified: bool = False) -> int | None:
        return tally.get((measure, base, verified), 0) if reported else None

    figures = {
        measure: Figure(
            measure,
            number(measure),
            number(measure, verified=True),
            tuple(
                BaseFigure(
                    base,
                    number(measure, stored_base(measure, base)),
                    number(BASE_MEASURE[base]),
                )
                for base in bases
            ),
        )
        for measure, bases in BASES.items()
    }
    return Line(node, figures, number(IDLE), number(TERM_UNKNOWN), number(CONTRACTS_UNKNOWN))
