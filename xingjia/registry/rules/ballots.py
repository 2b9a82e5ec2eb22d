"""Whether an election holds: what was counted, who was elected, in which posts. Pure.

What a rule forbids is blocked; what it only advises is warned of, and a superior may let it pass
with a reason. Sources: 工会法 (2021), 《工会基层组织选举工作条例》 总工发〔2016〕27号 and
《企业工会主席产生办法》. How sure each number is: docs/domain.md, "Elections". A count that
nobody gave is unknown: it is noted, and judged neither well nor ill.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from xingjia.registry.rules.editing import Finding, Level
from xingjia.registry.rules.elections import (
    NATIONAL,
    Parameters,
    Post,
    Relation,
    Workplace,
    bars,
    candidates_needed,
    committee_size,
    is_quorate,
    quorum,
    votes_needed,
)


class Body(StrEnum):
    """The bodies of a grass-roots union."""

    COMMITTEE = "committee"
    AUDIT = "audit"
    WOMEN = "women"


class Office(StrEnum):
    """A post in one of them; the same words as `models.Officer.Post`."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    ORGANISER = "organiser"  # stands for the committee below 25 members, 工会法 art. 11
    AUDIT_CHAIR = "audit_chair"
    AUDIT_MEMBER = "audit_member"
    WOMEN_CHAIR = "women_chair"
    WOMEN_MEMBER = "women_member"


BODIES: dict[Body, tuple[Office, ...]] = {
    Body.COMMITTEE: (Office.CHAIR, Office.VICE_CHAIR, Office.MEMBER, Office.ORGANISER),
    Body.AUDIT: (Office.AUDIT_CHAIR, Office.AUDIT_MEMBER),
    Body.WOMEN: (Office.WOMEN_CHAIR, Office.WOMEN_MEMBER),
}
BODY_OF = {office: body for body, offices in BODIES.items() for office in offices}
# One person each; a committee may have several of the others.
SINGLE = frozenset({Office.CHAIR, Office.ORGANISER, Office.AUDIT_CHAIR, Office.WOMEN_CHAIR})
LEADERS = frozenset({Office.CHAIR, Office.ORGANISER})
AUDITORS = (3, 11)  # domain.md §4.4, recollected


@dataclass(frozen=True)
class Count:
    """What was counted at a meeting; None is unknown. `form`: members or representatives.

    `notice_from` is the first day on which the candidates were made public, `candidates` how many
    stood for the committee.
    """

    form: str = ""
    should_attend: int | None = None
    present: int | None = None
    issued: int | None = None
    returned: int | None = None
    notice_from: date | None = None
    candidates: int | None = None


@dataclass(frozen=True)
class Elected:
    """Somebody elected to a post (a value of `Office`), with the votes the meeting gave.

    `declared`: what the candidate said of herself before standing; None where nobody asked.
    """

    post: str
    name: str
    votes: int | None = None
    declared: frozenset[Relation] | None = None


@dataclass(frozen=True)
class Electorate:
    """Whose election it is, as known on the day; None is unknown."""

    members: int | None = None
    enterprise: bool = True
    rules: Parameters = field(default=NATIONAL)


def place_of(index: int) -> str:
    """The name of a seat's place in a form, for findings about it."""
    return f"seats-{index}"


def _blocked(code: str, place: str = "", **said: object) -> Finding:
    return Finding(code, Level.BLOCKED, place, tuple(said.items()))


def _warned(code: str, place: str = "", **said: object) -> Finding:
    return Finding(code, Level.WARNED, place, tuple(said.items()))


def ballot_findings(
    count: Count, seats: Sequence[Elected], of: Electorate, held_on: date
) -> list[Finding]:
    """All there is to say about a count and who was elected by it."""
    return [
        *count_findings(count, of),
        *notice_findings(count.notice_from, held_on, of),
        *vote_findings(count, seats),
        *contest_findings(count, seats, of),
        *unknown_findings(count, seats),
    ]


def count_findings(count: Count, of: Electorate) -> list[Finding]:
    """Numbers that cannot be, the quorum of two thirds, and who has to meet."""
    found = []
    pairs = (
        ("present", count.present, count.should_attend),
        ("issued", count.issued, count.present),
        ("returned", count.returned, count.issued),
    )
    for name, part, whole in pairs:
        if part is not None and whole is not None and part > whole:
            found.append(_blocked(f"{name}_over", name))
    should, present = count.should_attend, count.present
    known = not found and should is not None and present is not None
    if known and not is_quorate(should or 0, present or 0, of.rules):
        said = {"should": should, "needed": quorum(should or 0, of.rules), "present": present}
        found.append(_blocked("no_quorum", "present", **said))
    few = of.members is not None and of.members < of.rules.representatives_from
    if count.form == "representatives" and few:
        found.append(_warned("all_members_meet", "form"))
    return found


def notice_findings(notice_from: date | None, held_on: date, of: Electorate) -> list[Finding]:
    """Seven full days of public notice before the day of the election."""
    if notice_from is None:
        return []
    if notice_from > held_on:
        return [_blocked("notice_after", "notice_from")]
    if held_on - notice_from < timedelta(days=of.rules.notice_days):
        return [_warned("notice_short", "notice_from", days=(held_on - notice_from).days)]
    return []


