"""Stages and targets."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from xingjia.campaigns.rules.plan import (
    StagePlan,
    Window,
    WrongPlan,
    check,
    moved,
    number_for,
)
from xingjia.campaigns.rules.templates import SHUANGLIANG, TEMPLATES

JUNE, JULY = date(2012, 6, 1), date(2012, 7, 1)
DAYS = some.dates(date(2010, 1, 1), date(2020, 12, 31))


def plan(*windows: tuple[date, date]) -> list[StagePlan]:
    return [StagePlan("一", tuple(Window("做", *window) for window in windows))]


def test_the_ready_plan_is_that_of_the_seed():
    check(SHUANGLIANG.stages)

    assert [[one.name for one in stage.windows] for stage in SHUANGLIANG.stages] == [
        ["动员部署", "扎实推进", "检查评议"],
        ["全面推进", "巩固提高"],
    ]
    first, second = SHUANGLIANG.stages
    assert (first.first, first.last) == (date(2012, 6, 1), date(2012, 12, 31))
    assert (second.last, second.targets) == (date(2013, 12, 31), {"": 100})


@pytest.mark.parametrize("code", TEMPLATES)
@given(years=some.integers(0, 40))
def test_a_template_moved_to_another_year_can_still_be_followed(code, years):
    check(moved(TEMPLATES[code], years).stages)


def test_a_window_ends_no_earlier_than_it_begins():
    with pytest.raises(WrongPlan) as wrong:
        check(plan((JULY, JUNE)))

    assert (wrong.value.code, wrong.value.at) == ("ends_before_start", 1)


def test_windows_may_leave_days_free_and_may_not_overlap():
    check(plan((JUNE, JUNE), (JULY, JULY)))

    with pytest.raises(WrongPlan) as wrong:
        check(plan((JUNE, JULY), (JULY, JULY)))
    assert (wrong.value.code, wrong.value.at) == ("overlaps", 2)


def test_a_plan_has_windows_and_shares_of_at_most_the_whole():
    with pytest.raises(WrongPlan):
        check([])
    with pytest.raises(WrongPlan):
        check([StagePlan("一", (Window("做", JUNE, JUNE),), {"": 101})])


def test_a_share_is_never_less_than_asked():
    assert [number_for(base, 60) for base in (0, 1, 5, 7, 138)] == [0, 1, 3, 5, 83]
