"""Whatever two unions cover and whoever chaired them: merging and undoing leaves no trace, and
every employer is covered on the very days on which one of the two covered it."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import TESTER, make_chair, make_county, make_employer, make_union, touch
from tests.registry.twins import everything_stored, merge, stretches
from xingjia.facts.rules import resolve
from xingjia.facts.sources import facts_about
from xingjia.registry.commands.unmerging import undo_merge
from xingjia.registry.models import Cover, Employer, Union
from xingjia.standards.coverage.commands import rebuild

pytestmark = pytest.mark.django_db
FIRST = date(2012, 1, 1)
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
COVERS = st.lists(
    st.tuples(DAYS, st.integers(1, 20), st.integers(0, 1)),
    max_size=4,
    unique_by=lambda one: (one[0], one[2]),
)
CHAIRS = st.lists(
    st.tuples(
        st.sampled_from(["姚国平", "陆建国"]),
        st.none() | DAYS,
        st.none() | st.integers(1, 30),
        st.booleans(),
    ),
    max_size=3,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.tuples(COVERS, CHAIRS), st.tuples(COVERS, CHAIRS))
def test_any_two_unions_become_one_and_two_again(first, second):
    with transaction.atomic():
        _, towns = make_county("建湖县", "甲镇", "乙镇")
        employers = [make_employer(town, day=FIRST) for town in towns]
        keep, drop = (laid(side, employers) for side in (first, second))
        before, figures = everything_stored(), stretches()
        covered = days_covered(employers)

        merged = merge(TESTER, keep, drop)

        assert rebuild(TESTER) == 0
        assert days_covered(employers) == covered
        assert not Cover.objects.everything(because="a test").filter(union=drop).exists()
        undo_merge(TESTER, merged)
        assert everything_stored() == before
        assert stretches() == figures
        transaction.set_rollback(True)


def laid(side, employers: list[Employer]) -> Union:
    covers, chairs = side
    union = make_union(employers[0], name="鹤启工会", start=FIRST - timedelta(days=400))
    rows = Cover.objects.everything(because="a test")
    rows.filter(union=union).delete()
    for day, length, which in covers:
        rows.create(
            union=union, employer=employers[which], start=day, end=day + timedelta(days=length)
        )
    for name, elected, years, gone in chairs:
        ends = elected + timedelta(days=years) if elected and years else None
        make_chair(
            union, name, elected_on=elected, term_ends_on=ends, left_on=ends if gone else None
        )
    touch(*employers)
    return union


def days_covered(employers: list[Employer]) -> dict[int, list[date]]:
    facts = list(facts_about("employer", [one.pk for one in employers]))
    return {
        one.pk: [
            day
            for day in (FIRST + timedelta(days=n) for n in range(70))
            if resolve(
                fact for fact in facts if (fact.subject[1], fact.kind) == (one.pk, "unionised")
            ).true.hold(day)
        ]
        for one in employers
    }
