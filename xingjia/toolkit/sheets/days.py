"""The day a table speaks of, as its titles say."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xingjia.toolkit.sheets.numerals import with_digits
from xingjia.toolkit.sheets.values.dates import last_day, read_day
from xingjia.toolkit.sheets.words import squeezed

DAY = r"(\d{4}[年.\-/]\d{1,2}(?:[月.\-/](?:\d{1,2}日?)?)?)"
CLOCK = re.compile(r"[\sT]\d{1,2}[:：]\d{2}([:：]\d{2})?")
STATED = re.compile(rf"(?:截[止至]|统计|时点|数据)(?:日期|时间|时点|到|至|于|为)*[:：]?{DAY}(?!\d)")
ANY_DAY = re.compile(rf"(?<!\d){DAY}(?!\d)")
YEAR = re.compile(r"(?<!\d)(\d{4})年?(?:度|末|底)")


@dataclass(frozen=True)
class AsOf:
    """A day (ISO), the text it was taken from, and whether only a year was given."""

    day: str
    source: str
    inferred: bool = False


def as_of(texts: Iterable[str]) -> AsOf | None:
    """The day stated, else any day in the titles, else the last day of the year named.

    A month means its last day. The texts are searched in their order.
    """
    said = [(text, with_digits(squeezed(CLOCK.sub("", text)))) for text in texts]
    for pattern in (STATED, ANY_DAY):
        for source, text in said:
            if (match := pattern.search(text)) and (value := read_day(match[1]).value):
                return AsOf(last_day(value).isoformat(), source.strip())
    for source, text in said:
        if match := YEAR.search(text):
            return AsOf(f"{match[1]}-12-31", source.strip(), inferred=True)
    return None
