from datetime import date
from uuid import uuid4

import pytest

from tests.evidence.records import photo
from tests.factories import (
    BECAUSE,
    DAY,
    TESTER,
    make_actor,
    make_county,
    make_employer,
    make_node,
    make_union,
)
from tests.figures import follow_now
from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.rules import Actor
from xingjia.evidence.commands import claim, settle, withdraw
from xingjia.evidence.models import Evidence, SamePhoto
from xingjia.evidence.queries.known import told_of
from xingjia.evidence.rules import Saying
from xingjia.facts.rules import OPEN, Fact, Span, Weight
from xingjia.facts.sources import facts_about, facts_changed
from xingjia.orgtree.models import Node
from xingjia.registry.commands.parameters import decide
from xingjia.registry.models import Union
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
BOARD = Saying("board_current", date(2013, 12, 2))
MET = Saying("system_used", date(2013, 11, 5), {"name": "workers_congress"})
MET_BY_PHOTO = Saying("flow_public", date(2013, 12, 3))
GRID = 0x0F0F_1234_5678_9ABC


@pytest.fixture
def union() -> Union:
    _, [township] = make_county()
    return make_union(make_employer(township))


@pytest.fixture
def chair(union) -> Actor:
    return make_actor("chair", union.organisation)


def facts_of(union: Union) -> list[Fact]:
    return list(facts_about("union", [union.pk], frozenset({"board_current", "system_used"})))


def told(union: Union, on: date = DAY):
    found = told_of([union.pk], on, frozenset({"board_current", "system_used"}))
    return [(one.kind.code, one.holds, one.since) for one in found.get(union.pk, [])]


def refused_for(*args, **more) -> str:
    with pytest.raises(Unacceptable) as wrong:
        claim(*args, **more)
    return wrong.value.code


def test_a_chair_says_what_is_done_and_it_is_a_claim_from_that_day(union, chair):
    heard = []
    follow_now()
    facts_changed.connect(lambda **told: heard.append(told), weak=False, dispatch_uid="test")
    try:
        made = claim(chair, union, said=BOARD, on=DAY)
    finally:
        facts_changed.disconnect(dispatch_uid="test")

    assert facts_of(union) == [
        Fact(
            ("union", union.pk),
            "board_current",
            Span(date(2013, 12, 2), OPEN),
            weight=Weight.CLAIM,
            origin=f"evidence.evidence:{made.pk}",
        )
    ]
    assert (made.received_on, made.said_by) == (DAY, chair.label)
    assert made.filed_from == union.organisation
    assert [(one["kind"], one["keys"], one["fact_kinds"]) for one in heard] == [
        ("union", {union.pk}, frozenset({"board_current"}))
    ]
    assert Entry.objects.filter(action="evidence.claimed").count() == 1


def test_how_long_a_thing_is_good_for_is_the_countys_to_decide(union, chair):
    county = Node.objects.get(kind="county")
    since, later = date(2013, 6, 1), date(2013, 12, 2)
    officer = make_actor("officer", county)
    decide(officer, county, name="flow_months", value=6, start=later, source="建总工〔2013〕9号")

    before = claim(chair, union, said=Saying("flow_public", since), on=DAY)
    after = claim(chair, union, said=Saying("flow_public", later), on=DAY)
    sign = claim(chair, union, said=Saying("sign_shown", later), on=DAY)

    assert [one.last for one in (before, after, sign)] == [
        date(2015, 5, 31),
        date(2014, 6, 1),
        None,
    ]


def test_an_event_is_a_fact_of_one_day_with_its_attributes(union, chair):
    claim(chair, union, said=MET, on=DAY)

    [fact] = facts_of(union)
    assert fact.span == Span(date(2013, 11, 5), date(2013, 11, 6))
    assert fact.attributes == (("name", "workers_congress"),)
    assert told(union) == [("system_used", True, date(2013, 11, 5))]


def test_without_the_right_nothing_is_said(union):
    for role in ("committee", "contact"):
        with pytest.raises(Refused):
            claim(make_actor(role, union.organisation), union, said=BOARD, on=DAY)

    assert facts_of(union) == []


def test_from_another_branch_nothing_is_said(union):
    elsewhere = make_node("射阳县")

    with pytest.raises(Refused):
        claim(make_actor("officer", elsewhere), union, said=BOARD, on=DAY)


def test_said_twice_or_sent_twice_it_stands_once(union, chair):
    key = uuid4()
    first = claim(chair, union, said=BOARD, on=DAY, client_key=key)

    assert claim(chair, union, said=BOARD, on=DAY) == first
    assert claim(chair, union, said=MET, on=DAY, client_key=key) == first
    assert len(facts_of(union)) == 1


def test_what_is_no_longer_so_ends_on_its_day(union, chair):
    claim(chair, union, said=BOARD, on=DAY)
    claim(chair, union, said=Saying("board_current", date(2013, 12, 20), holds=False), on=DAY)

    assert told(union, date(2013, 12, 19)) == [("board_current", True, date(2013, 12, 2))]
    assert told(union, date(2013, 12, 20)) == [("board_current", False, date(2013, 12, 20))]


