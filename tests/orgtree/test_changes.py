"""The tree changes from a day on; the days before keep theirs."""

from datetime import date

import pytest

from tests.factories import make_node
from xingjia.orgtree.commands import Planting, plant_all
from xingjia.orgtree.commands.changes import close, merge, move, open_zone, rename, split
from xingjia.orgtree.models import Division, Node, Placement
from xingjia.orgtree.queries import (
    as_named_on,
    children_on,
    path_on,
    standing_now,
)
from xingjia.orgtree.rules import (
    EVER,
    TreeFault,
    is_local_code,
    is_within,
    next_zone_code,
    path_of,
)
from xingjia.orgtree.signals import tree_changed
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
BEFORE, DAY, AFTER = date(2013, 12, 30), date(2013, 12, 31), date(2014, 1, 1)
BY = "system:test"


def two_counties():
    """Two counties of one city; the first has a township with a union."""
    city = make_node("盐城市", kind="city", code="320900")
    east, west = (
        make_node(f"{name}县", city, code=code)
        for name, code in (("东", "320925"), ("西", "320924"))
    )
    town = make_node("上冈镇", east, kind="township")
    return east, west, town, make_node("纺织厂工会", town, kind="union")


def fault(change, *args, **named) -> str:
    with pytest.raises(TreeFault) as refused:
        change(BY, *args, **named)
    return refused.value.code


def test_a_move_takes_the_whole_branch_along_and_leaves_the_days_before():
    east, west, town, union = two_counties()
    old = union.path

    move(BY, town, to=west, on=DAY)

    town.refresh_from_db()
    union.refresh_from_db()
    assert town.path == path_of(west.path, town.pk)
    assert union.path == path_of(town.path, union.pk)
    assert (path_on(union, BEFORE), path_on(union, DAY)) == (old, union.path)
    assert list(children_on(east, BEFORE)) == list(children_on(west, DAY)) == [town]
    assert not children_on(east, DAY).exists()
    assert Entry.objects.last().action == "orgtree.moved"


def test_what_moves_tells_the_rooms_above_within_the_change():
    _, west, town, union = two_counties()
    heard = []
    tree_changed.connect(lambda nodes, **_: heard.append(nodes), weak=False, dispatch_uid="t")
    try:
        move(BY, town, to=west, on=DAY)
    finally:
        tree_changed.disconnect(dispatch_uid="t")

    assert heard == [{town.pk, union.pk}]


def test_what_was_planted_after_the_day_of_a_move_moves_from_its_own_day():
    _, west, town, _ = two_counties()
    [late] = plant_all(BY, [Planting(town, "union", "late", "新厂工会", AFTER)])

    move(BY, town, to=west, on=DAY)

    late.refresh_from_db()
    assert (path_on(late, DAY), path_on(late, AFTER)) == (None, late.path)
    assert is_within(late.path, west.path)


def test_what_is_planted_after_a_move_stands_where_its_parent_stood():
    east, west, town, _ = two_counties()
    move(BY, town, to=west, on=DAY)

    [late] = plant_all(BY, [Planting(town, "union", "late", "老厂工会", date(2009, 5, 1))])

    assert is_within(path_on(late, BEFORE), east.path)
    assert is_within(path_on(late, DAY), west.path)
    assert path_on(late, date(2009, 4, 30)) is None


@pytest.mark.parametrize(
    ("of", "to", "on", "code"),
    [
        ("town", "east", DAY, "same_place"),
        ("town", "town", DAY, "inside_itself"),
        ("east", "union", DAY, "inside_itself"),
        ("east", "west", DAY, "rank"),
        ("town", "west", EVER, "too_early"),
        ("city", "west", DAY, "inside_itself"),
    ],
)
def test_a_move_that_makes_no_tree_is_refused(of, to, on, code):
    east, west, town, union = two_counties()
    nodes = {"east": east, "west": west, "town": town, "union": union}
    nodes["city"] = Node.objects.get(code="320900")

    assert fault(move, nodes[of], to=nodes[to], on=on) == code


def test_a_day_before_the_last_change_is_refused():
    east, west, town, _ = two_counties()
    move(BY, town, to=west, on=DAY)

    assert fault(move, town, to=east, on=BEFORE) == "too_early"


def test_the_same_day_again_corrects_the_move():
    east, west, town, union = two_counties()
    placements = Placement.objects.count()
    move(BY, town, to=west, on=DAY)
    move(BY, town, to=east, on=DAY)

    union.refresh_from_db()
    assert path_on(union, DAY) == path_on(union, BEFORE) == union.path
    assert Placement.objects.count() == placements + 2


