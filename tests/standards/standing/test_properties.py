"""The promises of docs/architecture.md about standings, kept against a recount from the facts."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import (
    BECAUSE,
    TESTER,
    make_chair,
    make_county,
    make_employer,
    make_union,
    touch,
)
from tests.standards.standing.judged import GUARDED, SHOWN, judging
from xingjia.facts.sources import facts_about, facts_changed
from xingjia.orgtree.commands import changes
from xingjia.orgtree.models import Node
from xingjia.registry.models import Union, UnionStatement
from xingjia.standards.rules.evaluating import evaluate
from xingjia.standards.standing.commands import rebuild
from xingjia.standards.standing.models import Spell
from xingjia.standards.standing.queries.counting import count_standard
from xingjia.standards.standing.queries.curve import steps_of, tally_on

pytestmark = pytest.mark.django_db
START = date(2013, 1, 1)
days = st.integers(0, 30).map(lambda n: START + timedelta(days=n))
ON = [START + timedelta(days=n) for n in range(0, 33, 5)]
FIELDS = ("sign_displayed", "identity_displayed", "women_members", "chair_phone")
VALUES = {"women_members": (3, 15), "chair_phone": ("0", "0515-80001233")}

unions = st.lists(
    st.fixed_dictionaries(
        {
            "place": st.integers(0, 1),
            "founded": days,
            "said": st.lists(
                st.tuples(st.sampled_from(FIELDS), days, st.booleans()),
                max_size=4,
                unique_by=lambda said: said[:2],
            ),
            "chairs": st.lists(st.tuples(days, st.none() | days, st.none() | days), max_size=2),
            "moves": st.none() | days,
        }
    ),
    max_size=3,
)
a_database = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def lay(history: list[dict], seed: int = 0) -> tuple[Node, list[Node], list[Union]]:
    """Write the records of a history into a county of its own, each followed by its signal."""
    county, towns = make_county("建湖县", "上冈镇", "建阳镇")
    made = []
    for one in history:
        employer = make_employer(towns[one["place"]])
        union = make_union(employer, start=one["founded"])
        union.organisation.placements.update(start=one["founded"])
        made.append(union)
        acts = [("said", *said) for said in one["said"]]
        acts += [("chair", *chair) for chair in one["chairs"]]
        random.Random(seed).shuffle(acts)  # noqa: S311  an order, no secret
        for what, *told in acts:
            if what == "chair":
                make_chair(union, elected_on=told[0], term_ends_on=told[1], left_on=told[2])
            else:
                _say(union, *told)
            touch(employer)
        if one["moves"] and one["moves"] > one["founded"]:
            leaf = Node.objects.get(pk=union.organisation_id)
            changes.move("system:test", leaf, to=towns[1 - one["place"]], on=one["moves"])
    return county, towns, made


def _say(union: Union, field: str, day: date, yes: bool) -> None:
    UnionStatement.objects.everything(because=BECAUSE).create(
        union=union,
        field=field,
        value=VALUES[field][yes] if field in VALUES else yes,
        day=day,
        said_by="system:test",
    )
    facts_changed.send(sender=None, kind="union", keys={union.pk})


def spells() -> list[tuple]:
    rows = Spell.objects.everything(because=BECAUSE).order_by("union_id", "criterion", "start")
    return list(rows.values_list("union_id", "standard", "criterion", "outcome", "start", "end"))


@given(unions)
@a_database
def test_counts_equal_a_recount_from_the_facts_on_every_day(history: list[dict]):
    with judging(SHOWN, GUARDED):
        county, _, made = lay(history)
        steps = steps_of(TESTER, county, SHOWN)

        for on in ON:
            found = count_standard(TESTER, county, SHOWN, on, children=True)
            standing = [one for one in made if one.founded_on <= on]
            verdicts = [evaluate(SHOWN, facts_about("union", [one.pk])) for one in standing]
            told = [verdict.whole.on(on).value for verdict in verdicts]
            assert found.total.base == len(told) - told.count("not_applicable")
            assert found.total.claimed == told.count("met")
            assert found.total.unmet == told.count("not_met")
            assert found.total.unknown == told.count("unknown")
            assert found.total.verified <= found.total.claimed
            assert found.total.base == sum(line.figures.base for line in found.children)
            assert found.total.claimed == sum(line.figures.claimed for line in found.children)
            by_day = tally_on(steps, on)
            assert (by_day.base, by_day.claimed) == (found.total.base, found.total.claimed)


@given(unions)
@a_database
def test_what_followed_each_change_equals_what_is_worked_out_anew(history: list[dict]):
    with judging(SHOWN, GUARDED):
        lay(history)

        assert rebuild(TESTER) == 0


@given(unions, st.integers(1, 9))
@a_database
def test_the_order_of_entry_does_not_matter(history: list[dict], seed: int):
    with judging(SHOWN):
        _, _, first = lay(history)
        _, _, second = lay(history, seed)
        rows = spells()

        def of(union: Union) -> set[tuple]:
            return {row[1:] for row in rows if row[0] == union.pk}

        assert [of(one) for one in first] == [of(one) for one in second]


@given(unions)
@a_database
def test_each_day_a_union_stands_has_one_outcome_in_each_criterion(history: list[dict]):
    with judging(SHOWN, GUARDED):
        _, _, made = lay(history)
        rows = spells()

        for union in made:
            for standard in (SHOWN, GUARDED):
                for code in ("", *(one.code for one in standard.criteria)):
                    mine = [r for r in rows if r[0] == union.pk and r[1:3] == (standard.code, code)]
                    assert mine[0][4] == union.founded_on
                    assert mine[-1][5] == date(9999, 12, 31)
                    assert all(a[5] == b[4] for a, b in pairwise(mine))
