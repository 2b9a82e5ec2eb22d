"""Elections by hand: works, refused, elsewhere, twice; traps 6, 8 and 9 through the command."""

from datetime import date

import pytest

from tests.factories import (
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_officer,
    make_union,
)
from xingjia.access.checks import Refused
from xingjia.registry.commands.elections import hold_election
from xingjia.registry.models import Cover, Election, Officer
from xingjia.registry.queries.terms import chairs_of, tenures_of
from xingjia.registry.rules.ballots import Count, Elected
from xingjia.registry.rules.editing import Objected
from xingjia.registry.rules.elections import Relation
from xingjia.standards.coverage.models import Stretch
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
BECAUSE = "a test looks"
HELD = date(2016, 3, 20)
SOUND = Count("members", 101, 90, 90, 88, date(2016, 3, 10), candidates=5)
NOTHING: frozenset[Relation] = frozenset()
SEATS = (
    Elected("chair", "孟知秋", 80, NOTHING),
    Elected("vice_chair", "甲明月", 75, NOTHING),
    Elected("member", "乙清风", 70, NOTHING),
    Elected("audit_chair", "丙长河", 66, NOTHING),
    Elected("audit_member", "丁落日", 61, NOTHING),
    Elected("audit_member", "戊孤烟", 60, NOTHING),
    Elected("women_chair", "甲明月", 59, NOTHING),
)


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
    make_officer(union, "member", "旧委员")
    make_officer(union, "audit_chair", "旧经审")
    return union


def hold(actor, union, **given):
    details = {"held_on": HELD, "term_years": 5, "count": SOUND, "seats": SEATS}
    return hold_election(actor, union, **(details | given))


def officers(union, **which):
    return Officer.objects.everything(because=BECAUSE).filter(union=union, **which)


def elections(union):
    return Election.objects.everything(because=BECAUSE).filter(union=union)


def codes(objected):
    return [one.code for one in objected.value.findings]


def test_a_committee_is_elected_and_the_one_before_has_left(clerk, union):
    election, notes = hold(clerk, union)

    assert notes == ()
    made = officers(union, election=election).order_by("pk")
    assert [(one.post, one.name, one.votes) for one in made] == [
        (one.post, one.name, one.votes) for one in SEATS
    ]
    assert set(made.values_list("elected_on", "term_ends_on", "left_on")) == {
        (HELD, date(2021, 3, 19), None)
    }
    before = officers(union, election=None).order_by("pk")
    assert list(before.values_list("name", "left_on", "left_why")) == [
        ("姚国平", HELD, "replaced"),
        ("旧委员", HELD, "replaced"),
        ("旧经审", HELD, "replaced"),
    ]
    assert (election.should_attend, election.present, election.ballots_returned) == (101, 90, 88)
    (entry,) = Entry.objects.filter(action__startswith="registry.")
    assert entry.action == "registry.election_held"


def test_only_the_chair_has_a_term_that_counts(clerk, union):
    """The figures of terms speak of the chair; nobody else may get among them."""
    hold(clerk, union)

    assert [one.name for one in chairs_of([union.pk], HELD)] == ["孟知秋", "姚国平"]
    assert [one.elected_on for one in tenures_of([union.pk])[union.pk]] == [date(2011, 4, 4), HELD]


def test_the_figures_follow_an_election(clerk, union):
    employer = Cover.objects.everything(because=BECAUSE).get(union=union).employer_id

    def days():
        rows = Stretch.objects.everything(because=BECAUSE).filter(employer_id=employer)
        return sorted(rows.values_list("measure", "start", "end"))

    before = days()
    hold(clerk, union)

    assert days() != before


def test_a_body_that_nobody_elected_stays(clerk, union):
    hold(clerk, union, seats=SEATS[:3])

    assert list(officers(union, post="audit_chair").values_list("name", "left_on")) == [
        ("旧经审", None)
    ]


def test_a_chair_known_alone_takes_nobody_elses_seat(clerk, union):
    _, notes = hold(clerk, union, seats=SEATS[:1])

    assert [one.code for one in notes] == ["only_the_chair"]
    assert officers(union, name="旧委员").get().left_on is None
    assert officers(union, name="姚国平").get().left_on == HELD


def test_fifty_votes_of_a_hundred_and_one_elect_nobody(clerk, union):
    """Trap 6, and no reason helps."""
    count = Count("members", 101, 68, 68, 68)
    with pytest.raises(Objected) as objected:
        hold(clerk, union, count=count, seats=[Elected("chair", "孟知秋", 50)], reason="大家同意")

    assert "not_elected" in codes(objected)
    assert objected.value.blocked
    assert not elections(union).exists()
    hold(clerk, union, count=count, seats=[Elected("chair", "孟知秋", 51)])
    assert elections(union).count() == 1


