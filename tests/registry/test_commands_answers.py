"""The superior's answer to an election, and the county's line for women's committees."""

from datetime import date

import pytest

from tests.factories import (
    DAY,
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_officer,
    make_union,
)
from xingjia.access.checks import Refused, Unacceptable
from xingjia.registry.commands.answers import approve_election
from xingjia.registry.commands.elections import hold_election
from xingjia.registry.commands.officers import complete_election
from xingjia.registry.commands.parameters import decide
from xingjia.registry.queries.committees import counted, elected_by, people_of, sittings
from xingjia.registry.queries.parameters import women_committee_from
from xingjia.registry.rules.ballots import Body, Count, Elected
from xingjia.registry.rules.committees import Membership, bodies_on
from xingjia.registry.rules.editing import Objected
from xingjia.registry.rules.elections import Parameters, Relation
from xingjia.toolkit.audit.models import Entry

WOMEN = "women_committee_from"
pytestmark = pytest.mark.django_db
NOTHING: frozenset[Relation] = frozenset()


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇")


@pytest.fixture
def clerk(county):
    return make_actor("township_officer", county[1][0])


@pytest.fixture
def union(county):
    union = make_union(make_employer(county[1][0]), members=101)
    make_chair(union)  # 姚国平, 2011-04-04 to 2016-04-03
    return union


@pytest.fixture
def member(union):
    return make_officer(union, "member", "甲明月")


def strangers(county, union):
    """Who may not lead this union: a reader, an officer elsewhere, its own chair."""
    return (
        make_actor("leader", county[0]),
        make_actor("officer", make_county("射阳县")[0]),
        make_actor("chair", union.organisation),
    )


def codes(objected):
    return [one.code for one in objected.value.findings]


def last_action():
    return Entry.objects.order_by("-seq").first().action


# ---- the superior's answer


def held(clerk, union):
    seats = [Elected("chair", "孟知秋", 80, NOTHING)]
    count = Count("members", 101, 90, 90, 88)
    day = date(2016, 3, 20)
    return hold_election(clerk, union, held_on=day, term_years=5, count=count, seats=seats)[0]


def approve(actor, election, **given):
    details = {"approved_on": date(2016, 3, 28), "approval_no": "建总工〔2016〕9号"}
    return approve_election(actor, election, **(details | given))


def test_a_superior_answers_an_election(clerk, union):
    found, notes = approve(clerk, held(clerk, union), answer="同意选举结果")

    assert (found.approved_on, found.approval_no, found.answer) == (
        date(2016, 3, 28),
        "建总工〔2016〕9号",
        "同意选举结果",
    )
    assert notes == ()
    assert last_action() == "registry.election_approved"


def test_an_answer_after_fifteen_days_is_kept_and_told(clerk, union):
    _, notes = approve(clerk, held(clerk, union), approved_on=date(2016, 4, 5))

    assert [one.code for one in notes] == ["answered_late"]


def test_no_answer_comes_before_the_election(clerk, union):
    with pytest.raises(Objected) as objected:
        approve(clerk, held(clerk, union), approved_on=date(2016, 3, 1))

    assert codes(objected) == ["approved_before_held"]


def test_only_who_leads_the_union_answers(county, clerk, union):
    election = held(clerk, union)

    for actor in strangers(county, union):
        with pytest.raises(Refused):
            approve(actor, election)


def test_an_election_is_answered_once(clerk, union):
    election = held(clerk, union)
    approve(clerk, election)

    with pytest.raises(Objected) as objected:
        approve(clerk, election)

    assert codes(objected) == ["approved_already"]


# ---- what was not known


def bare(clerk, union):
    """An election of which only the result is known."""
    seats = [Elected("chair", "孟知秋"), Elected("member", "甲明月")]
    day = date(2016, 3, 20)
    return hold_election(
        clerk,
        union,
        held_on=day,
        term_years=5,
        count=Count(),
        seats=seats,
        reason="委员会只登记两人",
    )[0]


def votes_of(election, number):
    return dict.fromkeys([one.pk for one in elected_by(election)], number)


def test_what_was_not_known_is_entered_afterwards(clerk, union):
    election = bare(clerk, union)
    count = Count("members", 101, 90, 90, 88, date(2016, 3, 10), 3)

    found, notes = complete_election(clerk, election, count=count, votes=votes_of(election, 60))

    found.refresh_from_db()
    assert notes == ()
    assert counted(found) == count
    assert [one.votes for one in elected_by(election)] == [60, 60]
    assert last_action() == "registry.election_completed"


def test_what_is_known_is_not_overwritten(clerk, union):
    election = held(clerk, union)

    with pytest.raises(Objected) as objected:
        complete_election(clerk, election, count=Count(should_attend=50), votes={})

    assert codes(objected) == ["nothing_new"]


def test_an_election_that_held_nobody_is_not_completed(clerk, union):
    """Trap 6: half of those who should attend, whenever it is entered."""
    election = bare(clerk, union)

    with pytest.raises(Objected) as objected:
        complete_election(
            clerk,
            election,
            count=Count(should_attend=101, present=68),
            votes=votes_of(election, 50),
            reason="大家同意",
        )

    assert codes(objected) == ["not_elected", "not_elected"]
    election.refresh_from_db()
    assert election.should_attend is None


def test_only_who_leads_the_union_completes(county, clerk, union):
    election = bare(clerk, union)

    for actor in strangers(county, union):
        with pytest.raises(Refused):
            complete_election(actor, election, count=Count(should_attend=101), votes={})


# ---- the line of the women's committee


def women_state(union, women):
    line = women_committee_from(union.organisation, DAY)
    rules = Parameters(women_committee_from=line)
    people = sittings(people_of(union))
    (found,) = [
        one
        for one in bodies_on(people, Membership(101, women), DAY, rules)
        if one.body is Body.WOMEN
    ]
    return found.has.value


def test_twelve_women_need_a_committee_until_the_county_says_25(county, union, member):
    """Trap 4."""
    officer = make_actor("officer", county[0])
    assert (women_committee_from(union.organisation, DAY), women_state(union, 12)) == (
        10,
        "missing",
    )

    assert decide(officer, county[0], name=WOMEN, value=25, start=date(2013, 7, 1))

    assert (women_committee_from(union.organisation, DAY), women_state(union, 12)) == (
        25,
        "unknown",
    )
    assert women_committee_from(union.organisation, date(2013, 6, 30)) == 10
    assert not decide(officer, county[0], name=WOMEN, value=25, start=date(2013, 7, 1))


def test_only_the_countys_officer_draws_the_line(county):
    place, (township,) = county
    for actor in (make_actor("township_officer", township), make_actor("leader", place)):
        with pytest.raises(Refused):
            decide(actor, place, name=WOMEN, value=25, start=DAY)
    officer = make_actor("officer", place)
    with pytest.raises(Unacceptable):
        decide(officer, place, name=WOMEN, value=0, start=DAY)
    with pytest.raises(Unacceptable):
        decide(officer, township, name=WOMEN, value=25, start=DAY)
