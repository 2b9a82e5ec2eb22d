"""Divisions in a table: the code of a column, or worked out from the name of the place."""

from dataclasses import dataclass

from xingjia.orgtree.places import Found, Places, within
from xingjia.toolkit.sheets.grid import Cell
from xingjia.toolkit.sheets.kinds import Scene, Values
from xingjia.toolkit.sheets.values.base import (
    UNREADABLE,
    Around,
    Fault,
    Reading,
    ValueType,
    error,
    warning,
)
from xingjia.toolkit.sheets.words import simplified, squeezed

CODE, NAME = "division_code", "division_name"


@dataclass(frozen=True)
class World:
    """What the kinds of this room need besides the sheet."""

    places: Places
    scope: str  # code of the division the file is imported into


class DivisionCode(ValueType):
    """The code in force today: 9 digits for a township, 6 above."""

    alone = True  # within one table; its `world` is the same

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """Look the code up; a retired one gives its successor."""
        if not text.isdecimal():
            return UNREADABLE
        value, faults = judge(around.world.places.coded(text), around.world.scope)
        return Reading(value, tuple(faults))


def judge(found: Found | None, scope: str) -> tuple[str | None, list[Fault]]:
    """The code of a place found and what is to be said about it."""
    if found is None:
        return None, [error("unknown_division", CODE)]
    faults = [warning("retired_division", CODE)] if found.retired else []
    if found.place is None:
        return None, faults
    if not within(found.place.code, scope):
        faults.append(error("out_of_scope", CODE))
    if found.place.zone:
        faults.append(warning("zone_division", CODE))
    return found.place.code, faults


def place(values: Values, scene: Scene) -> list[Fault]:
    """Fill the code from the name, and both from a heading such as 上冈镇（16家）."""
    if NAME not in scene.columns and CODE not in scene.columns:
        return _place_by_heading(values, scene)
    if NAME not in scene.columns or values.get(CODE) or CODE in scene.faulty:
        return []
    values.setdefault(CODE, None)
    faults = _place_by_name(values, scene)
    if CODE in scene.columns and values[CODE]:
        faults.append(warning("inferred", CODE))
    return faults


def _place_by_name(values: Values, scene: Scene) -> list[Fault]:
    name = values[NAME]
    if name is None:
        return []
    found = scene.world.places.named(squeezed(name), scene.world.scope)
    values[CODE], faults = judge(found, scene.world.scope)
    return faults


def _place_by_heading(values: Values, scene: Scene) -> list[Fault]:
    name = heading_name(scene.heading)
    found = scene.world.places.named(name, scene.world.scope) if name else None
    if found is None:
        return []
    values[NAME] = name
    return _place_by_name(values, scene)


def heads_place(text: str, world: World) -> bool:
    """Whether a lone cell names a place, so that the rows below belong to it."""
    return world.places.named(heading_name(text), world.scope) is not None


def heading_name(heading: str) -> str:
    """The place a heading names: `二、上冈镇（16家）：` is 上冈镇."""
    text = simplified(squeezed(heading)).partition("(")[0].strip(":：。")
    return text.rpartition("、")[2]
