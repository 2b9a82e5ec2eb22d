"""The steps of a contract's clock one by one: how each stands, and what may be entered. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from xingjia.registry.rules.contract_clock import (
    LAW,
    Dates,
    Deadline,
    Rule,
    State,
    Terms,
    deadlines,
    in_force,
    passed,
    stands_objected,
    state,
    takes_effect,
)

STEPS = (
    "offered_on",
    "answered_on",
    "congress_on",
    "signed_on",
    "filed_on",
    "received_on",
    "objected_on",
    "effective_on",
    "published_on",
    "ended_on",
)
ONLY_IF_TAKEN = frozenset({"objected_on", "ended_on"})
# What a step presupposes: it cannot lie before any of these.
CAUSES: dict[str, tuple[str, ...]] = {
    "answered_on": ("offered_on",),
    "congress_on": ("offered_on", "answered_on"),
    "signed_on": ("offered_on", "answered_on", "congress_on"),
    "filed_on": ("signed_on",),
    "received_on": ("signed_on", "filed_on"),
    "objected_on": ("signed_on",),  # filed anew after an objection, so filing may lie later
    "effective_on": ("signed_on", "received_on"),
    "published_on": ("signed_on", "effective_on"),
    "ended_on": ("signed_on",),
}
DUE: dict[str, Rule] = {
    "answered_on": Rule.ANSWER,
    "congress_on": Rule.RESUBMIT,
    "filed_on": Rule.FILE,
    "effective_on": Rule.REVIEW,
    "published_on": Rule.PUBLISH,
}
RENEWALS = (Rule.RENEW, Rule.RENEW_WAGE)
OVER = frozenset({State.EXPIRED, State.ENDED, State.RENEWED})


class Mark(StrEnum):
    """How one step stands on a day."""

    DONE = "done"
    LATE = "late"  # done after its last day
    FAILED = "failed"  # taken, with the wrong result
    NEXT = "next"
    OVERDUE = "overdue"
    AHEAD = "ahead"
    UNSAID = "unsaid"  # passed over: the contract went on, nobody said when this was


@dataclass(frozen=True)
class Stage:
    """One step on a day. `computed`: its date follows from the law, nobody wrote it down."""

    step: str
    day: str
    mark: Mark
    deadline: Deadline | None = None
    computed: bool = False


@dataclass(frozen=True)
class Finding:
    """What is wrong or unwise about a date: a code, and the other step it is about."""

    code: str
    about: str = ""


def written(dates: Dates, step: str) -> str:
    """The date of a step as written, "2013-04-10" or "2013-04"; "" when nobody said."""
    value = getattr(dates, step)
    return value.isoformat() if isinstance(value, date) else value or ""


def stages(dates: Dates, on: date, terms: Terms = LAW) -> list[Stage]:
    """Every step in its order with how it stands on the day, the end of the term last."""
    due = {one.rule: one for one in deadlines(dates, terms)}
    reached = _reached(dates, on, terms)
    found: list[Stage] = []
    waiting = True
    for index, step in enumerate(STEPS):
        day = _day(dates, step, terms)
        if step in ONLY_IF_TAKEN and not _taken(day, on):
            continue
        deadline = due.get(DUE[step]) if step in DUE else None
        mark = _mark(dates, step, day, on, deadline)
        if mark is None and index < reached:
            mark = Mark.UNSAID
        elif mark is None:
            late = deadline is not None and deadline.overdue(on)
            mark = (Mark.OVERDUE if late else Mark.NEXT) if waiting else Mark.AHEAD
            waiting = False
        computed = step == "effective_on" and bool(day) and not dates.effective_on
        found.append(Stage(step, day, mark, deadline, computed))
    renewal = next((due[rule] for rule in RENEWALS if rule in due), None)
    return [*found, *_last_day(dates, on, renewal)]


def _last_day(dates: Dates, on: date, renewal: Deadline | None) -> Iterator[Stage]:
    if dates.valid_to is None or (dates.ended_on and dates.ended_on <= dates.valid_to):
        return
    open_now = renewal is not None and renewal.opens is not None and renewal.opens <= on
    running = Mark.NEXT if open_now else Mark.AHEAD
    mark = Mark.DONE if dates.valid_to < on else running
    yield Stage("valid_to", dates.valid_to.isoformat(), mark, renewal)


def _day(dates: Dates, step: str, terms: Terms) -> str:
    if step == "effective_on" and (day := takes_effect(dates, terms)):
        return day.isoformat()
    return written(dates, step)


def _taken(day: str, on: date) -> bool:
    return bool(day) and day <= on.isoformat()[: len(day)]


def _reached(dates: Dates, on: date, terms: Terms) -> int:
    """How many steps lie behind: those up to the furthest one that is known."""
    if state(dates, on, terms) in OVER:
        return len(STEPS)
    taken = [i for i, step in enumerate(STEPS) if _taken(_day(dates, step, terms), on)]
    span = in_force(dates, terms)
    if span and span[0] <= on:
        taken.append(STEPS.index("effective_on"))
    return max(taken, default=-1) + 1


def _mark(dates: Dates, step: str, day: str, on: date, deadline: Deadline | None) -> Mark | None:
    """How a step with a date stands; None where it is still to be taken."""
    if not day:
        return None
    if not _taken(day, on):
        return Mark.AHEAD
    if step == "objected_on" or (step == "congress_on" and passed(dates) is False):
        return Mark.FAILED
    late = step != "congress_on" and deadline and deadline.day and step != "effective_on"
    return Mark.LATE if late and _before(deadline.day, day) else Mark.DONE  # type: ignore[union-attr]


def _before(first: date | str | None, second: str) -> bool:
    """Whether one day certainly lies before another; months and years compare as far as known."""
    one = first.isoformat() if isinstance(first, date) else first or ""
    length = min(len(one), len(second))
    return one[:length] < second[:length]


# --- what may be entered ----------------------------------------------------------------------


def forbidden(dates: Dates, step: str, on: date, terms: Terms = LAW) -> Iterator[Finding]:
    """Why a date cannot stand, `dates` holding it already: impossible, or against the law."""
    mine = written(dates, step)
    if not _taken(mine, on):
        yield Finding("in_the_future")
    for effect, causes in CAUSES.items():
        for cause in causes:
            if step in (effect, cause) and _contradicts(dates, effect, cause):
                yield Finding("before_its_cause", cause if step == effect else effect)
    if step == "congress_on" and _impossible(dates):
        yield Finding("votes_impossible")
    if step == "ended_on" and not dates.ended_why:
        yield Finding("no_reason")
    yield from _unlawful(dates, step, terms)


def _unlawful(dates: Dates, step: str, terms: Terms) -> Iterator[Finding]:
    # 集体合同规定 §36, §37 and 劳动合同法 art. 51: only a draft that was passed is signed.
    if step in ("signed_on", "congress_on") and dates.signed_on and passed(dates) is False:
        yield Finding("not_passed")
    # 劳动合同法 art. 54, 集体合同规定 §46: what was objected to is negotiated and filed anew.
    if step == "effective_on" and stands_objected(replace(dates, effective_on=None), terms):
        yield Finding("objected")


def _contradicts(dates: Dates, effect: str, cause: str) -> bool:
    first, second = written(dates, cause), written(dates, effect)
    return bool(first and second) and _before(second, first)


def _impossible(dates: Dates) -> bool:
    numbers = [dates.in_favour, dates.present, dates.should_attend]
    known = [one for one in numbers if one is not None]
    return known != sorted(known) or dates.should_attend == 0


def unwise(dates: Dates, step: str, terms: Terms = LAW) -> Iterator[Finding]:
    """What to point out about a date that may stand."""
    due = {one.rule: one.day for one in deadlines(dates, terms)}
    mine = written(dates, step)
    if step in ("answered_on", "filed_on", "published_on"):
        last = due.get(DUE[step])
        if last and _before(last, mine):
            yield Finding(f"late_{DUE[step]}")
    if step == "signed_on" and passed(dates) is None:
        yield Finding("no_congress")
    last = dates.received_on and terms.review.after(dates.received_on)
    if step == "objected_on" and last and _before(last, mine):
        yield Finding("late_objection")
    if step == "effective_on" and last and _before(mine, last.isoformat()):
        yield Finding("early_effect")
