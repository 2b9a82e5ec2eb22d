"""The number something that happened told: for every day that of the last one in the window."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from tests.standards.rules.saying import event
from xingjia.standards.rules.criteria import Deduct, FactIs
from xingjia.standards.rules.history import History
from xingjia.standards.rules.measuring import measured
from xingjia.standards.rules.periods import Period

FIRST = date(2013, 1, 1)
WINDOW = Period(days=20)
RATED = Deduct(
    FactIs("evaluation", within=WINDOW), "rate", *map(Fraction, (90, 2)), Fraction(1), Fraction(10)
)
# Day of each evaluation, its rate, and after how many days a superior saw it (None: never).
TOLD = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 100), st.none() | st.integers(0, 30)),
    max_size=5,
    unique_by=lambda one: one[0],
)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def last(told, on: date, *, seen: bool):
    """Asked event by event, as a person would."""
    counts = [
        (day(at), Fraction(rate))
        for at, rate, after in told
        if day(at) <= on and (not seen or (after is not None and day(at + after) <= on))
    ]
    if not counts or on >= WINDOW.after(max(counts)[0]):
        return None
    return max(counts)[1]


@given(TOLD)
def test_every_day_has_the_number_of_the_last_one_in_the_window(told):
    facts = [
        event(
            "evaluation", day(at), rate=str(rate), seen=None if after is None else day(at + after)
        )
        for at, rate, after in told
    ]
    found = measured(RATED, History(facts))

    for number in range(-2, 120):
        on = day(number)
        assert found.on(on) == last(told, on, seen=False)


@given(TOLD)
@example([(21, 0, None), (20, 0, 0)])
def test_verified_has_the_number_of_the_last_one_that_was_seen(told):
    facts = [
        event(
            "evaluation", day(at), rate=str(rate), seen=None if after is None else day(at + after)
        )
        for at, rate, after in told
    ]
    found = measured(RATED, History(facts))

    for number in range(-2, 120):
        on = day(number)
        assert found.on(on, sure=True) == last(told, on, seen=True)
