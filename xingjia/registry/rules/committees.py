"""Who sits in the bodies of a union on a day, which seats stand empty, and what is lacking. Pure.

Unknown stays unknown: a register that names only the chair says nothing of the others, so nothing
is called missing by it. Sources: 工会法 (2021) art. 11 and 45, 工会章程, 总工发〔2016〕27号.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xingjia.registry.rules.ballots import (
    AUDITORS,
    BODY_OF,
    SINGLE,
    Body,
    Elected,
    Office,
    place_of,
)
from xingjia.registry.rules.editing import Finding, Level, Term
from xingjia.registry.rules.elections import (
    CHARTER,
    ELECTIONS,
    LAW,
    NATIONAL,
    Parameters,
    Seats,
    committee_size,
)
from xingjia.toolkit.calendar.rules import DAY, add_months

# Leaving so, nobody leaves an empty seat: another was elected, or the union is no more.
FOLLOWED = frozenset({"replaced", "closed"})
GUIDE = "domain.md §4.2"  # no rule of the nation found


@dataclass(frozen=True)
class Sitting:
    """One person's time in a post as recorded; None is unknown. `by`: elected into a vacancy."""

    key: int
    post: str
    name: str
    elected_on: date | None = None
    last: date | None = None  # last valid day of the term
    left_on: date | None = None
    why: str = ""
    by: bool = False

    @property
    def body(self) -> Body:
        """The body the post belongs to."""
        return BODY_OF[Office(self.post)]

    def sits(self, on: date) -> bool:
        """Whether the post is held on the day; past the term's end it still is, until somebody
        else is elected."""
        begun = self.elected_on is None or self.elected_on <= on
        return begun and (self.left_on is None or self.left_on > on)


def sitting_on(people: Iterable[Sitting], on: date) -> list[Sitting]:
    """Who holds a post on a day, by body and post."""
    order = list(Office)
    here = [one for one in people if one.sits(on)]
    return sorted(here, key=lambda one: (order.index(Office(one.post)), one.key))


# ---- seats that stand empty --------------------------------------------------------------------


@dataclass(frozen=True)
class Vacancy:
    """A seat that stands empty since a day, and the last day on which it should be filled."""

    post: str
    name: str  # who left it
    since: date
    due: date
    months: int
    source: str


def vacancies(
    people: Sequence[Sitting], on: date, rules: Parameters = NATIONAL
) -> tuple[Vacancy, ...]:
    """The seats that stand empty on a day, the first due first.

    The chair's seat six months at most (总工发〔2016〕27号, recollected), another seat three (a
    company's guide). A seat is filled by whoever was elected to the same post afterwards, and by
    the election of a whole new body.
    """
    found, known = [], [one for one in people if _began(one, on)]
    for post in {one.post for one in known}:
        left = [
            one
            for one in known
            if one.post == post
            and _gone(one, on)
            and one.why not in FOLLOWED
            and not _renewed(one, known)
        ]
        came = sorted(one.elected_on for one in known if one.post == post and one.elected_on)
        for one in sorted(left, key=lambda one: (one.left_on or date.max, one.key)):
            day = one.left_on or date.max
            filled = next((later for later in came if later >= day), None)
            if filled:
                came.remove(filled)
            else:
                found.append(_vacancy(one, day, rules))
    return tuple(sorted(found, key=lambda one: (one.due, one.post, one.name)))


def _began(one: Sitting, on: date) -> bool:
    return one.elected_on is None or one.elected_on <= on


def _gone(one: Sitting, on: date) -> bool:
    return one.left_on is not None and one.left_on <= on


def _renewed(one: Sitting, people: Iterable[Sitting]) -> bool:
    """Whether the whole body was elected anew after somebody had left it."""
    return any(
        later.body is one.body
        and not later.by
        and (later.elected_on or date.min) >= (one.left_on or date.max)
        for later in people
    )


def _vacancy(one: Sitting, since: date, rules: Parameters) -> Vacancy:
    leads = one.post in (Office.CHAIR, Office.ORGANISER)
    months = rules.vacancy_months if leads else rules.seat_months
    source = ELECTIONS if leads else GUIDE
    return Vacancy(one.post, one.name, since, add_months(since, months) - DAY, months, source)


# ---- what a union shall have -------------------------------------------------------------------


class Has(StrEnum):
    """How a union stands to a body that the law asks for."""

    HAS = "has"
    SHORT = "short"  # it is there, with fewer people than the rules ask for
    MISSING = "missing"
    UNKNOWN = "unknown"  # nobody has said
    NOT_DUE = "not_due"


@dataclass(frozen=True)
class BodyState:
    """How one body stands on a day; `code` names the sentence that says why."""

    body: Body
    has: Has
    code: str
    source: str
    article: str = ""
    said: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Membership:
    """How many members a union has, and women among them; None is unknown."""

    members: int | None = None
    women: int | None = None


