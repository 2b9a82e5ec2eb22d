"""Text as people type it, brought to one form: widths, spaces, traditional characters."""

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")

# Characters that stand in names by right (general list of standard characters, 2013), although
# the conversion table takes them for traditional forms of others: 建湖县菱昇 is not 菱升.
STAND_IN_NAMES = frozenset("昇堃乾徵瞭藉麽甯迺谿陞鉅於菸吒夥鍾")


def half_width(text: str) -> str:
    """`９１Ａ（` as `91A(`: Unicode NFKC."""
    return unicodedata.normalize("NFKC", text)


def without_spaces(text: str) -> str:
    """The text without spaces, line breaks, tabs and marks that take no room."""
    return UNSEEN.sub("", text)


@lru_cache(maxsize=20_000)  # the cells of a column repeat, and each is looked at several times
def squeezed(text: str) -> str:
    """The text half-width and without spaces: the form in which cells are compared and read."""
    return without_spaces(half_width(text))


def simplified(text: str) -> str:
    """Traditional characters as simplified ones, except those that stand in names by right."""
    if text.isascii():
        return text
    text = text.replace("合夥", "合伙")  # a partnership, not a name
    turned: str = _converter().convert(text)
    if len(turned) != len(text):
        return turned
    return "".join(
        old if old in STAND_IN_NAMES else new for old, new in zip(text, turned, strict=True)
    )


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def any_of(words: str) -> str:
    """A pattern for any one of the words, the longest first: `any_of("家 人")` is `(?:家|人)`."""
    ordered = sorted(words.split(), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})"
