"""Free text, names of units and persons, and lists of names."""

import re
from collections.abc import Iterable

from xingjia.toolkit.sheets.grid import Cell, written
from xingjia.toolkit.sheets.values.base import BLANK, UNREADABLE, Around, Reading, ValueType
from xingjia.toolkit.sheets.words import simplified, squeezed, without_spaces

FULL_BRACKETS = str.maketrans("()", "（）")
NUMBERING = re.compile(
    r"^(?:[(（\[【]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）\]】]?[、.．)）:：]|[(（\[【]\d{1,3}[)）\]】]|[①-⑳])"
)
ELSEWHERE = re.compile(r"(?:详?见|名单|附).*(?:附件|附表|附后|后附|\.docx?|\.pdf|\.xlsx?)")
LOOSE_SPACE = re.compile(
    r"(?<![0-9])[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+(?![0-9])"
)
NO_NAME = re.compile(
    r"[(（]?(?:待|暂)(?:落实|定|补|补充|确定|填|核实|缺)[)）]?"
    r"|[X×某*＊○]{2,}.*"
    r"|[X×某*＊○](?:省|市|县|区|镇|乡|街道)?[X×某*＊○]*(?:总工会|总|集团|公司|企业|单位|厂|工会|工会委员会)+",
    re.IGNORECASE,
)


class Text(ValueType):
    """Words as written, without line breaks and outer spaces."""

    alone = True

    has_placeholders = False

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """The text on one line, in simplified characters."""
        return Reading(simplified("".join(written(cell).split("\n")).strip().lstrip("'")))


class Label(ValueType):
    """A number or mark such as 建集字第001号: no spaces inside, but where two numbers would run
    together: 宜工办 2014 45 号 is not 201445."""

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """The mark as written, without spaces that do not part numbers."""
        said = written(cell).strip().lstrip("'")
        return Reading(LOOSE_SPACE.sub("", said))


class Name(ValueType):
    """The name of a unit or a person."""

    alone = True

    def __init__(self, nothing: Iterable[str] = ()) -> None:
        self.nothing = frozenset({"无", "暂无", "没有", *nothing})

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """The name on one line, brackets full-width."""
        return Reading(clean_name(written(cell)))


class Names(ValueType):
    """Several names in one cell, as a list."""

    has_placeholders = False

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """The names in order; a reference to an attachment is no list."""
        if ELSEWHERE.search(text) or text == "无":
            return UNREADABLE
        return Reading(split_names(written(cell)))


def clean_name(said: str) -> str:
    """A name without spaces, with full-width brackets, in simplified characters."""
    return simplified(without_spaces(said).lstrip("'‘’").translate(FULL_BRACKETS))


def split_names(said: str) -> list[str]:
    """Cut at 、；, and, where none of these is used, at line breaks; numbering is dropped."""
    parts = re.split(r"[、；;，,]", said)
    if len(parts) == 1:
        parts = said.splitlines()
    names = (clean_name(NUMBERING.sub("", without_spaces(part))).strip("。.") for part in parts)
    return [name for name in names if name and name not in BLANK]


def names_nobody(name: str) -> bool:
    """Whether what stands for a name names no real unit: XX公司, （待落实）, X."""
    return bool(NO_NAME.fullmatch(squeezed(name)) or re.fullmatch("[Xx×]", squeezed(name)))
