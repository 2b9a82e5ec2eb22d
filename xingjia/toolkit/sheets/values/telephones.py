"""Telephone numbers: mobile, fixed with area code and extension, several in one cell."""

import re

from xingjia.toolkit.sheets.grid import Cell, written
from xingjia.toolkit.sheets.values.base import (
    UNREADABLE,
    Around,
    Reading,
    ValueType,
    error,
)
from xingjia.toolkit.sheets.words import half_width, squeezed

REMARK = re.compile(
    r"\((?:办|办公|宅|家|手机|传真|座机|总机|值班)[^)]*\)|^(?:电话|手机|办公|座机|tel)[:：]?", re.I
)
EXTENSION = re.compile(r"(.+?)(?:转|转接|分机|ext\.?|x|#)(\d{1,6})", re.I)
AREA = re.compile(r"\(?(0(?:10|2\d|[3-9]\d{2}))\)?-?(.*)")
MOBILE = re.compile(r"1[3-9]\d{9}")
FREE_CALL = re.compile(r"[48]00\d{7}")
HOTLINE = re.compile(r"1\d{4}|9\d{4,5}")
LOCAL = range(7, 9)


class Telephone(ValueType):
    """One or several numbers, joined by `;`."""

    alone = True

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """Every number must hold, or the cell has no value."""
        said = half_width(written(cell))
        parts = [squeezed(part) for part in re.split(r"[、,;/\n]|\s{2,}(?=0|1[3-9])", said)]
        readings = [read_number(part) for part in parts if part]
        failed = next((reading for reading in readings if reading.value is None), None)
        return failed or Reading(";".join(reading.value for reading in readings))


def read_number(said: str) -> Reading:
    """One number in half-width text without spaces."""
    text = REMARK.sub("", said).lstrip("'").removeprefix("+86-").removeprefix("+86")
    text = re.sub("[—–―_.·]", "-", text).strip("-")
    text, extension = _cut_extension(text)
    if not re.fullmatch(r"[\d()\-]+", text):
        return UNREADABLE
    number = _plain(text)
    if number is None:
        return Reading(None, (error("wrong_length"),))
    return Reading(f"{number}-{extension}" if extension else number)


def _cut_extension(text: str) -> tuple[str, str]:
    if match := EXTENSION.fullmatch(text):
        return match[1], match[2]
    if match := re.fullmatch(r"(\(?0\d{2,3}\)?-?\d{7,8}|\d{7,8})-(\d{1,6})", text):
        return match[1], match[2]
    return text, ""


def _plain(text: str) -> str | None:
    digits = re.sub(r"\D", "", text)
    if any(form.fullmatch(digits) for form in (MOBILE, FREE_CALL, HOTLINE)):
        return digits
    if match := AREA.fullmatch(text):
        local = re.sub(r"\D", "", match[2])
        return f"{match[1]}-{local}" if len(local) in LOCAL else None
    return digits if len(digits) in LOCAL else None
