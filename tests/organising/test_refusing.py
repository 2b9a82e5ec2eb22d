"""A result is refused: the meeting is held again, what was said before stays."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from tests.browsing import words_of
from tests.organising.paths import (
    BECAUSE,
    FOUNDING,
    REELECTION,
    TODAY,
    codes,
    founding,
    record,
    reelection,
    steps,
)
from xingjia.access.checks import Refused
from xingjia.organising.commands.recording import take_back
from xingjia.organising.commands.refusing import refuse_result
from xingjia.organising.queries.procedures import records_of
from xingjia.organising.rules.steps import Done
from xingjia.registry.commands.answers import undo_answer
from xingjia.registry.models import Delay, Election, Officer
from xingjia.registry.queries.newest import chair_on
from xingjia.registry.rules.editing import Objected

pytestmark = pytest.mark.django_db
ON, WHY = date(2014, 2, 27), "候选人没有公示七天"


def refuse(actor, procedure, **given):
    details = {"on": ON, "doc_no": "上工〔2014〕8号", "text": WHY, "today": TODAY}
    return refuse_result(actor, procedure, **(details | given))


def test_a_refused_re_election_is_held_again(clerk, union):
    procedure = reelection(clerk, union, upto="report")

    refuse(clerk, procedure)

    assert steps(procedure) == {"prepare", "request", "permit", "nominate", "notice"}
    assert chair_on(union, TODAY).name == "姚国平"
    later = Done(date(2014, 3, 20), "", REELECTION["meet"].details)
    record(clerk, procedure, "meet", later)
    record(clerk, procedure, "report", Done(date(2014, 3, 21)))
    record(clerk, procedure, "approve", Done(date(2014, 3, 25), "上工〔2014〕12号"))
    held = Election.objects.everything(because=BECAUSE).filter(union=union).order_by("held_on")
    assert [(one.held_on, one.refused_on, one.approved_on) for one in held] == [
        (date(2014, 2, 20), ON, None),
        (date(2014, 3, 20), None, date(2014, 3, 25)),
    ]
    meeting = records_of([procedure])[procedure.pk]["meet"]
    assert [one["done_on"] for one in meeting.replaced] == ["2014-02-20"]


def test_a_result_that_a_chair_reported_is_refused_before_it_reaches_the_register(
    clerk, chair, union
):
    procedure = reelection(clerk, union, upto="notice")
    record(chair, procedure, "meet", REELECTION["meet"])
    record(chair, procedure, "report", REELECTION["report"])

    refuse(clerk, procedure)

    assert "meet" not in steps(procedure)
    assert not Election.objects.everything(because=BECAUSE).exists()
    assert not Officer.objects.refused(because=BECAUSE).exists()


def test_a_founding_whose_result_is_refused_has_no_union_yet(clerk, employer):
    procedure = founding(clerk, employer, upto="report")

    refuse(clerk, procedure)
    for code in ("meet", "report"):
        record(clerk, procedure, code, FOUNDING[code])
    record(clerk, procedure, "approve", FOUNDING["approve"])

    procedure.refresh_from_db()
    assert procedure.union.name == "甲厂工会委员会"


def test_a_refusal_taken_back_in_the_register_lets_the_steps_stand_again(clerk, union):
    procedure = reelection(clerk, union, upto="report")
    refuse(clerk, procedure)
    election = Election.objects.everything(because=BECAUSE).get(union=union)

    undo_answer(clerk, election, on=TODAY, reason="看错了")

    assert {"meet", "report"} <= steps(procedure)
    assert chair_on(union, TODAY).name == "沈听澜"


def test_there_is_nothing_to_refuse_before_the_report_or_after_the_answer(clerk, union):
    procedure = reelection(clerk, union, upto="meet")
    with pytest.raises(Objected) as early:
        refuse(clerk, procedure)
    record(clerk, procedure, "report", REELECTION["report"])
    record(clerk, procedure, "approve", REELECTION["approve"])
    with pytest.raises(Objected) as late:
        refuse(clerk, procedure)

    assert codes(early) == ["needs_first:report"]
    assert codes(late) == ["approved_already"]


def test_a_chair_does_not_refuse_her_own_result(clerk, chair, union):
    procedure = reelection(clerk, union, upto="report")

    with pytest.raises(Refused):
        refuse(chair, procedure)


def test_the_page_says_what_was_wrong_and_the_letter_as_well(officer, clerk, union):
    procedure = reelection(clerk, union, upto="report")
    given = {"on": "2014-02-27", "doc_no": "上工〔2014〕8号", "text": WHY}

    answer = officer.post(f"/organising/{procedure.pk}/refuse/", given)
    page = words_of(officer.get(f"/organising/{procedure.pk}/"))
    letter = officer.get(f"/organising/{procedure.pk}/letters/result_refusal.docx")

    text = "\n".join(one.text for one in Document(BytesIO(letter.content)).paragraphs)
    assert answer.status_code == 302
    assert "不予批准（上工〔2014〕8号）" in page
    assert WHY in page
    assert WHY in text
    assert "2014年2月20日" in text
    assert "对选举结果不予批准" in text


def test_a_delay_recorded_as_a_step_is_the_registers_delay_too(clerk, union):
    procedure = reelection(clerk, union)
    record(clerk, procedure, "extend", Done(date(2014, 2, 1), "1号", {"until": "2014-06-30"}))
    record(clerk, procedure, "extend", Done(date(2014, 2, 1), "1号", {"until": "2014-07-31"}))

    rows = Delay.objects.everything(because=BECAUSE).filter(union=union).order_by("pk")
    assert [(one.until.month, one.undone_on is None) for one in rows] == [(6, False), (7, True)]

    take_back(clerk, procedure, "extend", on=TODAY, reason="没有批")

    assert not rows.filter(undone_on=None).exists()
