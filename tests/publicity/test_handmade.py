"""A board, card or sign that was not printed here lapses the day what it says changes."""

from datetime import date, timedelta

import pytest

from tests.access.browsers import signed_in
from tests.factories import make_officer
from tests.publicity.records import ON, agree, make_shown_union
from tests.publicity.test_hanging import county_of, hangs, holds, print_of
from xingjia.evidence.commands import claim
from xingjia.evidence.rules import Saying
from xingjia.publicity.commands.faces import show_officer
from xingjia.publicity.commands.prints import put_up
from xingjia.publicity.rules.consent import Field
from xingjia.publicity.rules.prints import Claimed, Hung, Said, made_by_hand
from xingjia.registry.commands.editing import change_union
from xingjia.registry.commands.offices import appoint_chair, chair_left
from xingjia.registry.queries.newest import values_of
from xingjia.registry.rules.editing import version_of
from xingjia.registry.views import asked

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = ON + timedelta(days=30)
BECAUSE = "a test"


@pytest.fixture
def declared():
    """A union with a telephone, an office and a name that are known, and things it made itself."""
    union, face, actor = make_shown_union()
    say(actor, union, ON - DAY, chair_phone="0515-80001111", office_place="一号楼", name="岚泓工会")
    for kind in ("board_current", "contact_cards", "sign_shown", "office_published"):
        claim(actor, union, said=Saying(kind, ON), on=ON)
    claim(actor, union, said=Saying("identity_item", ON, {"form": "badge"}), on=ON)
    return union, face, actor


def say(actor, union, day: date, **values) -> None:
    version = version_of(values_of(union))
    change_union(actor, union, day=day, version=version, reason="更正", **values)


def new_chair(actor, union) -> None:
    appoint_chair(actor, union, name="程砚书", elected_on=LATER, term_years=5, reason="提前换届")


CHANGES = {
    "a telephone": (
        lambda actor, union: say(actor, union, LATER, chair_phone="0515-80002222"),
        {"board_current", "contact_cards"},
    ),
    "a name": (
        lambda actor, union: say(actor, union, LATER, name="岚泓服装工会"),
        {"board_current", "contact_cards", "sign_shown", "identity_item"},
    ),
    "an office": (
        lambda actor, union: say(actor, union, LATER, office_place="二号楼"),
        {"office_published"},
    ),
    "a new chair": (new_chair, {"board_current", "contact_cards", "identity_item"}),
    "no chair": (
        lambda actor, union: chair_left(actor, union, on=LATER, why="resigned"),
        {"board_current", "contact_cards", "identity_item"},
    ),
}
ALL = {"board_current", "contact_cards", "sign_shown", "office_published", "identity_item"}


def untrue(union, on: date) -> set[str]:
    return {sheet.removeprefix("own-") for sheet, wrong in hangs(union, on) if wrong}


@pytest.mark.parametrize("change", CHANGES)
def test_it_lapses_that_day_and_stands_on_the_list(declared, change: str):
    union, _, actor = declared
    act, kinds = CHANGES[change]
    assert untrue(union, LATER) == set()

    act(actor, union)

    assert untrue(union, LATER - DAY) == set()
    assert untrue(union, LATER) == kinds
    for kind in ALL:
        assert holds(union, kind, LATER - DAY) is True, kind
        assert holds(union, kind, LATER) is (kind not in kinds), kind


def test_said_again_or_printed_here_it_is_right_again(declared):
    union, face, actor = declared
    say(actor, union, LATER, chair_phone="0515-80002222")

    claim(actor, union, said=Saying("contact_cards", LATER + DAY), on=LATER + DAY)
    agree(face, Field.NAME, Field.OFFICE_PHONE)
    put_up(actor, print_of(actor, union, on=LATER + DAY), on=LATER + DAY)

    assert untrue(union, LATER) == {"board_current", "contact_cards"}
    assert untrue(union, LATER + DAY) == set()
    assert ("board-A3", []) in hangs(union, LATER + DAY)
    assert "own-board_current" not in dict(hangs(union, LATER + DAY))
    for kind in ("board_current", "contact_cards"):
        assert holds(union, kind, LATER) is False
        assert holds(union, kind, LATER + DAY) is True


def test_a_number_that_comes_back_makes_it_right_again(declared):
    union, _, actor = declared
    say(actor, union, LATER, chair_phone="0515-80002222")
    say(actor, union, LATER + 5 * DAY, chair_phone="0515-80001111")

    assert [holds(union, "board_current", LATER + n * DAY) for n in (0, 4, 5)] == [
        False,
        False,
        True,
    ]


def test_what_nobody_knew_on_that_day_makes_nothing_untrue():
    union, _, actor = make_shown_union()
    claim(actor, union, said=Saying("board_current", ON), on=ON)

    say(actor, union, LATER, chair_phone="0515-80001111")  # the first number ever told

    assert untrue(union, LATER) == set()
    assert holds(union, "board_current", LATER) is True


