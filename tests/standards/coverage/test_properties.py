"""The promises of docs/architecture.md, kept against a recount from the records themselves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import (
    TESTER,
    make_chair,
    make_contract,
    make_county,
    make_employer,
    make_node,
    make_union,
    state_employer,
)
from tests.standards.coverage.examples import START, a_database, days, forget_everything
from xingjia.orgtree.models import Node
from xingjia.registry.models import (
    ContractEmployer,
    Cover,
    Employer,
    EmployerStatement,
    Officer,
)
from xingjia.standards.coverage.commands import rebuild
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.queries import count

pytestmark = pytest.mark.django_db
ON = [START + timedelta(days=n) for n in range(0, 33, 4)]
KINDS = ("collective", "wage", "women")

employers = st.lists(
    st.fixed_dictionaries(
        {
            "place": st.integers(0, 2),  # 2: directly under the county
            "said": st.lists(st.tuples(days, st.booleans()), max_size=3, unique_by=lambda s: s[0]),
            "union": st.none() | st.tuples(days, st.integers(1, 30)),
            "contracts": st.lists(
                st.tuples(st.sampled_from(KINDS), days, st.integers(0, 20)), max_size=4
            ),
            "chairs": st.lists(
                st.tuples(st.none() | days, st.none() | days, st.none() | days), max_size=3
            ),
            "moves": st.none() | st.tuples(days, st.integers(0, 1)),
        }
    ),
    max_size=4,
)


def lay(history: list[dict]) -> tuple[Node, list[Node]]:
    """Write the records of a history into a county of its own."""
    county, townships = make_county("建湖县", "上冈镇", "建阳镇")
    places = [*townships, county]
    for one in history:
        employer = make_employer(places[one["place"]], in_production=None)
        for day, holds in one["said"]:
            state_employer(employer, "in_production", holds, day=day)
        if one["moves"]:
            day, to = one["moves"]
            before = one["place"] if one["place"] < 2 else 0
            state_employer(employer, "place", townships[before].code, day=START)
            if day > START:
                state_employer(employer, "place", townships[to].code, day=day)
        if one["union"]:
            start, length = one["union"]
            union = make_union(employer, start=start, end=start + timedelta(days=length))
            for elected, last, left in one["chairs"]:
                make_chair(union, elected_on=elected, term_ends_on=last, left_on=left)
        for kind, first, length in one["contracts"]:
            last = first + timedelta(days=length)
            make_contract(employer, kind=kind, valid_from=first, valid_to=last)
    return county, townships


def recount(on: date) -> dict[str, int]:
    """Count from the records, employer by employer, without spans and without facts."""
    names = ("operating", "unionised", "all", "all of unionised", "overdue", "due", "unknown")
    found = dict.fromkeys(names, 0)
    for employer in Employer.objects.everything(because="a recount"):
        said = (
            EmployerStatement.objects.everything(because="a recount")
            .filter(employer=employer, field="in_production", day__lte=on)
            .order_by("day")
            .last()
        )
        if not said or not said.value:
            continue
        cover = (
            Cover.objects.everything(because="a recount")
            .filter(employer=employer, start__lte=on, end__gt=on)
            .first()
        )
        in_union = cover is not None
        kinds = set(
            ContractEmployer.objects.everything(because="a recount")
            .filter(employer=employer, contract__valid_from__lte=on, contract__valid_to__gte=on)
            .values_list("contract__kind", flat=True)
        )
        found["operating"] += 1
        found["unionised"] += in_union
        found["all"] += len(kinds) == 3
        found["all of unionised"] += len(kinds) == 3 and in_union
        if cover:
            recount_terms(found, cover.union_id, on)
    return found


def recount_terms(found: dict[str, int], union: int, on: date) -> None:
    """The term that counts on a day: of those in office the one elected last, else of those gone
    the one who left last."""
    begun = [
        one
        for one in Officer.objects.everything(because="a recount").filter(union=union)
        if one.elected_on is None or one.elected_on <= on
    ]
    here = [one for one in begun if one.left_on is None or one.left_on > on]
    here.sort(key=lambda one: (one.elected_on or date.min, one.pk))
    gone = sorted(
        set(begun) - set(here),
        key=lambda one: (one.left_on, one.elected_on or date.min, one.pk),
    )
    term = [*gone, *here][-1].term_ends_on if begun else None
    found["unknown"] += term is None
    found["overdue"] += term is not None and term < on
    found["due"] += any(one.term_ends_on and one.term_ends_on.year == on.year for one in begun)


@a_database
@given(employers)
def test_coverage_equals_a_recount_from_the_records_on_every_day(history):
    forget_everything()
    county, _ = lay(history)

    for on in ON:
        figures, expected = count(TESTER, county, on).total.figures, recount(on)
        if figures["operating_employers"].count is None:
            assert expected["operating"] == 0
            continue
        all_three = figures["contracts_all_three"]
        assert figures["operating_employers"].count == expected["operating"]
        assert figures["with_union"].count == expected["unionised"]
        assert all_three.count == expected["all"]
        assert [(b.code, b.count, b.base) for b in all_three.bases] == [
            ("unionised", expected["all of unionised"], expected["unionised"]),
            ("operating", expected["all"], expected["operating"]),
        ]
        assert count(TESTER, county, on).total.term_unknown == expected["unknown"]
        for code, name in (("elections_overdue", "overdue"), ("elections_due", "due")):
            assert figures[code].count == expected[name]
            assert [(b.code, b.count, b.base) for b in figures[code].bases] == [
                ("unionised", expected[name], expected["unionised"])
            ]
        assert figures["elections_held"].count <= expected["due"]


@a_database
@given(employers)
def test_children_add_up_to_their_parent(history):
    forget_everything()
    county, _ = lay(history)

    for on in ON:
        counted = count(TESTER, county, on, children=True)
        for code, figure in counted.total.figures.items():
            parts = [line.figures[code].count or 0 for line in counted.children]
            assert sum(parts) == (figure.count or 0)


@a_database
@given(employers, st.randoms(use_true_random=False))
def test_what_is_kept_up_equals_what_is_rebuilt(history, random):
    forget_everything()
    shuffled = [
        {**one, "contracts": random.sample(one["contracts"], len(one["contracts"]))}
        for one in history
    ]
    lay(shuffled)

    assert rebuild(TESTER) == 0


def test_a_rebuild_repairs_a_figure_that_was_tampered_with():
    county, (township,) = make_county()
    make_employer(township)
    Stretch.objects.everything(because="a negative control").delete()
    assert (
        count(TESTER, county, date(2014, 1, 1)).total.figures["operating_employers"].count is None
    )

    assert rebuild(TESTER) > 0

    assert count(TESTER, county, date(2014, 1, 1)).total.figures["operating_employers"].count == 1


def test_a_place_that_does_not_report_is_unknown_and_not_nought():
    county, (reports, silent) = make_county("建湖县", "上冈镇", "建阳镇")
    make_employer(reports)

    lines = {
        line.node: line for line in count(TESTER, county, date(2014, 1, 1), children=True).children
    }

    assert lines[reports].figures["with_union"].count == 0
    assert lines[silent].figures["with_union"].count is None
    assert lines[silent].figures["with_union"].bases[0].rate is None


def test_figures_of_another_county_are_not_counted():
    county, (township,) = make_county()
    _, (far,) = make_county("射阳县", "合德镇")
    make_employer(township)
    make_employer(far)
    make_node("空镇", county, kind="township")

    assert count(TESTER, county, date(2014, 1, 1)).total.figures["operating_employers"].count == 1
