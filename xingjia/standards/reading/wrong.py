"""What is said of a file that is no standard."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


class WrongStandard(Exception):
    """A file cannot be read as a standard: which file, line and criterion, and what to mend."""

    def __init__(self, file: str, line: int, criterion: str, sentence: str) -> None:
        super().__init__(file, line, criterion, sentence)
        self.file, self.line, self.criterion, self.sentence = file, line, criterion, sentence

    def __str__(self) -> str:
        place = {"file": self.file, "line": self.line, "code": self.criterion}
        if self.criterion:
            return _("%(file)s 第 %(line)d 行，条目 %(code)s：") % place + self.sentence
        return _("%(file)s 第 %(line)d 行：") % place + self.sentence


def listed(words: Iterable[object]) -> str:
    """Words in one line, as a sentence lists them."""
    return _("、").join(str(word) for word in words)