def test_a_sign_the_register_tells_of_lapses_on_a_rename():
    union, _, actor = make_shown_union()
    say(actor, union, ON, sign_displayed=True)
    assert holds(union, "sign_shown", LATER) is True

    say(actor, union, LATER, name="岚泓服装工会")

    assert holds(union, "sign_shown", LATER - DAY) is True
    assert holds(union, "sign_shown", LATER) is False


def test_the_reprint_list_tells_of_it_and_what_to_print_instead(declared):
    union, _, actor = declared
    new_chair(actor, union)
    officer = signed_in("officer", county_of(union))
    address = f"/places/{county_of(union).code}/reprint/"

    asked = {"on": LATER.isoformat(), "state": "wrong", "kind": "own"}
    text = officer.get(address, asked).content.decode()

    for words in ("自己做的公示栏", "自己做的牌证（胸牌", "主席或任期变了"):
        assert words in text
    assert f"/unions/{union.pk}/shown/board-A3/" in text
    assert "自己挂的牌子" not in text.partition("<tbody>")[2]


def test_the_chair_sees_it_and_says_in_one_step_that_it_is_changed(declared):
    union, _, actor = declared
    say(actor, union, date(2014, 1, 1), chair_phone="0515-80002222")
    chair = signed_in("chair", union.organisation)

    text = chair.get(f"/unions/{union.pk}/shown/").content.decode()

    assert "自己印的联系卡" in text
    assert f"/unions/{union.pk}/evidence/contact_cards/" in text


# ---- who joins the committee -------------------------------------------------------------------


@pytest.fixture
def committee():
    """A board with the chair and one member of the committee on it."""
    union, face, actor = make_shown_union()
    agree(face, Field.NAME, Field.POST, Field.OFFICE_PHONE)
    member = make_officer(union, "member", "陆青禾")
    agree(show_officer(actor, member, on=ON, office_phone=""), Field.NAME, Field.POST)
    return union, actor


def test_who_joins_the_committee_makes_a_board_that_names_it_untrue(committee):
    union, actor = committee
    put_up(actor, print_of(actor, union), on=ON)
    put_up(actor, print_of(actor, union, "cards"), on=ON)

    make_officer(union, "member", "苏暮云", elected_on=LATER)

    assert hangs(union, LATER - DAY) == [("board-A3", []), ("cards", [])]
    assert hangs(union, LATER) == [("board-A3", ["committee"]), ("cards", [])]
    assert holds(union, "board_current", LATER) is False
    put_up(actor, print_of(actor, union, on=LATER), on=LATER)  # she has not agreed to be named
    assert hangs(union, LATER) == [("board-A3", []), ("cards", [])]
    assert holds(union, "board_current", LATER) is True


def test_a_board_that_names_no_committee_stays_true():
    union, face, actor = make_shown_union()
    agree(face, Field.NAME, Field.OFFICE_PHONE)
    put_up(actor, print_of(actor, union), on=ON)

    make_officer(union, "member", "苏暮云", elected_on=LATER)

    assert hangs(union, LATER) == [("board-A3", [])]


def test_who_joins_makes_a_board_made_elsewhere_untrue_as_well(committee):
    union, actor = committee
    claim(actor, union, said=Saying("board_current", ON), on=ON)
    assert holds(union, "board_current", LATER) is True

    make_officer(union, "vice_chair", "苏暮云", elected_on=LATER)

    assert holds(union, "board_current", LATER) is False
    assert ("own-board_current", ["committee"]) in hangs(union, LATER)


# ---- the rule ----------------------------------------------------------------------------------


def test_a_thing_is_of_the_day_it_was_said_up_to_the_next_saying():
    said = [Said("union_name", "a", date(2012, 1, 1)), Said("union_name", "b", date(2013, 1, 1))]
    claims = [Claimed(date(2012, 5, 1)), Claimed(date(2013, 5, 1), holds=False)]
    sheet = Hung("sign", {}, date(2014, 1, 1), date(2014, 6, 1))

    first, second = made_by_hand(
        "sign_shown",
        [*claims, Claimed(date(2014, 3, 1)), Claimed(date(2014, 7, 1), date(2015, 1, 1))],
        [sheet],
        said,
    )

    assert (first.shown, first.since, first.until) == (
        {"union_name": "a"},
        date(2012, 5, 1),
        date(2013, 5, 1),
    )
    assert (second.shown, second.since, second.until) == (
        {"union_name": "b"},
        date(2014, 7, 1),
        date(2015, 1, 1),
    )


def test_a_long_list_comes_in_pages_with_what_is_untrue_first(declared, monkeypatch):
    union, _, actor = declared
    say(actor, union, LATER, office_place="二号楼")
    monkeypatch.setattr(asked, "ROWS", 2)
    officer = signed_in("officer", county_of(union))
    address = f"/places/{county_of(union).code}/reprint/"

    first = officer.get(address, {"on": LATER.isoformat()}).content.decode()
    last = officer.get(address, {"on": LATER.isoformat(), "page": "3"}).content.decode()

    assert "第 1–2 行，共 5 行" in first
    assert "自己贴的办公地点" in first.partition("<tbody>")[2]
    assert "第 5–5 行，共 5 行" in last
