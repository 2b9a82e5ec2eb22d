"""How the tests write cells and read them."""

from xingjia.toolkit.sheets.values.base import Around

HERE = Around("here")


def told(reading):
    """The value and, behind it, each fault as `code` or `code!` for an error."""
    marks = [f.code + ("!" if f.level == "error" else "") for f in reading.faults]
    return reading.value, *marks


def reads(kind, cell, around=HERE):
    return told(kind.read(cell, around))


def chinese(number: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return f"{'' if tens == 1 else digits[tens]}十{digits[ones] if ones else ''}"


def wide(text: str) -> str:
    return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789./-"})
