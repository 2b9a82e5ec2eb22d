"""A term of validity: two days, a number of years, or only its end."""

import re

from xingjia.toolkit.sheets.grid import Cell, written
from xingjia.toolkit.sheets.numerals import with_digits
from xingjia.toolkit.sheets.values.base import Around, Fault, Reading, ValueType, error, warning
from xingjia.toolkit.sheets.values.dates import first_day, read_day, years_later
from xingjia.toolkit.sheets.words import squeezed

DAY = r"[\d年月日号.\-/底末]+?"
BEFORE = re.compile(
    rf"(?:至|到|截至|截止|截止到)({DAY})(?:止|为止|前)?|({DAY})(?:之?前|止|为止|到期)"
)
YEARS = re.compile(
    r"(?:自?(?:签字|签订|签署|签约|生效)之?[日时]起)?(?:有效期)?(?:为)?(\d{1,2})(?:周?年|个?周年)(?:期|内)?(?:有效)?"
)
MOST_YEARS = 50


class Validity(ValueType):
    """Fills `start` and `end`; a number of years counts from the field `signed`."""

    def __init__(self, start: str, end: str, signed: str) -> None:
        self.start, self.end, self.signed = start, end, signed

    def gives(self, column: str) -> tuple[str, ...]:
        """Both ends, whatever the column is called."""
        return (self.start, self.end)

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """Try the three ways of writing; anything else leaves both ends unknown."""
        text = with_digits(squeezed(written(cell))).replace("：", ":").strip("。;")
        if match := YEARS.fullmatch(text):
            return self._years(int(match[1]), around.row.get(self.signed))
        for match in self._cuts(text):
            start, end = read_day(match[1]), read_day(match[2])
            if start.value and end.value:
                return self._both(start, end)
        if match := BEFORE.fullmatch(text):
            return self._both(Reading(None), read_day(match[1] or match[2]))
        return self._both(Reading(None), Reading(None, (error("unreadable"),)))

    def _cuts(self, text: str) -> list[re.Match[str]]:
        """Every place where the text can be cut into two days: a hyphen may also be inside one."""
        marks = re.finditer(r"至|到|—+|–|~+|-{1,2}", text)
        cuts = (
            re.fullmatch(
                r"(?:自|从)?(.+?)起?" + re.escape("\0") + r"(.+?)(?:止|为止)?",
                f"{text[: mark.start()]}\0{text[mark.end() :]}",
            )
            for mark in marks
        )
        return [cut for cut in cuts if cut]

    def _years(self, years: int, signed: str | None) -> Reading:
        if not signed or signed.count("-") < 2 or not 0 < years <= MOST_YEARS:  # noqa: PLR2004
            return self._both(Reading(None), Reading(None, (error("unreadable"),)))
        end = years_later(first_day(signed), years).isoformat()
        return self._both(Reading(signed), Reading(end, (warning("inferred"),)))

    def _both(self, start: Reading, end: Reading) -> Reading:
        faults = [Fault(f.code, f.level, self.start) for f in start.faults]
        faults += [Fault(f.code, f.level, self.end) for f in end.faults]
        return Reading({self.start: start.value, self.end: end.value}, tuple(faults))
