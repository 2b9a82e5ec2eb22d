"""Chinese numerals: 二十一 is 21, 二〇一三 is 2013, 一千二百 is 1200."""

import re

DIGITS = {
    **dict.fromkeys("〇○◯零Oo", 0),
    **{mark: value for value, mark in enumerate("一二三四五六七八九", 1)},
    **{str(value): value for value in range(10)},
    "两": 2,
}
TENS = {"廿": 20, "卅": 30}
STEPS = {"十": 10, "百": 100, "千": 1000}
MYRIAD = "万"
LONGEST = 20  # characters; longer is no number

RUN = re.compile("[〇○◯零Oo一二两三四五六七八九十廿卅百千万0-9]+")


def chinese_number(text: str) -> int | None:
    """The whole number that the numerals write, or `None` when they write none."""
    if len(text) > LONGEST or not RUN.fullmatch(text):
        return None
    if MYRIAD in text:
        high, _, low = text.partition(MYRIAD)
        parts = chinese_number(high), chinese_number(low) if low else 0
        return None if None in parts else (parts[0] or 0) * 10_000 + (parts[1] or 0)
    if not set(text) & (STEPS.keys() | TENS.keys()):
        return int("".join(str(DIGITS[mark]) for mark in text))
    return _by_steps(text)


def _by_steps(text: str) -> int | None:
    """Numerals with 十, 百, 千: each step takes the digit before it; 十 alone is 10."""
    total, digit, last = 0, None, 10_000
    for mark in text:
        if mark in STEPS or mark in TENS:
            step = STEPS.get(mark, 10)
            if step >= last or (mark in TENS and digit is not None):
                return None
            total += TENS[mark] if mark in TENS else (1 if digit is None else digit) * step
            digit, last = None, step
        elif digit in (None, 0):
            digit = DIGITS[mark]
        else:
            return None
    return total + (digit or 0)


def with_digits(text: str) -> str:
    """The text with every run of numerals in Arabic digits: 二○一二年六月 is `2012年6月`."""
    return RUN.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    run = match[0]
    if run.isdecimal():
        return run
    number = chinese_number(run)
    return run if number is None else str(number)
