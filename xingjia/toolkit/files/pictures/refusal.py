"""The one error of this package: a file that is not taken as a photo, with the reason as a code."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a file is not taken. Each has its sentence in `sentences.py`."""

    EMPTY = "empty"
    FILE_TOO_LARGE = "file_too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    TOO_HEAVY = "too_heavy"
    HEIC = "heic"
    PDF = "pdf"
    SVG = "svg"
    HTML = "html"
    HIDDEN = "hidden"  # it opens as a photo, and as something else too
    DAMAGED = "damaged"
    NOT_A_PHOTO = "not_a_photo"


class Refused(Exception):
    """A file that must not or cannot be taken. `params` fill the sentence of the reason."""

    def __init__(self, reason: Reason, **params: int) -> None:
        super().__init__(reason.value, params)
        self.reason = reason
        self.params = params

    @property
    def code(self) -> str:
        """The reason as plain text, for logs and messages."""
        return self.reason.value
