"""How a record or a value names where it comes from. Pure."""

BY_HAND = "hand"  # the origin of what a person entered in a form
UNION_VALUE = "registry.unionstatement:"
EMPLOYER_VALUE = "registry.employerstatement:"


def of_value(origin: str, table: str, key: int) -> str:
    """Where a value comes from: the import row, or the value itself where a person typed it, so
    that who claimed it can be looked up."""
    return f"{table}{key}" if origin == BY_HAND else origin
