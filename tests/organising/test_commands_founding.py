"""Founding by hand: works, refused, elsewhere, twice, and the register follows."""

from datetime import date

import pytest

from tests.factories import make_actor, make_county, make_employer, make_union
from tests.organising.paths import (
    BECAUSE,
    FOUNDING,
    MEETING,
    OPENED,
    TODAY,
    codes,
    founding,
    record,
    steps,
)
from xingjia.access.checks import Refused
from xingjia.organising.commands.opening import abandon, open_founding
from xingjia.organising.commands.recording import take_back
from xingjia.organising.models import Procedure, StepRecord
from xingjia.organising.rules.steps import Done
from xingjia.registry.models import Cover, Officer, Union
from xingjia.registry.rules.editing import Objected, Stale
from xingjia.standards.coverage.models import Stretch
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
FEW = [one | {"votes": 20} for one in MEETING["elected"]]


def unionised(employer, on) -> bool:
    rows = Stretch.objects.everything(because=BECAUSE)
    return rows.filter(
        employer_id=employer.pk, measure="with_union", start__lte=on, end__gt=on
    ).exists()


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
            take_back(actor, procedure, "survey", on=TODAY, reason="错了")
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
        ({"term_years": 4}, ["term_years"]),
        (
            {"elected": [MEETING["elected"][0] | {"name": "办公室"}, *MEETING["elected"][1:]]},
            ["name_unfit"],
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
        take_back(clerk, procedure, "permit", on=TODAY, reason=" ")
    with pytest.raises(Objected) as leaned_on:
        take_back(clerk, procedure, "apply", on=TODAY, reason="填错了")
    taken = take_back(clerk, procedure, "permit", on=TODAY, reason="填错了")
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
        take_back(clerk, procedure, "approve", on=TODAY, reason="填错了")
    assert codes(refused) == ["in_register"]


def test_the_last_step_taken_back_opens_the_procedure_again(clerk, employer):
    procedure = founding(clerk, employer, upto="account")

    take_back(clerk, procedure, "account", on=TODAY, reason="填错了")

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


def test_a_procedure_moves_with_its_employer(county, clerk, employer):
    procedure = founding(clerk, employer)
    other, _ = make_county("射阳县")
    elsewhere = make_actor("officer", other)
    employer.organisation = other
    employer.save()

    assert Procedure.objects.visible_to(elsewhere).get() == procedure
    assert not Procedure.objects.visible_to(clerk).exists()
