"""How a committee is elected: its size, quorum, votes, candidates, who may not stand. Pure.

From 《工会法》 (2021), 《工会基层组织选举工作条例》 总工发〔2016〕27号 and
《企业工会主席产生办法(试行)》; docs/domain.md §4 says what each number rests on and how sure it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

LAW = "工会法"
ELECTIONS = "总工发〔2016〕27号"
CHAIRS = "企业工会主席产生办法"
AUDITS = "工会经费审查委员会的规定"
CHARTER = "工会章程"


@dataclass(frozen=True)
class Parameters:
    """What holds in the nation; a federation may set its own line where its superior says so."""

    committee_from: int = 25  # members; 工会法 art. 11: then a committee must be elected
    quorum: Fraction = Fraction(2, 3)  # of those who should attend; 总工发〔2016〕27号
    contest: Fraction = Fraction(5, 100)  # more candidates than seats on a committee; same
    standing_contest: Fraction = Fraction(10, 100)  # on a standing committee; same, recollected
    notice_days: int = 7  # the chair's candidacy is public so long; 企业工会主席产生办法
    representatives_from: int = 100  # members; fewer meet all together; 总工发〔2016〕27号
    women_committee_from: int = 10  # women members; 工会章程. Often told as 25
    call_meeting: Fraction = Fraction(1, 3)  # of the members may call for one; 工会法 art. 17
    answer_days: int = 15  # the superior answers a reported result; 总工发〔2016〕27号
    vacancy_months: int = 6  # a chair's seat stands empty no longer; same, recollected
    seat_months: int = 3  # another seat of the committee; a company's guide, domain.md §4.2


NATIONAL = Parameters()

# Members up to and including → fewest and most seats (总工发〔2016〕27号, recollected).
COMMITTEE_SIZES: tuple[tuple[int, int, int], ...] = (
    (24, 3, 5),
    (200, 3, 7),
    (1000, 7, 15),
    (5000, 15, 21),
    (10000, 21, 29),
    (50000, 29, 37),
)
LARGEST_COMMITTEE = (37, 45)


@dataclass(frozen=True)
class Seats:
    """How many seats a committee may have. `may_be_one`: a chair or organiser alone will do."""

    fewest: int
    most: int
    may_be_one: bool = False

    def allow(self, number: int) -> bool:
        """Whether a committee of so many is of a size the rules know."""
        return self.fewest <= number <= self.most or (self.may_be_one and number == 1)


def committee_size(members: int, rules: Parameters = NATIONAL) -> Seats:
    """The seats of a committee by members; below 25 one person may stand for it (art. 11)."""
    found = ((low, high) for most, low, high in COMMITTEE_SIZES if members <= most)
    fewest, most = next(found, LARGEST_COMMITTEE)
    return Seats(fewest, most, may_be_one=members < rules.committee_from)


class Meeting(StrEnum):
    """Who comes together to elect."""

    GENERAL = "general"  # all members
    EITHER = "either"  # all members or their representatives


def meeting_form(members: int, rules: Parameters = NATIONAL) -> Meeting:
    """Below 100 members all meet; from there on representatives may."""
    return Meeting.GENERAL if members < rules.representatives_from else Meeting.EITHER


class WomensBody(StrEnum):
    """Who speaks for the women of a union."""

    COMMITTEE = "committee"
    MEMBER = "member"  # one woman on the committee
    NONE = "none"


def womens_body(women: int, rules: Parameters = NATIONAL) -> WomensBody:
    """A women's committee from 10 women members (charter); below, one woman on the committee."""
    if women <= 0:
        return WomensBody.NONE
    enough = women >= rules.women_committee_from
    return WomensBody.COMMITTEE if enough else WomensBody.MEMBER


def quorum(should_attend: int, rules: Parameters = NATIONAL) -> int:
    """How many must be present: two thirds of those who should attend, rounded up."""
    return ceil(should_attend * rules.quorum)


def is_quorate(should_attend: int, present: int, rules: Parameters = NATIONAL) -> bool:
    """Whether a meeting may elect. Nobody should attend: nobody can."""
    return should_attend > 0 and quorum(should_attend, rules) <= present <= should_attend


def votes_needed(should_attend: int) -> int:
    """More than half of those who **should** attend, not of those present or voting."""
    return should_attend // 2 + 1


def is_elected(should_attend: int, present: int, votes: int, rules: Parameters = NATIONAL) -> bool:
    """Whether a candidate is elected; where too many are, most votes win, see `winners`."""
    quorate = is_quorate(should_attend, present, rules)
    return quorate and votes_needed(should_attend) <= votes <= present


