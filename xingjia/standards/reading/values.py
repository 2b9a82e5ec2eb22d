"""Small values of a standard's file: texts in languages, numbers, lengths of time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _

from xingjia.standards.reading.tree import Piece
from xingjia.standards.rules.criteria import NOTHING, Standard, Words
from xingjia.standards.rules.periods import Period

PERIOD = re.compile(r"([1-9]\d{0,4}) (day|month|year)s?")
NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,4})?")
MONTHS_OF_A_YEAR = 12


@dataclass
class Context:
    """What a file may refer to: values of its parameters, other standards, its own criteria."""

    values: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, Standard] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def text(self, piece: Piece) -> str:
        """The text of a piece; `$name` stands for the value of a parameter."""
        word = piece.word()
        if not word.startswith("$"):
            return word
        if word[1:] not in self.values:
            raise piece.wrong(_("没有定义参数“%(name)s”。") % {"name": word[1:]})
        self.used.add(word[1:])
        return self.values[word[1:]]

    def number(self, piece: Piece, *, above: int | None = None) -> Fraction:
        """A number, at least nought; with `above` more than that."""
        if not NUMBER.fullmatch(self.text(piece)):
            raise piece.wrong(_("“%(word)s”不是数。") % {"word": self.text(piece)})
        found = Fraction(self.text(piece))
        if found < 0 or (above is not None and found <= above):
            raise piece.wrong(_("“%(word)s”太小了。") % {"word": self.text(piece)})
        return found

    def count(self, piece: Piece) -> int:
        """A whole number, one or more."""
        found = self.number(piece, above=0)
        if found.denominator != 1:
            raise piece.wrong(_("“%(word)s”应是整数。") % {"word": self.text(piece)})
        return int(found)

    def period(self, piece: Piece) -> Period:
        """A length of time such as "12 months"."""
        try:
            return length(self.text(piece))
        except ValueError:
            raise piece.wrong(
                _("“%(word)s”不是时长。写成 90 days、12 months 或 3 years。")
                % {"word": self.text(piece)}
            ) from None


def length(written: str) -> Period:
    """A length of time as a file writes it. Raises `ValueError`."""
    match = PERIOD.fullmatch(written)
    if match is None:
        raise ValueError(written)
    number, unit = int(match[1]), match[2]
    if unit == "day":
        return Period(days=number)
    return Period(months=number * (MONTHS_OF_A_YEAR if unit == "year" else 1))


def words(piece: Piece | None) -> Words:
    """A text in Chinese, and in English where it was written."""
    if piece is None:
        return NOTHING
    fields = piece.mapping("zh-hans", "en", needs=("zh-hans",))
    return Words(fields["zh-hans"].word(), fields["en"].word() if "en" in fields else "")


def flag(piece: Piece | None, *, default: bool) -> bool:
    """Yes or no."""
    if piece is None:
        return default
    return piece.chosen(["true", "false"]) == "true"


def line(piece: Piece | None) -> str:
    """A line of plain text, empty where there is none."""
    return "" if piece is None else piece.word()
