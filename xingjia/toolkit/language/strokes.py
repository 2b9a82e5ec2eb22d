"""Names in the order of the strokes of their surname (姓氏笔画), as lists of candidates are.

Fewer strokes come first; of as many, the kinds of strokes decide one after the other, 横 竖 撇 点
折; of one surname the given name, in the same way. Strokes as they are counted on the mainland
(艹 3, 阝 2, 辶 3), for 6,938 characters (`strokes.csv`, which names its source). Whose surname is
not among them stands last, and `not_ranked` says so.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pypinyin import Style, lazy_pinyin

TABLE = Path(__file__).with_name("strokes.csv")
UNKNOWN = 99


@cache
def strokes() -> dict[str, str]:
    """Per character how it is written: 1 横, 2 竖, 3 撇, 4 点, 5 折, in their order."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return dict(line.split(",") for line in lines if not line.startswith("#"))


def by_strokes(names: Iterable[str]) -> list[str]:
    """Names by the strokes of the surname; those whose surname is not known stand last."""
    return sorted(names, key=_key)


def not_ranked(names: Iterable[str]) -> list[str]:
    """Names whose place a person should check, for the table does not hold their surname."""
    return [name for name in names if name[:1] not in strokes()]


def _key(name: str) -> list[tuple[int, str]]:
    return [_written(one) for one in name]


def _written(character: str) -> tuple[int, str]:
    """How many strokes and which; a character that is not known by its reading, after all."""
    kinds = strokes().get(character)
    return (len(kinds), kinds) if kinds else (UNKNOWN, _reading(character))


def _reading(character: str) -> str:
    return " ".join(lazy_pinyin(character, style=Style.TONE3))
