"""Re-election by hand: works, refused, elsewhere, twice, and the register follows."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import make_actor, make_chair, make_county, make_employer, make_union
from tests.organising.paths import (
    BECAUSE,
    MEETING,
    OPENED,
    REELECTION,
    TODAY,
    codes,
    record,
    reelection,
    steps,
)
from xingjia.access.checks import Refused
from xingjia.organising.commands.opening import open_reelection
from xingjia.organising.queries.procedures import records_of
from xingjia.organising.rules.steps import Done
from xingjia.registry.models import Election
from xingjia.registry.queries.terms import tenures_of
from xingjia.registry.rules.editing import Objected
from xingjia.registry.rules.terms import overdue

pytestmark = pytest.mark.django_db


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
