"""docs/domain.md §2: prints go red the day what they show no longer holds."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xingjia.facts.rules import OPEN
from xingjia.publicity.rules.prints import SHOWS, Hung, Said, days_of, settled, wrong_on

PRINTED, CHANGED, RENEWED = date(2013, 3, 1), date(2013, 9, 10), date(2013, 9, 20)
ON, DAY = date(2013, 12, 31), timedelta(days=1)
SHOWN = {
    "union_name": "纺织厂工会",
    "registered_phone": "0515-80000001",
    "superior_number:9": "0515-80000009",
    "office_place": "三楼",
}
KNOWN = [Said(name, value, date(2010, 1, 1)) for name, value in SHOWN.items()]
NEW_PHONE = Said("registered_phone", "0515-80000002", CHANGED)


def board(since: date = PRINTED, until: date = OPEN, **other: str) -> Hung:
    return Hung("board", SHOWN | other, since, until)


def test_trap_11_boards_and_cards_go_red_when_the_chair_has_another_telephone():
    said = [*KNOWN, NEW_PHONE]

    for kind in ("board_current", "contact_cards"):
        right, wrong = days_of(kind, [board()], said)
        assert right.hold(CHANGED - DAY)
        assert not right.hold(CHANGED)
        assert wrong.hold(ON)


def test_a_new_board_at_the_same_spot_is_right_from_its_day_on():
    renewed = board(RENEWED, registered_phone=NEW_PHONE.value)

    right, wrong = days_of("board_current", [board(until=RENEWED), renewed], [*KNOWN, NEW_PHONE])

    assert [right.hold(day) for day in (PRINTED, CHANGED, RENEWED - DAY, RENEWED)] == [
        True,
        False,
        False,
        True,
    ]
    assert not wrong.hold(RENEWED)


def test_a_board_renewed_on_the_day_of_the_change_was_never_red():
    renewed = board(CHANGED, registered_phone=NEW_PHONE.value)

    _, wrong = days_of("board_current", [board(until=CHANGED), renewed], [*KNOWN, NEW_PHONE])

    assert not wrong


def test_one_wrong_board_of_two_is_enough_and_what_was_taken_down_is_not_shown():
    right, wrong = days_of("board_current", [board(), board(until=RENEWED)], [*KNOWN])
    assert right.hold(ON)

    _, gone = days_of("board_current", [board(until=RENEWED)], KNOWN)
    assert gone.hold(RENEWED)
    assert not wrong


def test_the_countys_telephone_and_the_office_are_things_of_their_own():
    said = [*KNOWN, NEW_PHONE]
    assert days_of("supervision_phone", [board()], said)[0].hold(ON)
    assert days_of("office_published", [board()], said)[0].hold(ON)

    moved = Said("superior_number:9", "0515-80000008", CHANGED)
    assert days_of("supervision_phone", [board()], [*KNOWN, moved])[1].hold(CHANGED)


def test_a_sign_is_red_at_once_on_a_rename():
    sign = Hung("sign", {"union_name": "纺织厂工会"}, PRINTED)
    renamed = Said("union_name", "第一纺织厂工会", CHANGED)

    _, wrong = days_of("sign_shown", [sign], [*KNOWN, renamed])

    assert [span.start for span in wrong] == [CHANGED]


def test_a_sheet_printed_with_old_values_is_wrong_from_the_first_day():
    [wrong] = wrong_on(SHOWN, [*KNOWN, NEW_PHONE], ON, ON)

    assert (wrong.name, wrong.since) == ("registered_phone", ON)


def test_what_nobody_has_said_makes_no_sheet_wrong():
    assert wrong_on(SHOWN, [], PRINTED, ON) == []


def test_a_board_settles_only_what_stands_on_it():
    kinds = {kind for kind, _ in settled("board", SHOWN)}
    assert kinds == {
        "board_current",
        "office_published",
        "duties_public",
        "supervision_phone",
        "flow_public",
    }
    assert "promises_public" in {kind for kind, _ in settled("board", SHOWN | {"promises": "1"})}


phones = st.lists(
    st.builds(
        lambda phone, later: Said("registered_phone", phone, PRINTED + timedelta(days=later)),
        st.sampled_from([SHOWN["registered_phone"], "2"]),
        st.integers(1, 60),
    ),
    max_size=6,
    unique_by=lambda one: one.day,
)


@given(phones, st.integers(0, 80), st.sampled_from(sorted(SHOWS)))
def test_each_day_is_either_right_or_wrong_and_as_the_list_says(said, later, kind):
    on = PRINTED + timedelta(days=later)
    right, wrong = days_of(kind, [board()], said)
    matters = [
        one
        for one in wrong_on(SHOWN, said, PRINTED, on)
        if one.name.partition(":")[0] in SHOWS[kind]
    ]

    assert right.hold(on) is not wrong.hold(on)
    assert wrong.hold(on) is bool(matters)
