"""Names of cells, as spreadsheets write them: C5 is column 3, row 5. Pure."""

import re

NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
LETTERS = 26
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class NoSuchCell(ValueError):
    """The text names no cell."""


def split(name: str) -> tuple[str, int]:
    """Column letters and row number. Raises `NoSuchCell`."""
    found = NAME.fullmatch(name)
    if not found:
        raise NoSuchCell(name)
    return found[1], int(found[2])


def number_of(column: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in column:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number


def letters(column: int) -> str:
    """1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, LETTERS)
        found = chr(ord("A") + rest) + found
    return found


def name_of(row: int, column: int) -> str:
    """The name of a cell counted from 0: (4, 2) is C5."""
    return f"{letters(column + 1)}{row + 1}"


def place_of(name: str) -> tuple[int, int]:
    """Row and column counted from 0: C5 is (4, 2). Raises `NoSuchCell`."""
    column, row = split(name)
    return row - 1, number_of(column) - 1


def printable(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return UNPRINTABLE.sub("", text)
