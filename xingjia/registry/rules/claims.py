"""Which values of a register claim facts, and which facts. Pure.

A value that is none of these (an address, a telephone number) changes no figure.
"""

from collections.abc import Iterable

# A flag of the register, and the fact it claims with its attributes.
FLAGS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "in_production": ("operating", ()),
    "contracts_collective": ("contract", (("kind", "collective"),)),
    "contracts_wage": ("contract", (("kind", "wage"),)),
    "contracts_women": ("contract", (("kind", "women"),)),
}
# A value that sorts employers into slices or places; one value at a time.
TRAITS: dict[str, str] = {
    "place": "place",
    "ownership": "ownership",
    "industry": "industry",
    "staff": "staff",
}
CLAIMS = frozenset({*FLAGS, *TRAITS})

# Facts of a union's terms, which hold of each employer while the union covers it.
OF_TERMS = frozenset({"term", "term_over", "election_due", "election_held"})
# What a cover tells of an employer.
OF_COVERS = OF_TERMS | {"unionised"}
OF_CONTRACTS = frozenset({"contract"})
# Where an employer is kept now; told of everybody of whom a value of CLAIMS was said.
STANDS = "stands"


# What is told of an employer for its union alone; no stretch depends on it.
FOR_UNIONS = {"party_kind": "party"}


def kinds_of(fields: Iterable[str]) -> frozenset[str]:
    """The kinds of facts that values of an employer claim; none for an address."""
    told = {name: kind for name, (kind, _) in FLAGS.items()} | TRAITS | FOR_UNIONS
    return frozenset(told[name] for name in fields if name in told)
