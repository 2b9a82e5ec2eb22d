"""Focus marks and rooms: works, refused, from another branch, twice."""

from datetime import date

import pytest

from tests.factories import (
    BECAUSE,
    DAY,
    make_actor,
    make_county,
    make_employer,
    make_mark,
    make_room,
    make_union,
)
from xingjia.access.checks import Refused
from xingjia.orgtree.rules import OPEN
from xingjia.registry.commands.marks import close_room, lift_focus, mark_focus, open_room
from xingjia.registry.commands.offices import close_union
from xingjia.registry.models import FocusMark, Room
from xingjia.registry.queries.marks import marks_on
from xingjia.registry.rules.editing import Objected
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
LATER = date(2014, 3, 1)
SAID = {"source": "县人社局通报", "remedy": "县总帮联系订单"}


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖镇")


@pytest.fixture
def town(county):
    return county[1][0]


@pytest.fixture
def clerk(town):
    return make_actor("township_officer", town)


def codes(objected):
    return [one.code for one in objected.value.findings]


def kinds_on(bearer, on):
    return [one.kind for one in marks_on(type(bearer), [bearer.pk], on).get(bearer.pk, [])]


def stored(model):
    return model.objects.everything(because=BECAUSE)


# ---- marks


def test_a_mark_holds_from_its_day_until_it_is_lifted(town, clerk):
    employer = make_employer(town)

    mark = mark_focus(clerk, employer, kind="disputes", start=DAY, **SAID)
    lift_focus(clerk, mark, on=LATER, why="欠薪已付清")

    days = (date(2013, 12, 30), DAY, date(2014, 2, 28), LATER)
    assert [kinds_on(employer, on) for on in days] == [[], ["disputes"], ["disputes"], []]
    one = stored(FocusMark).get()
    assert (one.lifted_why, one.said_by, one.origin) == ("欠薪已付清", clerk.label, "hand")
    actions = Entry.objects.filter(action__startswith="registry.focus").order_by("seq")
    assert [(each.action, each.details) for each in actions] == [
        ("registry.focus_marked", {"kind": "disputes", "start": "2013-12-31", "mark": mark.pk}),
        ("registry.focus_lifted", {"kind": "disputes", "on": "2014-03-01", "mark": mark.pk}),
    ]


def test_a_union_is_marked_weak_from_above_and_not_by_its_chair(town, clerk):
    union = make_union(make_employer(town))

    mark_focus(clerk, union, kind="weak", start=DAY, **SAID)

    assert kinds_on(union, DAY) == ["weak"]
    with pytest.raises(Refused):
        mark_focus(make_actor("chair", union.organisation), union, kind="weak", start=DAY, **SAID)


@pytest.mark.parametrize("role", ["leader", "chair"])
def test_who_does_not_keep_an_employer_does_not_mark_it(town, role):
    employer = make_employer(town)
    union = make_union(employer)
    actor = make_actor(role, union.organisation if role == "chair" else town)

    with pytest.raises(Refused):
        mark_focus(actor, employer, kind="difficult", start=DAY, **SAID)
    with pytest.raises(Refused):
        lift_focus(actor, make_mark(employer), on=LATER, why="好转")


def test_marks_of_another_branch_are_out_of_reach(county, clerk):
    elsewhere = make_employer(county[1][1])
    union = make_union(elsewhere)

    with pytest.raises(Refused):
        mark_focus(clerk, elsewhere, kind="difficult", start=DAY, **SAID)
    with pytest.raises(Refused):
        mark_focus(clerk, union, kind="weak", start=DAY, **SAID)
    with pytest.raises(Refused):
        lift_focus(clerk, make_mark(union), on=LATER, why="好转")


