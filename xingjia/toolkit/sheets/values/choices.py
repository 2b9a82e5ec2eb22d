"""Yes or no, and one of a few words."""

import re
from collections.abc import Iterable, Mapping

from xingjia.toolkit.sheets.grid import Cell
from xingjia.toolkit.sheets.values.base import UNREADABLE, Around, Reading, ValueType
from xingjia.toolkit.sheets.words import simplified

TRUE = frozenset("√ ✓ ✔ ☑ 是 有 已 1 Y y TRUE True".split())
FALSE = frozenset("× ✗ ✘ 否 无 未 0 N n FALSE False".split())


class Boolean(ValueType):
    """True or false by a closed list of marks, with further words of a column."""

    alone = True
    has_placeholders = False  # × means no here

    def __init__(self, true: str = "", false: str = "") -> None:
        self.true, self.false = TRUE | set(true.split()), FALSE | set(false.split())

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """One of the marks and nothing else."""
        text = simplified(text)
        if text in self.true or text in self.false:
            return Reading(text in self.true)
        return UNREADABLE


class Choice(ValueType):
    """One of several answers; the first pattern found in the cell decides."""

    alone = True

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers = {re.compile(pattern): answer for pattern, answer in answers.items()}

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """The answer whose pattern occurs in the text."""
        answer = self.find(text)
        return UNREADABLE if answer is None else Reading(answer)

    def find(self, text: str) -> str | None:
        """The answer for half-width text without spaces, if any."""
        text = simplified(text)
        found = (answer for pattern, answer in self.answers.items() if pattern.search(text))
        return next(found, None)


class Several(Choice):
    """Fills several yes-or-no fields from one cell: `√|×|√`, or the kinds named in words."""

    def __init__(self, answers: Mapping[str, str], fields: Iterable[str], everything: str) -> None:
        super().__init__(answers)
        self.fields = tuple(fields)
        self.everything = re.compile(everything)

    def gives(self, column: str) -> tuple[str, ...]:
        """The fields of the slots, in their order."""
        return self.fields

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """Slots, a word for all of them, or the names of those that are true."""
        slots = re.split(r"[|/]", text)
        if len(slots) == len(self.fields):
            return self._slots(slots)
        if self.everything.search(text) or text in TRUE:
            return Reading(dict.fromkeys(self.fields, True))
        if text in FALSE:
            return Reading(dict.fromkeys(self.fields, False))
        named = {self.find(part) for part in re.split(r"[+、,;和及与/|]", text)}
        if None in named or not named:
            return Reading(dict.fromkeys(self.fields), UNREADABLE.faults)
        return Reading({field: field in named for field in self.fields})

    def _slots(self, slots: list[str]) -> Reading:
        answers = [False if not slot else self._mark(slot) for slot in slots]
        faults = UNREADABLE.faults if None in answers else ()
        return Reading(dict(zip(self.fields, answers, strict=True)), faults)

    def _mark(self, slot: str) -> bool | None:
        if slot in TRUE or self.find(slot):
            return True
        return False if slot in FALSE or slot in self.blanks else None
