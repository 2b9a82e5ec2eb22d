"""Whatever workbooks were written: each can be taken back, and nothing of it is left."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories import make_node
from tests.imports.batches import everything, lay_batch, take_back, write
from xingjia.access.rules import system
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries.undoing import standing
from xingjia.orgtree.models import Node
from xingjia.standards.coverage.commands import rebuild
from xingjia.standards.coverage.queries.expected import wrong_figures

pytestmark = pytest.mark.django_db
NAMES = ("甲店", "乙店", "丙店", "丁店")
CODES = ("913209253693538855", "91320925778181017K", "91320925101152580K", "91320925724188678E")
UNION_CODES = ("81320925500000023T", "81320925500000031A")
TOWNS = ("320925001", "320925108")
DAYS = (date(2012, 6, 30), date(2013, 6, 30), date(2013, 12, 31))
WRITTEN = ("2010-03-01", "2011-05-04", "2013-02-20", "2015-12-31")

NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # it takes minutes
one_employer = st.integers(0, len(NAMES) - 1)
register_rows = st.lists(
    st.builds(
        lambda which, named, values: (
            {"employer_name": NAMES[which] + ("总店" if named == "renamed" else "")}
            | ({} if named == "by_name" else {"employer_code": CODES[which]})
            | {n: UNION_CODES[which // 2] if v == "" else v for n, v in values.items()}
        ),
        one_employer,
        st.sampled_from(("by_name", "by_code", "renamed")),
        st.fixed_dictionaries(
            {},
            optional={
                "division_code": st.sampled_from(TOWNS),
                "in_production": st.booleans(),
                "staff": st.integers(1, 4),
                "contracts_wage": st.booleans(),
                "union_name": st.sampled_from(("联合工会", "商圈工会")),
                "union_code": st.just(""),
                "union_founded": st.sampled_from(WRITTEN[:3]),
                "members": st.integers(1, 3),
                "sign_displayed": st.booleans(),
                "chair_name": st.sampled_from(("陆建国", "高知远")),
                "chair_elected_on": st.sampled_from(WRITTEN[:3]),
                "term_ends_on": st.sampled_from(WRITTEN[2:]),
            },
        ),
    ),
    min_size=1,
    max_size=5,
)
contract_rows = st.lists(
    st.builds(
        lambda which, values: {"employer_name": NAMES[which]} | values,
        one_employer,
        st.fixed_dictionaries(
            {
                "contract_kind": st.sampled_from(("collective", "wage")),
                "coverage_scope": st.sampled_from(("own", "regional")),
            },
            optional={
                "contract_no": st.sampled_from(("1号", "2号")),
                "valid_from": st.sampled_from(WRITTEN[:2]),
                "valid_to": st.sampled_from(WRITTEN[2:]),
                "staff_covered": st.integers(1, 3),
            },
        ),
    ),
    min_size=1,
    max_size=4,
)
workbooks = st.lists(
    st.tuples(st.just("register"), register_rows, st.sampled_from(DAYS))
    | st.tuples(st.just("contracts"), contract_rows, st.sampled_from(DAYS)),
    min_size=1,
    max_size=4,
)


def a_county() -> Node:
    city = make_node("盐城市", kind="city", code="320900")
    county = make_node("建湖县", city, code="320925")
    make_node("近湖街道", county, kind="township", code=TOWNS[0])
    make_node("上冈镇", county, kind="township", code=TOWNS[1])
    return county


def brought_in(county: Node, kind: str, rows: list[dict[str, Any]], on: date) -> Import:
    return write(lay_batch(county, *rows, kind=kind, on=on))


@settings(
    max_examples=12,
    deadline=None,
    phases=NO_SHRINKING,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(workbooks)
def test_taken_back_in_turn_each_leaves_the_register_as_it_was(found: list[tuple]):
    with transaction.atomic():
        county = a_county()
        before, batches = [], []
        for kind, rows, on in found:
            before.append(everything())
            batches.append(brought_in(county, kind, rows, on))

        while batches:
            take_back(batches.pop())

            assert everything() == before.pop()
            assert list(wrong_figures()) == []
        assert rebuild(system("test")) == 0
        transaction.set_rollback(True)


@settings(
    max_examples=10,
    deadline=None,
    phases=NO_SHRINKING,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(workbooks, st.integers(0, 3))
def test_taken_back_out_of_turn_what_came_later_stays_and_figures_are_right(
    found: list[tuple], which: int
):
    with transaction.atomic():
        county = a_county()
        batches = [brought_in(county, *one) for one in found]
        batch = batches[which % len(batches)]
        stays = standing(batch)

        take_back(batch, leaving=len(stays))

        rows = {row.pk for row in _rows(batch) if row.undone_at is None and row.written_at}
        assert rows == set(stays)
        assert list(wrong_figures()) == []
        transaction.set_rollback(True)


def _rows(batch: Import) -> Any:
    return ImportRow.objects.everything(because="a test").filter(batch=batch)
