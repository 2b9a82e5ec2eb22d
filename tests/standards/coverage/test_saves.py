"""Whatever is saved, in whatever order: figures stand as if they had been worked out anew."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import TESTER, make_county, make_employer, make_union
from tests.standards.coverage.examples import START, a_database, days, forget_everything
from xingjia.facts.sources import facts_changed
from xingjia.registry.commands.parameters import decide
from xingjia.registry.models import (
    Contract,
    ContractEmployer,
    Cover,
    EmployerStatement,
    Officer,
)
from xingjia.registry.rules.claims import OF_CONTRACTS, OF_COVERS, OF_TERMS, kinds_of
from xingjia.standards.coverage.commands import rebuild

pytestmark = pytest.mark.django_db
KINDS = ("collective", "wage", "women")
FLAGS = ("in_production", "contracts_collective", "contracts_wage", "contracts_women")
SLICES = {"staff": (10, 24, 25, 400), "ownership": ("private", "state"), "industry": ("13", "17")}
said = st.tuples(st.sampled_from(FLAGS), st.booleans()) | st.one_of(
    *(st.tuples(st.just(name), st.sampled_from(values)) for name, values in SLICES.items()),
    st.tuples(st.just("place"), st.sampled_from(("here", "there", "nowhere"))),
)
a_save = st.one_of(
    st.tuples(st.just("say"), said, days),
    st.tuples(st.just("cover"), days, st.integers(1, 30)),
    st.tuples(st.just("chair"), days, st.integers(0, 20)),
    st.tuples(st.just("contract"), st.sampled_from((*KINDS, "safety")), days, st.integers(0, 20)),
    st.tuples(st.just("end contracts"), days),
    st.tuples(st.just("decide"), st.sampled_from((("wage",), ("safety", "wage"), KINDS)), days),
)


class Saves:
    """Single saves, each of which tells no more than the kinds of facts it may have changed."""

    def __init__(self) -> None:
        self.county, (self.here, self.there) = make_county("建湖县", "上冈镇", "建阳镇")
        self.employer = make_employer(self.here, in_production=None)
        self.other = make_employer(self.here)
        self.union = make_union(self.other, start=START)

    def told(self, kinds: frozenset[str]) -> None:
        keys = {self.employer.pk, self.other.pk}
        facts_changed.send(sender=None, kind="employer", keys=keys, fact_kinds=kinds)

    def say(self, what: tuple[str, object], day: date) -> None:
        field, value = what
        if field == "place":
            value = {"here": self.here.code, "there": self.there.code}.get(str(value), "999")
        EmployerStatement.objects.everything(because="a save").update_or_create(
            employer=self.employer, field=field, day=day, defaults={"value": value}
        )
        self.told(kinds_of([field]))

    def cover(self, start: date, length: int) -> None:
        end = start + timedelta(days=length)
        Cover.objects.everything(because="a save").update_or_create(
            union=self.union, employer=self.employer, start=start, defaults={"end": end}
        )
        self.told(OF_COVERS)

    def chair(self, elected: date, length: int) -> None:
        last = elected + timedelta(days=length)
        Officer.objects.everything(because="a save").create(
            union=self.union, post="chair", name="甲", elected_on=elected, term_ends_on=last
        )
        self.told(OF_TERMS)

    def contract(self, kind: str, first: date, length: int) -> None:
        made = Contract.objects.everything(because="a save").create(
            organisation=self.here,
            kind=kind,
            valid_from=first,
            valid_to=first + timedelta(days=length),
        )
        ContractEmployer.objects.everything(because="a save").create(
            contract=made, employer=self.employer
        )
        self.told(OF_CONTRACTS)

    def end_contracts(self, day: date) -> None:
        Contract.objects.everything(because="a save").update(ended_on=day)
        self.told(OF_CONTRACTS)

    def decide(self, kinds: tuple[str, ...], day: date) -> None:
        decide(TESTER, self.county, name="three_contracts", value=list(kinds), start=day)


@a_database
@given(st.lists(a_save, max_size=12))
def test_any_sequence_of_saves_leaves_what_a_rebuild_would_write(saves):
    forget_everything()
    register = Saves()

    for name, *details in saves:
        getattr(register, name.replace(" ", "_"))(*details)

    assert rebuild(TESTER) == 0
