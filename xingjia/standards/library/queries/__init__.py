"""Reading what places have adopted and published."""

from xingjia.standards.library.queries.adopting import (
    Preview,
    adopted_for,
    adopted_over,
    adopted_standards,
    asked_adopted,
    digest_of,
    in_force,
    own_pages,
    preview,
    published,
    readable,
    standard_of,
    unions_ever_in,
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
    "digest_of",
    "in_force",
    "own_code",
    "own_pages",
    "places_to_publish",
    "policies_for",
    "preview",
    "published",
    "read_own",
    "readable",
    "standard_of",
    "successor_of",
    "unions_ever_in",
    "variant_of",
]
