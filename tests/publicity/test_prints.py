"""docs/domain.md §2: prints go red the day what they show no longer holds."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xingjia.publicity.rules.prints import SHOWS, Print, Said, red_since

PRINTED, CHANGED = date(2013, 3, 1), date(2013, 9, 10)
ON = date(2013, 12, 31)
KNOWN = [
    Said("union_name", "纺织厂工会", date(2010, 1, 1)),
    Said("chair_name", "姚国平", date(2011, 4, 4)),
    Said("chair_phone", "0515-80000001", date(2011, 4, 4)),
    Said("county_phone", "0515-80000009", date(2010, 1, 1)),
]
NEW_PHONE = Said("chair_phone", "0515-80000002", CHANGED)


def sheet(*items: str, on: date = PRINTED, said=KNOWN) -> Print:
    shown = {one.name: one.value for one in sorted(said, key=lambda one: one.day) if one.day <= on}
    return Print(frozenset(items), on, shown)


def test_trap_11_boards_and_cards_go_red_when_the_chair_has_another_telephone():
    board, cards = sheet("SL-04", "SL-09"), sheet("SL-06")

    for one in (board, cards):
        assert red_since(one, [*KNOWN, NEW_PHONE], CHANGED - timedelta(days=1)) is None
        assert red_since(one, [*KNOWN, NEW_PHONE], ON) == CHANGED
    fresh = sheet("SL-04", "SL-09", on=CHANGED, said=[*KNOWN, NEW_PHONE])
    assert red_since(fresh, [*KNOWN, NEW_PHONE], ON) is None


def test_the_countys_telephone_stands_on_its_own_sheet():
    hotline = sheet("SL-09")

    assert red_since(hotline, [*KNOWN, NEW_PHONE], ON) is None
    moved = Said("county_phone", "0515-80000008", CHANGED)
    assert red_since(hotline, [*KNOWN, moved], ON) == CHANGED


def test_a_sheet_printed_with_old_values_is_red_from_the_first_day():
    late = Print(frozenset({"SL-06"}), ON, sheet("SL-06").shown)

    assert red_since(late, [*KNOWN, NEW_PHONE], ON) == ON


def test_what_nobody_has_said_makes_no_sheet_wrong():
    assert red_since(sheet("SL-04"), [], ON) is None


phones = st.lists(
    st.builds(
        lambda phone, later: Said("chair_phone", phone, PRINTED + timedelta(days=later)),
        st.sampled_from(["1", "2"]),
        st.integers(1, 60),
    ),
    max_size=6,
    unique_by=lambda one: one.day,
)


@given(phones, st.integers(0, 80), st.sampled_from(sorted(SHOWS)))
def test_red_is_told_on_each_day_alone(said, later, item):
    """Red today, and since a day: then red on every day from it on, and not the day before."""
    on = PRINTED + timedelta(days=later)
    one = Print(frozenset({item}), PRINTED, {"chair_phone": "1"})
    since = red_since(one, said, on)

    def red(day: date) -> bool:
        return red_since(one, said, day) is not None

    if since is None:
        return
    days = (on - since).days
    assert all(red(since + timedelta(days=step)) for step in range(days + 1))
    assert since == PRINTED or not red(since - timedelta(days=1))
