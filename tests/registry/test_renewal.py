"""The same chair elected again: a further term, not a mending of the one before."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import TESTER, make_chair, make_county, make_employer, make_union, touch
from xingjia.imports.kinds import Setting
from xingjia.imports.rules import Record
from xingjia.orgtree.models import Node
from xingjia.registry.commands.register import write_register
from xingjia.registry.models import Cover, Officer, Union
from xingjia.registry.rules.renewal import is_renewed
from xingjia.registry.rules.terms import (
    Tenure,
    elections_due,
    elections_held,
    in_term,
    overdue,
    tenure_on,
)
from xingjia.standards.coverage.queries import count

WHY = "a test"
FROM, TO = date(2009, 3, 1), date(2014, 2, 28)  # a term of five years
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


def days(elected: date | None = None, last: date | None = None) -> dict[str, str]:
    said = {"elected_on": elected, "term_ends_on": last}
    return {name: day.isoformat() for name, day in said.items() if day}


@pytest.mark.parametrize(
    ("elected", "last", "renewed"),
    [
        (date(2014, 3, 1), date(2019, 2, 28), True),  # in time
        (date(2013, 10, 8), date(2018, 10, 7), True),  # while it was prepared
        (date(2016, 5, 4), None, True),  # years late, and for how long nobody says
        (date(2011, 8, 30), date(2016, 8, 29), True),  # past the middle of the term
        (date(2009, 3, 11), TO, False),  # a slip of the pen
        (date(2010, 3, 1), date(2015, 2, 28), False),  # a year wrong
        (date(2006, 3, 1), None, False),  # earlier than was said
        (date(2013, 3, 1), TO, False),  # a term that ends when it always did
        (None, date(2015, 2, 28), False),
        (None, date(2019, 2, 28), True),  # nobody says when, yet it ends a whole term later
    ],
)
def test_an_election_late_in_the_term_begins_another(elected, last, renewed):
    assert is_renewed(days(FROM, TO), days(elected, last)) is renewed


def test_three_years_mended_to_five_are_no_election():
    assert not is_renewed(days(FROM, date(2012, 2, 29)), days(None, TO))


@pytest.mark.parametrize(
    ("stored", "elected", "renewed"),
    [
        (days(), date(2013, 3, 1), False),  # the first day anybody says
        (days(FROM), date(2010, 8, 31), False),
        (days(FROM), date(2010, 9, 1), True),  # the middle of the shortest term
        (days(None, TO), date(2013, 8, 31), False),
        (days(None, TO), date(2013, 9, 1), True),  # six months before the end
    ],
)
def test_with_less_known_the_shortest_term_and_the_time_of_preparing_decide(
    stored, elected, renewed
):
    assert is_renewed(stored, days(elected)) is renewed


@given(st.none() | DAYS, st.none() | DAYS, DAYS, st.none() | DAYS)
def test_a_further_term_changes_no_day_before_its_election(elected, last, again, until):
    if elected and elected >= again:
        elected = None
    old, new = Tenure(1, elected, last), Tenure(2, again, until)
    followed = [Tenure(1, elected, last, left_on=again), new]

    for on in (again - timedelta(days=1), again - timedelta(days=400)):
        assert (tenure_on(followed, on) is None) == (tenure_on([old], on) is None)
        assert tenure_on(followed, on) != new
        for spans in (in_term, overdue, elections_due, elections_held):
            assert (on in spans(followed)) == (on in spans([old]))


# --- as a register brings it ------------------------------------------------------------------


@pytest.fixture
def union(db: None) -> Union:
    _county, (town,) = make_county("建湖县", "上冈镇")
    union = make_union(make_employer(town), start=FROM)
    make_chair(union, "陆建国", elected_on=FROM, term_ends_on=TO)
    return union


def bring(union: Union, *, on: date, **chair: Any) -> Any:
    employer = Cover.objects.everything(because=WHY).get(union=union).employer
    values = {"employer_name": employer.name, "chair_name": "陆建国"} | chair
    into = Node.objects.get(kind="county")
    return write_register(TESTER, Setting(into, on), [Record(1, 1, values)]).plans[1]


def terms() -> list[tuple[Any, ...]]:
    rows = Officer.objects.everything(because=WHY).order_by("pk")
    return list(rows.values_list("elected_on", "term_ends_on", "left_on", "left_why"))


def figures(on: date) -> dict[str, int | None]:
    found = count(TESTER, Node.objects.get(kind="county"), on).total.figures
    return {name: one.count for name, one in found.items()}


def test_a_register_that_tells_of_a_re_election_keeps_the_term_before(union):
    touch(Cover.objects.everything(because=WHY).get(union=union).employer)
    past = [date(2009, 6, 1), date(2014, 2, 28), date(2014, 3, 1), date(2014, 5, 3)]
    before = [figures(on) for on in past]

    again = {"chair_elected_on": "2014-05-04", "term_ends_on": "2019-05-03"}
    plan = bring(union, on=date(2014, 6, 30), **again)

    assert [one.code for one in plan.reasons] == ["further_term"]
    assert terms() == [
        (FROM, TO, date(2014, 5, 4), "replaced"),
        (date(2014, 5, 4), date(2019, 5, 3), None, ""),
    ]
    assert [figures(on) for on in past] == before
    assert before[2]["elections_overdue"] == 1
    assert figures(date(2014, 5, 4))["elections_overdue"] == 0
    assert bring(union, on=date(2014, 6, 30), **again).changes == ()


def test_a_wrong_day_is_mended_and_said_so(union):
    plan = bring(union, on=date(2013, 12, 31), chair_elected_on="2009-03-11")

    assert [one.code for one in plan.reasons] == ["term_mended"]
    assert terms() == [(date(2009, 3, 11), TO, None, "")]


def test_a_blank_filled_in_is_no_mending(union):
    Officer.objects.everything(because=WHY).update(elected_on=None)

    plan = bring(union, on=date(2013, 12, 31), chair_elected_on="2009-03-11")

    assert plan.reasons == ()
    assert terms() == [(date(2009, 3, 11), TO, None, "")]


def test_a_new_end_without_a_day_of_election_counts_from_the_day_of_the_register(union):
    bring(union, on=date(2014, 6, 30), term_ends_on="2019-02-28")

    assert terms() == [
        (FROM, TO, date(2014, 6, 30), "replaced"),
        (None, date(2019, 2, 28), None, ""),
    ]


def test_a_re_election_that_was_refused_is_a_question(union):
    refused = {"left_on": date(2014, 5, 4), "left_why": Officer.Left.REFUSED}
    Officer.objects.everything(because=WHY).create(
        union=union, post="chair", name="陆建国", elected_on=date(2014, 5, 4), **refused
    )

    plan = bring(union, on=date(2014, 6, 30), chair_elected_on="2014-05-04")

    assert str(plan.outcome) == "held"
    assert [one.code for one in plan.reasons] == ["election_refused"]
