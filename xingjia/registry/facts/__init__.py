"""What the register tells the standards: dated facts about employers and unions, in bulk."""

from xingjia.registry.facts.employers import KINDS, about_contracts, about_employers, claims
from xingjia.registry.facts.unions import about_unions
from xingjia.registry.rules.union_facts import KINDS as UNION_KINDS

__all__ = [
    "KINDS",
    "UNION_KINDS",
    "about_contracts",
    "about_employers",
    "about_unions",
    "claims",
]
