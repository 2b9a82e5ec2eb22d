"""Reading imports."""

from xingjia.imports.queries.batches import (
    LOCAL,
    ORDER,
    Entry,
    Tally,
    as_plan,
    batches_for,
    earlier,
    entry,
    history,
    is_faulty,
    place_names,
    places_for,
    plans_of,
    questions,
    rows_for,
    writing,
)

__all__ = [
    "LOCAL",
    "ORDER",
    "Entry",
    "Tally",
    "as_plan",
    "batches_for",
    "earlier",
    "entry",
    "history",
    "is_faulty",
    "place_names",
    "places_for",
    "plans_of",
    "questions",
    "rows_for",
    "writing",
]
