"""Terms of office by the day: how long, what is to do when, which elections are due. Pure.

A term is kept by its last valid day (至X). Its days are half-open: five years from 2021-03-15
end before 2026-03-15, and everything counted in months is counted from that day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from xingjia.facts.rules import EVER, OPEN, Span, Spans
from xingjia.registry.rules.elections import ELECTIONS, LAW
from xingjia.toolkit.calendar.rules import DAY, add_months, last_valid_day

CERTIFICATES = "总工办发〔2020〕20号"
PRACTICE = "domain.md §4.2"  # no rule found; what offices do


@dataclass(frozen=True)
class Clock:
    """The periods around a term's end; docs/domain.md §4.1, §4.2, §4.6."""

    years: tuple[int, ...] = (3, 5)  # 工会法 art. 16: only these two
    prepare_months: int = 6  # before the end, practice
    submit_months: int = 3  # before the end, practice: the request to the superior
    extension_months: int = 6  # after it, with the superior's approval; 总工发〔2016〕27号
    renewal: timedelta = timedelta(days=30)  # of the certificate; 总工办发〔2020〕20号 art. 27
    # The month in which the year begins of whose elections one speaks: January, the calendar
    # year; the statistics of the federation begin theirs in October (docs/domain.md §6).
    year_begins: int = 1


NATIONAL = Clock()


class NoSuchTerm(ValueError):
    """A term is 3 or 5 years, nothing else (工会法 art. 16)."""


def term_ends(start: date, years: int, clock: Clock = NATIONAL) -> date:
    """The last valid day of a term: five years from 2021-03-15 last 至 2026-03-14.

    Raises `NoSuchTerm` for other lengths than the law knows.
    """
    if years not in clock.years:
        raise NoSuchTerm(years)
    return last_valid_day(start, years)


class Stage(StrEnum):
    """Where a term stands on a day."""

    IN_TERM = "in_term"
    PREPARE = "prepare"  # T−6 months: re-election is to be prepared
    SUBMIT = "submit"  # T−3 months: the request goes to the superior
    EXTENDED = "extended"  # over, and the superior has allowed a delay that still runs
    OVERDUE = "overdue"  # over, and no delay allowed or none any more
    VETO = "veto"  # over for longer than any delay allowed (V1)
    UNKNOWN = "unknown"  # nobody has said when it ends


@dataclass(frozen=True)
class Milestone:
    """The first day of a stage, and the rule that makes it this day."""

    stage: Stage
    day: date
    rule: str
    source: str
    article: str = ""


@dataclass(frozen=True)
class State:
    """The stage of a term on a day, the milestone that began it, and the next one."""

    stage: Stage
    why: Milestone | None = None
    next: Milestone | None = None


def ends_before(last: date) -> date:
    """The day after the last valid one."""
    return last + DAY if last < OPEN else OPEN


def milestones(
    last: date, clock: Clock = NATIONAL, delays: Iterable[Span] = ()
) -> tuple[Milestone, ...]:
    """The days that matter around a term's end, in order; `delays` as in `Tenure`."""
    over = ends_before(last)
    late = Spans.of([(over, OPEN)])
    granted = late & Spans.of((one.start, one.end) for one in delays)
    found = [
        Milestone(
            Stage.PREPARE, _months(over, -clock.prepare_months), "months_before_end", PRACTICE
        ),
        Milestone(Stage.SUBMIT, _months(over, -clock.submit_months), "months_before_end", PRACTICE),
        *(Milestone(Stage.OVERDUE, one.start, "term_over", LAW, "16") for one in late - granted),
        *(Milestone(Stage.EXTENDED, one.start, "extended", ELECTIONS) for one in granted),
        Milestone(Stage.VETO, _months(over, clock.extension_months), "longest_delay", ELECTIONS),
    ]
    return tuple(sorted(found, key=lambda one: one.day))


def _months(day: date, months: int) -> date:
    """Months later or earlier; beyond the calendar its first or last day."""
    try:
        return add_months(day, months)
    except ValueError:
        return OPEN if months > 0 else EVER


def state_of_term(
    last: date | None, on: date, clock: Clock = NATIONAL, delays: Iterable[Span] = ()
) -> State:
    """The stage of a term on a day and why; unknown where its last day is."""
    if last is None:
        return State(Stage.UNKNOWN)
    days = milestones(last, clock, delays)
    begun = [one for one in days if one.day <= on]
    ahead = [one for one in days if one.day > on]
    why, following = (begun[-1] if begun else None), (ahead[0] if ahead else None)
    return State(why.stage if why else Stage.IN_TERM, why, following)


def extension_ends(last: date, clock: Clock = NATIONAL) -> date:
    """The last valid day of the longest delay a superior may allow."""
    return _months(ends_before(last), clock.extension_months) - DAY


