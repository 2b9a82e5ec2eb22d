"""Totals that a sheet states, against what its rows give."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xingjia.toolkit.sheets.grid import Grid, written
from xingjia.toolkit.sheets.headers import Header
from xingjia.toolkit.sheets.kinds import Kind
from xingjia.toolkit.sheets.numerals import chinese_number
from xingjia.toolkit.sheets.records import Issue, Record
from xingjia.toolkit.sheets.rows import Row
from xingjia.toolkit.sheets.values.base import warning
from xingjia.toolkit.sheets.values.numbers import Number, exact_number
from xingjia.toolkit.sheets.words import squeezed

WORD = re.compile("小计|合计|总计|共计|累计|总分|总数|记录数|共")
PART = "小计"
STATED = re.compile(
    r"([^\d、,;]*?)[、:]*(\d+|[一二三四五六七八九十百]+(?=[份家个条户]))([份家个条户人名])?"
)
PERSONS = frozenset("人名")  # `合计1200人` counts people, not rows
CLOSE = 1e-6

Sums = Callable[[list[Record]], float | None]


@dataclass(frozen=True)
class Total:
    """A row of totals: the row from 1, how many records stand above it, and what it states."""

    row: int
    after: int
    numbers: dict[str, float]
    text: str

    @property
    def word(self) -> str:
        """小计, 合计 …: totals of one word add up separate groups."""
        found = WORD.findall(self.text)
        return found[0] if found else ""


def read_total(grid: Grid, header: Header, row: Row, after: int) -> Total:
    """The numbers of the row by field, and the rest of it as one text."""
    numbers, words = {}, []
    for number, text in sorted(row.own.items()):
        column = header.columns.get(number)
        amount = exact_number(squeezed(written(grid.at(row.number, number))))
        if column and isinstance(column.type, Number) and amount is not None:
            numbers[column.field] = amount
        elif not column or not isinstance(column.type, Number):
            words.append(text)
    return Total(row.number + 1, after, numbers, "、".join(words))


def check_totals(
    kind: type[Kind], totals: Sequence[Total], records: list[Record], known: list[Issue]
) -> Iterator[Issue]:
    """Compare each stated total with the groups of records it may add up."""
    unknown = {(i.row, i.field) for i in known if i.level == "error" or i.code in VAGUE}
    for number, total in enumerate(totals):
        groups = list(_groups(totals, number, records))
        for field, stated in total.numbers.items():
            if _differs(stated, groups, _sum_of(field, unknown)):
                yield Issue.of(total.row, warning("sums_do_not_match", field), str(stated))
        for stated, count in _stated_counts(kind, total.text):
            if _differs(stated, groups, count):
                yield Issue.of(total.row, warning("sums_do_not_match"), total.text)


VAGUE = frozenset({"approximate_number", "placeholder"})


def _groups(totals: Sequence[Total], number: int, records: list[Record]) -> Iterator[list[Record]]:
    """The records a total may be about: those since the total before, since the one of the same
    word, those below a total that comes first, or, unless it is a 小计, all of them."""
    total, before = totals[number], totals[:number]
    since = before[-1].after if before else 0
    alike = [other.after for other in before if other.word == total.word]
    for start in {since, alike[-1] if alike else 0}:
        if start < total.after:
            yield records[start : total.after]
    if total.after == since:
        following = totals[number + 1].after if number + 1 < len(totals) else len(records)
        yield records[total.after : following]
    if total.word != PART:
        yield records


def _differs(stated: float, groups: list[list[Record]], count: Sums) -> bool:
    """Whether the number stated fits no group. What cannot be added up is not held against it."""
    sums = [count(group) for group in groups if group]
    if not sums or None in sums:
        return False
    return all(abs(stated - (total or 0)) > CLOSE for total in sums)


def _sum_of(field: str, unknown: set[tuple[int, str | None]]) -> Sums:
    def add(group: list[Record]) -> float | None:
        if any((record.row, field) in unknown for record in group):
            return None
        return sum(record.values.get(field) or 0 for record in group)

    return add


def _stated_counts(kind: type[Kind], text: str) -> Iterator[tuple[int, Sums]]:
    """`合计132份` counts the records; a word the kind knows counts those it means."""
    for label, number, unit in STATED.findall(squeezed(text)):
        stated = chinese_number(number)
        known = next((count for word, count in kind.counts.items() if word in label), None)
        if stated is None or unit in PERSONS:
            continue
        if known:
            yield stated, _counted(known)
        elif WORD.search(label) or (unit and not label):
            yield stated, len


def _counted(count: Callable[[list[dict[str, object]]], int]) -> Sums:
    return lambda group: count([record.values for record in group])
