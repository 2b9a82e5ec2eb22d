"""What may be entered of a contract by hand. Pure.

Articles as in docs/domain.md §5.1: 集体合同规定 (部令 22 号) §19 on representatives, §38 on the
term; 劳动合同法 art. 51 on the draft. What the law forbids is blocked, what it calls usual is
warned of. The sentences are in `registry.contract_words`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xingjia.registry.rules import contract_steps
from xingjia.registry.rules.contract_clock import CLOCK, LAW, WAGE, Dates, Terms
from xingjia.registry.rules.editing import Finding, Level
from xingjia.toolkit.calendar.rules import DAY, add_months

KINDS = ("collective", "wage", "women", "safety")
OWN, SHARED = "own", ("regional", "industry")
DAYS = frozenset({*contract_steps.STEPS, "valid_from", "valid_to"}) - {"filed_on"}
VOTES = ("should_attend", "present", "in_favour")
NUMBERS = frozenset(
    {*VOTES, "staff_covered", "women_covered", "reps_union", "reps_employer", "women_reps"}
)
# What the form of a contract holds; objections and ends have forms of their own.
FIELDS = (
    "kind",
    "reach",
    "number",
    "signed_on",
    "valid_from",
    "valid_to",
    "staff_covered",
    "women_covered",
    "offered_on",
    "answered_on",
    "reps_union",
    "chief_union",
    "reps_employer",
    "chief_employer",
    "women_reps",
    "congress_on",
    *VOTES,
    "filed_on",
    "received_on",
    "receipt_no",
    "effective_on",
    "opinion_no",
    "published_on",
    "remark",
)
REPS_AT_LEAST = 3  # each side, 集体合同规定 §19
LONGEST_YEARS = 3  # 集体合同规定 §38
WAGE_YEARS = 1  # 工资集体协商试行办法; domain.md S75, S76
MONTHS = 12
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Said(Finding):
    """A finding that is about another step as well."""

    about: str = ""


def dates_in(values: Values) -> Dates:
    """The clock of a contract from its values, days written 2013-04-10."""
    given = {name: values[name] for name in CLOCK if values.get(name) is not None}
    days = {name: date.fromisoformat(given[name]) for name in given.keys() & DAYS}
    return Dates(**given | days)


def contract_findings(
    values: Values, changed: Collection[str], *, covered: int, on: date, terms: Terms = LAW
) -> list[Finding]:
    """About a contract as it would be; only what touches a changed field counts.

    `covered` is the number of employers under it, `on` today.
    """
    return [
        *_shape(values, changed, covered),
        *_counts(values, changed),
        *_reps(values, changed),
        *_term(values, changed),
        *_clock(values, changed, on, terms),
    ]


def _shape(values: Values, changed: Collection[str], covered: int) -> Iterator[Finding]:
    if values.get("kind") not in KINDS:
        yield Finding("kind_unfit", field="kind")
    # A workbook may not have said how it was signed.
    if values.get("reach") not in (OWN, *SHARED) and {"reach", "employers"} & set(changed):
        yield Finding("reach_unfit", field="reach")
    if not covered:
        yield Finding("covers_nobody", field="employers")
    elif values.get("reach") == OWN and covered > 1 and {"reach", "employers"} & set(changed):
        yield Finding("own_covers_one", field="reach")
    elif values.get("reach") in SHARED and covered == 1 and "employers" in changed:
        yield Finding("shared_covers_one", Level.NOTED, "employers")


def _counts(values: Values, changed: Collection[str]) -> Iterator[Finding]:
    staff, women = values.get("staff_covered"), values.get("women_covered")
    touched = bool({"staff_covered", "women_covered"} & set(changed))
    if touched and staff is not None and women is not None and women > staff:
        yield Finding("women_over_staff", field="women_covered")


def _reps(values: Values, changed: Collection[str]) -> Iterator[Finding]:
    """集体合同规定 §19: at least three on each side, as many on the one as on the other."""
    union, employer = values.get("reps_union"), values.get("reps_employer")
    for name, number in (("reps_union", union), ("reps_employer", employer)):
        if name in changed and number is not None and number < REPS_AT_LEAST:
            yield Finding("reps_too_few", field=name)
    touched = bool({"reps_union", "reps_employer"} & set(changed))
    if touched and union is not None and employer is not None and union != employer:
        yield Finding("reps_unequal", field="reps_employer")
    women = values.get("women_reps")
    if "women_reps" in changed and (women or 0) > (union if union is not None else women or 0):
        yield Finding("women_reps_over", field="women_reps")
    # Local rules on contracts for women (domain.md S68): her side has women among it.
    if {"women_reps", "kind"} & set(changed) and values.get("kind") == "women" and women == 0:
        yield Finding("women_reps_none", Level.WARNED, "women_reps")


def _term(values: Values, changed: Collection[str]) -> Iterator[Finding]:
    """集体合同规定 §38: usually one to three years; a wage contract usually one (S75, S76)."""
    first, last = values.get("valid_from"), values.get("valid_to")
    if not {"valid_from", "valid_to", "kind"} & set(changed) or not first or not last:
        return
    begun, ended = date.fromisoformat(first), date.fromisoformat(last)
    if ended < begun:
        yield Finding("ends_before_it_starts", field="valid_to")
        return
    longest = WAGE_YEARS if values.get("kind") == WAGE else LONGEST_YEARS
    if ended >= add_months(begun, longest * MONTHS):
        code = "wage_over_a_year" if values.get("kind") == WAGE else "over_three_years"
        yield Finding(code, Level.WARNED, "valid_to")
    elif ended < add_months(begun, MONTHS) - DAY:
        yield Finding("under_a_year", Level.NOTED, "valid_to")


def _clock(values: Values, changed: Collection[str], on: date, terms: Terms) -> Iterator[Finding]:
    dates = dates_in(values)
    voted = bool(set(VOTES) & set(changed))
    if voted and dates.congress_on is None and any(values.get(name) is not None for name in VOTES):
        yield Finding("votes_without_day", field="congress_on")
    told: set[frozenset[str]] = set()
    for step in contract_steps.STEPS:
        touched = step in changed or (voted and step == "congress_on")
        if not touched or not contract_steps.written(dates, step):
            continue
        for one in contract_steps.forbidden(dates, step, on, terms):
            # Once, not from both ends.
            pair = frozenset(
                (one.code,) if one.code == "not_passed" else (step, one.about, one.code)
            )
            if pair not in told:
                yield Said(one.code, field=step, about=one.about)
            told.add(pair)
        for one in contract_steps.unwise(dates, step, terms):
            yield Said(one.code, Level.NOTED, step, about=one.about)
