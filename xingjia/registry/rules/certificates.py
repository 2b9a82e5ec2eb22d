"""The certificate of a union as a legal person: how it stands, and what is due next. Pure.

总工办发〔2020〕20号, in force 2021-01-01: valid three to five years like the term (art. 26);
renewed within the 30 days before its last day (art. 27); changes registered within 30 days. The
60 days for the first application are recalled, not read: docs/domain.md §4.6.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from xingjia.registry.rules.editing import DELAY_AT_MOST, months_after

RENEW_WITHIN = timedelta(days=30)
CHANGE_WITHIN = timedelta(days=30)
APPLY_WITHIN = timedelta(days=60)
IN_FORCE = date(2021, 1, 1)


class Standing(StrEnum):
    """How the certificate stands on a day."""

    RUNNING = "running"
    RENEWABLE = "renewable"  # within the window before its last day
    ENDED = "ended"
    AHEAD = "ahead"  # has not begun
    TO_APPLY = "to_apply"  # founded, and the first application is not yet late
    UNKNOWN = "unknown"  # nobody has said


class Rule(StrEnum):
    """Why something is due."""

    APPLY = "apply"
    RENEW = "renew"
    CHANGE = "change"


@dataclass(frozen=True)
class Certificate:
    """What is said of a certificate by a day; `said_on` is the last day something was said."""

    first: date | None
    last: date | None
    said_on: date | None


@dataclass(frozen=True)
class Change:
    """Something printed on the certificate that became another: name, office or chair."""

    what: str
    day: date


@dataclass(frozen=True)
class Due:
    """What is to be done by `day`, counted from `since`; not before `opens`.

    `latest`: until when a delayed re-election may put it off. `early`: the day lies before the
    rule came into force, so it is for orientation only.
    """

    rule: Rule
    day: date
    since: date
    opens: date | None = None
    latest: date | None = None
    what: str = ""

    @property
    def early(self) -> bool:
        """Whether the day lies before the rule came into force."""
        return self.day < IN_FORCE


def standing(paper: Certificate, founded_on: date | None, on: date) -> Standing:
    """How the certificate stands on a day."""
    if paper.last is None:
        young = founded_on is not None and founded_on <= on <= founded_on + APPLY_WITHIN
        return Standing.TO_APPLY if young and paper.said_on is None else Standing.UNKNOWN
    if paper.last < on:
        return Standing.ENDED
    if paper.first is not None and on < paper.first:
        return Standing.AHEAD
    return Standing.RENEWABLE if paper.last - RENEW_WITHIN <= on else Standing.RUNNING


def next_due(
    paper: Certificate, founded_on: date | None, changes: Collection[Change], on: date
) -> Due | None:
    """What is due first; None when nothing is, or nobody has said what it would follow from.

    Sixty days after the founding a certificate that nobody spoke of is unknown, not late.
    """
    if paper.last is None:
        if founded_on is None or standing(paper, founded_on, on) is not Standing.TO_APPLY:
            return None
        return Due(Rule.APPLY, founded_on + APPLY_WITHIN, founded_on)
    changed = [
        Due(Rule.CHANGE, one.day + CHANGE_WITHIN, one.day, what=one.what)
        for one in changes
        if one.day <= on and (paper.said_on is None or one.day > paper.said_on)
    ]
    latest = months_after(paper.last, DELAY_AT_MOST)
    renew = Due(Rule.RENEW, paper.last, paper.last, paper.last - RENEW_WITHIN, latest)
    return min([*changed, renew], key=lambda due: due.day)
