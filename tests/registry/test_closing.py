"""A union ends whole, on one day; a mistaken end is taken back exactly, or says what changed."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    BECAUSE,
    TESTER,
    appoint,
    make_account,
    make_actor,
    make_chair,
    make_contract,
    make_county,
    make_employer,
    make_node,
    make_union,
)
from xingjia.access.checks import Refused
from xingjia.access.models import Appointment
from xingjia.access.queries import actor_for
from xingjia.imports.kinds import Setting
from xingjia.imports.rules import Record
from xingjia.orgtree.commands.changes import close, merge, move
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import path_on
from xingjia.orgtree.rules import OPEN, path_of
from xingjia.registry.commands.offices import close_union, cover, reopen_union
from xingjia.registry.commands.register import write_register
from xingjia.registry.models import Closing, Cover, Officer, Union
from xingjia.registry.queries.endings import ending
from xingjia.registry.rules.editing import Objected
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.queries.expected import wrong_figures
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
DAY, TODAY = date(2014, 2, 1), date(2014, 6, 1)
WHY = {"why": "merged", "reason": "建总工〔2014〕3号"}


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "建阳镇")


@pytest.fixture
def clerk(county):
    return make_actor("township_officer", county[1][0])


@pytest.fixture
def union(county) -> Union:
    at = county[1][0]
    union = make_union(make_employer(at), make_employer(at), members=40)
    make_chair(union)
    make_contract(*(one.employer for one in covers(union)))
    return union


@pytest.fixture
def held(union) -> Appointment:
    """The account of the chair."""
    return appoint(make_account("姚国平"), "chair", union.organisation)


def covers(union: Union) -> list[Cover]:
    rows = Cover.objects.everything(because=BECAUSE).filter(union=union)
    return list(rows.select_related("employer__organisation").order_by("pk"))


def everything(union: Union) -> dict[str, list]:
    """All that an end may touch, and the figures that follow."""
    leaf = Node.objects.get(pk=union.organisation_id)
    posts = Appointment.objects.everything(because=BECAUSE).filter(organisation=leaf)
    officers = Officer.objects.everything(because=BECAUSE).filter(union=union)
    stretches = Stretch.objects.everything(because=BECAUSE)
    union.refresh_from_db()
    return {
        "union": [union.closed_on, union.closed_why, union.closed_reason],
        "covers": [(one.pk, one.start, one.end) for one in covers(union)],
        "officers": list(officers.values_list("name", "left_on", "left_why")),
        "posts": sorted(posts.values_list("account", "role", "start", "end")),
        "leaf": [leaf.path, leaf.closed_on, *leaf.placements.values_list("path", "start", "end")],
        "figures": sorted(stretches.values_list("employer_id", "measure", "path", "start", "end")),
    }


def test_the_leaf_and_the_post_of_the_chair_end_with_the_union(clerk, union, held):
    chair = actor_for(held.account_id, TODAY)
    assert Union.objects.visible_to(chair).exists()

    close_union(clerk, union, on=DAY, **WHY)

    leaf = Node.objects.get(pk=union.organisation_id)
    held.refresh_from_db()
    assert (leaf.closed_on, held.end) == (DAY, DAY)
    assert path_on(leaf, DAY - timedelta(days=1)) == leaf.path
    assert path_on(leaf, DAY) is None
    assert not Union.objects.visible_to(actor_for(held.account_id, TODAY)).exists()
    assert Union.objects.visible_to(clerk).filter(pk=union.pk).exists()
    assert list(wrong_figures()) == []
    assert list(Entry.objects.order_by("seq").values_list("action", flat=True))[-3:] == [
        "access.appointment_ended",
        "orgtree.closed",
        "registry.union_closed",
    ]


def test_the_preview_names_what_ends_and_what_stays(union, held):
    found = ending(union, DAY)

    assert [one.employer for one in found.covers] == [one.employer for one in covers(union)]
    assert [one.name for one in found.officers] == ["姚国平"]
    assert (found.posts, found.contracts, found.members) == (1, 1, 40)


def test_a_leaf_that_was_moved_on_the_day_ends_the_day_after(county, clerk, union):
    west = make_node("建宝镇", county[0], kind="township")
    move("system:test", union.organisation, to=west, on=DAY)
    clerk = make_actor("officer", county[0])

    close_union(clerk, union, on=DAY, **WHY)

    leaf = Node.objects.get(pk=union.organisation_id)
    union.refresh_from_db()
    assert (union.closed_on, leaf.closed_on) == (DAY, DAY + timedelta(days=1))


def test_a_union_does_not_end_before_somebody_was_elected(clerk, union):
    make_chair(union, "孟知秋", elected_on=DAY + timedelta(days=9), term_ends_on=None)

    with pytest.raises(Objected) as objected:
        close_union(clerk, union, on=DAY, **WHY)

    assert [one.code for one in objected.value.findings if one.level == "blocked"] == [
        "elected_after_end"
    ]


def test_a_mistaken_end_is_taken_back_exactly(clerk, union, held):
    late = appoint(make_account("秦望海"), "chair", union.organisation, start=TODAY)
    before = everything(union)
    close_union(clerk, union, on=DAY, **WHY)
    assert not Appointment.objects.everything(because=BECAUSE).filter(pk=late.pk).exists()
    ended = everything(union)

    _, changed = reopen_union(clerk, union, on=TODAY, reason="登记错了一家")

    assert changed == []
    assert everything(union) == before != ended
    assert list(wrong_figures()) == []
    kept = Closing.objects.everything(because=BECAUSE).get()
    assert (kept.undone_on, kept.undone_reason) == (TODAY, "登记错了一家")


def test_what_changed_since_is_said_and_left_alone(county, clerk, union, held):
    close_union(clerk, union, on=DAY, **WHY)
    other = make_union(make_employer(county[1][0]), name="联合工会")
    first = covers(union)[0]
    cover(clerk, other, first.employer, start=DAY)
    Officer.objects.everything(because=BECAUSE).filter(union=union).update(left_why="resigned")
    appoint(held.account, "chair", union.organisation, start=TODAY)

    _, changed = reopen_union(clerk, union, on=TODAY, reason="登记错了一家")

    assert changed == ["covers", "officers", "posts"]
    assert [one.end for one in covers(union)] == [DAY, OPEN]
    held.refresh_from_db()
    assert held.end == DAY
    assert list(wrong_figures()) == []


def test_a_union_stands_again_where_its_place_has_gone_meanwhile(county, clerk, union):
    close_union(clerk, union, on=DAY, **WHY)
    west, _ = make_county("射阳县", "合德镇")
    move("system:test", county[1][0], to=west, on=DAY + timedelta(days=20))
    officer = make_actor("officer", west)

    _, changed = reopen_union(officer, union, on=TODAY, reason="登记错了一家")

    leaf = Node.objects.get(pk=union.organisation_id)
    assert changed == []
    assert [path_on(leaf, day) for day in (DAY, TODAY)] == [
        leaf.placements.order_by("start")[0].path,
        leaf.path,
    ]
    assert leaf.path.startswith(Node.objects.get(pk=west.pk).path)


def test_a_union_stands_again_under_the_heir_of_its_place(county, clerk, union):
    old, heir = county[1]
    merged = DAY + timedelta(days=20)
    close_union(clerk, union, on=DAY, **WHY)
    merge("system:test", old, into=heir, on=merged)
    officer = make_actor("officer", county[0])

    _, changed = reopen_union(officer, union, on=TODAY, reason="登记错了一家")

    leaf = Node.objects.get(pk=union.organisation_id)
    stood = list(leaf.placements.order_by("start").values_list("parent", "end"))
    assert changed == []
    assert stood == [(old.pk, merged), (heir.pk, OPEN)]
    assert leaf.path == path_on(leaf, TODAY) == path_of(heir.path, leaf.pk)


def test_a_leaf_whose_place_was_closed_stays_closed_and_that_is_said(county, clerk, union):
    close_union(clerk, union, on=DAY, **WHY)
    close("system:test", county[1][0], on=DAY + timedelta(days=20))
    officer = make_actor("officer", county[0])

    _, changed = reopen_union(officer, union, on=TODAY, reason="登记错了一家")

    assert changed == ["leaf"]


def test_who_does_not_lead_the_union_takes_nothing_back(county, clerk, union):
    close_union(clerk, union, on=DAY, **WHY)
    strangers = (
        make_actor("leader", county[0]),
        make_actor("officer", make_county("射阳县")[0]),
        make_actor("chair", union.organisation),
    )

    for actor in strangers:
        with pytest.raises(Refused):
            reopen_union(actor, union, on=TODAY, reason="想开")


def test_an_end_is_taken_back_once_and_with_a_reason(clerk, union):
    close_union(clerk, union, on=DAY, **WHY)
    with pytest.raises(Objected) as nameless:
        reopen_union(clerk, union, on=TODAY, reason=" ")
    reopen_union(clerk, union, on=TODAY, reason="登记错了一家")
    with pytest.raises(Objected) as twice:
        reopen_union(clerk, union, on=TODAY, reason="登记错了一家")

    assert [one.code for one in nameless.value.findings] == ["reason_needed"]
    assert [one.code for one in twice.value.findings] == ["not_closed"]


def test_a_township_is_closed_when_its_last_union_has_ended(county, clerk, union):
    close_union(clerk, union, on=DAY, **WHY)

    close("system:test", county[1][0], on=TODAY)

    leaf = Node.objects.get(pk=union.organisation_id)
    assert leaf.closed_on == DAY
    assert [one.end for one in leaf.placements.all()] == [DAY]


def test_a_register_does_not_let_a_closed_union_cover_anybody_again(county, clerk, union):
    code = "81320925MC12345671"
    Union.objects.everything(because=BECAUSE).filter(pk=union.pk).update(code=code)
    close_union(clerk, union, on=DAY, **WHY)
    values = {"employer_name": "新厂", "in_production": True, "division_code": county[1][0].code}
    values |= {"union_name": union.name, "union_code": code}

    row = Record(1, 1, values)
    [planned] = write_register(TESTER, Setting(county[0], TODAY), [row]).plans.values()

    assert (planned.outcome, planned.reasons[0].code) == ("held", "union_closed")
    assert {one.end for one in covers(union)} == {DAY}
    reopen_union(clerk, union, on=TODAY, reason="登记错了一家")
    assert write_register(TESTER, Setting(county[0], TODAY), [row]).plans[1].outcome == "new"
