"""Whatever two employers say and own: merging and undoing leaves no trace, and figures stay.

That figures of past days stay means: of a day on which both said the same, or only one of them
said anything, the one says just that; where they contradicted each other, one of the two counts.
So of a figure that counted both one is taken away, any other figure stays, and nobody else's
figure moves.
"""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import TESTER, make_contract, make_county, make_employer, make_union
from tests.factories import state_employer as state
from tests.registry.twins import everything_stored, merge, stretches
from xingjia.facts.rules import Known, resolve
from xingjia.facts.sources import facts_about
from xingjia.registry.commands.unmerging import undo_merge
from xingjia.registry.models import Cover, Employer
from xingjia.registry.queries.merging import plan_employers
from xingjia.standards.coverage.commands import rebuild

pytestmark = pytest.mark.django_db
FIRST = date(2012, 1, 1)
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
SAID = st.lists(
    st.tuples(st.sampled_from(["in_production", "contracts_wage"]), DAYS, st.booleans()),
    max_size=5,
    unique_by=lambda one: one[:2],
)
SPANS = st.lists(st.tuples(DAYS, st.integers(1, 20), st.integers(0, 1)), max_size=3)
SIDE = st.tuples(SAID, SPANS, SPANS, st.integers(0, 1))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SIDE, SIDE, st.sampled_from([None, "keep", "drop"]))
def test_any_two_become_one_and_two_again(first, second, choice):
    with transaction.atomic():
        _, towns = make_county("建湖县", "甲镇", "乙镇")
        bystander = make_employer(towns[0])
        unions = [make_union(bystander), make_union(bystander)]
        keep, drop = (laid(side, towns, unions) for side in (first, second))
        before, figures = everything_stored(), stretches()
        knew = known(keep), known(drop)

        merged = merge(TESTER, keep, drop, choices_of(keep, drop, choice))

        assert rebuild(TESTER) == 0
        assert {row for row in stretches() if row[0] == bystander.pk} == {
            row for row in figures if row[0] == bystander.pk
        }
        assert not [row for row in stretches() if row[0] == drop.pk]
        stay(knew, known(keep))
        undo_merge(TESTER, merged)
        assert everything_stored() == before
        assert stretches() == figures
        transaction.set_rollback(True)


def laid(side, towns, unions) -> Employer:
    said, covers, contracts, town = side
    employer = make_employer(towns[town], in_production=None)
    for field, day, value in said:
        state(employer, field, value, day=day)
    taken = set()
    for day, length, which in covers:
        if (day, which) not in taken:
            taken.add((day, which))
            Cover.objects.everything(because="a test").create(
                union=unions[which],
                employer=employer,
                start=day,
                end=day + timedelta(days=length),
            )
    for day, length, _ in contracts:
        make_contract(employer, kind="wage", valid_from=day, valid_to=day + timedelta(days=length))
    state(employer, "remark", "记一笔", day=FIRST)
    return employer


def choices_of(keep: Employer, drop: Employer, choice: str | None) -> dict[str, str]:
    asked = [one.field for one in plan_employers(keep, drop, {}).differences]
    return dict.fromkeys(asked, choice) if choice else {}


def known(employer: Employer) -> dict[str, Known]:
    facts = list(facts_about("employer", [employer.pk]))
    return {
        kind: resolve(one for one in facts if one.kind == kind)
        for kind in ("operating", "unionised")
    }


def stay(knew: tuple[dict[str, Known], dict[str, Known]], now: dict[str, Known]) -> None:
    for day in (FIRST + timedelta(days=n) for n in range(70)):
        covered = any(one["unionised"].true.hold(day) for one in knew)
        assert now["unionised"].true.hold(day) == covered
        told = {word(one["operating"], day) for one in knew} - {None}
        assert word(now["operating"], day) in (told or {None})


def word(known: Known, day: date) -> bool | None:
    if known.true.hold(day):
        return True
    return False if known.false.hold(day) else None