def test_the_opposite_of_one_day_asks_to_take_the_first_back(union, chair):
    claim(chair, union, said=BOARD, on=DAY)
    opposite = Saying("board_current", BOARD.since, holds=False)

    assert refused_for(chair, union, said=opposite, on=DAY) == "said_otherwise"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Saying("board_current", date(2014, 1, 1)), "day_ahead"),
        (Saying("phone", DAY), "known_already"),
        (Saying("stars", DAY), "no_such_kind"),
        (Saying("system", DAY), "unfit_attributes"),
        (Saying("system", DAY, {"name": "karaoke"}), "unfit_attributes"),
        (Saying("board_current", DAY, {"name": "aid"}), "unfit_attributes"),
    ],
)
def test_what_cannot_be_said_is_not_kept(union, chair, said, code):
    assert refused_for(chair, union, said=said, on=DAY) == code
    assert not Evidence.objects.everything(because=BECAUSE).exists()


def test_a_closed_union_says_nothing(union, chair):
    union.closed_on = DAY
    union.save()

    assert refused_for(chair, union, said=BOARD, on=DAY) == "union_closed"


def test_what_was_wrong_is_taken_back_with_a_reason_and_stays_to_be_read(union, chair):
    made = claim(chair, union, said=BOARD, on=DAY)

    with pytest.raises(Unacceptable):
        withdraw(chair, made, reason=" ", on=DAY)
    kept = withdraw(chair, made, reason="填错日期", on=DAY)
    again = withdraw(chair, made, reason="又一次", on=DAY)

    assert facts_of(union) == []
    assert (kept.withdrawn_on, kept.withdrawn_by) == (DAY, chair.label)
    assert again.withdrawn_reason == "填错日期"


def test_nobody_takes_back_what_another_branch_said(union, chair):
    made = claim(chair, union, said=BOARD, on=DAY)

    with pytest.raises(Refused):
        withdraw(make_actor("officer", make_node("射阳县")), made, reason="错", on=DAY)


# ---- the same photo twice ---------------------------------------------------------------------


def pairs() -> list[SamePhoto]:
    return list(SamePhoto.objects.everything(because=BECAUSE))


def test_the_same_photo_at_another_union_goes_before_a_person_and_both_claims_stand():
    _, [one, other] = make_county("建湖县", "上冈镇", "近湖街道")
    first, second = (make_union(make_employer(each)) for each in (one, other))
    claim(TESTER, first, said=BOARD, on=DAY, photos=[photo(GRID, sha256="a" * 64)])
    claim(TESTER, second, said=BOARD, on=DAY, photos=[photo(GRID, sha256="a" * 64)])
    claim(TESTER, second, said=MET_BY_PHOTO, on=DAY, photos=[photo(GRID ^ 0b111)])

    [exact, near] = pairs()
    assert exact.one.evidence.union == near.one.evidence.union == first
    assert exact.other.evidence.union == near.other.evidence.union == second
    assert told(first) == told(second) == [("board_current", True, BOARD.since)]


def test_ones_own_photo_again_and_another_scene_are_no_matter(union, chair):
    claim(chair, union, said=BOARD, on=DAY, photos=[photo(GRID), photo(~GRID % 2**64)])
    claim(chair, union, said=MET_BY_PHOTO, on=DAY, photos=[photo(GRID)])

    assert pairs() == []


@pytest.fixture
def doubt() -> SamePhoto:
    _, [one, other] = make_county("建湖县", "上冈镇", "近湖街道")
    for each in (one, other):
        union = make_union(make_employer(each))
        claim(TESTER, union, said=BOARD, on=DAY, photos=[photo(GRID)])
    [found] = pairs()
    return found


def above(doubt: SamePhoto, role: str = "officer") -> Actor:
    path = doubt.one.evidence.union.organisation.path
    township = type(doubt.one.evidence.union.organisation).objects.filter(
        kind="township" if role == "township_officer" else "county"
    )
    return make_actor(role, next(one for one in township if path.startswith(one.path)))


def test_who_sees_both_decides_with_a_reason(doubt):
    officer = above(doubt)

    with pytest.raises(Unacceptable, match="no_reason"):
        settle(officer, doubt, verdict="shared", reason="", on=DAY)
    settle(officer, doubt, verdict="shared", reason="两家合用一楼大厅", on=DAY)
    with pytest.raises(Unacceptable, match="settled_already"):
        settle(officer, doubt, verdict="different", reason="再想想", on=DAY)

    [kept] = pairs()
    assert (kept.verdict, kept.decided_by, kept.decided_on) == ("shared", officer.label, DAY)


def test_who_sees_one_of_them_neither_learns_nor_decides(doubt):
    township = above(doubt, "township_officer")

    assert not SamePhoto.objects.visible_to(township).exists()
    with pytest.raises(Refused):
        settle(township, doubt, verdict="shared", reason="合用", on=DAY)


def test_a_photo_that_does_not_count_takes_its_claim_back(doubt):
    settle(above(doubt), doubt, verdict="withdraw_other", reason="不是本单位的墙", on=DAY)

    assert told(doubt.one.evidence.union) == [("board_current", True, BOARD.since)]
    assert told(doubt.other.evidence.union) == []
