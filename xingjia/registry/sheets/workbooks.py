"""The door to this package: a file in, tables out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xingjia.orgtree.places import Places
from xingjia.registry.sheets.appeals import Appeals
from xingjia.registry.sheets.assessment import Assessment
from xingjia.registry.sheets.committees import Committee
from xingjia.registry.sheets.contracts import Contracts
from xingjia.registry.sheets.divisions import World
from xingjia.registry.sheets.honours import Honours, read_honours
from xingjia.registry.sheets.members import Members
from xingjia.registry.sheets.pairings import Pairings
from xingjia.registry.sheets.register import Register
from xingjia.registry.sheets.returned import Returned
from xingjia.registry.sheets.tally import Tally
from xingjia.toolkit.sheets.headers import NOTHING_MEANT, Meant
from xingjia.toolkit.sheets.kinds import Kind
from xingjia.toolkit.sheets.opening import open_grids
from xingjia.toolkit.sheets.plain import read_lines
from xingjia.toolkit.sheets.records import Table
from xingjia.toolkit.sheets.refusal import Reason, Refused
from xingjia.toolkit.sheets.tables import read_table
from xingjia.toolkit.sheets.zipscan import is_container

KINDS: tuple[type[Kind], ...] = (
    Register,
    Contracts,
    Pairings,
    Honours,
    Assessment,
    Tally,
    Members,
    Appeals,
    Committee,
    Returned,  # after the register, which has all its columns but one
)


@dataclass(frozen=True)
class Workbook:
    """The tables found in a file, in its order; sheets without a table are left out."""

    tables: list[Table]

    def to_json(self) -> dict[str, Any]:
        """The schema of the samples."""
        return {"tables": [table.to_json() for table in self.tables]}


def read_workbook(
    path: Path,
    *,
    places: Places,
    scope: str,
    kind: str | None = None,
    meant: Meant = NOTHING_MEANT,
) -> Workbook:
    """Read every table of a workbook that is to be imported into the division `scope`.

    `kind` settles what the tables are; otherwise their columns do. `meant` is what a person said
    heads mean, by kind. Raises `Refused` for a file
    that cannot be read safely or has no table.
    """
    kinds = [known for known in KINDS if kind in (None, known.name)]
    world = World(places, scope)
    found = [table for grid in open_grids(path) if (table := read_table(grid, kinds, world, meant))]
    if not found and Honours in kinds and not is_container(path):
        found = [table for table in [read_honours(read_lines(path), world)] if table]
    if not found:
        raise Refused(Reason.NO_TABLE)
    return Workbook(found)


def fields_of(kind: str) -> tuple[str, ...]:
    """The columns a table of this kind may have, in the order they are declared."""
    return next((tuple(one.columns) for one in KINDS if one.name == kind), ())