@dataclass(frozen=True)
class Outcome:
    """Who is elected, and who stands equal for the last seats and must be voted on again."""

    elected: frozenset[str] = frozenset()
    tied: frozenset[str] = frozenset()


def winners(seats: int, should_attend: int, present: int, votes: dict[str, int]) -> Outcome:
    """Those with enough votes, the most first, as far as seats go (总工发〔2016〕27号)."""
    enough = {who: n for who, n in votes.items() if is_elected(should_attend, present, n)}
    if len(enough) <= seats:
        return Outcome(frozenset(enough))
    last_in, first_out = sorted(enough.values(), reverse=True)[seats - 1 : seats + 1]
    if last_in == first_out:
        above = frozenset(who for who, n in enough.items() if n > last_in)
        return Outcome(above, frozenset(who for who, n in enough.items() if n == last_in))
    return Outcome(frozenset(who for who, n in enough.items() if n >= last_in))


def is_removed(members: int, votes: int) -> bool:
    """Whether a chair or committee member is removed: more than half of **all** members or
    representatives (工会法 art. 18), however many came."""
    return members > 0 and votes_needed(members) <= votes <= members


def candidates_needed(seats: int, *, standing: bool = False, rules: Parameters = NATIONAL) -> int:
    """The fewest candidates: 5 % more than seats (a standing committee 10 %), at least one."""
    share = rules.standing_contest if standing else rules.contest
    return seats + max(1, ceil(seats * share))


# --- who may not stand ------------------------------------------------------------------------


class Relation(StrEnum):
    """What a candidate declares to be."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    ADMINISTRATIVE_HEAD = "administrative_head"
    PARTNER = "partner"  # of a partnership
    RELATIVE_OF_HEAD = "relative_of_head"  # near relative of one of the three above
    DEPUTY_HEAD = "deputy_head"
    HR_HEAD = "hr_head"
    FOREIGN_STAFF = "foreign_staff"
    MEMBERSHIP_KEPT = "membership_kept"  # 保留会籍: neither votes nor stands
    FINANCE_STAFF = "finance_staff"  # keeps the union's money, or leads who does


class Workplace(StrEnum):
    """Whose union it is."""

    ENTERPRISE = "enterprise"
    INSTITUTION = "institution"
    GOVERNMENT = "government"


class Post(StrEnum):
    """What one is a candidate for."""

    CHAIR = "chair"
    COMMITTEE = "committee"
    AUDIT = "audit"
    WOMEN = "women"


@dataclass(frozen=True)
class Bar:
    """Why somebody may not stand: what was declared, and the rule that forbids it."""

    relation: Relation
    source: str
    article: str


_EVERYWHERE = {
    Relation.LEGAL_REPRESENTATIVE: (ELECTIONS, ""),
    Relation.ADMINISTRATIVE_HEAD: (ELECTIONS, ""),
    Relation.PARTNER: (ELECTIONS, ""),
    Relation.RELATIVE_OF_HEAD: (LAW, "10"),
    Relation.MEMBERSHIP_KEPT: (ELECTIONS, ""),
}
# Article 10 and the rules of elections speak of the committee itself, not of the bodies beside it.
_BESIDE = {Relation.MEMBERSHIP_KEPT: (ELECTIONS, "")}
_AUDIT = {Relation.FINANCE_STAFF: (AUDITS, "")}
_ENTERPRISE_CHAIR = {
    Relation.DEPUTY_HEAD: (CHAIRS, "6"),
    Relation.HR_HEAD: (CHAIRS, "6"),
    Relation.FOREIGN_STAFF: (CHAIRS, "6"),
}


def bars(declared: Iterable[Relation], post: Post, workplace: Workplace) -> tuple[Bar, ...]:
    """Each declared relation that forbids standing, with its rule; () when one may stand.

    Deputy heads, heads of personnel and foreign staff are barred only from the chair of an
    enterprise's union; a personnel head of a government office may stand there. Who keeps the
    union's money does not audit it (domain.md §4.4).
    """
    rules = dict(_EVERYWHERE if post in (Post.CHAIR, Post.COMMITTEE) else _BESIDE)
    rules |= _AUDIT if post is Post.AUDIT else {}
    if post is Post.CHAIR and workplace is Workplace.ENTERPRISE:
        rules |= _ENTERPRISE_CHAIR
    return tuple(Bar(one, *rules[one]) for one in sorted(set(declared)) if one in rules)
