"""Reading what places have adopted and published."""

from xingjia.standards.library.queries.adopting import (
    Preview,
    adopted_for,
    adopted_over,
    adopted_standards,
    asked_adopted,
    in_force,
    preview,
    standard_of,
    variant_of,
)
from xingjia.standards.library.queries.own import changed_standards, own_code, read_own
from xingjia.standards.library.queries.policies import (
    clauses_about,
    clauses_of,
    places_to_publish,
    policies_for,
    successor_of,
)

__all__ = [
    "Preview",
    "adopted_for",
    "adopted_over",
    "adopted_standards",
    "asked_adopted",
    "changed_standards",
    "clauses_about",
    "clauses_of",
    "in_force",
    "own_code",
    "places_to_publish",
    "policies_for",
    "preview",
    "read_own",
    "standard_of",
    "successor_of",
    "variant_of",
]
