"""The stretches that the records ask for, and those that are stored."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from xingjia.facts.rules import Fact, Span
from xingjia.facts.sources import facts_about
from xingjia.orgtree.queries import placements_at
from xingjia.registry.models import Employer
from xingjia.registry.queries.parameters import three_at
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
    told = None if asked == CONCERNED else _renewed(_facts(employers, asked), asked, stored)
    found = _worked_out(_facts(employers, CONCERNED)) if told is None else _counted(told)
    for pk, mine in found:
        yield from ((pk, *cell) for cell in mine)


def _facts(employers: Keys, kinds: frozenset[str]) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = {}
    for fact in facts_about("employer", employers, kinds):
        found.setdefault(fact.subject[1], []).append(fact)
    return found


def _worked_out(facts: Mapping[int, list[Fact]]) -> Iterator[tuple[int, set[Cell]]]:
    everything = [fact for mine in facts.values() for fact in mine]
    standing = _standing(everything)
    paths = {path for stood in standing.values() for path, _ in stood}
    asking = any(fact.kind == "contract" for fact in everything)
    three = three_at(paths if asking else ())
    for pk, mine in facts.items():
        yield pk, worked_out(mine, lambda code: standing.get(code, ()), three)


def _renewed(
    facts: Mapping[int, list[Fact]], kinds: frozenset[str], stored: Iterable[Row]
) -> dict[int, Told] | None:
    """What is told now; None where the rows stored do not show enough of it."""
    shown: dict[int, list[Cell]] = {pk: [] for pk in facts}
    for pk, *columns in stored:
        shown.setdefault(pk, []).append(Cell(*columns))
    told = {pk: renewed(read_back(mine), facts.get(pk, ()), kinds) for pk, mine in shown.items()}
    return told if all(one.complete for one in told.values()) else None


def _counted(told: Mapping[int, Told]) -> Iterator[tuple[int, set[Cell]]]:
    three = three_at(set().union(*(one.asking for one in told.values())))
    for pk, one in told.items():
        yield pk, cells(one, three)


def _standing(facts: Iterable[Fact]) -> dict[str, list[tuple[str, Span]]]:
    """For the code of each place these facts name, the paths it stood at and when."""
    codes = {dict(one.attributes)["value"] for one in facts if one.kind in {"place", "stands"}}
    stood: dict[str, list[tuple[str, Span]]] = {}
    for placed in placements_at(codes):
        span = Span(placed.start, placed.end)
        stood.setdefault(placed.node.code, []).append((placed.path, span))
    return stood


def stored_rows(employers: Keys) -> dict[Row, list[int]]:
    """The rows stored for these employers, each with its keys: more than one is one too many."""
    found: dict[Row, list[int]] = {}
    rows = Stretch.objects.everything(because=BECAUSE).filter(employer_id__in=employers)
    for pk, *columns in rows.order_by("pk").values_list("pk", *COLUMNS):
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
