"""Changes of the tree by an officer: rights, figures, preview, pages."""

from datetime import timedelta

import pytest

from tests.browsing import session_of, words_of
from tests.factories import (
    TESTER,
    make_actor,
)
from tests.portal.land import BEFORE, DAY, TODAY, Land, again, post, visible
from xingjia.access.checks import Refused
from xingjia.access.models import Appointment
from xingjia.access.rules import Right
from xingjia.orgtree.rules import TreeFault
from xingjia.portal.tree.commands import (
    close_place,
    merge_place,
    move_place,
    open_place,
    rename_place,
    split_place,
)
from xingjia.portal.tree.queries import Effects, stays_of, what_would_change
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.queries.expected import wrong_figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Land:
    return Land()


def test_figures_follow_a_move_from_its_day_and_keep_the_days_before(land):
    move_place(TESTER, land.first, to=land.west, on=DAY, today=TODAY)

    assert [land.counted(land.east, on) for on in (BEFORE, DAY)] == [3, 1]
    assert [land.counted(land.west, on) for on in (BEFORE, DAY)] == [None, 2]
    assert [land.counted(land.city, on) for on in (BEFORE, DAY)] == [3, 3]
    assert list(wrong_figures()) == []


def test_rights_follow_a_move_at_the_next_request(land):
    east, west = (make_actor("officer", at, on=TODAY) for at in (land.east, land.west))
    town = make_actor("township_officer", land.first, on=TODAY)
    assert (len(visible(east)), len(visible(west))) == (3, 0)

    move_place(TESTER, land.first, to=land.west, on=DAY, today=TODAY)

    east, west, town = again(east), again(west), again(town)
    assert (len(visible(east)), len(visible(west)), len(visible(town))) == (1, 2, 2)
    land.first.refresh_from_db()
    assert not east.may(Right.IMPORT, land.first.path)
    assert west.may(Right.IMPORT, land.first.path)


def test_a_preview_counts_what_then_happens(land):
    for role, at in (("officer", land.east), ("officer", land.west), ("leader", land.city)):
        make_actor(role, at)
    make_actor("township_officer", land.first)
    stretches = set(Stretch.objects.everything(because="t").values_list("pk", flat=True))

    foreseen = what_would_change(land.first, land.west, DAY, today=TODAY)
    rows = len(stretches)
    move_place(TESTER, land.first, to=land.west, on=DAY, today=TODAY)

    land.first.refresh_from_db()
    there = Stretch.objects.everything(because="t").filter(path=land.first.path).count()
    assert foreseen == Effects(1, 2, 1, 1, 0, there)
    assert there > 0
    assert rows == len(stretches)


def test_a_preview_of_a_merger_counts_the_posts_that_end(land):
    make_actor("township_officer", land.first)
    foreseen = what_would_change(land.first, land.second, DAY, today=TODAY, ends=True)

    assert (foreseen.ending, foreseen.losing, foreseen.gaining) == (1, 0, 0)


def test_who_holds_a_post_at_the_heir_sees_what_was_merged_and_old_posts_end(land):
    old = make_actor("township_officer", land.first, on=TODAY)
    heir = make_actor("township_officer", land.second, on=TODAY)

    merge_place(TESTER, land.first, into=land.second, on=DAY, today=TODAY)

    assert (len(visible(again(old))), len(visible(again(heir)))) == (0, 3)
    held = Appointment.objects.everything(because="a test").get(organisation=land.first)
    assert held.end == DAY
    assert [land.counted(land.second, on) for on in (BEFORE, DAY)] == [1, 3]
    assert [land.counted(land.east, on) for on in (BEFORE, DAY)] == [3, 3]
    assert list(wrong_figures()) == []


@pytest.mark.parametrize("role", ["township_officer", "leader", "officer"])
def test_nobody_changes_his_own_place_or_one_outside_his_branch(land, role):
    at = land.first if role == "township_officer" else land.east
    actor = make_actor(role, at)
    foreign = land.third
    for node in (at, foreign, land.union.organisation):
        with pytest.raises(Refused):
            rename_place(actor, node, name="新名", on=DAY, today=TODAY)
        with pytest.raises(Refused):
            close_place(actor, node, on=DAY, today=TODAY)
        with pytest.raises(Refused):
            move_place(actor, node, to=land.east, on=DAY, today=TODAY)
        with pytest.raises(Refused):
            split_place(actor, node, code="x", name="新", children=[], on=DAY, today=TODAY)


def test_nothing_leaves_or_enters_the_branch_of_the_officer(land):
    actor = make_actor("officer", land.east)

    with pytest.raises(Refused):
        move_place(actor, land.first, to=land.west, on=DAY, today=TODAY)
    with pytest.raises(Refused):
        merge_place(actor, land.first, into=land.third, on=DAY, today=TODAY)
    with pytest.raises(Refused):
        open_place(actor, land.west, name="高新区", on=DAY, today=TODAY)
    merge_place(actor, land.first, into=land.second, on=DAY, today=TODAY)
    with pytest.raises(TreeFault, match="closed"):
        merge_place(actor, land.first, into=land.second, on=DAY, today=TODAY)


def test_a_place_with_employers_or_unions_is_not_closed(land):
    actor = make_actor("officer", land.east)
    with pytest.raises(TreeFault, match="still_there"):
        close_place(actor, land.second, on=DAY, today=TODAY)

    zone = open_place(actor, land.east, name="高新区", on=DAY, today=TODAY)
    close_place(actor, zone, on=TODAY, today=TODAY)
    zone.refresh_from_db()
    assert (zone.code, zone.closed_on) == ("320925L01", TODAY)


def test_a_day_to_come_is_refused(land):
    with pytest.raises(TreeFault, match="ahead"):
        rename_place(TESTER, land.first, name="新名", on=TODAY + timedelta(days=1), today=TODAY)


def test_a_split_needs_a_code_of_its_own(land):
    with pytest.raises(TreeFault, match="code_taken"):
        split_place(
            TESTER, land.first, code="320924100", name="新", children=[], on=DAY, today=TODAY
        )
    leaf = land.union.organisation
    fresh = split_place(
        TESTER, land.first, code="320925199", name="冈东镇", children=[leaf], on=DAY, today=TODAY
    )
    leaf.refresh_from_db()
    assert leaf.path.startswith(fresh.path)


def test_a_past_day_shows_the_name_and_the_place_of_its_day(land):
    rename_place(TESTER, land.first, name="上冈街道", on=DAY, today=TODAY)
    move_place(TESTER, land.first, to=land.west, on=DAY, today=TODAY)
    client = session_of(post("officer", land.city))

    before = words_of(client.get("/coverage/320925108/?on=2013-06-30"))
    after = words_of(client.get("/coverage/320925108/?on=2013-07-01"))
    county = words_of(client.get("/coverage/320925/?on=2013-06-30"))

    assert "盐城市 建湖县 上冈镇" in before
    assert "盐城市 射阳县 上冈街道" in after
    assert "上冈镇" in county
    assert "上冈街道" not in county
    assert [one.parent for one in stays_of(land.first)] == [land.west, land.east]
