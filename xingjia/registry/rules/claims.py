"""Which values of a register claim facts, and which facts. Pure.

A value that is none of these (an address, a telephone number) changes no figure.
"""

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
