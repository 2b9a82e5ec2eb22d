"""A superior refuses an election: who sat before sits again, figures follow, and the way back."""

from datetime import date

import pytest

from tests.browsing import signed_in, words_of
from tests.factories import (
    TESTER,
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_officer,
    make_union,
)
from xingjia.access.checks import Refused
from xingjia.imports.kinds import Setting
from xingjia.imports.rules import Record
from xingjia.registry.commands.answers import approve_election, refuse_election, undo_answer
from xingjia.registry.commands.elections import hold_election
from xingjia.registry.commands.officers import by_election, officer_left
from xingjia.registry.commands.register import write_register
from xingjia.registry.commands.statements import say_by_hand
from xingjia.registry.models import Answer, Cover, Officer, UnionStatement
from xingjia.registry.queries.newest import chair_on
from xingjia.registry.queries.terms import tenures_of
from xingjia.registry.rules.ballots import Count, Elected
from xingjia.registry.rules.editing import Objected
from xingjia.registry.rules.terms import elections_held, overdue
from xingjia.standards.coverage.queries import count
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
WHY = "a test looks"
HELD, REFUSED, TODAY = date(2013, 3, 20), date(2013, 3, 30), date(2013, 12, 31)
SOUND = Count("members", 60, 50, 50, 50, date(2013, 3, 10), candidates=3)
SEATS = (
    Elected("chair", "孟知秋", 40, frozenset()),
    Elected("member", "甲明月", 39, frozenset()),
)


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖街道")


@pytest.fixture
def clerk(county):
    return make_actor("township_officer", county[1][0])


@pytest.fixture
def union(county):
    union = make_union(make_employer(county[1][0], day=date(2007, 1, 1)), members=60)
    make_chair(union, "姚国平", elected_on=date(2008, 4, 1), term_ends_on=date(2013, 3, 31))
    make_officer(union, "member", "旧委员")
    return union


@pytest.fixture
def election(clerk, union):
    made, _ = hold_election(
        clerk, union, held_on=HELD, term_years=5, count=SOUND, seats=SEATS, reported_on=HELD
    )
    return made


def refuse(actor, election, **given):
    details = {"refused_on": REFUSED, "number": "上工〔2013〕4号", "text": "公示不满七天"}
    return refuse_election(actor, election, **(details | given))


def everybody(union):
    rows = [*Officer.objects.everything(because=WHY).filter(union=union)]
    rows += Officer.objects.refused(because=WHY).filter(union=union)
    return {one.name: (one.left_on, one.left_why) for one in rows}


def figures(county, on=TODAY):
    actor = make_actor("officer", county[0])
    found = count(actor, county[0], on).total.figures
    return found["elections_held"].count, found["elections_overdue"].count


def codes(objected):
    return [one.code for one in objected.value.findings]


def test_who_was_elected_never_was_chair_and_who_left_did_not(clerk, county, union, election):
    assert figures(county) == (1, 0)

    refuse(clerk, election)

    election.refresh_from_db()
    assert election.refused_on == REFUSED
    assert chair_on(union, date(2013, 3, 25)).name == "姚国平"
    assert everybody(union) == {
        "姚国平": (None, ""),
        "旧委员": (None, ""),
        "孟知秋": (HELD, "refused"),
        "甲明月": (HELD, "refused"),
    }
    assert figures(county) == (0, 1)
    tenures = tenures_of([union.pk])[union.pk]
    assert overdue(tenures).hold(TODAY)
    assert not elections_held(tenures).hold(TODAY)
    [logged] = Entry.objects.filter(action="registry.election_refused")
    assert logged.actor == clerk.label


def test_the_election_is_held_again_even_on_the_same_day(clerk, union, election):
    refuse(clerk, election)

    again, _ = hold_election(clerk, union, held_on=HELD, term_years=5, count=SOUND, seats=SEATS)

    assert again.pk != election.pk
    assert chair_on(union, HELD).name == "孟知秋"


def test_a_refusal_taken_back_brings_everything_back(clerk, county, union, election):
    before = everybody(union)
    refuse(clerk, election)

    undo_answer(clerk, election, on=TODAY, reason="看错了")

    election.refresh_from_db()
    [answer] = Answer.objects.everything(because=WHY)
    assert everybody(union) == before
    assert election.refused_on is None
    assert (answer.given, answer.undone_on, answer.undone_reason) == ("refused", TODAY, "看错了")
    assert figures(county) == (1, 0)


def test_a_refusal_is_not_taken_back_once_somebody_was_elected_since(clerk, union, election):
    refuse(clerk, election)
    hold_election(clerk, union, held_on=date(2013, 5, 2), term_years=5, count=SOUND, seats=SEATS)

    with pytest.raises(Objected) as objected:
        undo_answer(clerk, election, on=TODAY, reason="看错了")

    assert codes(objected) == ["elected_since", "answer_changed"]