def vote_findings(count: Count, seats: Sequence[Elected]) -> list[Finding]:
    """More than half of those who should attend, and no more votes than ballots."""
    cast = next((n for n in (count.returned, count.issued, count.present) if n is not None), None)
    found = []
    for index, seat in enumerate(seats):
        if seat.votes is None:
            continue
        said = {"name": seat.name, "votes": seat.votes}
        if cast is not None and seat.votes > cast:
            found.append(_blocked("votes_over", place_of(index), **said, cast=cast))
        elif count.should_attend is not None and seat.votes < votes_needed(count.should_attend):
            needed = votes_needed(count.should_attend)
            said |= {"should": count.should_attend, "needed": needed}
            found.append(_blocked("not_elected", place_of(index), **said))
    return found


def contest_findings(count: Count, seats: Sequence[Elected], of: Electorate) -> list[Finding]:
    """Five per cent more candidates than seats on the committee, at least one."""
    number = len(committee(seats))
    if count.candidates is None or not number:
        return []
    said = {"candidates": count.candidates, "seats": number}
    if count.candidates < number:
        return [_blocked("fewer_candidates", "candidates", **said)]
    needed = candidates_needed(number, rules=of.rules)
    if count.candidates < needed:
        return [_warned("no_contest", "candidates", **said, needed=needed)]
    return []


def unknown_findings(count: Count, seats: Sequence[Elected]) -> list[Finding]:
    """What nobody gave, so that nobody can tell whether the election holds."""
    found = []
    if None in (count.should_attend, count.present) or any(one.votes is None for one in seats):
        found.append(Finding("count_unknown", Level.NOTED))
    if any(one.declared is None for one in seats):
        found.append(Finding("not_declared", Level.NOTED))
    return found


# ---- who sits where ----------------------------------------------------------------------------


def committee(seats: Iterable[Elected]) -> list[Elected]:
    """Those elected to the union's committee itself."""
    return [one for one in seats if BODY_OF.get(Office(one.post)) is Body.COMMITTEE]


def whole_findings(seats: Sequence[Elected], of: Electorate) -> list[Finding]:
    """About the bodies as a whole election would leave them."""
    leaders = [one for one in seats if one.post in LEADERS]
    found = [] if leaders else [_blocked("nobody_leads")]
    here = committee(seats)
    if of.members is not None:
        size = committee_size(of.members, of.rules)
        if not size.allow(len(here)) and here == leaders and len(here) == 1:
            found.append(Finding("only_the_chair", Level.NOTED))
        elif not size.allow(len(here)):
            said: dict[str, object] = {"members": of.members, "seats": len(here)}
            said |= {"fewest": size.fewest, "most": size.most}
            found.append(_warned("committee_size", "", **said))
        if any(one.post == Office.ORGANISER for one in here) and not size.may_be_one:
            found.append(_warned("organiser_from_25", members=of.members))
    return found


def seat_findings(seats: Sequence[Elected], of: Electorate) -> list[Finding]:
    """About the persons: one chair, nobody twice in a body, who may not stand, who audits whom."""
    found = [] if seats else [_blocked("nobody_elected")]
    posts = Counter(one.post for one in seats)
    found += [_blocked(f"two_{post}") for post in sorted(SINGLE) if posts[post] > 1]
    seen: set[tuple[Body, str]] = set()
    workplace = Workplace.ENTERPRISE if of.enterprise else Workplace.GOVERNMENT
    for index, one in enumerate(seats):
        key = (BODY_OF[Office(one.post)], one.name)
        if key in seen:
            found.append(_blocked("twice", place_of(index), name=one.name))
        seen.add(key)
        stands_for = _stands_for(Office(one.post))
        for bar in bars(one.declared or (), stands_for, workplace):
            found.append(_blocked(f"barred_{bar.relation}", place_of(index), name=one.name))
    return found + audit_findings(seats, of)


def _stands_for(office: Office) -> Post:
    beside = {Body.AUDIT: Post.AUDIT, Body.WOMEN: Post.WOMEN}
    return Post.CHAIR if office is Office.CHAIR else beside.get(BODY_OF[office], Post.COMMITTEE)


def audit_findings(seats: Sequence[Elected], of: Electorate) -> list[Finding]:
    """Three to eleven auditors, below 25 members one; never who is audited (domain.md §4.4)."""
    leading = {one.name: one.post for one in seats if one.post in ("chair", "vice_chair")}
    found, number = [], 0
    for index, one in enumerate(seats):
        if BODY_OF[Office(one.post)] is not Body.AUDIT:
            continue
        number += 1
        if leading.get(one.name) == Office.CHAIR:
            found.append(_blocked("chair_audits", place_of(index), name=one.name))
        elif one.name in leading:
            found.append(_warned("vice_chair_audits", place_of(index), name=one.name))
    few = of.members is not None and of.members < of.rules.committee_from
    fewest, most = AUDITORS
    if number and not fewest <= number <= most and not (few and number == 1):
        found.append(_warned("audit_size", number=number, fewest=fewest, most=most))
    return found


# ---- the superior's answer ---------------------------------------------------------------------


def answer_due(held_on: date, reported_on: date | None, rules: Parameters = NATIONAL) -> date:
    """The last day on which the superior answers: 15 days from the report, or from the election
    where nobody noted the report (总工发〔2016〕27号)."""
    return (reported_on or held_on) + timedelta(days=rules.answer_days)


def approval_findings(
    held_on: date, reported_on: date | None, approved_on: date | None, number: str
) -> list[Finding]:
    """About the answer to a reported result."""
    found = [] if number.strip() else [_blocked("approval_no_missing", "approval_no")]
    if approved_on is None:
        return [*found, _blocked("approved_on_missing", "approved_on")]
    if approved_on < (reported_on or held_on):
        return [*found, _blocked("approved_before_held", "approved_on")]
    if approved_on > answer_due(held_on, reported_on):
        found.append(Finding("answered_late", Level.NOTED, "approved_on"))
    return found
