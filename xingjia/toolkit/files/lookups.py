"""A lookup for lists of thousands of numbers, which as parameters cost more than the search."""

from typing import Any

from django.db.models import Lookup


class Among(Lookup):
    """`Among(F("band_0"), values)`: whether a column is one of these whole numbers.

    SECURITY: the numbers are written into the statement; `int` lets nothing else through.
    """

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """column IN (1, 2, 3)."""
        column, parameters = self.process_lhs(compiler, connection)
        numbers = ",".join(str(int(value)) for value in sorted(self.rhs))
        return f"{column} IN ({numbers or 'NULL'})", parameters
