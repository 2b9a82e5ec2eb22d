"""Founding and re-election by hand: works, refused, elsewhere, twice, and the register follows."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import make_actor, make_chair, make_county, make_employer, make_union
from tests.organising.paths import (
    FOUNDING,
    MEETING,
    REELECTION,
    TODAY,
    founding,
    reelection,
)
from xingjia.access.checks import Refused
from xingjia.organising.commands.opening import abandon, open_founding, open_reelection
from xingjia.organising.commands.recording import record_step, take_back
from xingjia.organising.models import Procedure, StepRecord
from xingjia.organising.queries.procedures import done_of, records_of
from xingjia.organising.rules.steps import Done
from xingjia.registry.models import Cover, Election, Officer, Union
from xingjia.registry.queries.unions import tenures_of
from xingjia.registry.rules.editing import Objected, Stale
from xingjia.registry.rules.terms import overdue
from xingjia.standards.coverage.models import Stretch
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
BECAUSE = "a test looks"
OPENED = date(2014, 1, 2)
FEW = [one | {"votes": 20} for one in MEETING["elected"]]


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇")


@pytest.fixture
def clerk(county):
    return make_actor("township_officer", county[1][0])


@pytest.fixture
def employer(county):
    return make_employer(county[1][0], "甲厂", day=date(2013, 1, 1))


@pytest.fixture
def union(county):
    union = make_union(make_employer(county[1][0], "乙厂", day=date(2008, 1, 1)), members=36)
    make_chair(union, elected_on=date(2009, 3, 1), term_ends_on=date(2014, 2, 28))
    return union


@pytest.fixture
def chair(union):
    return make_actor("chair", union.organisation)


def codes(objected) -> list[str]:
    return [
        ":".join((one.code, *map(str, dict(one.said).values())))
        for one in objected.value.findings
        if one.level != "noted"
    ]


def record(actor, procedure, code, new, **how):
    return record_step(actor, procedure, code, new=new, on=TODAY, **how)


def steps(procedure) -> set[str]:
    return set(done_of(records_of([procedure])[procedure.pk].values()))


def unionised(employer, on) -> bool:
    rows = Stretch.objects.everything(because=BECAUSE)
    return rows.filter(
        employer_id=employer.pk, measure="with_union", start__lte=on, end__gt=on
    ).exists()


# --- founding -----------------------------------------------------------------------------------


def test_a_founding_goes_its_eleven_steps_and_the_union_stands(clerk, employer):
    procedure = founding(clerk, employer, upto="account")

    union = procedure.union
    cover = Cover.objects.everything(because=BECAUSE).get(union=union)
    assert (procedure.closed_why, procedure.closed_on) == ("done", date(2014, 4, 9))
    assert (union.name, union.founded_on) == ("甲厂工会委员会", date(2014, 2, 28))
    assert (cover.employer, cover.start) == (employer, date(2014, 2, 28))
    assert union.organisation.path.startswith(employer.organisation.path)
    people = Officer.objects.everything(because=BECAUSE).filter(union=union).order_by("pk")
    assert [(one.post, one.name, one.elected_on, one.term_ends_on) for one in people] == [
        ("chair", "沈听澜", date(2014, 2, 20), date(2019, 2, 19)),
        ("member", "陶雪舟", date(2014, 2, 20), date(2019, 2, 19)),
        ("member", "马小川", date(2014, 2, 20), date(2019, 2, 19)),
    ]


def test_the_union_counts_from_the_day_of_the_approval(clerk, employer):
    founding(clerk, employer, upto="approve")

    days = (date(2014, 2, 27), date(2014, 2, 28))
    assert [unionised(employer, day) for day in days] == [False, True]


def test_before_the_approval_there_is_no_union(clerk, employer):
    procedure = founding(clerk, employer, upto="report")

    assert procedure.union is None
    assert not Union.objects.everything(because=BECAUSE).exists()


def test_a_founding_is_audited_without_names(clerk, employer):
    founding(clerk, employer, upto="approve")

    entries = Entry.objects.filter(action__startswith="organising.").order_by("seq")
    assert [one.action for one in entries] == [
        "organising.opened",
        *["organising.step_recorded"] * 8,
    ]
    assert "沈听澜" not in str([one.details for one in Entry.objects.all()])


def test_nobody_else_founds(county, employer, clerk):
    covered = make_union(make_employer(county[1][0]))
    procedure = founding(clerk, employer)
    for actor in (
        make_actor("leader", county[0]),
        make_actor("officer", make_county("射阳县")[0]),
        make_actor("chair", covered.organisation),
    ):
        with pytest.raises(Refused):
            open_founding(actor, employer, on=OPENED)
        with pytest.raises(Refused):
            record(actor, procedure, "survey", FOUNDING["survey"])
        with pytest.raises(Refused):
            take_back(actor, procedure, "survey", reason="错了")
        with pytest.raises(Refused):
            abandon(actor, procedure, on=TODAY, reason="不办了")


def test_the_new_chair_sees_the_founding_and_keeps_none_of_it(clerk, employer):
    procedure = founding(clerk, employer, upto="approve")
    chair = make_actor("chair", procedure.union.organisation)

    assert Procedure.objects.visible_to(chair).get() == procedure
    with pytest.raises(Refused):
        record(chair, procedure, "sign", FOUNDING["sign"])


def test_a_founding_is_not_begun_twice(clerk, employer):
    founding(clerk, employer)

    with pytest.raises(Objected) as refused:
        open_founding(clerk, employer, on=OPENED)

    assert codes(refused) == ["open_already"]


def test_an_employer_with_a_union_founds_none(clerk, union):
    covered = Cover.objects.everything(because=BECAUSE).get(union=union).employer

    with pytest.raises(Objected) as refused:
        open_founding(clerk, covered, on=OPENED)

    assert codes(refused) == ["unionised_already"]


def test_a_step_does_not_precede_what_it_needs(clerk, employer):
    procedure = founding(clerk, employer, upto="survey")

    with pytest.raises(Objected) as missing:
        record(clerk, procedure, "permit", FOUNDING["permit"])
    with pytest.raises(Objected) as early:
        record(clerk, procedure, "apply", Done(date(2014, 1, 5)))

    assert codes(missing) == ["needs_first:apply"]
    assert codes(early) == ["before_its_cause:survey"]
    assert steps(procedure) == {"survey"}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"present": 23, "issued": 23, "returned": 23, "elected": FEW}, ["no_quorum:36:24:23"]),
        ({"returned": 34}, ["returned_over"]),
        (
            {"elected": [MEETING["elected"][0] | {"votes": 18}, *MEETING["elected"][1:]]},
            ["not_elected:沈听澜:18:36:19"],
        ),
        ({"elected": MEETING["elected"][1:]}, ["nobody_leads", "committee_size:36:2:3:7"]),
    ],
)
def test_a_meeting_that_elected_nobody_lawfully_is_not_recorded(clerk, employer, changed, found):
    procedure = founding(clerk, employer, upto="call")

    with pytest.raises(Objected) as refused:
        record(clerk, procedure, "meet", Done(date(2014, 2, 20), "", MEETING | changed))

    assert codes(refused) == found
    assert "meet" not in steps(procedure)


def test_too_short_a_notice_needs_a_reason(clerk, employer):
    procedure = founding(clerk, employer, upto="call")
    early = Done(date(2014, 2, 15), "", MEETING)

    with pytest.raises(Objected) as refused:
        record(clerk, procedure, "meet", early)
    one, _ = record(clerk, procedure, "meet", early, reason="全体会员同意")

    assert codes(refused) == ["notice_short:3"]
    assert one.reason == "全体会员同意"


def test_a_mended_step_keeps_what_it_said(clerk, employer):
    procedure = founding(clerk, employer, upto="permit")

    one, _ = record(clerk, procedure, "permit", Done(date(2014, 1, 16), "上工〔2014〕4号"))

    assert (one.done_on, one.doc_no) == (date(2014, 1, 16), "上工〔2014〕4号")
    assert [(was["done_on"], was["doc_no"]) for was in one.replaced] == [
        ("2014-01-15", "上工〔2014〕3号")
    ]


def test_a_step_taken_back_can_be_done_again(clerk, employer):
    procedure = founding(clerk, employer, upto="permit")

    with pytest.raises(Objected) as no_reason:
        take_back(clerk, procedure, "permit", reason=" ")
    with pytest.raises(Objected) as leaned_on:
        take_back(clerk, procedure, "apply", reason="填错了")
    taken = take_back(clerk, procedure, "permit", reason="填错了")
    again, _ = record(clerk, procedure, "permit", FOUNDING["permit"])

    assert codes(no_reason) == ["reason_missing"]
    assert codes(leaned_on) == ["leaned_on:permit"]
    assert (taken.done_on, len(taken.replaced)) == (None, 1)
    assert (again.pk, again.done_on, len(again.replaced)) == (taken.pk, date(2014, 1, 15), 1)


def test_a_founded_union_is_not_taken_back_here(clerk, employer):
    procedure = founding(clerk, employer, upto="approve")

    for code in ("meet", "approve"):
        with pytest.raises(Objected) as mended:
            record(clerk, procedure, code, FOUNDING[code])
        assert codes(mended) == ["in_register"]
    with pytest.raises(Objected) as refused:
        take_back(clerk, procedure, "approve", reason="填错了")
    assert codes(refused) == ["in_register"]


def test_the_last_step_taken_back_opens_the_procedure_again(clerk, employer):
    procedure = founding(clerk, employer, upto="account")

    take_back(clerk, procedure, "account", reason="填错了")

    procedure.refresh_from_db()
    assert (procedure.closed_on, procedure.closed_why) == (None, "")


def test_somebody_elses_day_is_not_overwritten_unseen(clerk, employer):
    procedure = founding(clerk, employer, upto="survey")

    with pytest.raises(Stale):
        record(clerk, procedure, "survey", Done(date(2014, 1, 7)), before="")
    record(clerk, procedure, "survey", Done(date(2014, 1, 7)), before="2014-01-06")

    one = StepRecord.objects.everything(because=BECAUSE).get(procedure=procedure)
    assert one.done_on == date(2014, 1, 7)


def test_what_is_abandoned_keeps_its_steps_and_takes_no_more(clerk, employer):
    procedure = founding(clerk, employer, upto="apply")

    abandon(clerk, procedure, on=date(2014, 2, 1), reason="企业停产")

    with pytest.raises(Objected) as refused:
        record(clerk, procedure, "permit", FOUNDING["permit"])
    with pytest.raises(Objected) as twice:
        abandon(clerk, procedure, on=TODAY, reason="企业停产")
    assert codes(refused) == codes(twice) == ["procedure_over"]
    assert steps(procedure) == {"survey", "apply"}
    assert open_founding(clerk, employer, on=TODAY)[0].pk != procedure.pk


# --- re-election --------------------------------------------------------------------------------


def test_a_re_election_goes_its_ten_steps_and_the_term_is_renewed(clerk, union):
    procedure = reelection(clerk, union, upto="show")

    election = Election.objects.everything(because=BECAUSE).get(union=union)
    assert procedure.closed_why == "done"
    assert (election.held_on, election.approved_on) == (date(2014, 2, 20), date(2014, 2, 28))
    assert election.approval_no == "上工〔2014〕9号"
    assert not overdue(tenures_of([union.pk])[union.pk]).hold(TODAY)


def test_what_a_superior_records_of_the_meeting_is_in_the_register_at_once(clerk, union):
    procedure = reelection(clerk, union, upto="meet")

    one = records_of([procedure])[procedure.pk]["meet"]
    assert one.election.held_on == date(2014, 2, 20)


def test_a_chair_records_her_steps_and_the_superior_his(clerk, union, chair):
    procedure = reelection(chair, union, upto="request")

    with pytest.raises(Refused):
        record(chair, procedure, "permit", REELECTION["permit"])
    record(clerk, procedure, "permit", REELECTION["permit"])
    for code in ("nominate", "notice", "meet", "report"):
        record(chair, procedure, code, REELECTION[code])
    assert not Election.objects.everything(because=BECAUSE).exists()
    record(clerk, procedure, "approve", REELECTION["approve"])

    election = Election.objects.everything(because=BECAUSE).get(union=union)
    assert (election.reported_on, election.approved_on) == (date(2014, 2, 21), date(2014, 2, 28))


def test_a_chair_gives_herself_no_reason(clerk, union, chair):
    procedure = reelection(clerk, union, upto="notice")
    early = Done(date(2014, 2, 15), "", MEETING)

    with pytest.raises(Objected) as refused:
        record(chair, procedure, "meet", early, reason="我同意")

    assert "notice_short:3" in codes(refused)


def test_nobody_else_re_elects(county, union, clerk):
    procedure = reelection(clerk, union)
    for actor in (
        make_actor("leader", county[0]),
        make_actor("officer", make_county("射阳县")[0]),
        make_actor("chair", make_union(make_employer(county[1][0])).organisation),
    ):
        with pytest.raises(Refused):
            open_reelection(actor, union, on=OPENED)
        with pytest.raises(Refused):
            record(actor, procedure, "prepare", REELECTION["prepare"])


def test_a_re_election_is_not_begun_twice_nor_long_before_its_time(clerk, chair, union):
    with pytest.raises(Objected) as early:
        open_reelection(chair, union, on=date(2013, 8, 30))
    reelection(chair, union)
    with pytest.raises(Objected) as twice:
        open_reelection(clerk, union, on=OPENED)

    assert codes(early) == ["term_runs"]
    assert codes(twice) == ["open_already"]


def test_a_superior_begins_early_with_a_reason(clerk, union):
    procedure, _ = open_reelection(clerk, union, on=date(2013, 8, 30), reason="主席调离")

    assert procedure.term_ends_on == date(2014, 2, 28)


@pytest.mark.parametrize(
    ("until", "found"),
    [("2014-08-31", []), ("2014-09-01", ["extension_too_long"])],
)
def test_a_delay_is_approved_for_six_months_at_most(clerk, union, until, found):
    procedure = reelection(clerk, union)
    delay = Done(date(2014, 2, 1), "上工〔2014〕5号", {"until": until})

    if not found:
        one, _ = record(clerk, procedure, "extend", delay)
        assert one.doc_no == "上工〔2014〕5号"
        return
    with pytest.raises(Objected) as refused:
        record(clerk, procedure, "extend", delay)
    assert codes(refused) == found


def test_a_delay_has_its_number_and_is_not_a_chairs(clerk, chair, union):
    procedure = reelection(clerk, union)
    delay = Done(date(2014, 2, 1), "", {"until": "2014-08-01"})

    with pytest.raises(Objected) as nameless:
        record(clerk, procedure, "extend", delay)
    with pytest.raises(Refused):
        record(chair, procedure, "extend", replace(delay, doc_no="1号"))

    assert codes(nameless) == ["required"]


def test_what_the_register_refuses_leaves_no_step(clerk, union):
    """The chair elected since, by another hand, makes this meeting impossible."""
    procedure = reelection(clerk, union, upto="notice")
    make_chair(union, "别人", elected_on=date(2014, 2, 25), term_ends_on=date(2019, 2, 24))

    with pytest.raises(Objected):
        record(clerk, procedure, "meet", REELECTION["meet"])

    assert "meet" not in steps(procedure)


def test_a_procedure_moves_with_its_employer(county, clerk, employer):
    procedure = founding(clerk, employer)
    other, _ = make_county("射阳县")
    elsewhere = make_actor("officer", other)
    employer.organisation = other
    employer.save()

    assert Procedure.objects.visible_to(elsewhere).get() == procedure
    assert not Procedure.objects.visible_to(clerk).exists()
