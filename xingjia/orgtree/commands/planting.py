"""Nodes that are added to the tree.

Access stands on the tree and not the other way round, so these take the label of whoever acts
(`by`), and the commands above that call them have asked for the right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from xingjia.orgtree.divisions import DivisionRow
from xingjia.orgtree.models import Division, Node, Placement
from xingjia.orgtree.queries import placements_of
from xingjia.orgtree.rules import EVER, TreeFault, path_of
from xingjia.toolkit import bulk
from xingjia.toolkit.audit.commands import record

NATION_CODE = "000000"
NATION_NAME = "全国"
# Names of the code system that are no places; what is under them stands one level higher.
PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
BATCH = 1000


@dataclass(frozen=True)
class Planting:
    """A node to be added under `parent` from `start` on."""

    parent: Node | None
    kind: str
    code: str
    name: str
    start: date = EVER


@transaction.atomic
def plant_all(by: str, plantings: Sequence[Planting]) -> list[Node]:
    """Add nodes to the tree; their parents are there already. In the order given."""
    above = _parents(plantings)
    nodes = [
        Node(pk=key, code=one.code, name=one.name, kind=one.kind)
        for key, one in zip(bulk.reserve(Node, len(plantings)), plantings, strict=True)
    ]
    placements = []
    for node, one in zip(nodes, plantings, strict=True):
        if one.parent is None:
            node.path = path_of("", node.pk)
            placements.append(Placement(node=node, path=node.path, start=one.start))
            continue
        parent, stood = above[one.parent.pk]
        node.path = path_of(parent.path, node.pk)
        placements += follow(node, one, stood)
    bulk.store(nodes)
    bulk.store(placements)
    if nodes:
        record(by, "orgtree.planted", "orgtree.node", nodes=[node.pk for node in nodes])
    return nodes


def _parents(plantings: Sequence[Planting]) -> dict[int, tuple[Node, list[Placement]]]:
    """The parents as they stand now, held until the end, and where they stood on other days."""
    keys = {one.parent.pk for one in plantings if one.parent}
    if not keys:
        return {}
    held = Node.objects.select_for_update().order_by("pk").in_bulk(keys)
    stood = placements_of(keys)
    return {pk: (node, stood.get(pk, [])) for pk, node in held.items()}


def follow(node: Node, one: Planting, stood: list[Placement]) -> list[Placement]:
    """A node stands wherever its parent stood: on days before a move, at the place before it.

    Raises `TreeFault` for a parent that stands nowhere from that day on.
    """
    found = [
        Placement(
            node=node,
            parent=one.parent,
            path=path_of(above.path, node.pk),
            start=max(one.start, above.start),
            end=above.end,
        )
        for above in stood
        if above.end > one.start
    ]
    if not found:
        raise TreeFault("target_closed")
    return found


@transaction.atomic
def load_divisions(by: str, rows: Iterable[DivisionRow]) -> tuple[int, int]:
    """Bring division codes and the federation that stands on them up to date.

    Returns how many codes and how many nodes were added; a second run adds nothing.
    """
    rows = list(rows)
    codes = _add_codes(rows)
    nodes = _add_nodes(by, [row for row in rows if row.valid_to is None])
    if codes:
        record(by, "orgtree.divisions_loaded", "orgtree.division", codes=codes, nodes=nodes)
    return codes, nodes


def _add_codes(rows: list[DivisionRow]) -> int:
    known = set(Division.objects.values_list("code", "name", "valid_from", "valid_to"))
    fresh = [
        Division(
            code=row.code,
            name=row.name,
            level=row.level,
            parent_code=row.parent_code,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            is_zone=row.zone,
        )
        for row in rows
        if (row.code, row.name, row.valid_from, row.valid_to) not in known
    ]
    Division.objects.bulk_create(fresh, batch_size=BATCH)
    return len(fresh)


def _add_nodes(by: str, rows: list[DivisionRow]) -> int:
    """Plant what is not there yet, level by level, so that each parent has its path first."""
    nodes = {node.code: node for node in Node.objects.exclude(kind=Node.Kind.UNION)}
    before = len(nodes)
    if NATION_CODE not in nodes:
        nation = Planting(None, Node.Kind.NATION, NATION_CODE, NATION_NAME)
        nodes[NATION_CODE] = plant_all(by, [nation])[0]
    hidden = {row.code: row.parent_code for row in rows if row.name in PLACEHOLDERS}
    for level in Division.Level.values:
        fresh = [
            Planting(nodes[_above(row, hidden)], level, row.code, row.name)
            for row in rows
            if row.level == level and row.code not in nodes and row.code not in hidden
        ]
        nodes |= {node.code: node for node in plant_all(by, fresh)}
    return len(nodes) - before


def _above(row: DivisionRow, hidden: dict[str, str]) -> str:
    """The code of the nearest real place over this one."""
    code = row.parent_code or NATION_CODE
    while code in hidden:
        code = hidden[code] or NATION_CODE
    return code
