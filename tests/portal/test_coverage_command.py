import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import (
    make_chair,
    make_contract,
    make_county,
    make_employer,
    make_node,
    make_union,
    state_employer,
)
from xingjia.access.rules import system
from xingjia.orgtree.models import Node
from xingjia.portal.management.commands.coverage import a_day, a_span
from xingjia.portal.queries.series import figures_by_day
from xingjia.standards.coverage.queries import count

pytestmark = pytest.mark.django_db
CODES = [
    "operating_employers",
    "with_union",
    "contracts_collective",
    "contracts_wage",
    "contracts_women",
    "contracts_all_three",
    "elections_due",
    "elections_held",
    "elections_overdue",
    "members",
]


def run(*asked: str) -> str:
    out = StringIO()
    call_command("coverage", *asked, stdout=out)
    return out.getvalue()


def answer(*asked: str):
    return json.loads(run(*asked, "--format", "json"))


@pytest.fixture
def county() -> Node:
    county, (east, _west) = make_county("建湖县", "东镇", "西镇")
    full = make_employer(east)
    make_chair(make_union(full, make_employer(east)), term_ends_on=date(2013, 12, 30))
    for kind in ("collective", "wage", "women"):
        make_contract(full, kind=kind, valid_to=date(2014, 1, 9))
    make_employer(east)
    return county


def test_the_answer_has_the_shape_of_the_contract(county: Node):
    found = answer(county.code, "--on", "2013-12-31", "--children")

    assert list(found) == ["node", "on", "measures", "children"]
    assert found["node"] == {"code": county.code, "name": "建湖县"}
    assert found["on"] == "2013-12-31"
    assert [one["code"] for one in found["measures"]] == CODES
    assert found["measures"][1] == {
        "code": "with_union",
        "count": 2,
        "verified": 0,
        "bases": [{"code": "operating", "count": 2, "base": 3, "rate": 0.6667}],
    }
    assert found["measures"][5]["bases"] == [
        {"code": "unionised", "count": 1, "base": 2, "rate": 0.5},
        {"code": "operating", "count": 1, "base": 3, "rate": 0.3333},
    ]
    assert found["measures"][8] == {
        "code": "elections_overdue",
        "count": 2,
        "verified": 0,
        "bases": [{"code": "unionised", "count": 2, "base": 2, "rate": 1.0}],
    }


def test_children_add_up_and_unknown_is_null(county: Node):
    make_employer(county)

    found = answer(county.code, "--on", "2013-12-31", "--children")

    assert [one["node"]["name"] for one in found["children"]] == ["东镇", "西镇", "未分到下级"]
    assert [one["measures"][0]["count"] for one in found["children"]] == [3, None, 1]
    assert found["children"][1]["measures"][1]["bases"][0] == {
        "code": "operating",
        "count": None,
        "base": None,
        "rate": None,
    }


def test_without_children_there_are_none(county: Node):
    assert answer(county.code, "--on", "2013-12-31")["children"] == []


def test_a_node_is_found_by_its_only_name(county: Node):
    assert answer("建湖县")["node"]["code"] == county.code


def test_the_only_county_with_figures_needs_no_name(county: Node):
    make_county("空县")

    assert answer()["node"]["code"] == county.code


def test_of_several_counties_with_figures_the_nation_is_meant(county: Node):
    nation = make_node("全国", kind="nation")
    make_employer(make_county("阜宁县")[1][0])

    assert answer()["node"]["code"] == nation.code


def test_an_unknown_node_is_refused_with_a_sentence(county: Node):
    with pytest.raises(CommandError, match="没有“没有县”这个地方或代码") as refused:
        run("没有县")
    assert refused.value.returncode == 1


def test_a_name_twice_asks_for_the_code(county: Node):
    make_county("建湖县")

    with pytest.raises(CommandError, match="有 2 个地方叫“建湖县”"):
        run("建湖县")


def test_a_union_is_refused(county: Node):
    union = make_union(make_employer(county))

    with pytest.raises(CommandError, match="是一家工会"):
        run(union.organisation.code)