def test_the_same_mark_twice_and_a_kind_that_does_not_fit_are_refused(town, clerk):
    employer = make_employer(town)
    mark = mark_focus(clerk, employer, kind="difficult", start=DAY, **SAID)

    for kind, code in (("difficult", "focus_already"), ("weak", "focus_unfit")):
        with pytest.raises(Objected) as objected:
            mark_focus(clerk, employer, kind=kind, start=LATER, **SAID)
        assert codes(objected) == [code]
    mark_focus(clerk, employer, kind="hardship", start=LATER, **SAID)
    lift_focus(clerk, mark, on=LATER, why="好转")
    with pytest.raises(Objected) as objected:
        lift_focus(clerk, mark, on=date(2014, 4, 1), why="好转")
    assert codes(objected) == ["not_running"]
    mark_focus(clerk, employer, kind="difficult", start=LATER, **SAID)
    assert kinds_on(employer, LATER) == ["difficult", "hardship"]


def test_a_mark_lasts_a_day_at_least(town, clerk):
    mark = make_mark(make_employer(town))

    with pytest.raises(Objected):
        lift_focus(clerk, mark, on=DAY, why="好转")
    assert stored(FocusMark).get().end == OPEN


def test_a_mark_holds_no_mobile_of_a_person(town, clerk):
    employer = make_employer(town)

    with pytest.raises(Objected) as objected:
        mark_focus(
            clerk, employer, kind="difficult", start=DAY, **SAID | {"remedy": "找 13912345678"}
        )
    assert codes(objected) == ["mobile"]
    with pytest.raises(Objected):
        lift_focus(clerk, make_mark(employer), on=LATER, why="问 139 1234 5678")


def test_a_closed_union_takes_neither_marks_nor_rooms(town, clerk):
    union = make_union(make_employer(town))
    union.closed_on = DAY
    union.save()

    with pytest.raises(Objected) as objected:
        mark_focus(clerk, union, kind="weak", start=DAY, **SAID)
    assert codes(objected) == ["closed_already"]
    with pytest.raises(Objected):
        open_room(clerk, union, kind="reading", name="职工书屋", start=DAY)


def test_what_a_union_bears_and_keeps_ends_with_it(town, clerk):
    employer = make_employer(town, in_production=False)
    union = make_union(employer)
    make_mark(union)
    make_mark(employer)
    make_room(union)
    make_room(union, "以前的书屋", start=date(2011, 1, 1))

    close_union(clerk, union, on=LATER, why="unit_ended")

    assert kinds_on(union, LATER) == []
    assert kinds_on(employer, LATER) == ["difficult"]  # an employer's own mark stays
    assert set(stored(Room).values_list("end", flat=True)) == {LATER}


# ---- rooms


def test_a_chair_enters_the_rooms_of_her_union(town):
    union = make_union(make_employer(town))
    chair = make_actor("chair", union.organisation)

    room = open_room(chair, union, kind="reading", name="职工书屋", start=DAY, area=40)
    close_room(chair, room, on=LATER)

    one = stored(Room).get()
    assert (one.name, one.area, one.start, one.end) == ("职工书屋", 40, DAY, LATER)
    actions = Entry.objects.filter(action__startswith="registry.room").order_by("seq")
    assert [each.action for each in actions] == ["registry.room_opened", "registry.room_closed"]


def test_rooms_of_other_unions_are_out_of_reach(county, town):
    mine, theirs = make_union(make_employer(town)), make_union(make_employer(town))
    chair = make_actor("chair", mine.organisation)

    for actor in (chair, make_actor("leader", town), make_actor("officer", county[1][1])):
        with pytest.raises(Refused):
            open_room(actor, theirs, kind="reading", name="职工书屋", start=DAY)
        with pytest.raises(Refused):
            close_room(actor, make_room(theirs), on=LATER)


def test_the_same_room_twice_is_refused(town, clerk):
    union = make_union(make_employer(town))
    room = open_room(clerk, union, kind="reading", name="职工书屋", start=DAY)

    with pytest.raises(Objected) as objected:
        open_room(clerk, union, kind="reading", name="职工书屋", start=LATER)
    assert codes(objected) == ["room_already"]
    close_room(clerk, room, on=LATER)
    with pytest.raises(Objected) as objected:
        close_room(clerk, room, on=LATER)
    assert codes(objected) == ["not_running"]
