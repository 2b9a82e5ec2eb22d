"""Registration codes and identity numbers. Read, checked, never corrected."""

import re

from stdnum.cn import ric

from xingjia.toolkit.sheets.grid import Cell, written
from xingjia.toolkit.sheets.values.base import (
    UNREADABLE,
    Around,
    Reading,
    ValueType,
    error,
    warning,
)
from xingjia.toolkit.sheets.words import squeezed

UNIFIED = 18
OLD = {9: re.compile(r"[0-9A-Z]{8}[0-9X]"), 13: re.compile(r"\d{13}"), 15: re.compile(r"\d{15}")}
SCIENTIFIC = re.compile(r"\d(?:\.\d*)?E[+]?\d+")
LOOKALIKES = str.maketrans({"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"})
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALUE = {one: number for number, one in enumerate(ALPHABET)}
WEIGHTS = (*(pow(3, n, 31) for n in range(UNIFIED - 1)), 1)
EXACT_FLOAT = 2**53  # beyond it a spreadsheet has already lost digits


class Code(ValueType):
    """A unified social credit code (GB 32100) or one of its predecessors."""

    alone = True

    def __init__(self, begins: str = "", otherwise: str = "") -> None:
        self.begins, self.otherwise = begins, otherwise

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """The code when it holds; else `None` with the reason, and a correction to offer."""
        code = bare_code(cell)
        return _damaged(cell, code) or self._code(code)

    def _code(self, code: str) -> Reading:
        if not re.fullmatch("[0-9A-Z]+", code):
            return UNREADABLE
        if len(code) == UNIFIED:
            return self._unified(code)
        if len(code) not in OLD:
            return _wrong("wrong_length")
        old = OLD[len(code)].fullmatch(code)
        return Reading(code, (warning("old_code"),)) if old else UNREADABLE

    def _unified(self, code: str) -> Reading:
        if re.search("[IOSVZ]", code):
            offer = code.translate(LOOKALIKES)
            return _wrong("letter_for_digit", offer if holds(offer) else None)
        if not holds(code):
            return _wrong("check_digit")
        if not code.startswith(self.begins):
            return _wrong(self.otherwise)
        return Reading(code)


class IdentityNumber(ValueType):
    """The number of a resident identity card, 18 characters."""

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """The number when its check character holds."""
        code = bare_code(cell)
        return _damaged(cell, code) or self._number(code)

    def _number(self, code: str) -> Reading:
        if not re.fullmatch("[0-9A-Z]+", code):
            return UNREADABLE
        if len(code) != UNIFIED:
            return _wrong("wrong_length")
        if re.search("[IOSVZ]", code):
            return _wrong("letter_for_digit")
        return Reading(code) if ric.is_valid(code) else _wrong("check_digit")


def bare_code(cell: Cell) -> str:
    """The code without spaces, apostrophes and hyphens, half-width, in capitals."""
    return re.sub(r"['‘’`\-—–]", "", squeezed(written(cell))).upper()


def _damaged(cell: Cell, code: str) -> Reading | None:
    """A code that a spreadsheet took for a number and cut."""
    lost = isinstance(cell, float) and abs(cell) >= EXACT_FLOAT
    return _wrong("damaged_by_spreadsheet") if lost or SCIENTIFIC.fullmatch(code) else None


def holds(code: str) -> bool:
    """Whether 18 characters of the alphabet begin with eight digits and end with the character
    that checks them (GB 32100-2015, modulo 31). As `stdnum`, a register's worth of times faster."""
    if not code[:8].isdecimal():
        return False
    total = sum(VALUE[one] * weight for one, weight in zip(code, WEIGHTS, strict=True))
    return total % len(ALPHABET) == 0


def _wrong(code: str, offer: str | None = None) -> Reading:
    return Reading(None, (error(code, offer=offer),))
