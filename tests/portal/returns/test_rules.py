"""Only what is missing or may have changed is asked; only what was filled in is taken."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.portal.returns.rules.asking import ASKABLE, ENDS, Subject, asked_of, rows_of
from xingjia.portal.returns.rules.binding import bind, edited_since, parsed, row_key, token_of
from xingjia.portal.returns.rules.burden import burden_of, cost_of, minutes_for
from xingjia.portal.returns.rules.states import Left, left
from xingjia.registry.rules.register import CHAIR, UNION

ON = date(2013, 12, 31)
OLD, FRESH = date(2012, 12, 30), date(2013, 1, 1)


def subject(key: int = 1, union: int | None = 7, **known) -> Subject:
    days = dict.fromkeys(known, FRESH)
    return Subject(key, known, days, union)


def asked(of: Subject, *columns: str) -> dict[str, str]:
    return asked_of(of, columns, ON, 12)


def test_what_is_missing_is_asked_and_what_is_known_is_not():
    assert asked(subject(staff=80), "staff", "members") == {"members": "missing"}


@pytest.mark.parametrize(("said", "why"), [(OLD, {"staff": "old"}), (FRESH, {})])
def test_a_head_count_is_asked_again_when_it_is_old(said, why):
    assert asked(Subject(1, {"staff": 80}, {"staff": said}, 7), "staff") == why


def test_what_does_not_age_is_not_asked_again():
    known = Subject(1, {"ownership": "private"}, {"ownership": OLD}, 7)

    assert asked(known, "ownership") == {}


def test_a_term_that_is_over_asks_for_the_chair_anew():
    known = {"chair_name": "姚国平", "term_ends_on": "2013-12-30"}

    assert asked(subject(**known), *known) == dict.fromkeys(known, "over")
    assert asked(subject(**known | {"term_ends_on": "2013-12-31"}), *known) == {}


def test_without_a_union_nothing_of_a_union_is_asked():
    found = asked(subject(union=None), *ASKABLE)

    assert not {*UNION, *CHAIR} & found.keys()
    assert "staff" in found


def test_a_union_of_several_employers_is_asked_once():
    rows = rows_of([subject(1), subject(2), subject(3, union=8)], ["staff", "members"], ON, 12)

    assert [sorted(row.asked) for row in rows] == [
        ["members", "staff"],
        ["staff"],
        ["members", "staff"],
    ]


def test_an_employer_of_whom_all_is_known_has_no_row():
    assert rows_of([subject(staff=80)], ["staff"], ON, 12) == []


values = st.sampled_from([None, 1, 80, "近湖", True])
subjects = st.lists(
    st.builds(
        Subject,
        st.integers(1, 9),
        st.dictionaries(st.sampled_from([one for one in ASKABLE if one != ENDS]), values),
        st.just({}),
        st.one_of(st.none(), st.integers(1, 3)),
    ),
    max_size=6,
)


@given(subjects, st.sets(st.sampled_from(ASKABLE), min_size=1))
def test_nothing_known_is_asked_and_the_burden_counts_every_cell(everybody, columns):
    rows = rows_of(everybody, sorted(columns), ON, 12)

    burden = burden_of(rows, columns=len(columns), everybody=len(everybody), seconds=30)

    assert all(row.shown.get(name) is None for row in rows for name in row.asked)
    assert burden.cells == sum(len(row.asked) for row in rows) <= burden.whole
    assert burden.cells + burden.known == burden.whole
    assert sum(sum(why.values()) for why in burden.by_column.values()) == burden.cells
    assert cost_of(rows, 30).minutes == burden.minutes


def test_minutes_are_rounded_up():
    assert [minutes_for(cells, 30) for cells in (0, 1, 2, 3)] == [0, 1, 1, 2]


# ---- what came back -------------------------------------------------------------------------

SENT = {
    "key": 5,
    "shown": {"employer_name": "甲厂", "staff": 80},
    "asked": {"staff": "old", "members": "missing"},
}


def bound(read: dict, *issues: dict):
    return bind(read, issues, SENT, row=4, sheet="填报")


def test_what_stands_as_it_was_sent_says_nothing():
    row = bound({"employer_name": "甲厂", "staff": 80, "members": None})

    assert row.values == {"row_key": 5, "issued": {}}
    assert (row.blank, row.issues) == (1, [])


def test_what_was_filled_in_is_kept_with_what_was_shown():
    row = bound({"employer_name": "甲厂", "staff": 90, "members": 60, "address": "抄来的"})

    assert row.values == {
        "row_key": 5,
        "issued": {"staff": 80, "members": None},
        "staff": 90,
        "members": 60,
    }


def test_a_protected_name_that_was_written_over_is_said_and_not_taken():
    row = bound({"employer_name": "乙厂", "staff": 80})

    assert [(one["code"], one["level"]) for one in row.issues] == [("not_asked", "warning")]
    assert "employer_name" not in row.values


def test_only_faults_of_asked_cells_count():
    faults = [
        {"field": name, "code": "unreadable", "level": "error"} for name in ("staff", "address")
    ]

    assert [one["field"] for one in bound({}, *faults).issues] == ["staff"]


@pytest.mark.parametrize(
    ("now", "differs", "moved"),
    [
        (80, {"staff": 90}, []),  # as it was sent
        (90, {}, []),  # somebody else has entered the same
        (85, {"staff": 90}, ["staff"]),  # changed meanwhile: a person decides
    ],
)
def test_a_value_changed_meanwhile_is_a_conflict(now, differs, moved):
    row = bound({"employer_name": "甲厂", "staff": 90})

    assert edited_since(row.values, {"staff": now}) == (differs, moved)


def test_days_are_compared_as_days():
    values = {"row_key": 1, "issued": {"term_ends_on": "2013-12"}, "term_ends_on": "2013-12-31"}

    assert edited_since(values, {"term_ends_on": "2013-12"}) == ({}, [])


@given(st.text("0123456789abcdef", min_size=1), st.integers(0, 10**9))
def test_a_key_names_its_workbook_and_row(token, number):
    assert parsed(row_key(token, number)) == (token, number)


def test_the_workbook_is_the_one_most_rows_name():
    assert token_of(["a-1", "a-2", "b-3", None, "乱写", "c-x"]) == "a"
    assert token_of([None, "乱写", ""]) == ""


# ---- time -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "due", "days", "working"),
    [
        (date(2014, 1, 6), date(2014, 1, 10), 4, 4),
        (date(2014, 1, 10), date(2014, 1, 13), 3, 1),  # a weekend between
        (date(2014, 1, 13), date(2014, 1, 10), -3, -1),
        (date(2014, 1, 10), date(2014, 1, 10), 0, 0),
    ],
)
def test_what_is_left_is_told_in_working_days(on, due, days, working):
    assert left(on, due) == Left(days, working)


def test_a_year_without_a_calendar_is_told_in_days():
    on = date(2098, 12, 30)

    assert left(on, on + timedelta(days=9)) == Left(9, None)
