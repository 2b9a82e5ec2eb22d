"""Checks of rows against themselves and against each other. Pure; every check gives issues."""

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from xingjia.toolkit.sheets.kinds import Kind, Values
from xingjia.toolkit.sheets.records import Issue, Record
from xingjia.toolkit.sheets.values.base import error, warning
from xingjia.toolkit.sheets.values.dates import first_day, last_day
from xingjia.toolkit.sheets.values.numbers import Rate
from xingjia.toolkit.sheets.words import squeezed

ROUNDING = 0.000501  # rates are printed with one decimal of a percent


def check_records(kind: type[Kind], records: list[Record]) -> Iterator[Issue]:
    """All checks that the kind declares."""
    wholes = [
        (name, column.whole, isinstance(column.type, Rate))
        for name, column in kind.columns.items()
        if column.whole or isinstance(column.type, Rate)
    ]
    for record in records:
        yield from _in_order(kind, record)
        yield from _parts_within_wholes(wholes, record)
        yield from _lists_counted(kind, record)
        yield from _rates_worked_out(kind, record)
    yield from _repeated(kind, records)
    for row, fault in kind.compare([(record.row, record.values) for record in records]):
        yield Issue.of(row, fault)


def _in_order(kind: type[Kind], record: Record) -> Iterator[Issue]:
    for start, end in kind.ordered:
        first, last = record.values.get(start), record.values.get(end)
        if first and last and last_day(last) < first_day(first):
            yield Issue.of(record.row, error("date_order", end))


def _parts_within_wholes(
    wholes: Iterable[tuple[str, str | None, bool]], record: Record
) -> Iterator[Issue]:
    for name, of, is_rate in wholes:
        part = record.values.get(name)
        whole = 1 if is_rate else record.values.get(of or "")
        if part is not None and whole is not None and part > whole:
            yield Issue.of(record.row, warning("exceeds_total", name))


def _lists_counted(kind: type[Kind], record: Record) -> Iterator[Issue]:
    for stated, listed in kind.listed:
        number, names = record.values.get(stated), record.values.get(listed)
        if number is not None and names is not None and number != len(names):
            yield Issue.of(record.row, warning("sums_do_not_match", stated))


def _rates_worked_out(kind: type[Kind], record: Record) -> Iterator[Issue]:
    for name, part, whole in kind.rates:
        rate, above, below = (record.values.get(field) for field in (name, part, whole))
        if None in (rate, above) or not below:
            continue
        if abs(rate - above / below) > ROUNDING:
            yield Issue.of(record.row, warning("sums_do_not_match", name))


def _repeated(kind: type[Kind], records: Iterable[Record]) -> Iterator[Issue]:
    """The same row again; or a code that an earlier row gave with other values."""
    rows: set[bytes] = set()
    codes: set[str] = set()
    names: dict[str, str] = {}
    for record in records:
        row = blake2b(json.dumps(record.values, sort_keys=True).encode(), digest_size=16).digest()
        if row in rows:
            yield Issue.of(record.row, warning("duplicate"))
            continue
        rows.add(row)
        if kind.identity and (code := record.values.get(kind.identity[0])):
            name = squeezed(record.values.get(kind.identity[1]) or "")
            if names.setdefault(code, name) != name or (kind.one_row_each and code in codes):
                yield Issue.of(record.row, error("duplicate", kind.identity[0]))
            codes.add(code)


def blank_codes(kind: type[Kind], values: Values) -> Iterator[str]:
    """Fields that should not be blank and are."""
    return (n for n, c in kind.columns.items() if c.missed and n in values and values[n] is None)
