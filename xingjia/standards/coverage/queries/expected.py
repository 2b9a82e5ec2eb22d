"""The stretches that the records ask for, and those that are stored."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from xingjia.facts.rules import Fact, Span
from xingjia.facts.sources import asked_about
from xingjia.orgtree.queries import placements_at
from xingjia.registry.models import Employer
from xingjia.registry.queries.parameters import asked_three
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.rules import (
    CONCERNED,
    Cell,
    Told,
    cells,
    read_back,
    renewed,
    wanted,
    worked_out,
)
from xingjia.toolkit.audit.checks import Finding
from xingjia.toolkit.together import Asking, answered, beside, read

BECAUSE = "stretches are computed for everybody; figures are scoped where they are read"
BATCH = 500
COLUMNS = (
    "employer_id",
    "measure",
    "base",
    "verified",
    "start",
    "end",
    "path",
    "ownership",
    "industry",
    "size",
)
Row = tuple[Any, ...]
Keys = Collection[int]  # of employers: ids, or a query that gives them


def expected_rows(
    employers: Keys,
    kinds: frozenset[str] | None = None,
    stored: Iterable[Row] = (),
) -> Iterator[Row]:
    """The rows these employers should have.

    Where only facts of some `kinds` may differ, what else they show is read back from the rows
    that are `stored`; None: everything is worked out from the records.
    """
    asked = wanted(kinds)
    facts = answered(asked_about("employer", employers, asked), apart=True)
    yield from answered(_expected(employers, asked, facts, stored))


def stored_and_expected(
    employers: Keys, kinds: frozenset[str] | None = None
) -> Asking[tuple[dict[Row, list[int]], set[Row]]]:
    """The rows stored for these employers, each with its keys, and those they should have."""
    asked = wanted(kinds)
    rows = _stored(employers)
    _, facts = yield from beside(read(rows), asked_about("employer", employers, asked))
    stored = _with_keys(rows)
    return stored, set((yield from _expected(employers, asked, facts, stored)))


def _expected(
    employers: Keys, asked: frozenset[str], facts: Iterable[Fact], stored: Iterable[Row]
) -> Asking[list[Row]]:
    told = None
    if asked != CONCERNED:
        told = _renewed(_by_employer(facts), asked, stored)
        if told is None:
            facts = yield from asked_about("employer", employers, CONCERNED)
    found = yield from (_worked_out(_by_employer(facts)) if told is None else _counted(told))
    return [(pk, *cell) for pk, mine in found for cell in mine]


def _by_employer(facts: Iterable[Fact]) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.subject[1], []).append(fact)
    return found


def _worked_out(facts: Mapping[int, list[Fact]]) -> Asking[list[tuple[int, set[Cell]]]]:
    everything = [fact for mine in facts.values() for fact in mine]
    standing = yield from _standing(everything)
    paths = {path for stood in standing.values() for path, _ in stood}
    asking = any(fact.kind == "contract" for fact in everything)
    three = yield from asked_three(paths if asking else ())
    return [
        (pk, worked_out(mine, lambda code: standing.get(code, ()), three))
        for pk, mine in facts.items()
    ]


def _renewed(
    facts: Mapping[int, list[Fact]], kinds: frozenset[str], stored: Iterable[Row]
) -> dict[int, Told] | None:
    """What is told now; None where the rows stored do not show enough of it."""
    shown: dict[int, list[Cell]] = {pk: [] for pk in facts}
    for pk, *columns in stored:
        shown.setdefault(pk, []).append(Cell(*columns))
    told = {pk: renewed(read_back(mine), facts.get(pk, ()), kinds) for pk, mine in shown.items()}
    return told if all(one.complete for one in told.values()) else None


def _counted(told: Mapping[int, Told]) -> Asking[list[tuple[int, set[Cell]]]]:
    three = yield from asked_three(set().union(*(one.asking for one in told.values())))
    return [(pk, cells(one, three)) for pk, one in told.items()]


def _standing(facts: Iterable[Fact]) -> Asking[dict[str, list[tuple[str, Span]]]]:
    """For the code of each place these facts name, the paths it stood at and when."""
    codes = {dict(one.attributes)["value"] for one in facts if one.kind in {"place", "stands"}}
    stood: dict[str, list[tuple[str, Span]]] = {}
    rows = placements_at(codes)
    yield [rows]
    for placed in rows:
        span = Span(placed.start, placed.end)
        stood.setdefault(placed.node.code, []).append((placed.path, span))
    return stood


def stored_rows(employers: Keys) -> dict[Row, list[int]]:
    """The rows stored for these employers, each with its keys: more than one is one too many."""
    return _with_keys(_stored(employers))


def _stored(employers: Keys) -> "QuerySet[Stretch, Row]":
    rows = Stretch.objects.everything(because=BECAUSE).filter(employer_id__in=employers)
    found: QuerySet[Stretch, Row] = rows.order_by("pk").values_list("pk", *COLUMNS)
    return found


def _with_keys(rows: Iterable[Row]) -> dict[Row, list[int]]:
    found: dict[Row, list[int]] = {}
    for pk, *columns in rows:
        found.setdefault(tuple(columns), []).append(pk)
    return found


def wrong_figures() -> Iterator[Finding]:
    """Employers whose stored stretches differ from a recount of their records."""
    everybody = Employer.objects.everything(because=BECAUSE).order_by("pk")
    keys = list(everybody.values_list("pk", flat=True))
    for begin in range(0, len(keys), BATCH):
        batch = keys[begin : begin + BATCH]
        wanted, stored = set(expected_rows(batch)), stored_rows(batch)
        doubled = {row for row, found in stored.items() if len(found) > 1}
        for employer in sorted({row[0] for row in (wanted ^ stored.keys()) | doubled}, key=str):
            yield Finding(
                "figure_differs",
                f"registry.employer:{employer}",
                _("企业 %(key)s 的进展数字与记录重算的不一致。请运行 rebuild_coverage 重算。")
                % {"key": employer},
            )
