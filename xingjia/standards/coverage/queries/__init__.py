"""Reading coverage."""

from xingjia.standards.coverage.queries.counting import (
    BECAUSE,
    EVERYONE,
    BaseFigure,
    Coverage,
    Figure,
    Line,
    NotInTheTree,
    Slice,
    count,
    counted,
)

__all__ = [
    "BECAUSE",
    "EVERYONE",
    "BaseFigure",
    "Coverage",
    "Figure",
    "Line",
    "NotInTheTree",
    "Slice",
    "count",
    "counted",
]
