"""What a row is: a record, or one of the rows that are skipped."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from xingjia.toolkit.sheets.grid import Grid, written
from xingjia.toolkit.sheets.headers import Header
from xingjia.toolkit.sheets.words import simplified, squeezed

SUM = "(?:小计|合计|总计|共计|累计|总数|合计数|合计得分|总分|得分合计)"
TOTAL = re.compile(
    rf"{SUM}|.{{1,20}}{SUM}|{SUM}[:(].*|{SUM}\d.*|共(?:计|有)?:?[\d一二三四五六七八九十百千]+[份家个人条户名项].*|记录(?:总)?数:?.*"
    "|全(?:国|省|市|县|区|旗|镇|乡|街道)"
)
NOTE = re.compile(
    r"(?:注|附注|说明|备注|填表说明|填报说明)[\d一二三]?[::;.、①(].*"
    r"|(?:填表|填报|制表|编制|审核|复核|负责|联系|经办|统计|录入|组长|组员)(?:人|单位|部门|日期|时间|签字|签名|签章)*:.*"
    r"|(?:单位)?(?:\(?盖?公?章\)?|签字|签章|盖章|意见).*|.{1,12}(?:意见|签字|签章|盖章|公章)\)?:.*|抄[送报]:.*|第\d+页.*|注"
)
SECTION = re.compile(r"[一二三四五六七八九十]+、.*|.*:")
LONG = 25  # a lone cell longer than this is a sentence, not a name


class What(StrEnum):
    """Why a row is not a record; `RECORD` and `HEADING` stay inside."""

    RECORD = "record"
    HEADING = "heading"
    BLANK = "blank"
    TITLE = "title"
    TOTAL = "total"
    NOTE = "note"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True)
class Row:
    """One row below the header with the cells it holds itself, merged context left out."""

    number: int  # from 0
    own: dict[int, str]  # column number -> text half-width without spaces


def own_row(grid: Grid, number: int) -> Row:
    """The row with its own cells."""
    cells = enumerate(grid.rows[number])
    texts = {n: squeezed(written(cell)) for n, cell in cells if cell is not None}
    return Row(number, {n: text for n, text in texts.items() if text})


def classify(row: Row, header: Header, repeated: Iterable[frozenset[str]]) -> What:
    """What the row is. `repeated` are the texts of the rows of the header."""
    kept = {n: text for n, text in row.own.items() if n in header.columns}
    if not row.own or (not kept and row.own.keys() <= header.not_kept and _only_numbers(row)):
        return What.BLANK
    texts = frozenset(row.own.values())
    if len(texts) > 1 and any(2 * len(texts & head) > len(texts) for head in repeated):
        return What.TITLE
    if _numbers_columns(row):
        return What.TITLE
    if _is_total(row):
        return What.TOTAL
    if _is_note(row):
        return What.NOTE
    return _lone(row, header) if len(row.own) == 1 else What.RECORD


def _only_numbers(row: Row) -> bool:
    return all(text.replace(".", "").isdecimal() for text in row.own.values())


def _numbers_columns(row: Row) -> bool:
    """The line 甲 乙 1 2 3 … under the header of a statistical form."""
    texts = [text for text in row.own.values() if text not in "甲乙丙丁戊"]
    few = 3
    return len(texts) > few and texts == [str(n) for n in range(1, len(texts) + 1)]


def _is_total(row: Row) -> bool:
    leading = [simplified(row.own[n]) for n in sorted(row.own)[:2]]
    return any(TOTAL.fullmatch(text) for text in leading)


def _is_note(row: Row) -> bool:
    first = simplified(row.own[min(row.own)])
    if NOTE.fullmatch(first):
        return True
    return len(row.own) == 1 and (len(first) > LONG or first.endswith("。"))


def _lone(row: Row, header: Header) -> What:
    """One cell alone: the name of a unit is a record, anything else heads what follows."""
    ((number, text),) = row.own.items()
    column = header.columns.get(number)
    named = column is not None and column.unit and not SECTION.fullmatch(text)
    return What.RECORD if named else What.HEADING
