"""Values of the register that have a form of their own: what stands, what is blocked. Pure.

Sources: docs/domain.md §4.6 and §4.7; GB/T 4754-2017; 总工办发〔2020〕20号 arts. 26 and 27.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_10

from xingjia.facts.rules import OPEN
from xingjia.registry.rules.editing import Finding, Level, months_after
from xingjia.registry.rules.names import last_day

# Sections of GB/T 4754-2017 and the first and last of their divisions.
SECTIONS = {
    "A": (1, 5),
    "B": (6, 12),
    "C": (13, 43),
    "D": (44, 46),
    "E": (47, 50),
    "F": (51, 52),
    "G": (53, 60),
    "H": (61, 62),
    "I": (63, 65),
    "J": (66, 69),
    "K": (70, 70),
    "L": (71, 72),
    "M": (73, 75),
    "N": (76, 79),
    "O": (80, 82),
    "P": (83, 83),
    "Q": (84, 85),
    "R": (86, 90),
    "S": (91, 96),
    "T": (97, 97),
}
INDUSTRY_CLASS = re.compile(r"([A-T])(\d{2})\d{0,2}")
OLD_NUMBER = re.compile(r"\d{15}")  # 工商行政管理注册号, GS 15-2006
ACCOUNT_NUMBER = re.compile(r"(?:\d[ -]?){8,}")
TWO_NEW = ("new_economic", "new_social", "neither")
PARTY = ("committee", "general_branch", "branch", "joint_branch", "none")
UNION_KINDS = ("own", "joint", "industry_federation", "regional_federation", "public_body")
# Marks that make an employer, or a union, one to look after.
FOCUS_OF_EMPLOYER = ("difficult", "disputes", "hardship")
FOCUS_OF_UNION = ("weak",)
ONE_OF: dict[str, tuple[str, ...]] = {"two_new": TWO_NEW, "party_kind": PARTY, "kind": UNION_KINDS}
# Whole days, and days known as far as 2013-04 or 2013.
DAYS = frozenset({"approved_on", "certificate_from", "certificate_to", "account_opened_on"})
PARTIAL_DAYS = frozenset({"registered_on", "party_founded_on", "founded_on"})
OF_PARTY = ("party_founded_on", "party_secretary")
NONE = "none"
CERTIFICATE_YEARS = (3, 5)  # 总工办发〔2020〕20号 art. 26: three to five years, as the term
# A term from 15 March ends on the 14th; certificates are often printed to the 15th.
ONE_DAY = timedelta(days=1)


def is_old_number(text: Any) -> bool:
    """Whether this is an old registration number of 15 digits."""
    return isinstance(text, str) and bool(OLD_NUMBER.fullmatch(text))


def without_old_number(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """The values with a 15-digit number in the place of a code taken for what it is: the old
    registration number, kept apart from the 18 characters; and a note of it."""
    code = values.get("code")
    if not is_old_number(code):
        return dict(values), []
    kept = {name: value for name, value in values.items() if name != "code"}
    return kept | {"old_code": code}, [Finding("old_number_kept", Level.NOTED, "code")]


def industry_section(text: str) -> str:
    """The section of GB/T 4754 that a class lies in: C of C1711; "" for what is no class."""
    found = INDUSTRY_CLASS.fullmatch(text)
    if not found:
        return ""
    first, last = SECTIONS[found[1]]
    return found[1] if first <= int(found[2]) <= last else ""


def with_section(changed: Mapping[str, Any]) -> dict[str, Any]:
    """What changes; a class says its section too, by which figures are sliced."""
    section = industry_section(str(changed.get("industry_class") or ""))
    return dict(changed) | ({"industry": section} if section else {})


def form_findings(values: Mapping[str, Any]) -> list[Finding]:
    """Values that do not have the form their field asks for."""
    return [
        Finding("unfit_value", field=name)
        for name, value in values.items()
        if (name in ONE_OF and value not in ONE_OF[name])
        or (name in DAYS and _day(value) is None)
        or (name in PARTIAL_DAYS and not _readable(value))
    ]


def kept_apart(values: Mapping[str, Any], changed: Collection[str]) -> list[Finding]:
    """About the old number, the class and the party organisation of an employer."""
    found = []
    if "old_code" in changed:
        found += _old_number(str(values["old_code"]))
    if "industry_class" in changed and not industry_section(str(values["industry_class"])):
        found.append(Finding("industry_class_unfit", field="industry_class"))
    section = industry_section(str(values.get("industry_class", "")))
    if "industry" in changed and section and section != values["industry"]:
        found.append(Finding("industry_class_apart", field="industry"))
    if values.get("party_kind") == NONE:
        found += [Finding("no_party", field=name) for name in OF_PARTY if name in changed]
    return found


def _old_number(number: str) -> list[Finding]:
    if not is_old_number(number):
        return [Finding("old_number_length", field="old_code")]
    try:
        mod_11_10.validate(number)
    except ValidationError:
        return [Finding("old_number_check", Level.WARNED, "old_code")]
    return []


def papers(
    values: Mapping[str, Any],
    changed: Collection[str],
    term_ends_on: date | None,
) -> list[Finding]:
    """About the certificate and the account of a union; `term_ends_on` of its committee."""
    found = []
    if {"certificate_from", "certificate_to"} & set(changed):
        first, last = _day(values.get("certificate_from")), _day(values.get("certificate_to"))
        found += _certificate(first, last, last_day(values.get("founded_on")), term_ends_on)
    if "account_bank" in changed and ACCOUNT_NUMBER.search(str(values["account_bank"])):
        found.append(Finding("account_number", field="account_bank"))
    return found


def _certificate(
    first: date | None, last: date | None, founded: date | None, term: date | None
) -> list[Finding]:
    if first and founded and first < founded:
        return [Finding("certificate_before_founding", field="certificate_from")]
    if first and last and last <= first:
        return [Finding("certificate_ends_first", field="certificate_to")]
    found = []
    if first and last and not _of_a_term(first, last):
        found.append(Finding("certificate_years", Level.WARNED, "certificate_to"))
    elif last and term and abs(last - term) > ONE_DAY:
        found.append(Finding("certificate_not_term", Level.WARNED, "certificate_to"))
    return found


def _of_a_term(first: date, last: date) -> bool:
    shortest, longest = (months_after(first, 12 * years) for years in CERTIFICATE_YEARS)
    return shortest - ONE_DAY <= last <= longest


def founding_findings(
    founded: date, covers: Collection[date], elected: Collection[date]
) -> list[Finding]:
    """About another day of founding; `covers` and `elected` are the days on which covers that do
    not begin with the union begin, and on which its chairs were elected."""
    if any(start < founded for start in covers):
        return [Finding("founded_after_cover", field="founded_on")]
    if any(day < founded for day in elected):
        return [Finding("founded_after_election", field="founded_on")]
    return []


def focus_findings(
    kind: str, kinds: Collection[str], start: date, running: Collection[date]
) -> list[Finding]:
    """About a new mark; `kinds` fit its bearer, `running` are the ends of marks of this kind that
    reach beyond `start`."""
    if kind not in kinds:
        return [Finding("focus_unfit", field="kind")]
    return [Finding("focus_already", field="kind")] if any(end > start for end in running) else []


def lifting_findings(start: date, end: date, on: date) -> list[Finding]:
    """About the end of a mark or of the use of a room: after its first day, and only once."""
    return [Finding("not_running", field="on")] if not start < on < end or end != OPEN else []


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _readable(value: Any) -> bool:
    try:
        return isinstance(value, str) and last_day(value) is not None
    except ValueError:
        return False
