"""Names and partial dates, as the register compares them. Pure."""

import re
import unicodedata
from calendar import monthrange
from datetime import date
from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import RE_HANS
from pypinyin.seg.simpleseg import seg

from xingjia.toolkit.sheets.words import simplified

# Where the library changes between characters with a reading and others: it cuts there first.
RUNS = re.compile(f"({RE_HANS.pattern.removeprefix('^').removesuffix('$')})")
SHORT_DATE = re.compile(r"\d{4}(-\d{2})?")


def name_key(name: str) -> str:
    """A name for comparing: NFKC, no spaces, brackets of one width."""
    return "".join(unicodedata.normalize("NFKC", name).split()).lower()


def search_text(*parts: str) -> str:
    """What a search box looks through: the text in simplified characters, pinyin, initials."""
    found: list[str] = []
    for part in parts:
        text = name_key(simplified(part))
        if not text:
            continue
        syllables = [one for run in RUNS.split(text) if run for one in _read(run)]
        found += [text, "".join(syllables), "".join(s[0] for s in syllables if s)]
    return " ".join(dict.fromkeys(found))


@lru_cache(maxsize=20_000)
def _read(run: str) -> tuple[str, ...]:
    """The readings of characters that stand together; names of enterprises share such runs."""
    if run.isascii():
        return (run,)
    return tuple(one for word in seg(run) for one in _syllables(word))


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> tuple[str, ...]:
    """The readings of a word as the library cuts texts; names share most of theirs."""
    return tuple(lazy_pinyin(word, style=Style.NORMAL))


def is_short_date(value: object) -> bool:
    """Whether a value is a date of which only the year, or year and month, were given."""
    return isinstance(value, str) and bool(SHORT_DATE.fullmatch(value))


def last_day(text: str | None) -> date | None:
    """The last day a date as written can mean: 2013-04 is 30 April, 2013 is 31 December."""
    if not text:
        return None
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])
