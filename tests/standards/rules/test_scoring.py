"""docs/domain.md §3.4 and §11: points, with what does not apply left out."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standards.rules.saying import claim, event
from xingjia.standards.rules.criteria import (
    Criterion,
    Deduct,
    FactIs,
    Finding,
    Passes,
    Points,
    Standard,
    Where,
    Words,
)
from xingjia.standards.rules.evaluating import Outcome, evaluate
from xingjia.standards.rules.periods import Period
from xingjia.standards.rules.scoring import Line, rounded, score

START, DAY = date(2013, 1, 1), date(2013, 6, 1)
COMMITTEE = FactIs("committee", (Where("kind", frozenset({"committee"})),))
TITLE = Words("条目")


def item(code: str, kind: str, full: int, **more) -> Criterion:
    points = Points(Fraction(full), more.pop("bonus", False), more.pop("deduct", None))
    return Criterion(code, TITLE, FactIs(kind), required=False, points=points, **more)


def standard(*criteria: Criterion, mark: int = 85, cap: int = 0, vetoes=()) -> Standard:
    full = sum(one.points.full for one in criteria if one.points and not one.points.bonus)
    passes = Passes(Fraction(mark), Fraction(full), Fraction(cap))
    return Standard("t", "1", TITLE, "test", False, criteria, passes, vetoes)


LIST = standard(
    item("A1", "seal", 40, applies=COMMITTEE),
    item("A2", "archive", 35, applies=COMMITTEE),
    item("A3", "office", 15),
    item("A4", "account", 10),
)


def yes(*kinds: str, **more):
    return [claim(kind, START, **more) for kind in kinds]


def no(*kinds: str):
    return [claim(kind, START, holds=False) for kind in kinds]


def committee(*, holds: bool):
    return [claim("committee", START, holds=holds, kind="committee")]


def scored_on(judged: Standard, facts):
    return next(one for one in evaluate(judged, facts).scores if one.days.holds(DAY))


def test_trap_19_a_unit_with_an_organiser_only_is_scored_on_what_applies():
    found = scored_on(LIST, [*committee(holds=False), *yes("office"), *no("account")]).claimed

    assert found.left_out == ("A1", "A2")
    assert (found.points, found.full) == (Fraction(60), Fraction(100))


def test_with_a_committee_the_same_points_are_of_all():
    found = scored_on(LIST, [*committee(holds=True), *yes("office"), *no("account")]).claimed

    assert (found.points, found.left_out) == (Fraction(15), ())
    assert found.unknown == ("A1", "A2")
    assert found.possible == Fraction(90)


def test_where_nothing_applies_there_is_no_score():
    judged = standard(item("A1", "seal", 40, applies=COMMITTEE))
    verdict = evaluate(judged, committee(holds=False))

    assert verdict.scores[-1].claimed.points is None
    assert verdict.whole.on(DAY) is Outcome.NOT_APPLICABLE


def test_enough_points_pass_and_the_unknown_is_neither_nought_nor_full():
    asked = standard(item("A1", "office", 60), item("A2", "account", 40), mark=60)
    strict = standard(item("A1", "office", 60), item("A2", "account", 40), mark=85)

    assert evaluate(asked, yes("office")).whole.on(DAY) is Outcome.MET
    assert evaluate(strict, yes("office")).whole.on(DAY) is Outcome.UNKNOWN
    assert evaluate(strict, yes("account")).whole.on(DAY) is Outcome.UNKNOWN
    assert evaluate(strict, [*yes("account"), *no("office")]).whole.on(DAY) is Outcome.NOT_MET


def test_only_verified_points_verify():
    asked = standard(item("A1", "office", 60), item("A2", "account", 40), mark=60)
    facts = [*yes("office"), *yes("account", seen=date(2013, 2, 1))]

    whole = evaluate(asked, facts).whole

    assert whole.met.hold(DAY)
    assert not whole.verified.hold(DAY)
    seen = evaluate(asked, [*facts, *yes("office", seen=date(2013, 5, 1))]).whole
    assert seen.verified.items[0].start == date(2013, 5, 1)


def test_a_required_line_fails_the_whole_whatever_the_points():
    must = Criterion("A0", TITLE, FactIs("certificate"))
    asked = standard(item("A1", "office", 100), mark=60)
    both = Standard("t", "1", TITLE, "test", False, (must, *asked.criteria), asked.passes)

    assert evaluate(both, [*yes("office"), *no("certificate")]).whole.on(DAY) is Outcome.NOT_MET
    assert evaluate(both, [*yes("office"), *yes("certificate")]).whole.on(DAY) is Outcome.MET


def test_a_veto_goes_before_the_points():
    veto = Finding("V", TITLE, FactIs("accident", (), Period(36)))
    asked = standard(item("A1", "office", 100), mark=60, vetoes=(veto,))

    whole = evaluate(asked, [*yes("office"), event("accident", date(2013, 3, 1))]).whole

    assert whole.on(DAY) is Outcome.NOT_MET
    assert whole.met.items[-1].start == date(2016, 3, 1)


RATE = Deduct(FactIs("membership"), "rate", Fraction(90), Fraction(2), Fraction(1, 2), Fraction(3))


@pytest.mark.parametrize(
    ("rate", "points"), [("95", 10), ("89", 10), ("88", "19/2"), ("85", 9), ("40", 7)]
)
def test_points_off_for_each_full_step_below_up_to_a_cap(rate: str, points):
    asked = standard(item("A1", "membership", 10, deduct=RATE), mark=5)

    found = scored_on(asked, [claim("membership", START, rate=rate)]).claimed

    assert found.points == Fraction(points)


def test_a_rate_nobody_reported_is_unknown():
    asked = standard(item("A1", "membership", 10, deduct=RATE), mark=5)

    found = scored_on(asked, [claim("membership", START, members="30")]).claimed

    assert (found.points, found.unknown) == (Fraction(0), ("A1",))


def test_points_off_for_each_activity_too_few():
    activity = FactIs("activity", (), Period(12))
    deduct = Deduct(activity, "", Fraction(6), Fraction(1), Fraction(1), Fraction(5))
    asked = standard(item("A1", "activity", 5, deduct=deduct), mark=3)
    held = [event("activity", date(2013, month, 1)) for month in (1, 3, 4, 5)]

    scores = evaluate(asked, held).scores

    assert [(one.days.start, one.claimed.points) for one in scores[1:6]] == [
        (date(2013, 1, 1), 0),
        (date(2013, 3, 1), 1),
        (date(2013, 4, 1), 2),
        (date(2013, 5, 1), 3),
        (date(2014, 1, 1), 2),
    ]


def test_a_bonus_comes_on_top_up_to_its_cap_and_is_not_rescaled():
    asked = standard(
        *LIST.criteria,
        item("B1", "party", 8, bonus=True),
        item("B2", "phone", 4, bonus=True),
        cap=10,
    )
    facts = [*committee(holds=False), *yes("office", "party", "phone"), *no("account")]

    assert scored_on(asked, facts).claimed.points == Fraction(70)


@pytest.mark.parametrize(
    ("points", "printed"),
    [
        (Fraction(80), "80.00"),
        (Fraction(200, 3), "66.67"),
        (Fraction(1, 8), "0.13"),
        (Fraction(1001, 200), "5.01"),
    ],
)
def test_a_half_is_rounded_up_and_only_at_the_end(points, printed):
    assert rounded(points) == Decimal(printed)


lines = st.lists(
    st.builds(lambda full, applies: (Fraction(full), applies), st.integers(1, 40), st.booleans()),
    min_size=1,
    max_size=8,
)


@given(lines)
def test_full_points_are_the_full_score_whatever_applies(found):
    full = score(Line(str(n), of, of, applies=a) for n, (of, a) in enumerate(found))
    half = score(Line(str(n), of, of / 2, applies=a) for n, (of, a) in enumerate(found))

    assert full.points in {full.full, None}
    assert full.points is None or half.points == full.full / 2


# ---- a number that something that happened told ------------------------------------------------

EVALUATION = FactIs("evaluation", within=Period(months=12))
RATED = standard(
    item(
        "A1",
        "evaluation",
        10,
        deduct=Deduct(EVALUATION, "rate", *map(Fraction, (90, 2)), Fraction(1, 2), Fraction(10)),
    )
)
NINETY = Where("rate", at_least=Fraction(90), decides=True)
RATED = replace(
    RATED, criteria=(replace(RATED.criteria[0], met=replace(EVALUATION, where=(NINETY,))),)
)


def rated_on(day: date, *facts) -> tuple[Fraction | None, Fraction | None, tuple[str, ...]]:
    found = next(one for one in evaluate(RATED, facts).scores if one.days.holds(day))
    return found.claimed.points, found.verified.points, found.claimed.unknown


def test_a_number_told_on_a_day_counts_for_its_window():
    told = event("evaluation", START, rate="86")

    assert rated_on(date(2012, 12, 31), told) == (0, 0, ("A1",))
    assert rated_on(START, told) == (9, 0, ())
    assert rated_on(date(2013, 12, 31), told) == (9, 0, ())


def test_after_its_window_it_is_nought_and_no_longer_unknown():
    told = event("evaluation", START, rate="86")

    assert rated_on(date(2014, 1, 1), told) == (0, 0, ())


def test_the_last_one_counts_be_it_better_or_worse():
    first, better = event("evaluation", START, rate="80"), event("evaluation", DAY, rate="95")

    assert rated_on(DAY - timedelta(days=1), first, better)[0] == Fraction(15, 2)
    assert rated_on(DAY, first, better)[0] == 10
    worse = event("evaluation", DAY, rate="70")
    assert rated_on(DAY, first, worse)[0] == 5


def test_verified_is_what_was_seen_last_from_the_day_it_was_seen():
    seen = event("evaluation", START, rate="80", seen=START)
    told = event("evaluation", DAY, rate="95")

    assert rated_on(START, seen, told)[:2] == (Fraction(15, 2), Fraction(15, 2))
    assert rated_on(DAY, seen, told)[:2] == (10, Fraction(15, 2))
