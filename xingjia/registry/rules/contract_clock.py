"""The clock of a collective contract: where it stands on a day, and what is due next. Pure.

Request → answer → draft passed → signature → filing → review → effect → publication → renewal.
Steps and terms follow domain.md §5.1: 劳动合同法 art. 51, 54; 集体合同规定 (部令 22 号) §32, §36,
§42, §47; 工资集体协商试行办法 for wage contracts. The first day is not counted (民法典 art. 201):
18 April plus 15 days is 3 May.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from xingjia.registry.rules.names import last_day
from xingjia.toolkit.calendar.rules import DAY, NotPublished, add_months, due_on

WAGE = "wage"


class State(StrEnum):
    """How far a contract has come on a day."""

    PLANNED = "planned"  # no step known to have been taken
    OFFERED = "offered"
    UNANSWERED = "unanswered"  # the answer is overdue
    ANSWERED = "answered"  # the sides negotiate
    DRAFTED = "drafted"  # put to the congress; the votes are not known
    PASSED = "passed"
    REJECTED = "rejected"
    SIGNED = "signed"
    FILED = "filed"
    RECEIVED = "received"  # under review
    OBJECTED = "objected"
    EFFECTIVE = "effective"  # by law, but its first or last day is not known or lies ahead
    IN_FORCE = "in_force"
    PUBLISHED = "published"  # in force and known to all; the sides perform it
    EXPIRED = "expired"
    RENEWED = "renewed"
    ENDED = "ended"


LIVE = frozenset({State.IN_FORCE, State.PUBLISHED})


class Rule(StrEnum):
    """Why a date is what it is; `words.WHY` says it with its article."""

    ANSWER = "answer"
    RESUBMIT = "resubmit"
    FILE = "file"
    REVIEW = "review"
    PUBLISH = "publish"
    RENEW = "renew"
    RENEW_WAGE = "renew_wage"


# What the law leaves open and only local texts fix: missing such a day is no breach.
ADVICE = frozenset({Rule.RESUBMIT, Rule.PUBLISH, Rule.RENEW, Rule.RENEW_WAGE})


@dataclass(frozen=True)
class Term:
    """A number of days from the day after its cause; calendar days unless the text says working."""

    days: int
    working: bool = False

    def after(self, cause: date) -> date | None:
        """The last day of the term; None where its working days are not published yet."""
        if not self.working:
            return cause + timedelta(days=self.days)
        try:
            return due_on(cause, self.days)
        except NotPublished:
            return None


@dataclass(frozen=True)
class Terms:
    """The lengths of the clock. The defaults are national law or the usual local text."""

    answer: Term = Term(20)  # 集体合同规定 §32 (S67)
    resubmit: Term = Term(60)  # Fujian (S71)
    file: Term = Term(10)  # 集体合同规定 §42 (S72)
    file_wage: Term = Term(10)  # §42; 7 under the rule of 2000 and local texts (S70)
    review: Term = Term(15)  # 劳动合同法 art. 54 (S73); some guides count working days
    publish: Term = Term(10)  # "in time", 集体合同规定 §47; 10 days in local texts (S75)
    publish_wage: Term = Term(5)  # local texts (S70)
    renew_months: int = 3  # 集体合同规定 §38
    renew_wage_days: int = 60  # S76


LAW = Terms()
FILE_WAGE_LOCAL = Term(7)


@dataclass(frozen=True)
class Dates:
    """Everything dated about a contract. `filed_on` is as written: "2013-04" is enough."""

    kind: str = "collective"
    offered_on: date | None = None
    answered_on: date | None = None
    congress_on: date | None = None
    should_attend: int | None = None
    present: int | None = None
    in_favour: int | None = None
    signed_on: date | None = None
    filed_on: str = ""
    received_on: date | None = None
    objected_on: date | None = None
    effective_on: date | None = None
    published_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    ended_on: date | None = None
    ended_why: str = ""

    @property
    def filed(self) -> date | None:
        """The day by which it had been filed for certain."""
        return last_day(self.filed_on)


CLOCK = tuple(one.name for one in fields(Dates))


@dataclass(frozen=True)
class Deadline:
    """Something to be done by `day`, and not before `opens`, because of what was on `since`.

    `days` is the length of the term; of a renewal, how many days or months before the end.
    """

    rule: Rule
    since: date
    day: date | None
    opens: date | None = None
    days: int = 0
    working: bool = False

    @property
    def advice(self) -> bool:
        """Whether missing it is unwise rather than unlawful."""
        return self.rule in ADVICE

    def overdue(self, on: date) -> bool:
        """Whether the last day has passed."""
        return self.day is not None and self.day < on


def passed(dates: Dates) -> bool | None:
    """Whether the draft was passed: two thirds present, more than half of all in favour.

    集体合同规定 §36 (domain.md S71). None while a number is unknown.
    """
    if dates.should_attend is None or dates.present is None or dates.in_favour is None:
        return None
    return 3 * dates.present >= 2 * dates.should_attend and 2 * dates.in_favour > (
        dates.should_attend
    )


def takes_effect(dates: Dates, terms: Terms = LAW) -> date | None:
    """The day on which it takes effect: as written, else when review ends without objection."""
    if dates.effective_on:
        return dates.effective_on
    reviewed = dates.received_on and terms.review.after(dates.received_on)
    return None if stands_objected(dates, terms) else reviewed


def stands_objected(dates: Dates, terms: Terms = LAW) -> bool:
    """Whether the labour department objected in time and it was not received anew since.

    An objection after the 15 days is too late: the contract is in force (劳动合同法 art. 54).
    """
    objected, received = dates.objected_on, dates.received_on
    if objected is None or (dates.effective_on and dates.effective_on > objected):
        return False
    if received is None:
        return True
    last = terms.review.after(received)
    return received <= objected and (last is None or objected <= last)


def in_force(dates: Dates, terms: Terms = LAW) -> tuple[date, date] | None:
    """The days it is in force, the second one not included; None where nothing proves any.

    A register that gives first and last day is believed; a review that says otherwise is
    stronger. Without a last day there is no proof.
    """
    starts = [day for day in (dates.valid_from, takes_effect(dates, terms)) if day]
    if stands_objected(dates, terms) or not starts or dates.valid_to is None:
        return None
    first, end = max(starts), dates.valid_to + DAY
    end = min(end, dates.ended_on) if dates.ended_on else end
    return (first, end) if first < end else None


def state(dates: Dates, on: date, terms: Terms = LAW) -> State:
    """Where the contract stands on a day: the furthest step known to be taken by then."""
    if _by(dates.ended_on, on):
        return State.RENEWED if dates.ended_why == State.RENEWED else State.ENDED
    if not stands_objected(dates, terms):
        if reached := _in_effect(dates, on, terms):
            return reached
    elif _by(dates.objected_on, on):
        again = dates.filed and dates.objected_on and dates.filed > dates.objected_on
        return State.FILED if again and _by(dates.filed, on) else State.OBJECTED
    if _by(dates.received_on, on):
        return State.RECEIVED
    if _by(dates.filed, on):
        return State.FILED
    return State.SIGNED if _by(dates.signed_on, on) else _talks(dates, on, terms)


def _in_effect(dates: Dates, on: date, terms: Terms) -> State | None:
    span = in_force(dates, terms)
    if dates.valid_to and dates.valid_to < on:
        return State.EXPIRED
    if span and span[0] <= on < span[1]:
        return State.PUBLISHED if _by(dates.published_on, on) else State.IN_FORCE
    return State.EFFECTIVE if _by(takes_effect(dates, terms), on) else None


def _talks(dates: Dates, on: date, terms: Terms) -> State:
    if _by(dates.congress_on, on):
        return {True: State.PASSED, False: State.REJECTED, None: State.DRAFTED}[passed(dates)]
    if _by(dates.answered_on, on):
        return State.ANSWERED
    if dates.offered_on and _by(dates.offered_on, on):
        last = terms.answer.after(dates.offered_on)
        return State.UNANSWERED if last and last < on else State.OFFERED
    return State.PLANNED


def _by(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def deadlines(dates: Dates, terms: Terms = LAW) -> Iterator[Deadline]:
    """Every deadline that follows from the dates, done or not, in the order of the clock."""
    wage = dates.kind == WAGE
    rejected = dates.congress_on if passed(dates) is False else None
    received = dates.effective_on or dates.received_on
    causes = (
        (Rule.ANSWER, dates.offered_on, terms.answer),
        (Rule.RESUBMIT, rejected, terms.resubmit),
        (Rule.FILE, dates.signed_on, terms.file_wage if wage else terms.file),
        (Rule.REVIEW, dates.received_on, terms.review),
        (Rule.PUBLISH, received and takes_effect(dates, terms), _publish(terms, wage=wage)),
    )
    for rule, since, term in causes:
        if since:
            yield Deadline(rule, since, term.after(since), None, term.days, term.working)
    if span := in_force(dates, terms):
        yield _renewal(dates, span, terms)


def _publish(terms: Terms, *, wage: bool) -> Term:
    return terms.publish_wage if wage else terms.publish


def _renewal(dates: Dates, span: tuple[date, date], terms: Terms) -> Deadline:
    """The window before the last day in which the sides sign anew (S76; 集体合同规定 §38)."""
    last = span[1] - DAY
    if dates.kind == WAGE:
        number, rule = terms.renew_wage_days, Rule.RENEW_WAGE
        opens = last - timedelta(days=number)
    else:
        number, rule = terms.renew_months, Rule.RENEW
        opens = add_months(last, -number)
    return Deadline(rule, span[0], last, max(opens, span[0]), number)


# In which states each deadline still waits.
WAITS: dict[Rule, frozenset[State]] = {
    Rule.ANSWER: frozenset({State.OFFERED, State.UNANSWERED}),
    Rule.RESUBMIT: frozenset({State.REJECTED}),
    Rule.FILE: frozenset({State.SIGNED}),
    Rule.REVIEW: frozenset({State.RECEIVED}),
    Rule.PUBLISH: frozenset({State.IN_FORCE, State.EFFECTIVE}),
    Rule.RENEW: LIVE,
    Rule.RENEW_WAGE: LIVE,
}


def next_deadline(dates: Dates, on: date, terms: Terms = LAW) -> Deadline | None:
    """The first deadline that waits on a day; it may be overdue. None when nobody has to act."""
    now = state(dates, on, terms)
    waiting = [one for one in deadlines(dates, terms) if now in WAITS[one.rule]]
    waiting = [one for one in waiting if one.since <= on]
    return min(waiting, key=lambda one: one.day or date.max, default=None)