def bodies_on(
    people: Sequence[Sitting], of: Membership, on: date, rules: Parameters = NATIONAL
) -> tuple[BodyState, ...]:
    """How the committee, the auditors and the women's committee stand on a day."""
    here = sitting_on(people, on)
    number = {body: sum(one.body is body for one in here) for body in Body}
    # Only where somebody beside the chair was ever told has anybody told of the bodies.
    told = any(one.post != Office.CHAIR and _began(one, on) for one in people)
    organiser = any(one.post == Office.ORGANISER for one in here)
    return (
        _committee(number[Body.COMMITTEE], of.members, rules, told=told, organiser=organiser),
        _audit(number[Body.AUDIT], of.members, rules, told=told),
        _women(number[Body.WOMEN], of.women, rules, told=told),
    )


def _committee(
    number: int, members: int | None, rules: Parameters, *, told: bool, organiser: bool
) -> BodyState:
    def state(has: Has, code: str, **said: object) -> BodyState:
        return BodyState(Body.COMMITTEE, has, code, LAW, "11", tuple(said.items()))

    if not number:
        return state(Has.MISSING, "nobody_sits") if told else state(Has.UNKNOWN, "nobody_told")
    if members is None:
        return state(Has.HAS if told else Has.UNKNOWN, "members_unknown", number=number)
    size = committee_size(members, rules)
    if number == 1 and size.may_be_one:
        return state(Has.HAS, "organiser_alone" if organiser else "chair_alone", members=members)
    if number == 1 and organiser:
        return state(Has.MISSING, "organiser_only", members=members)
    if not told:
        return state(Has.UNKNOWN, "chair_known", members=members)
    said = {"members": members, "number": number, "fewest": size.fewest, "most": size.most}
    short = number < size.fewest
    return state(Has.SHORT if short else Has.HAS, _size(number, size), **said)


def _size(number: int, size: Seats) -> str:
    if number < size.fewest:
        return "committee_short"
    return "committee_has" if number <= size.most else "committee_large"


def _audit(number: int, members: int | None, rules: Parameters, *, told: bool) -> BodyState:
    def state(has: Has, code: str, **said: object) -> BodyState:
        return BodyState(Body.AUDIT, has, code, LAW, "45", tuple(said.items()))

    fewest, most = AUDITORS
    few = members is not None and members < rules.committee_from
    if not number:
        code = "auditor_one" if few else "audit_from"
        return state(Has.MISSING if told else Has.UNKNOWN, code, fewest=fewest, most=most)
    if few:
        return state(Has.HAS, "auditor_has", number=number)
    if members is not None and number < fewest:
        return state(Has.SHORT, "audit_short", number=number, fewest=fewest, most=most)
    return state(Has.HAS, "audit_has", number=number)


def _women(number: int, women: int | None, rules: Parameters, *, told: bool) -> BodyState:
    def state(has: Has, code: str, **said: object) -> BodyState:
        line = rules.women_committee_from
        return BodyState(Body.WOMEN, has, code, CHARTER, "", (*said.items(), ("line", line)))

    if women is None:
        return state(Has.HAS if number else Has.UNKNOWN, "women_unknown", number=number)
    if women == 0:
        return state(Has.NOT_DUE, "no_women")
    if women < rules.women_committee_from:
        has = Has.HAS if number else Has.UNKNOWN
        return state(has, "one_woman", women=women)
    if number:
        return state(Has.HAS, "women_has", women=women, number=number)
    return state(Has.MISSING if told else Has.UNKNOWN, "women_from", women=women)


# ---- a by-election -----------------------------------------------------------------------------


def by_election_findings(
    seats: Sequence[Elected],
    people: Sequence[Sitting],
    held_on: date,
    term: Term | None,
    founded_on: date | None,
) -> list[Finding]:
    """About seats filled within a term: are they empty, and does the term still run."""
    here = sitting_on(people, held_on)
    taken = {one.post for one in here if one.post in SINGLE}
    names = {(one.body, one.name) for one in here}
    found = []
    for index, one in enumerate(seats):
        said = (("name", one.name),)
        if one.post in taken:
            holder = next(who.name for who in here if who.post == one.post)
            said = (("name", holder),)
            found.append(Finding("seat_taken", Level.BLOCKED, place_of(index), said))
        elif (BODY_OF[Office(one.post)], one.name) in names:
            found.append(Finding("sits_already", Level.BLOCKED, place_of(index), said))
    if founded_on and held_on < founded_on:
        found.append(Finding("elected_before_founding", Level.BLOCKED, "held_on"))
    return found + _within(term, held_on)


def _within(term: Term | None, held_on: date) -> list[Finding]:
    if term is None or term.ends_on is None:
        return [Finding("term_unknown", Level.NOTED)]
    if term.elected_on and held_on < term.elected_on:
        return [Finding("by_before_term", Level.BLOCKED, "held_on")]
    over = held_on > term.ends_on
    return [Finding("by_after_term", Level.WARNED, "held_on")] if over else []
