"""From a verdict to the spells that are kept, and back; and what a change makes of them. Pure."""

from xingjia.standards.standing.rules.cells import (
    WHOLE,
    Cell,
    Piece,
    cells,
    read_back,
    under_place,
    where,
)
from xingjia.standards.standing.rules.judging import Known, judge
from xingjia.standards.standing.rules.needs import Line, Needs, asked_for, changed_by, needs_of

__all__ = [
    "WHOLE",
    "Cell",
    "Known",
    "Line",
    "Needs",
    "Piece",
    "asked_for",
    "cells",
    "changed_by",
    "judge",
    "needs_of",
    "read_back",
    "under_place",
    "where",
]
