"""What may be entered by hand: what the law forbids is blocked, advice warns. Pure.

A warning stands aside when a superior gives a reason. Sources: docs/domain.md §4, by its articles;
工会法 in its version of 2021-12-24. The sentences are in `registry.advice`.
"""

import json
import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from stdnum.cn import uscc

TERM_YEARS = (3, 5)  # 工会法 art. 16
COMMITTEE_FROM = 25  # members, 工会法 art. 11
ASK_BEFORE = 3  # months before its end at which a re-election is asked for, domain.md §4.2
DELAY_AT_MOST = 6  # months, 工会基层组织选举工作条例; domain.md §4.2
UNIFIED = 18  # characters, GB 32100-2015
OLD_CODES = re.compile(r"[0-9A-Z]{8}[0-9X]|\d{13}|\d{15}")
UNION_CODES = ("81", "89")  # registrar 8, classes 1 and 9: GB 32100-2015, domain.md §4.6
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714
BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

NUMBERS = frozenset(
    {
        "staff",
        "women_staff",
        "migrant_staff",
        "members",
        "women_members",
        "migrant_members",
        "flexible_members",
    }
)
FLAGS = frozenset(
    {
        "in_production",
        "contracts_collective",
        "contracts_wage",
        "contracts_women",
        "sign_displayed",
        "identity_displayed",
    }
)
PARTS = (
    ("women_staff", "staff"),
    ("migrant_staff", "staff"),
    ("women_members", "members"),
    ("migrant_members", "members"),
    ("flexible_members", "members"),
)
# What a chair keeps of her own union; the rest is for the federation over it.
OF_CHAIR = frozenset(
    {
        "members",
        "women_members",
        "chair_phone",
        "office_place",
        "sign_displayed",
        "identity_displayed",
        "migrant_members",
        "flexible_members",
    }
)


class Level(StrEnum):
    """What a finding does to a change."""

    BLOCKED = "blocked"
    WARNED = "warned"  # passes when a superior gives a reason
    NOTED = "noted"  # passes, and is told


@dataclass(frozen=True)
class Finding:
    """Something to say about what was entered; `code` names its sentence, `field` its place, and
    `said` the names and numbers that stand in the sentence."""

    code: str
    level: Level = Level.BLOCKED
    field: str = ""
    said: tuple[tuple[str, object], ...] = ()


class Objected(ValueError):
    """What was entered does not stand: something is blocked, or warned of without a reason."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(", ".join(one.code for one in self.findings))

    @property
    def blocked(self) -> bool:
        """Whether no reason can help."""
        return any(one.level is Level.BLOCKED for one in self.findings)


class Stale(Exception):
    """Somebody else changed the record since the form was opened.

    `theirs` are the values as they stand now, `yours` what was to be saved.
    """

    def __init__(self, theirs: dict[str, Any], yours: dict[str, Any]) -> None:
        super().__init__("stale")
        self.theirs, self.yours = theirs, yours


def version_of(values: Mapping[str, Any]) -> str:
    """A digest of the values a form is opened with."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:32]


def settle(findings: Collection[Finding], *, superior: bool, reason: str) -> tuple[Finding, ...]:
    """The notes to tell; raises `Objected` while anything is blocked or warned of.

    Only a superior's reason lifts a warning; nothing lifts a block.
    """
    lifted = superior and bool(reason.strip())
    if any(one.level is Level.BLOCKED for one in findings):
        raise Objected(findings)
    if not lifted and any(one.level is Level.WARNED for one in findings):
        raise Objected(findings)
    return tuple(one for one in findings if one.level is Level.NOTED)


def value_findings(values: Mapping[str, Any]) -> list[Finding]:
    """Values that are none: unknown is no statement, a number is whole and not below nought."""
    found = []
    for name, value in values.items():
        if value is None or value == "":
            found.append(Finding("cannot_be_emptied", field=name))
        elif not _fits(name, value):
            found.append(Finding("unfit_value", field=name))
    return found


def _fits(name: str, value: Any) -> bool:
    if name in NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if name in FLAGS:
        return isinstance(value, bool)
    return isinstance(value, str | dict)


def employer_findings(values: Mapping[str, Any], changed: Collection[str]) -> list[Finding]:
    """About an employer as it would be; only what touches a changed field counts."""
    found = value_findings({name: values[name] for name in changed})
    if found:
        return found
    if "code" in changed:
        found += employer_code(str(values["code"]))
    return found + _parts(values, changed)