def test_an_approval_is_taken_back_and_answered_anew(clerk, union, election):
    approve_election(clerk, election, approved_on=REFUSED, approval_no="1号")
    with pytest.raises(Objected) as answered:
        refuse(clerk, election)

    undo_answer(clerk, election, on=TODAY, reason="文号登错")
    refuse(clerk, election)

    given = list(Answer.objects.everything(because=WHY).values_list("given", flat=True))
    assert codes(answered) == ["approved_already"]
    assert given == ["approved", "refused"]


def test_a_refusal_says_why_and_comes_after_the_report(clerk, election):
    with pytest.raises(Objected) as objected:
        refuse(clerk, election, text=" ", refused_on=date(2013, 3, 19), number="")

    assert codes(objected) == ["refusal_reason", "approval_no_missing", "approved_before_held"]


def test_a_chair_refuses_nothing_and_nobody_refuses_elsewhere(county, union, election):
    for actor in (
        make_actor("chair", union.organisation),
        make_actor("township_officer", county[1][1]),
    ):
        with pytest.raises(Refused):
            refuse(actor, election)


def test_a_refused_by_election_leaves_the_seat_empty_again(clerk, union):
    member = Officer.objects.everything(because=WHY).get(union=union, name="旧委员")
    officer_left(clerk, member, on=date(2012, 5, 1), why="resigned")
    seats = [Elected("member", "新委员", 40, frozenset())]
    count = Count("members", 60, 50, 50, 50, None, 2)
    made, _ = by_election(clerk, union, held_on=date(2012, 6, 1), count=count, seats=seats)

    refuse(clerk, made, refused_on=date(2012, 6, 10))

    assert everybody(union)["旧委员"] == (date(2012, 5, 1), "resigned")
    assert everybody(union)["新委员"] == (date(2012, 6, 1), "refused")
    assert chair_on(union, TODAY).name == "姚国平"


def test_the_pages_tell_of_the_refusal_and_take_it_back(county, union, election):
    browser = signed_in("township_officer", county[1][0])
    given = {"refused_on": "2013-03-30", "number": "上工〔2013〕4号", "text": "公示不满七天"}

    answer = browser.post(f"/elections/{election.pk}/refuse/", given)
    told = words_of(browser.get(f"/unions/{union.pk}/elections/"))
    record = words_of(browser.get(f"/unions/{union.pk}/"))
    browser.post(f"/elections/{election.pk}/answer/undo/", {"reason": "看错了"})
    after = words_of(browser.get(f"/unions/{union.pk}/elections/"))

    assert answer.status_code == 302
    assert "结果不予批准，不算" in told
    assert "公示不满七天" in told
    assert "孟知秋" in told
    assert "姚国平" in record
    assert "撤回：看错了" in after
    assert "等批复" in after or "批复超期" in after


def test_a_register_that_still_names_who_was_refused_waits_for_a_person(clerk, county, union):
    employer = Cover.objects.everything(because=WHY).get(union=union).employer
    values = {"employer_name": employer.name, "chair_name": "孟知秋"}
    values |= {"chair_elected_on": "2013-03-20", "term_ends_on": "2018-03-19"}
    made, _ = hold_election(clerk, union, held_on=HELD, term_years=5, count=SOUND, seats=SEATS)
    refuse(clerk, made)

    written = write_register(TESTER, Setting(county[0], TODAY), [Record(1, 1, values)])

    plan = written.plans[1]
    assert (str(plan.outcome), plan.reasons[0].code) == ("held", "election_refused")
    assert chair_on(union, TODAY).name == "姚国平"


def phones(union):
    rows = UnionStatement.objects.everything(because=WHY).filter(union=union, field="chair_phone")
    return [(one.day, one.value) for one in rows.order_by("day")]


def test_the_telephone_of_who_was_refused_goes_with_her_and_comes_back_with_her(
    clerk, union, election
):
    before, hers = (date(2013, 1, 1), "0515-80000001"), (date(2013, 3, 22), "0515-80000002")
    for day, number in (before, hers):
        say_by_hand(clerk, union, {"chair_phone": number}, day=day)

    refuse(clerk, election)

    assert phones(union) == [before]
    undo_answer(clerk, election, on=TODAY, reason="看错了")
    assert phones(union) == [before, hers]


def test_a_refusal_stands_once_another_telephone_was_given_for_that_day(clerk, union, election):
    day = date(2013, 3, 22)
    say_by_hand(clerk, union, {"chair_phone": "0515-80000002"}, day=day)
    refuse(clerk, election)
    say_by_hand(clerk, union, {"chair_phone": "0515-80000003"}, day=day)

    with pytest.raises(Objected) as objected:
        undo_answer(clerk, election, on=TODAY, reason="看错了")

    assert codes(objected) == ["answer_changed"]
    assert phones(union) == [(day, "0515-80000003")]
