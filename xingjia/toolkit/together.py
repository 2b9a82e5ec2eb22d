"""Several reads in one query, and pieces of work that read their rows beside each other.

A saving asks a dozen tables for a few rows each, and on a county's network the way there and back
is what takes the time. `together` reads any number of querysets in one statement: each becomes
one JSON text of its rows. An `Asking` is a piece of work that yields the querysets it needs and
goes on when they are read; `beside` lets several go side by side and reads for all at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Generator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet, FieldError
from django.db import connections
from django.db.models import Count, Field, QuerySet, Value

T = TypeVar("T")
U = TypeVar("U")
Asking = Generator[Sequence[QuerySet[Any]], None, T]
Keys = Collection[int] | QuerySet[Any, Any]  # ids, or a query that gives them

# What PostgreSQL writes into JSON otherwise than its driver gives it.
TURNS: dict[str, Callable[[Any], Any]] = {
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "TimeField": time.fromisoformat,
    "UUIDField": UUID,
    "DecimalField": lambda value: Decimal(str(value)),
    "FloatField": float,
}
UNFIT = {"BinaryField", "DurationField", "ArrayField"}  # JSON has no place for them
WIDE = 50  # columns in one call: databases take no more than a hundred arguments


def answered(asking: Asking[T], *, apart: bool = False) -> T:
    """Do a piece of work, reading together what it asks for at one time; `apart` reads each by
    itself, which is quicker for thousands of rows."""
    try:
        while True:
            wanted = next(asking)
            if apart:
                for one in wanted:
                    one._fetch_all()
            else:
                together(*wanted)
    except StopIteration as end:
        result: T = end.value
        return result


def read(rows: QuerySet[Any]) -> Asking[None]:
    """The work that needs nothing but these rows."""
    yield [rows]


def number_of(rows: QuerySet[Any]) -> QuerySet[Any, int]:
    """How many rows a query gives, itself as a query of one row, or of none for 0."""
    told = rows.order_by().annotate(every=Value(1)).values("every")
    found: QuerySet[Any, int] = told.annotate(number=Count("pk")).values_list("number", flat=True)
    return found


def beside(*asked: Asking[Any]) -> Asking[list[Any]]:
    """Several pieces of work side by side: what they ask for is read at one time."""
    found: dict[int, Any] = {}
    waiting = dict(enumerate(asked))
    while waiting:
        wanted: list[QuerySet[Any]] = []
        for number, one in list(waiting.items()):
            try:
                wanted += next(one)
            except StopIteration as end:
                found[number] = end.value
                del waiting[number]
        if wanted:
            yield wanted
    return [found[number] for number in range(len(asked))]


def both(one: Asking[T], other: Asking[U]) -> Asking[tuple[T, U]]:
    """`beside` for two pieces of different results."""
    found: list[Any] = yield from beside(one, other)
    return found[0], found[1]


def together(*rows: QuerySet[Any]) -> None:
    """Read these querysets in one query; afterwards each has its rows, as if evaluated alone.

    Careful: rows that are locked in it (`select_for_update`) are as they are now, the others as
    they were when the query began.
    """
    reads = {id(one): _Read(one) for one in rows if one._result_cache is None}
    joined = [one for one in reads.values() if one.fits]
    if len(joined) > 1:
        _read(joined)
    for one in reads.values():
        one.fill()


class _Read:
    """One queryset, its SQL, and its rows once they are read."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self.queryset = rows
        self.compiler: Any = rows.query.get_compiler(using=rows.db)
        self.found: list[tuple[Any, ...]] | None = None
        self.types: list[str] = []
        try:
            self.sql, self.params = self.compiler.as_sql()
            self.types = [_type(expression) for expression, *_ in self.compiler.select]
        except EmptyResultSet:
            self.found = []
        except FieldError:
            self.types = ["unknown"]

    @property
    def fits(self) -> bool:
        """Whether its rows can be read as JSON."""
        if self.found is not None or self.compiler.has_extra_select:
            return False
        return not UNFIT & set(self.types) and "unknown" not in self.types

    def fill(self) -> None:
        """Give the queryset its rows; one that was not read with the others is read now."""
        if self.found is not None:
            self.compiler.execute_sql = lambda *_args, **_options: [self.found]
            self.compiler.col_count = len(self.types)
            query: Any = self.queryset.query
            if not self.found:
                self.queryset._result_cache = []
                return
            query.get_compiler = lambda *_args, **_options: self.compiler
            try:
                self.queryset._fetch_all()
            finally:
                del query.get_compiler
        else:
            self.queryset._fetch_all()


def _type(expression: Any) -> str:
    field: Field[Any, Any] = expression.output_field
    while field.is_relation and getattr(field, "target_field", None) is not None:
        field = field.target_field  # type: ignore[attr-defined]
    return field.get_internal_type()


def _read(reads: Sequence[_Read]) -> None:
    connection = connections[reads[0].queryset.db]
    parts, picked = [], []
    params: list[Any] = []
    for number, one in enumerate(reads):
        names = [f"c{column}" for column in range(len(one.types))]
        parts.append(f"s{number}({', '.join(names)}) AS ({one.sql})")
        params += one.params
        picked.append(_picked(connection.vendor, f"s{number}", names, one.types))
    sql = f"WITH {', '.join(parts)} SELECT {', '.join(picked)}"
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        texts = cursor.fetchone()
    for one, text in zip(reads, texts, strict=True):
        one.found = [_row(connection.vendor, one.types, row) for row in _loaded(text)]


def _picked(vendor: str, source: str, names: Sequence[str], types: Sequence[str]) -> str:
    """All rows of one source as one text: a list of rows, a row a list of lists of columns."""
    whole, row, kept = "json_group_array", "json_array", names
    if vendor == "postgresql":
        whole, row = "json_agg", "json_build_array"
        as_text = zip(names, types, strict=True)
        kept = [f"{name}::text" if kind == "JSONField" else name for name, kind in as_text]
    pieces = [kept[begin : begin + WIDE] for begin in range(0, len(kept), WIDE)]
    columns = ", ".join(f"{row}({', '.join(piece)})" for piece in pieces)
    told = f"{whole}({row}({columns}))"
    return f"(SELECT {told}{'::text' if vendor == 'postgresql' else ''} FROM {source})"  # noqa: S608


def _loaded(text: str | None) -> list[list[list[Any]]]:
    found: list[list[list[Any]]] = json.loads(text or "[]", parse_float=_exact)
    return found


def _exact(text: str) -> float | Decimal:
    """A number as exact as it was written."""
    return Decimal(text)


def _row(vendor: str, types: Sequence[str], row: list[list[Any]]) -> tuple[Any, ...]:
    values = [value for piece in row for value in piece]
    if vendor == "sqlite":
        return tuple(float(one) if isinstance(one, Decimal) else one for one in values)
    return tuple(
        TURNS[kind](value) if value is not None and kind in TURNS else value
        for value, kind in zip(values, types, strict=True)
    )
