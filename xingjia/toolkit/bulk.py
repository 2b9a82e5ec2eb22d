"""Many rows of one table at a time, past the objects of the ORM but through its columns.

`bulk_create` and `bulk_update` build an expression for every value; for a workbook of 100,000
rows that is most of the time. Here a row is a tuple. On PostgreSQL rows go in by COPY.

SECURITY: the caller has asked for the right over what these rows belong to. Inside a
transaction only: on SQLite its lock keeps the ids that were reserved.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache
from json.encoder import encode_basestring_ascii
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import DateField, DateTimeField, Field, JSONField, Model
from django.utils import timezone

ROWS = 500  # in one statement
Row = TypeVar("Row", bound=Model)
Values = Sequence[Any]
Turn = Callable[[Any], Any]


def reserve(model: type[Model], number: int) -> list[int]:
    """Ids for that many rows, which nobody else will get."""
    if not number:
        return []
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("ids are reserved inside a transaction")
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            first = (found[0] if found else 0) + 1
            ids = list(range(first, first + number))
            _remember(cursor, table, ids[-1], known=found is not None)
            return ids
        serial = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        cursor.execute(serial, [f'"{table}"', number])
        return sorted(one for (one,) in cursor.fetchall())


def _remember(cursor: Any, table: str, last: int, *, known: bool) -> None:
    sql = (
        "UPDATE sqlite_sequence SET seq = %s WHERE name = %s"
        if known
        else "INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)"
    )
    cursor.execute(sql, [last, table])


def store(rows: Sequence[Row]) -> Sequence[Row]:
    """Insert objects as they are; those without an id get one. As `bulk_create`, no signals."""
    if not rows:
        return rows
    model = type(rows[0])
    lacking = [row for row in rows if row.pk is None]
    for row, key in zip(lacking, reserve(model, len(lacking)), strict=True):
        row.pk = key
    names = [field.attname for field in model._meta.concrete_fields if not _is_stamp(field)]
    insert(model, names, map(attrgetter(*names), rows))
    return rows


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Insert tuples of these columns; the others get their defaults, and ids are given out
    where none are among them."""
    others = (f for f in model._meta.concrete_fields if not f.primary_key)
    rest = [field for field in others if field.attname not in columns]
    given = tuple(_written_now(field) for field in rest)
    names = [
        *(_column(model, name) for name in columns),
        *(_column(model, field.attname) for field in rest),
    ]
    _into(model, names, (tuple(row) + given for row in _turned(model, columns, rows)))


def update(model: type[Model], columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Give rows other values; of each tuple the first is the id."""
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(_column(model, name))} = %s" for name in columns)
    sql = f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE id = %s"  # noqa: S608  names of ours
    ready = [(*row[1:], row[0]) for row in _turned(model, ["id", *columns], rows)]
    if ready:
        with connection.cursor() as cursor:
            cursor.executemany(sql, ready)


def rewrite(
    model: type[Model], columns: Sequence[str], *, gone: Sequence[int], fresh: Sequence[Values]
) -> None:
    """Let these rows take the place of those with these ids. One statement where as many come as
    go or more, else one more: what comes is written over what goes.

    For tables nobody refers to by id, with all their columns given.
    """
    columns_kept, kept = ["id", *columns], list(gone)
    ready = list(_turned(model, columns, fresh))
    for begin in range(0, len(ready), ROWS):
        part = ready[begin : begin + ROWS]
        over, kept = kept[: len(part)], kept[len(part) :]
        _write_over(model, columns_kept, over, part)
    for begin in range(0, len(kept), ROWS):
        part_of = kept[begin : begin + ROWS]
        table = connection.ops.quote_name(model._meta.db_table)
        marks = ", ".join(["%s"] * len(part_of))
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE id IN ({marks})", part_of)  # noqa: S608


def _write_over(
    model: type[Model], columns: Sequence[str], over: Sequence[int], rows: Sequence[Values]
) -> None:
    """Write rows over those with these ids; those beyond get ids of their own."""
    quote = connection.ops.quote_name
    names = [quote(_column(model, name)) for name in columns]
    own = "NULL" if connection.vendor == "sqlite" else "DEFAULT"
    marks = ", ".join(["%s"] * (len(names) - 1))
    given = [f"(%s, {marks})"] * len(over) + [f"({own}, {marks})"] * (len(rows) - len(over))
    sets = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    values: list[Any] = []
    for number, row in enumerate(rows):
        values += [*over[number : number + 1], *row]
    sql = (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(names)}) "  # noqa: S608
        f"VALUES {', '.join(given)} ON CONFLICT (id) DO UPDATE SET {sets}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _into(model: type[Model], names: Sequence[str], rows: Iterable[Values]) -> None:
    quote = connection.ops.quote_name
    into = f"{quote(model._meta.db_table)} ({', '.join(map(quote, names))})"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", list(rows))  # noqa: S608
            return
        with (
            connection.wrap_database_errors,
            cursor.copy(f"COPY {into} FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)


def _turned(model: type[Model], columns: Sequence[str], rows: Iterable[Values]) -> Iterable[Values]:
    """The rows as the database wants them; only columns that need it are touched."""
    turns = [(n, turn) for n, name in enumerate(columns) if (turn := _turn_of(model, name))]
    if not turns:
        yield from rows
        return
    for row in rows:
        ready = list(row)
        for number, turn in turns:
            if ready[number] is not None:
                ready[number] = turn(ready[number])
        yield ready


@cache
def _turn_of(model: type[Model], name: str) -> Turn | None:
    field = _field(model, name)
    if isinstance(field, JSONField):
        return _as_json
    if not isinstance(field, DateField) or connection.vendor != "sqlite":
        return None
    return _moment if isinstance(field, DateTimeField) else str


def _as_json(value: Any) -> str:
    """Careful: most values are short, and the encoder takes its time to begin."""
    plain = type(value)
    if plain is str:
        return encode_basestring_ascii(value)
    if plain is int:
        return str(value)
    if plain is bool:
        return "true" if value else "false"
    return json.dumps(value) if value or plain is not list else "[]"


def _moment(value: datetime) -> str:
    return str(connection.ops.adapt_datetimefield_value(value))


def _written_now(field: Field[Any, Any]) -> Any:
    """What a column gets that nobody gave: the time of writing, or its default."""
    value = timezone.now() if _is_stamp(field) else field.get_default()
    turn = _turn_of(field.model, field.attname)
    return turn(value) if turn and value is not None else value


def _is_stamp(field: Field[Any, Any]) -> bool:
    return isinstance(field, DateField) and (field.auto_now_add or field.auto_now)


@cache
def _field(model: type[Model], name: str) -> Field[Any, Any]:
    return next(field for field in model._meta.concrete_fields if field.attname == name)


def _column(model: type[Model], name: str) -> str:
    return str(_field(model, name).column)
