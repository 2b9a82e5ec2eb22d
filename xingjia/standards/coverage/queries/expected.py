"""The stretches that the records ask for, and those that are stored."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from xingjia.facts.rules import Fact, Span
from xingjia.facts.sources import facts_about
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import placements_at
from xingjia.registry.models import Employer
from xingjia.registry.queries.parameters import three_of
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.rules import CONCERNED, Cell, cells
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
Row = tuple[object, ...]


def expected_rows(employers: list[int]) -> Iterator[Row]:
    """The rows these employers should have, worked out from the records."""
    facts: dict[int, list[Fact]] = {pk: [] for pk in employers}
    for fact in facts_about("employer", employers, CONCERNED):
        facts[fact.subject[1]].append(fact)
    places = dict(
        Employer.objects.everything(because=BECAUSE)
        .filter(pk__in=employers)
        .values_list("pk", "organisation__code")
    )
    nodes, standing = _standing(_codes(facts, places))
    three = three_of(nodes)
    found = {pk: cells(facts[pk], places[pk], three) for pk in places}
    for pk, mine in found.items():
        for cell in mine:
            # A place that is not in the tree says nothing: it stands where it stands now.
            at = standing.get(cell.place) or standing[places[pk]]
            yield from _placed(pk, cell, at)


def _codes(facts: Mapping[int, Iterable[Fact]], places: Mapping[int, str]) -> set[str]:
    """The codes of all places these employers stand at or are said to have stood at."""
    said = (fact for mine in facts.values() for fact in mine if fact.kind == "place")
    return {dict(fact.attributes)["value"] for fact in said} | set(places.values())


def _standing(codes: Iterable[str]) -> tuple[list[Node], dict[str, list[tuple[str, Span]]]]:
    """The nodes with these codes and, for each, the paths it stood at and when."""
    nodes: dict[str, Node] = {}
    stood: dict[str, list[tuple[str, Span]]] = {}
    for placed in placements_at(codes):
        nodes[placed.node.code] = placed.node
        stood.setdefault(placed.node.code, []).append((placed.path, Span(placed.start, placed.end)))
    return list(nodes.values()), stood


def _placed(pk: int, cell: Cell, standing: list[tuple[str, Span]]) -> Iterator[Row]:
    for path, span in standing:
        start, end = max(cell.start, span.start), min(cell.end, span.end)
        if start < end:
            yield (
                pk,
                cell.measure,
                cell.base,
                cell.verified,
                start,
                end,
                path,
                cell.ownership,
                cell.industry,
                cell.size,
            )


def stored_rows(employers: list[int]) -> dict[Row, list[int]]:
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
