"""Which values of an employer are asked: only what is missing or may have changed. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from xingjia.registry.rules.names import last_day
from xingjia.registry.rules.register import CHAIR, EMPLOYER, SUBJECTS, UNION, KnownEmployer
from xingjia.toolkit.calendar.rules import add_months

# Names, places and remarks are not asked for; the contracts have records of their own.
NOT_ASKED = frozenset(
    {
        "employer_name",
        "division_code",
        "union_name",
        "remark",
        "contracts_collective",
        "contracts_wage",
        "contracts_women",
    }
)
ASKABLE: tuple[str, ...] = tuple(
    name for names in (EMPLOYER, UNION, CHAIR) for name in names if name not in NOT_ASKED
)
# What may be another by now, though nobody said so: asked again when it is old.
AGEING = frozenset(
    {
        "staff",
        "women_staff",
        "migrant_staff",
        "members",
        "women_members",
        "chair_phone",
        "office_place",
        "sign_displayed",
        "identity_displayed",
    }
)
# Offered at first: the heads a federation reports from, and what a union is found by.
USUAL = (
    "employer_code",
    "staff",
    "women_staff",
    "union_code",
    "members",
    "women_members",
    "chair_phone",
    "chair_name",
    "chair_elected_on",
    "term_ends_on",
    "sign_displayed",
    "identity_displayed",
)
ENDS = "term_ends_on"
# In every workbook, so that one sees which row is whose.
NAMES = ("employer_name", "employer_code", "union_name")


class Why(StrEnum):
    """Why a value is asked."""

    MISSING = "missing"
    OLD = "old"  # said so long ago that it may have changed
    OVER = "over"  # the term of the chair is over


@dataclass(frozen=True)
class Subject:
    """One employer: what is known of it by column, and on which day that was last said."""

    key: int
    known: Mapping[str, Any]
    said_on: Mapping[str, date] = field(default_factory=dict)
    union: int | None = None
    has_chair: bool = False


@dataclass(frozen=True)
class Row:
    """One employer in a workbook: what is shown of it, and the columns that are asked."""

    key: int
    shown: dict[str, Any]
    asked: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """Plain values, as they are kept with the workbook."""
        return {"key": self.key, "shown": self.shown, "asked": self.asked}


def flat(known: KnownEmployer) -> dict[str, Any]:
    """What is known of an employer by the columns of a register."""
    return {
        column: getattr(known, subject).get(kept)
        for subject, columns in SUBJECTS
        for column, kept in columns.items()
    }


def asked_of(of: Subject, columns: Iterable[str], on: date, months: int) -> dict[str, str]:
    """The columns asked of one employer, each with why; what is known and fresh is not asked.

    Where there is no union, nothing of a union or its chair is asked.
    """
    ends = last_day(of.known.get(ENDS)) if of.known.get(ENDS) else None
    over = ends is not None and ends < on
    found: dict[str, str] = {}
    for column in columns:
        if (column in UNION or column in CHAIR) and of.union is None:
            continue
        if of.known.get(column) is None:
            found[column] = Why.MISSING.value
        elif column in CHAIR and over:
            found[column] = Why.OVER.value
        elif column in AGEING and _old(of.said_on.get(column), on, months):
            found[column] = Why.OLD.value
    return found


def _old(said: date | None, on: date, months: int) -> bool:
    return said is not None and said < add_months(on, -months)


def rows_of(
    subjects: Iterable[Subject], columns: Iterable[str], on: date, months: int
) -> list[Row]:
    """The rows of a workbook that ask anything. A union that covers several employers is asked
    once, in the first row of them."""
    wanted, rows = tuple(columns), []
    told: set[int] = set()
    for one in subjects:
        asked = asked_of(one, wanted, on, months)
        if one.union in told:
            asked = {name: why for name, why in asked.items() if name in EMPLOYER}
        if asked:
            told |= {one.union} if one.union is not None else set()
            rows.append(Row(one.key, _shown(one, wanted), asked))
    return rows


def _shown(one: Subject, wanted: tuple[str, ...]) -> dict[str, Any]:
    """What the workbook shows: names, codes, and what is known of the columns asked about."""
    names = (*NAMES, *wanted)
    return {name: v for name in names if (v := one.known.get(name)) is not None}