def test_sixty_seven_of_a_hundred_and_one_are_no_quorum(clerk, union):
    """Trap 6."""
    with pytest.raises(Objected) as objected:
        hold(clerk, union, count=Count("members", 101, 67, 67, 67), seats=SEATS[:3], reason="急")

    assert "no_quorum" in codes(objected)


def test_nine_candidates_for_nine_seats_need_a_reason(county, clerk):
    """Trap 8."""
    union = make_union(make_employer(county[1][0]), members=300)
    nine = [Elected("chair", "孟知秋", 180, NOTHING)]
    nine += [Elected("member", f"委员{n}号", 180, NOTHING) for n in "甲乙丙丁戊己庚辛"]

    def held(candidates, **more):
        count = Count("members", 300, 280, 280, 280, None, candidates)
        return hold(clerk, union, count=count, seats=nine, **more)

    with pytest.raises(Objected) as objected:
        held(9)
    assert codes(objected) == ["no_contest"]
    with pytest.raises(Objected) as objected:
        held(9, reason=" ")
    election, _ = held(9, reason="建总工〔2016〕3号同意等额")
    assert election.reason == "建总工〔2016〕3号同意等额"


def test_ten_candidates_for_nine_seats_are_enough(county, clerk):
    """Trap 8."""
    union = make_union(make_employer(county[1][0]), members=300)
    nine = [Elected("chair", "孟知秋", 180, NOTHING)]
    nine += [Elected("member", f"委员{n}号", 180, NOTHING) for n in "甲乙丙丁戊己庚辛"]
    count = Count("members", 300, 280, 280, 280, None, candidates=10)

    assert hold(clerk, union, count=count, seats=nine)[1] == ()


def test_the_brother_of_the_legal_representative_is_not_seated(clerk, union):
    """Trap 9."""
    brother = Elected("member", "乙清风", 70, frozenset({Relation.RELATIVE_OF_HEAD}))
    for enterprise in (True, False):
        with pytest.raises(Objected) as objected:
            hold(
                clerk,
                union,
                seats=[*SEATS[:2], brother],
                reason="厂里同意",
                enterprise=enterprise,
            )
        assert codes(objected) == ["barred_relative_of_head"]
    assert not elections(union).exists()


def test_a_head_of_personnel_chairs_the_union_of_an_office_only(clerk, union):
    """Trap 9."""
    chair = Elected("chair", "孟知秋", 80, frozenset({Relation.HR_HEAD}))
    with pytest.raises(Objected) as objected:
        hold(clerk, union, seats=[chair, *SEATS[1:]])
    assert codes(objected) == ["barred_hr_head"]

    hold(clerk, union, seats=[chair, *SEATS[1:]], enterprise=False)

    made = officers(union, post="chair", name="孟知秋").get()
    assert (made.declared, made.declared_on, made.declared_by) == (["hr_head"], HELD, clerk.label)


def test_what_nobody_asked_is_not_kept_as_no(clerk, union):
    _, notes = hold(clerk, union, seats=[Elected("chair", "孟知秋", 80), *SEATS[1:]])

    assert [one.code for one in notes] == ["not_declared"]
    made = officers(union, post="chair", name="孟知秋").get()
    assert (made.declared, made.declared_on, made.declared_by) == (None, None, "")


def test_the_superiors_answer_is_kept_if_it_can_be_one(clerk, union):
    with pytest.raises(Objected) as objected:
        hold(clerk, union, approved_on=date(2016, 3, 19), approval_no="建总工〔2016〕9号")
    assert codes(objected) == ["approved_before_held"]

    election, _ = hold(clerk, union, approved_on=date(2016, 3, 28), approval_no="建总工〔2016〕9号")

    assert (election.approved_on, election.approval_no) == (
        date(2016, 3, 28),
        "建总工〔2016〕9号",
    )


def test_who_does_not_lead_the_union_elects_nobody(county, union):
    for actor in (
        make_actor("leader", county[0]),
        make_actor("officer", make_county("射阳县")[0]),
        make_actor("chair", union.organisation),
    ):
        with pytest.raises(Refused):
            hold(actor, union)

    assert not elections(union).exists()


def test_the_same_election_twice_is_refused(clerk, union):
    hold(clerk, union)

    with pytest.raises(Objected) as objected:
        hold(clerk, union)

    assert codes(objected) == ["elected_before_last"]
    assert elections(union).count() == 1


def test_an_organiser_is_not_elected_twice_on_a_day(county, clerk):
    union = make_union(make_employer(county[1][0]), members=20)
    organiser = [Elected("organiser", "孟知秋", 15, NOTHING)]
    count = Count("members", 20, 18, 18, 18)
    hold(clerk, union, count=count, seats=organiser)

    with pytest.raises(Objected) as objected:
        hold(clerk, union, count=count, seats=organiser)

    assert codes(objected) == ["election_known"]