def test_a_name_holds_until_the_day_of_the_next():
    _, _, town, _ = two_counties()
    rename(BY, town, name="上冈街道", on=DAY)
    rename(BY, town, name="冈西街道", on=date(2014, 6, 1))

    def named(on):
        return as_named_on(Node.objects.filter(pk=town.pk), on)[0].name

    assert [named(on) for on in (BEFORE, DAY, AFTER, date(2014, 6, 1))] == [
        "上冈镇",
        "上冈街道",
        "上冈街道",
        "冈西街道",
    ]
    assert fault(rename, town, name="老名", on=DAY) == "renamed_later"
    assert fault(rename, town, name=" 冈西街道 ", on=date(2015, 1, 1)) == "same_name"
    assert fault(rename, town, name="", on=date(2015, 1, 1)) == "same_name"


def test_a_merged_place_goes_on_in_its_heir():
    east, west, town, union = two_counties()
    heir = make_node("合德镇", west, kind="township")

    merge(BY, town, into=heir, on=DAY)

    town.refresh_from_db()
    union.refresh_from_db()
    assert union.path == path_of(heir.path, union.pk)
    assert is_within(path_on(union, BEFORE), east.path)
    assert (town.closed_on, town.merged_into) == (DAY, heir)
    assert is_within(town.path, heir.path)
    assert list(children_on(east, BEFORE)) == [town]
    assert not children_on(east, DAY).exists()
    assert list(children_on(heir, DAY)) == []
    assert standing_now([town.code, union.code, "none"]) == {town.code: heir, union.code: union}
    assert fault(rename, town, name="旧", on=AFTER) == "closed"
    assert fault(merge, heir, into=town, on=AFTER) == "inside_itself"


def test_heirs_are_followed_as_far_as_they_go():
    _, west, town, _ = two_counties()
    second, third = (make_node(name, west, kind="township") for name in ("二镇", "三镇"))
    merge(BY, town, into=second, on=DAY)
    merge(BY, second, into=third, on=AFTER)

    assert standing_now([town.code]) == {town.code: third}
    town.refresh_from_db()
    assert is_within(town.path, third.path)
    close(BY, third, on=date(2015, 1, 1))
    assert standing_now([town.code]) == {}


def test_a_place_with_open_places_below_is_not_closed():
    east, _, town, union = two_counties()

    assert fault(close, east, on=DAY) == "has_children"
    close(BY, town, on=DAY)
    assert (path_on(town, BEFORE), path_on(town, DAY), path_on(union, DAY)) == (
        town.path,
        None,
        None,
    )
    assert fault(close, town, on=AFTER) == "closed"


def test_a_split_opens_a_place_beside_and_hands_it_children():
    east, _, town, union = two_counties()
    stays = make_node("水泥厂工会", town, kind="union")

    fresh = split(BY, town, code="320925199", name="冈东镇", children=[union], on=DAY)

    union.refresh_from_db()
    assert union.path == path_of(path_of(east.path, fresh.pk), union.pk)
    assert (path_on(stays, DAY), path_on(fresh, BEFORE)) == (stays.path, None)
    assert set(children_on(east, DAY)) == {town, fresh}
    assert fault(split, town, code="x", name="y", children=[union], on=AFTER) == "no_child"


def test_a_zone_gets_a_marked_local_code():
    east, _, town, _ = two_counties()

    first, second = (open_zone(BY, east, name=name, on=DAY) for name in ("开发区", "高新区"))

    assert (first.code, second.code) == ("320925L01", "320925L02")
    assert is_local_code(first.code)
    assert not is_local_code(town.code)
    assert not is_local_code("320925108")
    assert Division.objects.get(code="320925L01").is_zone
    assert path_on(first, BEFORE) is None
    assert fault(open_zone, town, name="小区", on=DAY) == "no_division"
    assert fault(open_zone, east, name=" ", on=DAY) == "same_name"


def test_the_hundredth_zone_is_refused():
    with pytest.raises(TreeFault, match="zones_full"):
        next_zone_code("320925", ["320925L99", "320925L01"])


def test_a_place_does_not_end_before_the_day_its_child_left():
    east, west, town, union = two_counties()
    heir = make_node("合德镇", west, kind="township")
    move(BY, union, to=heir, on=AFTER)
    move(BY, town, to=west, on=AFTER)

    assert fault(merge, east, into=west, on=DAY) == "child_left"
    assert fault(close, east, on=DAY) == "child_left"
    assert fault(close, town, on=AFTER) == "too_early"
    merge(BY, east, into=west, on=AFTER)


def test_what_left_since_is_told_of_when_its_former_place_moves():
    _, west, town, union = two_counties()
    heir = make_node("合德镇", west, kind="township")
    move(BY, union, to=heir, on=AFTER)
    heard = []
    tree_changed.connect(lambda nodes, **_: heard.append(nodes), weak=False, dispatch_uid="t")
    try:
        move(BY, town, to=west, on=DAY)
    finally:
        tree_changed.disconnect(dispatch_uid="t")

    assert heard == [{town.pk, union.pk}]
    assert is_within(path_on(union, DAY), west.path)
    assert is_within(path_on(union, AFTER), heir.path)