def union_findings(
    values: Mapping[str, Any], changed: Collection[str], staff: int | None
) -> list[Finding]:
    """About a union as it would be; `staff`: of the employers it covers, None while unknown."""
    found = value_findings({name: values[name] for name in changed})
    if found:
        return found
    if "code" in changed:
        found += union_code(str(values["code"]))
    found += _parts(values, changed)
    members = values.get("members")
    if "members" in changed and isinstance(members, int):
        if staff is not None and members > staff:
            found.append(Finding("members_over_staff", Level.WARNED, "members"))
        if members < COMMITTEE_FROM:
            found.append(Finding("below_25", Level.NOTED, "members"))
    return found


def _parts(values: Mapping[str, Any], changed: Collection[str]) -> list[Finding]:
    return [
        Finding(f"{part}_over_{whole}", field=part if part in changed else whole)
        for part, whole in PARTS
        if {part, whole} & set(changed)
        and None not in (values.get(part), values.get(whole))
        and values[part] > values[whole]
    ]


def employer_code(code: str) -> list[Finding]:
    """About the code of an employer: GB 32100-2015; older numbers stand as such, domain.md §4.6."""
    if len(code) != UNIFIED:
        if OLD_CODES.fullmatch(code):
            return [Finding("old_code", Level.NOTED, "code")]
        return [Finding("code_length", field="code")]
    return _unified(code)


def union_code(code: str) -> list[Finding]:
    """About the code of a union, which begins with 81 or 89: 工办发〔2020〕20号, GB 32100-2015."""
    if len(code) != UNIFIED:
        return [Finding("code_length", field="code")]
    if not code.startswith(UNION_CODES):
        return [Finding("code_of_no_union", field="code")]
    return _unified(code)


def _unified(code: str) -> list[Finding]:
    """Block on the check digit, warn on the body: some valid old codes fail it (domain.md §4.6)."""
    if not uscc.is_valid(code) or code != uscc.compact(code):
        return [Finding("code_check_digit", field="code")]
    return [] if _body_holds(code[8:17]) else [Finding("code_body", Level.WARNED, "code")]


def _body_holds(body: str) -> bool:
    total = sum(BASE_36.index(one) * by for one, by in zip(body, BODY_WEIGHTS, strict=False))
    return body[-1] == "0123456789X0"[11 - total % 11]


# ---- chairs ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Term:
    """When somebody was elected, and the last day of the term; None while unknown."""

    elected_on: date | None
    ends_on: date | None


def months_after(day: date, months: int) -> date:
    """The same day some months later (before, if negative), or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def term_ends(elected_on: date, years: int) -> date:
    """The last valid day of a term, 工会法 art. 16: elected 2011-04-04 for five, 2016-04-03."""
    try:
        after = elected_on.replace(year=elected_on.year + years)
    except ValueError:  # 29 February
        after = date(elected_on.year + years, 3, 1)
    return after - timedelta(days=1)


def election_findings(
    elected_on: date, term_years: int, founded_on: date | None, before: Term | None
) -> list[Finding]:
    """About a newly elected chair; `before` is the term of whoever was chair last."""
    found = []
    if term_years not in TERM_YEARS:
        found.append(Finding("term_years", field="term_years"))
    if founded_on and elected_on < founded_on:
        found.append(Finding("elected_before_founding", field="elected_on"))
    if before is None:
        return found
    if before.elected_on and elected_on <= before.elected_on:
        found.append(Finding("elected_before_last", field="elected_on"))
    elif before.ends_on and elected_on < months_after(before.ends_on, -ASK_BEFORE):
        found.append(Finding("elected_early", Level.WARNED, "elected_on"))
    elif before.ends_on and elected_on > months_after(before.ends_on, DELAY_AT_MOST):
        found.append(Finding("elected_late", Level.WARNED, "elected_on"))
    return found


def leaving_findings(on: date, why: str, term: Term, *, leads: bool = True) -> list[Finding]:
    """About an officer who leaves: 工会法 art. 18 on moving within the term those who lead (chair
    and vice-chairs), and on removing anybody."""
    if term.elected_on and on <= term.elected_on:
        return [Finding("left_before_elected", field="on")]
    if why == "removed":
        return [Finding("removed", Level.WARNED, "why")]
    if leads and why == "moved" and (term.ends_on is None or on <= term.ends_on):
        return [Finding("moved_in_term", Level.WARNED, "why")]
    return []


def closing_findings(
    on: date, why: str, founded_on: date | None, *, still_working: bool
) -> list[Finding]:
    """About the end of a union: 工会法 art. 13, none is abolished or merged at will."""
    if why not in {"unit_ended", "merged"}:
        return [Finding("closed_at_will", field="why")]
    if founded_on and on <= founded_on:
        return [Finding("closed_before_founding", field="on")]
    if why == "merged":
        return [Finding("merged", Level.WARNED, "why")]
    return [Finding("units_still_work", Level.WARNED, "why")] if still_working else []