def test_an_empty_tree_says_what_to_run():
    with pytest.raises(CommandError, match="load_divisions"):
        run()


def test_a_day_on_which_it_stood_nowhere_is_refused(county: Node):
    county.placements.update(start=date(2013, 1, 1))

    with pytest.raises(CommandError, match="2012年12月31日没有建湖县"):
        run(county.code, "--on", "2012-12-31")


@pytest.mark.parametrize("text", ["2013-02-30", "13-1-1", "", "today"])
def test_what_is_no_day_is_wrong_usage(text: str):
    with pytest.raises(CommandError, match="不是日子"):
        run("--on", text)
    with pytest.raises(Exception, match="不是日子"):
        a_day(text)


@pytest.mark.parametrize("text", ["2013-01-01", "2014-01-01..2013-01-01", "2000-01-01..2013-01-01"])
def test_what_is_no_span_is_wrong_usage(text: str):
    with pytest.raises(Exception, match=r"写成|颠倒"):
        a_span(text)


def test_the_curve_is_the_count_of_every_day(county: Node):
    state_employer(
        make_employer(Node.objects.get(name="东镇")),
        "in_production",
        value=False,
        day=date(2014, 1, 5),
    )
    first, last = date(2013, 12, 29), date(2014, 1, 12)

    by_day = list(figures_by_day(system("test"), county, first, last))

    assert [on for on, _ in by_day] == [
        date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)
    ]
    for on, figures in by_day:
        assert figures == count(system("test"), county, on).total.figures
    counts = [figures["contracts_all_three"].count for _, figures in by_day]
    assert counts == [None] * 2 + [1] * 10 + [0] * 3


def test_the_curve_as_json_is_one_entry_a_day(county: Node):
    found = answer(county.code, "--curve", "2013-12-30..2014-01-01")

    assert [one["on"] for one in found] == ["2013-12-30", "2013-12-31", "2014-01-01"]
    assert [one["measures"][0]["count"] for one in found] == [None, 3, 3]


def test_the_curve_knows_nothing_of_days_on_which_the_node_stood_nowhere(county: Node):
    county.placements.update(start=date(2014, 1, 1))

    text = run(county.code, "--curve", "2013-12-31..2014-01-01").splitlines()

    assert text[2].split() == ["2013-12-31", *["—"] * 7]
    assert text[3].split()[:3] == ["2014-01-01", "3", "2/3"]


def test_the_table_for_people_names_each_base(county: Node):
    text = run(county.code, "--on", "2013-12-31", "--children").splitlines()

    assert text[0] == f"建湖县（{county.code}），截至2013年12月31日"
    assert text[1].split()[:4] == ["地方", "投产", "建会/投产", "三项合同/已建会"]
    assert text[2].split()[:4] == ["合计", "3", "2/3", "66.7%"]
    assert text[1].split()[-1] == "换届超期/已建会"
    assert text[2].split()[-2:] == ["2/2", "100.0%"]
    assert text[4].split() == ["西镇", *["—"] * 7]


def test_members_have_their_own_base_of_which_the_unknown_is_no_part():
    county, (east, west) = make_county("建湖县", "东镇", "西镇")
    known, unknown, elsewhere = (make_employer(at) for at in (east, east, west))
    for employer, staff in ((known, 100), (elsewhere, 50)):
        state_employer(employer, "staff", staff)
    for employer, members in ((known, 80), (unknown, 30), (elsewhere, 50)):
        make_union(employer, members=members)

    found = answer(county.code, "--on", "2013-12-31", "--children")

    def told(measures):
        one = next(one for one in measures if one["code"] == "members")
        return one["count"], one["bases"][0]

    count, base = told(found["measures"])
    below = [told(child["measures"])[0] for child in found["children"]]
    assert count == 160
    assert base == {"code": "staff_of_unionised", "count": 130, "base": 150, "rate": 0.8667}
    assert sum(one or 0 for one in below) == 160
