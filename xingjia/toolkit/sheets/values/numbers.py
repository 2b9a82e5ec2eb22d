"""Counts, rates, money and scores. Unknown is `None`, never 0; a written 0 is 0."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from xingjia.toolkit.sheets.grid import Cell
from xingjia.toolkit.sheets.numerals import chinese_number
from xingjia.toolkit.sheets.values.base import (
    BLANK,
    UNREADABLE,
    Around,
    Reading,
    ValueType,
    error,
    warning,
)
from xingjia.toolkit.sheets.words import any_of, half_width

UNIT = re.compile(any_of("人 家 个 份 分 名 户 位 条 件 项 人次 间 所 票"))
PLAIN = re.compile(r"\d{1,15}(?:\.\d{1,20})?|\.\d{1,20}")  # longer is no count of anything
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
ABOUT = re.compile(r"(?:大?约|约计|大概)(.+)|(.+?)(?:左右|上下)")
VAGUE = re.compile(r".+[多余几数+].*|[近超不逾].+|.+(?:以上|以下|以内)|几.+|数.+")
IN_MYRIADS = re.compile(r"\(\s*万[人家个份]?\s*\)")
ALL = frozenset({"全部", "全体", "全员"})

Number_ = int | float


class Number(ValueType):
    """A count or a quantity that is not negative."""

    alone = True

    def stands_alone(self, text: str) -> bool:
        """全部 is the number of the whole."""
        return text not in ALL and super().stands_alone(text)

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """See the table of values for what is silent, approximate or unreadable."""
        if text in ALL and around.whole:
            whole = around.row.get(around.whole)
            return UNREADABLE if whole is None else Reading(whole, (warning("inferred"),))
        reading = read_number(text)
        if reading.value is not None and IN_MYRIADS.search(half_width(around.header)):
            return Reading(_plain(Decimal(str(reading.value)) * 10_000), reading.faults)
        return reading


def read_number(text: str) -> Reading:
    """A number written in half-width text without spaces."""
    exact = exact_number(text)
    if exact is not None:
        return Reading(exact)
    if (match := ABOUT.fullmatch(text)) and (
        near := exact_number(match[1] or match[2])
    ) is not None:
        return Reading(near, (warning("approximate_number"),))
    bare = UNIT.sub("", text)
    if VAGUE.fullmatch(bare) and re.search("[0-9一二三四五六七八九十百千万]", bare):
        return Reading(None, (error("approximate_number"),))
    return UNREADABLE


def exact_number(text: str) -> Number_ | None:
    """`1,632`, `97人`, `二十一` as a number; `None` when it is anything else."""
    unit = UNIT.search(text)
    bare = text[: unit.start()] if unit and unit.end() == len(text) else text
    bare = THOUSANDS.sub("", bare)
    if PLAIN.fullmatch(bare):
        return _plain(Decimal(bare))
    if bare.endswith("万") and PLAIN.fullmatch(bare[:-1]):
        return _plain(Decimal(bare[:-1]) * 10_000)
    return chinese_number(bare)


def _plain(number: Decimal) -> Number_:
    return int(number) if number == number.to_integral_value() else float(number)


class Rate(ValueType):
    """A fraction: `85.4%` is 0.854, a bare 0.87 is 0.87."""

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """A bare number counts as percent where the header says so."""
        percent = text.endswith("%") or "%" in half_width(around.header)
        text = re.sub("^百分之", "", text)
        number = exact_number(text.rstrip("%"))
        if number is None:
            return read_number(text.rstrip("%"))
        fraction = Decimal(str(number)) / (100 if percent else 1)
        return Reading(float(fraction.quantize(Decimal("0.000001"), ROUND_HALF_UP)))


class Score(Number):
    """Points; 扣2分 and 满分 are worked out from the maximum."""

    alone = False

    def __init__(self, maximum: str | None = None) -> None:
        self.maximum = maximum

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """Points, or the maximum less what is taken off."""
        most = around.row.get(self.maximum) if self.maximum else None
        if text in {"满分", "得满分"}:
            return UNREADABLE if most is None else Reading(most, (warning("inferred"),))
        if match := re.fullmatch(r"(?:扣|-|减)(.+)", text):
            off = exact_number(match[1])
            if most is None or off is None or off > most:
                return UNREADABLE
            left = _plain(Decimal(str(most)) - Decimal(str(off)))
            return Reading(left, (warning("inferred"),))
        return read_number(text)


class Money(ValueType):
    """`{"amount": 450000, "currency": "CNY"}`, in full units of the currency."""

    alone = True
    blanks = BLANK | {"N/A", "n/a", "NA"}
    currencies = {
        "美元": "USD",
        "港元": "HKD",
        "港币": "HKD",
        "欧元": "EUR",
        "日元": "JPY",
        "英镑": "GBP",
        "新台币": "TWD",
    }
    steps = {"亿": 100_000_000, "千万": 10_000_000, "百万": 1_000_000, "万": 10_000, "千": 1_000}

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """An amount with its unit, which may stand in the header instead."""
        match = re.fullmatch(r"(大?约|¥|\$)?([\d,.]+)(.*)", text)
        if not match or (amount := _decimal(match[2])) is None:
            return UNREADABLE
        unit = match[3].strip("()") or "".join(re.findall(r"\((.*?)\)", half_width(around.header)))
        if not re.fullmatch(r"[千百万亿]*[元圆]?整?(人民币|RMB|CNY)?|.*[元币镑].*", unit):
            return UNREADABLE
        full = amount * next((n for word, n in self.steps.items() if word in unit), 1)
        currency = next((c for word, c in self.currencies.items() if word in unit), "CNY")
        faults = (warning("approximate_number"),) if "约" in (match[1] or "") else ()
        return Reading({"amount": _plain(full), "currency": currency}, faults)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(THOUSANDS.sub("", text))
    except InvalidOperation:
        return None
