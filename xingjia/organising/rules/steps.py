"""Steps with dates: how each stands on a day, who is to act, and what may be entered. Pure.

A procedure is a plan (a tuple of steps) and what was recorded of it. How far it has come is
worked out for any day and kept nowhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from xingjia.registry.rules.editing import Finding
from xingjia.registry.rules.terms import ends_before
from xingjia.toolkit.calendar.rules import add_months

TERM = "term"  # in place of a step: the first day after the term's last one


class Who(StrEnum):
    """Whose step it is."""

    TOWNSHIP = "township"  # the township or park goes to see the employer
    GROUP = "group"  # 筹备组: there is no union yet
    UNION = "union"  # the union itself, through its committee
    SUPERIOR = "superior"  # the federation over it


@dataclass(frozen=True)
class Clock:
    """A day counted from another: `since` is a step or TERM; the rule names the sentence."""

    rule: str
    since: str
    source: str
    days: int = 0
    months: int = 0

    def day(self, done: "Mapping[str, Done]", term: date | None) -> date | None:
        """The day it comes to; None while what it is counted from is not known."""
        since = ends_before(term) if self.since == TERM and term else None
        if self.since in done:
            since = done[self.since].day
        if since is None:
            return None
        return add_months(since, self.months) + timedelta(days=self.days)


@dataclass(frozen=True)
class Step:
    """One step: who acts, after which others, what is entered beside the day, which letters
    belong to it, by when it is due and before which day it cannot be.

    `asks` are the details one may enter; those in `required` cannot stay open. An `aside` is
    taken only where it is wanted and nothing waits for it.
    """

    code: str
    who: Who
    needs: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    required: frozenset[str] = frozenset()
    letters: tuple[str, ...] = ()
    due: Clock | None = None
    earliest: Clock | None = None
    aside: bool = False


Plan = Sequence[Step]


@dataclass(frozen=True)
class Done:
    """What was recorded of a step."""

    day: date
    doc_no: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


class Mark(StrEnum):
    """How one step stands on a day."""

    DONE = "done"
    LATE = "late"  # done after the day it was due
    NOW = "now"
    OVERDUE = "overdue"  # to be done now, and past its day
    AHEAD = "ahead"  # waits for others
    OPEN = "open"  # an aside that may be taken


@dataclass(frozen=True)
class Stage:
    """One step on a day, with the days that bound it."""

    step: Step
    mark: Mark
    done: Done | None = None
    due: date | None = None
    earliest: date | None = None

    @property
    def waiting(self) -> bool:
        """Whether somebody is to act on it now."""
        return self.mark in (Mark.NOW, Mark.OVERDUE)


class State(StrEnum):
    """How a procedure stands on a day."""

    DONE = "done"
    WAITING = "waiting"
    OVERDUE = "overdue"
    ABANDONED = "abandoned"


@dataclass(frozen=True)
class Position:
    """Where a procedure stands: its state, the stage that is next, and how many are done."""

    state: State
    now: Stage | None
    done: int
    steps: int


def stages(plan: Plan, done: Mapping[str, Done], on: date, term: date | None = None) -> list[Stage]:
    """Every step in its order with how it stands on the day. `term` is the last valid day of the
    term to be renewed; a delay that was approved counts in its place where one has its last day
    (`extended`)."""
    known = {code: one for code, one in done.items() if one.day <= on}
    found = []
    for step in plan:
        due = step.due.day(known, _end_for(step, known, term)) if step.due else None
        earliest = step.earliest.day(known, term) if step.earliest else None
        found.append(Stage(step, _mark(step, known, due, on), known.get(step.code), due, earliest))
    return found


def _end_for(step: Step, done: Mapping[str, Done], term: date | None) -> date | None:
    """An approved delay moves the election itself, not what should have been done before."""
    moved = extended(done)
    return moved if moved and step.due and not step.due.months else term


def extended(done: Mapping[str, Done]) -> date | None:
    """The last valid day of an approved delay."""
    until = done["extend"].details.get("until") if "extend" in done else None
    return date.fromisoformat(until) if until else None


def _mark(step: Step, done: Mapping[str, Done], due: date | None, on: date) -> Mark:
    if step.code in done:
        late = due is not None and done[step.code].day > due
        return Mark.LATE if late else Mark.DONE
    if any(code not in done for code in step.needs):
        return Mark.AHEAD
    if step.aside:
        return Mark.OPEN
    return Mark.OVERDUE if due is not None and due < on else Mark.NOW


def position(stages: Sequence[Stage], *, abandoned: bool = False) -> Position:
    """Where a procedure stands, of its stages on a day: the one overdue longest comes first."""
    counted = [one for one in stages if not one.step.aside]
    ready = [one for one in counted if one.waiting]
    ready.sort(key=lambda one: (one.mark is not Mark.OVERDUE, one.due or date.max))
    count = sum(one.done is not None for one in counted)
    now = ready[0] if ready and not abandoned else None
    if abandoned:
        state = State.ABANDONED
    elif now is None:
        state = State.DONE
    else:
        state = State.OVERDUE if now.mark is Mark.OVERDUE else State.WAITING
    return Position(state, now, count, len(counted))


def step_of(plan: Plan, code: str) -> Step | None:
    """The step with this code."""
    return next((step for step in plan if step.code == code), None)


# --- what may be entered ----------------------------------------------------------------------


def findings(
    plan: Plan,
    done: Mapping[str, Done],
    step: Step,
    new: Done,
    on: date,
) -> list[Finding]:
    """What stands in the way of recording a step so, or of mending it. `on` is today."""
    return [*_order(plan, done, step, new, on), *_missing(step, new)]


def _order(
    plan: Plan, done: Mapping[str, Done], step: Step, new: Done, on: date
) -> Iterator[Finding]:
    if new.day > on:
        yield Finding("in_the_future", field="done_on")
    for code in step.needs:
        if code not in done:
            yield Finding("needs_first", said=(("step", code),))
        elif new.day < done[code].day:
            yield Finding("before_its_cause", field="done_on", said=(("step", code),))
    for other in plan:
        if step.code in other.needs and other.code in done and done[other.code].day < new.day:
            yield Finding("after_its_effect", field="done_on", said=(("step", other.code),))


def _missing(step: Step, new: Done) -> Iterator[Finding]:
    given = dict(new.details) | {"doc_no": new.doc_no.strip()}
    for name in sorted(step.required):
        if given.get(name) in (None, "", []):
            yield Finding("required", field=name)


def leaning_on(plan: Plan, done: Mapping[str, Done], code: str) -> list[str]:
    """Steps already done that presuppose this one: it cannot be taken back before them."""
    return [step.code for step in plan if code in step.needs and step.code in done]