def renewal_window(last: date, clock: Clock = NATIONAL) -> Span:
    """When the legal-person certificate is to be renewed: the 30 days before it ends, which is
    with the term (总工办发〔2020〕20号 art. 26, 27)."""
    over = ends_before(last)
    return Span(over - clock.renewal, over)


# --- the terms of one union -------------------------------------------------------------------


@dataclass(frozen=True)
class Tenure:
    """One chair's time as recorded; None is unknown.

    `delays`: per delay of the next election that a superior allowed, from the day of his approval
    up to the end of the delay. Before he approved nothing was allowed.
    """

    key: int
    elected_on: date | None = None
    last: date | None = None  # last valid day of the term
    left_on: date | None = None
    delays: tuple[Span, ...] = ()


def tenure_on(tenures: Iterable[Tenure], on: date) -> Tenure | None:
    """Whose term counts on a day: of those in office the one elected last; while the seat is
    vacant that of whoever left last, for who leaves elects nobody. None before the first."""
    begun = [one for one in tenures if one.elected_on is None or one.elected_on <= on]
    in_office = [one for one in begun if one.left_on is None or one.left_on > on]
    if in_office:
        return max(in_office, key=lambda one: (one.elected_on or EVER, one.key))
    return max(
        begun, key=lambda one: (one.left_on or EVER, one.elected_on or EVER, one.key), default=None
    )


def periods(tenures: Sequence[Tenure]) -> list[tuple[Span, Tenure]]:
    """All days on which somebody's term counts, cut where it becomes another's."""
    turns = {day for one in tenures for day in (one.elected_on, one.left_on) if day}
    found = []
    for start, end in pairwise(sorted(turns | {EVER, OPEN})):
        if tenure := tenure_on(tenures, start):
            found.append((Span(start, end), tenure))
    return found


def in_term(tenures: Sequence[Tenure]) -> Spans:
    """Days on which the term that counts runs, or was over and a delay allowed: until the next
    election the committee goes on."""
    running = Spans.of(
        (span.start, min(span.end, ends_before(one.last)))
        for span, one in periods(tenures)
        if one.last
    )
    return running | _delayed(tenures)


def overdue(tenures: Sequence[Tenure]) -> Spans:
    """Days on which the term that counts is over, nobody newly elected and no delay allowed."""
    return _over(tenures) - _delayed(tenures)


def _over(tenures: Sequence[Tenure]) -> Spans:
    return Spans.of(
        (max(span.start, ends_before(one.last)), span.end)
        for span, one in periods(tenures)
        if one.last
    )


def _delayed(tenures: Sequence[Tenure]) -> Spans:
    """Days after the end of the term that counts, on which an approved delay of it runs."""
    return Spans.of(
        (max(span.start, ends_before(one.last), delay.start), min(span.end, delay.end))
        for span, one in periods(tenures)
        if one.last
        for delay in one.delays
    )


def year_of(day: date, clock: Clock = NATIONAL) -> Span:
    """The year of elections in which a day lies."""
    year = day.year if day.month >= clock.year_begins else day.year - 1
    end = date(year + 1, clock.year_begins, 1) if year < OPEN.year else OPEN
    return Span(date(year, clock.year_begins, 1), end)


def elections_due(tenures: Sequence[Tenure], clock: Clock = NATIONAL) -> Spans:
    """The years in which a recorded term has its last day, from the term's own beginning on."""
    return Spans.of(_due(one, clock) for one in tenures if one.last)


def elections_held(tenures: Sequence[Tenure], clock: Clock = NATIONAL) -> Spans:
    """The days among those on which each term that ends in that year was followed by another."""
    still_open = Spans.of(
        (_due(one, clock).start, min(_due(one, clock).end, _followed(one, tenures, clock)))
        for one in tenures
        if one.last
    )
    return elections_due(tenures, clock) - still_open


def _due(one: Tenure, clock: Clock) -> Span:
    year = year_of(one.last or OPEN, clock)
    return Span(max(year.start, one.elected_on or EVER), year.end)


def _followed(one: Tenure, tenures: Iterable[Tenure], clock: Clock) -> date:
    """When the term after this one was elected; OPEN while it was not.

    A by-election only fills the seat to the term's end, so it does not count. Where nobody
    said how long the newer term lasts, an election within the time of preparing does.
    """
    last = one.last or OPEN
    prepared = _months(ends_before(last), -clock.prepare_months)
    later = (
        other.elected_on
        for other in tenures
        if other.elected_on
        and other.elected_on > (one.elected_on or EVER)
        and (other.last > last if other.last else other.elected_on >= prepared)
    )
    return min(later, default=OPEN)
