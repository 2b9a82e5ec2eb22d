"""Truth over print: what is printed is a version, what hangs is dated, and the code tells."""

from datetime import date, timedelta

import pytest

from tests.access.browsers import signed_in
from tests.factories import make_actor, make_chair, make_county, make_employer, make_union
from tests.publicity.records import ON, PHONE, agree, make_shown_union
from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.rules import NOBODY
from xingjia.evidence.commands import claim
from xingjia.evidence.queries.known import told_of
from xingjia.evidence.rules import Saying
from xingjia.publicity.commands.consent import withdraw
from xingjia.publicity.commands.faces import show_officer
from xingjia.publicity.commands.prints import hang_own_sign, issue, put_up, take_down
from xingjia.publicity.models import Hanging, Print
from xingjia.publicity.queries.hanging import hanging_in
from xingjia.publicity.queries.sheets import Wanted, ground_of, shows_of
from xingjia.publicity.queries.union_page import code_of
from xingjia.publicity.rules.consent import Field
from xingjia.registry.models import Officer, UnionStatement

pytestmark = pytest.mark.django_db
LATER = ON + timedelta(days=30)
BECAUSE = "a test"


@pytest.fixture
def shown():
    union, face, actor = make_shown_union()
    agree(face, Field.NAME, Field.POST, Field.OFFICE_PHONE)
    return union, face, actor


def print_of(actor, union, sheet: str = "board-A3", on: date = ON) -> Print:
    shows = shows_of(ground_of(union, on=on, demo=False), Wanted.of(sheet))
    return issue(actor, union, sheet=sheet, shows=shows, on=on)


def hangs(union, on: date) -> list[tuple[str, list[str]]]:
    everybody = make_actor("chair", union.organisation)
    return [
        (one.sheet, [w.name.partition(":")[0] for w in one.wrong])
        for one in hanging_in(everybody, union.organisation.path, on)
    ]


def holds(union, kind: str, on: date) -> bool | None:
    told = told_of([union.pk], on, frozenset({kind})).get(union.pk, [])
    return told[0].holds if told else None


def say(union, field: str, value: str, day: date) -> None:
    UnionStatement.objects.everything(because=BECAUSE).create(
        union=union, field=field, value=value, day=day, said_by="system:test"
    )


def test_a_board_that_hangs_settles_all_that_stands_on_it(shown):
    union, _, actor = shown

    put_up(actor, print_of(actor, union), on=ON)

    for kind in ("board_current", "duties_public", "flow_public"):
        assert holds(union, kind, ON) is True
    assert holds(union, "promises_public", ON) is None  # none was made
    assert holds(union, "board_current", ON - timedelta(days=1)) is None


def test_a_changed_number_ends_it_that_day_and_a_new_board_restores_it(shown):
    union, face, actor = shown
    put_up(actor, print_of(actor, union), on=ON, spot="车间门口")

    show_officer(actor, face.officer, on=LATER, office_phone="0515-80007777")

    assert hangs(union, LATER) == [("board-A3", ["number"])]
    assert holds(union, "board_current", LATER - timedelta(days=1)) is True
    assert holds(union, "board_current", LATER) is False
    assert holds(union, "duties_public", LATER) is True  # the paper still says these

    again = LATER + timedelta(days=3)
    put_up(actor, print_of(actor, union, on=again), on=again, spot="车间门口")
    assert hangs(union, again) == [("board-A3", [])]
    assert holds(union, "board_current", again) is True


def test_a_withdrawn_consent_puts_every_copy_on_the_list(shown):
    union, face, actor = shown
    put_up(actor, print_of(actor, union), on=ON, spot="食堂")
    put_up(actor, print_of(actor, union, "cards"), on=ON)
    put_up(actor, print_of(actor, union, "desk"), on=ON)
    put_up(actor, print_of(actor, union, "sign_small"), on=ON)

    withdraw(actor, face, fields={Field.NAME}, on=LATER)

    assert {sheet for sheet, wrong in hangs(union, LATER) if "agreed" in wrong} == {
        "board-A3",
        "cards",
        "desk",
    }
    assert holds(union, "contact_cards", LATER) is False
    assert holds(union, "sign_shown", LATER) is True


def test_an_own_sign_counts_while_it_says_the_registered_name(shown):
    union, _, actor = shown

    hang_own_sign(actor, union, text=" 岚泓 工会 ", on=ON)
    assert holds(union, "sign_shown", ON) is True

    say(union, "name", "岚泓工会", ON)
    say(union, "name", "新岚泓工会", LATER)
    assert holds(union, "sign_shown", LATER) is False
    assert hangs(union, LATER) == [("sign_own", ["union_name"])]


def test_a_sign_with_another_name_is_red_from_the_first_day(shown):
    union, _, actor = shown

    hang_own_sign(actor, union, text="岚宏工会", on=ON)

    assert holds(union, "sign_shown", ON) is False


