"""Whether a register row mends the days of a chair's term or tells of the next one. Pure.

A register keeps one row for a union and writes over it when the same chair is elected again. Read
as a mending, that would take the days of the old term out of the past.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from xingjia.imports.rules import Outcome, Plan, Reason, Record
from xingjia.registry.rules.names import last_day
from xingjia.registry.rules.register import KnownEmployer
from xingjia.registry.rules.terms import NATIONAL, Clock, ends_before
from xingjia.toolkit.calendar.rules import add_months

Days = Mapping[str, Any]  # "elected_on" and "term_ends_on" as a register keeps them
TERM = ("elected_on", "term_ends_on")
YEAR = 12  # months


def is_renewed(stored: Days, said: Days, clock: Clock = NATIONAL) -> bool:
    """Whether days said of the chair in office are those of a further term.

    They are when the election lies in the second half of the term known, or not before the time
    of preparing the next. Where a row says no day of election, its term must end later by about
    a term: more than three years mended to five. A term that ends no later is a mending always.
    """
    elected, last = _day(said, "elected_on"), _day(said, "term_ends_on")
    known = _day(stored, "term_ends_on")
    if last and known and last <= known:
        return False
    if elected is None:
        shortest = min(clock.years) * YEAR - clock.prepare_months
        return bool(last and known and last >= add_months(known, shortest))
    earliest = _earliest(_day(stored, "elected_on"), known, clock)
    return earliest is not None and elected >= earliest


def _earliest(elected: date | None, last: date | None, clock: Clock) -> date | None:
    """The first day on which the next term may have begun; None where nothing is known."""
    if last is None:
        return add_months(elected, min(clock.years) * YEAR // 2) if elected else None
    if elected is None or elected > last:
        return add_months(ends_before(last), -clock.prepare_months)
    return elected + (last - elected) / 2


def _day(days: Days, name: str) -> date | None:
    value = days.get(name)
    return last_day(value) if isinstance(value, str) else None


def renewed_by(planned: Plan, record: Record, known: KnownEmployer | None) -> bool:
    """Whether a plan for the chair in office is that of a further term."""
    told = {one.field: one.after for one in planned.changes if one.subject == "chair"}
    if known is None or not known.chair_key or not told or "name" in told:
        return False
    if "elected_on" not in told and record.values.get("chair_elected_on"):
        return False  # elected on the day that is known
    return is_renewed(known.chair, told | {"term_ends_on": record.values.get("term_ends_on")})


def told_of_term(planned: Plan, record: Record, known: KnownEmployer | None) -> Plan:
    """The plan, with a word on what it does to the days of a term that are known already."""
    over = [one.field for one in planned.changes if one.subject == "chair" and one.before]
    if planned.outcome is not Outcome.CHANGED or not _of_term(over):
        return planned
    code = "further_term" if renewed_by(planned, record, known) else "term_mended"
    field = "chair_elected_on" if "elected_on" in over else "term_ends_on"
    return replace(planned, reasons=(*planned.reasons, Reason(code, field)))


def _of_term(fields: Collection[str]) -> bool:
    return "name" not in fields and any(name in TERM for name in fields)
