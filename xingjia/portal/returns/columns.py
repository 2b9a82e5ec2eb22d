"""The columns of the workbooks that are sent: their heads, and what belongs into their cells.

Heads and words are those of the exports, which the import is known to read back.
"""

from collections.abc import Mapping
from typing import Any

from xingjia.imports.words import field_name
from xingjia.portal.returns.rules.binding import DAYS
from xingjia.registry.exports import REGISTER, written, yes_no
from xingjia.registry.rules.register import SUBJECTS
from xingjia.registry.words import CHOICES, PEOPLE
from xingjia.toolkit.sheets.asking import Column, Sort, Value

FLAGS = frozenset({"in_production", "sign_displayed", "identity_displayed"})
WIDE = frozenset({"employer_name", "union_name", "address", "office_place", "industry"})
WIDTH, WIDTH_OF_CODE, WIDTH_OF_NAME = 13, 22, 30
# Column of a register → the field in which the register keeps it.
KEPT = {column: kept for _subject, columns in SUBJECTS for column, kept in columns.items()}
HEADS = {
    column: head
    for subject, columns in SUBJECTS
    for column, kept in columns.items()
    for head, of, field in REGISTER
    if (of, field) == (subject, kept)
}


def column_of(name: str) -> Column:
    """A column of the workbook."""
    width = WIDTH_OF_NAME if name in WIDE else WIDTH
    width = WIDTH_OF_CODE if name.endswith("_code") else width
    kept, head = KEPT[name], HEADS[name]
    if name in FLAGS:
        return Column(head, Sort.CHOICE, yes_no(kept), "请从下拉里选一个。", width)
    if kept in CHOICES:
        words = tuple(str(written(kept, one)) for one in CHOICES[kept])
        hint = "请从下拉里选一个。"
        return Column(
            head, Sort.CHOICE, words, hint, WIDTH_OF_NAME if kept == "industry" else width
        )
    if kept in PEOPLE:
        return Column(head, Sort.COUNT, (), "请填整数，不写“人”。", width)
    if name in DAYS or kept == "registered_on":
        return Column(head, Sort.DAY, (), "", width)
    return Column(head, Sort.TEXT, (), "", width)


def cell_of(name: str, shown: Mapping[str, Any]) -> Value:
    """What is known, as the workbook writes it; an empty cell where nothing is."""
    value = written(KEPT[name], shown.get(name))
    return value if isinstance(value, str | int | float) else None


def label_of(name: str) -> str:
    """The reader's word for a column."""
    return field_name(name)