def test_the_old_code_tells_that_the_chair_is_another_now(shown, client):
    union, face, actor = shown
    one = print_of(actor, union)
    face.officer.left_on = date(2013, 12, 1)
    face.officer.save()
    make_chair(union, "程砚书", elected_on=date(2013, 12, 1), term_ends_on=date(2018, 12, 1))
    new = union_chair(union, "程砚书")
    agree(show_officer(actor, new, on=ON, office_phone="0515-80003333"), *Field)

    address = f"/q/{code_of(union)}/"
    scanned = client.get(f"{address}{one.version}/").content.decode()

    assert "您扫的公示栏 A3（第 1 版）" in scanned
    assert "现在是程砚书" in scanned
    assert "您扫的" not in client.get(address).content.decode()
    assert "您扫的" not in client.get(f"{address}{99}/").content.decode()


def union_chair(union, name: str):
    return Officer.objects.everything(because=BECAUSE).get(union=union, name=name)


def test_the_same_sheet_again_is_the_same_version_and_kept_without_any_number(shown):
    union, _, actor = shown

    first, again = print_of(actor, union), print_of(actor, union, on=LATER)
    other = print_of(actor, union, "cards")

    assert (first.pk, first.version, other.version) == (again.pk, 1, 2)
    assert PHONE not in str(first.shown)
    assert "姚国平" not in str(first.shown)


def test_putting_up_twice_is_once_and_a_new_one_takes_the_place_of_the_former(shown):
    union, face, actor = shown
    old = print_of(actor, union)
    first = put_up(actor, old, on=ON, spot="食堂")

    assert put_up(actor, old, on=ON, spot="食堂").pk == first.pk
    elsewhere = put_up(actor, old, on=ON, spot="车间")
    show_officer(actor, face.officer, on=LATER, office_phone="0515-80007777")
    put_up(actor, print_of(actor, union, on=LATER), on=LATER, spot="食堂")

    first.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (first.until, elsewhere.until) == (LATER, None)


def test_what_is_untrue_is_not_put_up(shown):
    union, face, actor = shown
    old = print_of(actor, union)
    show_officer(actor, face.officer, on=LATER, office_phone="0515-80007777")

    with pytest.raises(Unacceptable, match="print_untrue"):
        put_up(actor, old, on=LATER)


def test_taking_down_twice_is_once(shown):
    union, _, actor = shown
    hanging = put_up(actor, print_of(actor, union), on=ON)

    take_down(actor, hanging, on=LATER)
    down = take_down(actor, hanging, on=LATER + timedelta(days=5))

    assert down.until == LATER
    assert holds(union, "board_current", LATER) is False


@pytest.mark.parametrize("act", ["print", "put_up", "take_down", "sign"])
def test_nobody_without_the_right_or_from_another_branch_says_what_hangs(shown, act: str):
    union, _, actor = shown
    one = print_of(actor, union)
    hanging = put_up(actor, one, on=ON)
    elsewhere, _ = make_county("射阳县", "合德镇")
    acts = {
        "print": lambda who: print_of(who, union),
        "put_up": lambda who: put_up(who, one, on=ON),
        "take_down": lambda who: take_down(who, hanging, on=ON),
        "sign": lambda who: hang_own_sign(who, union, text="岚泓工会", on=ON),
    }

    for who in (make_actor("officer", elsewhere), make_actor("leader", union.organisation), NOBODY):
        with pytest.raises(Refused):
            acts[act](who)


def county_of(union):
    return union.organisation.placements.get().parent.placements.get().parent


def test_the_reprint_list_says_what_hangs_where_and_why_it_is_untrue(shown):
    union, face, actor = shown
    put_up(actor, print_of(actor, union), on=ON, spot="车间门口")
    show_officer(actor, face.officer, on=LATER, office_phone="0515-80007777")
    officer = signed_in("officer", county_of(union))
    address = f"/places/{county_of(union).code}/reprint/"

    text = officer.get(address, {"on": LATER.isoformat()}).content.decode()
    right = officer.get(address, {"on": LATER.isoformat(), "state": "right"}).content.decode()
    file = officer.get(address, {"on": LATER.isoformat(), "format": "xlsx"})

    for words in ("车间门口", "公示栏 A3 第 1 版", "电话变了"):
        assert words in text
    assert "车间门口" not in right
    assert file["Content-Disposition"].startswith("attachment")


def test_the_list_asks_the_same_for_one_union_and_for_three(django_assert_num_queries):
    county, [town] = make_county("建湖县", "上冈镇")
    actor = make_actor("officer", county)

    def lay(name: str) -> None:
        union = make_union(make_employer(town, f"{name}企业"), name=f"{name}工会")
        hang_own_sign(actor, union, text=f"{name}工会", on=ON)
        claim(actor, union, said=Saying("contact_cards", ON), on=ON)

    lay("甲")
    with django_assert_num_queries(3):
        assert len(hanging_in(actor, county.path, LATER)) == 2
    lay("乙")
    lay("丙")
    with django_assert_num_queries(3):
        assert len(hanging_in(actor, county.path, LATER)) == 6


def test_the_chair_puts_it_up_with_one_tap(shown):
    union, _, actor = shown
    one = print_of(actor, union)
    chair = signed_in("chair", union.organisation)

    page = chair.get(f"/unions/{union.pk}/shown/").content.decode()
    chair.post(f"/prints/{one.pk}/up/", {"spot": "车间门口"})

    assert "已换上" in page
    [hanging] = Hanging.objects.everything(because=BECAUSE)
    assert hanging.spot == "车间门口"
