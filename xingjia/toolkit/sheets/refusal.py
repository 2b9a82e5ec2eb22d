"""The one error of this package: a file that is not read, with the reason as a code."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a file is not read. Each has its sentence in `sentences.py`."""

    FILE_TOO_LARGE = "file_too_large"
    TOO_MUCH_INSIDE = "too_much_inside"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_HEAVY = "too_heavy"
    OVERLAPPING = "overlapping"
    ENTITIES = "entities"
    ENCRYPTED = "encrypted"
    NOT_A_WORKBOOK = "not_a_workbook"
    EMPTY = "empty"
    NO_TABLE = "no_table"


class Refused(Exception):
    """A file that must not or cannot be read. `params` fill the sentence of the reason."""

    def __init__(self, reason: Reason, **params: str | int) -> None:
        super().__init__(reason.value, params)
        self.reason = reason
        self.params = params

    @property
    def code(self) -> str:
        """The reason as plain text, for logs and messages."""
        return self.reason.value
