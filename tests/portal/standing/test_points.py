"""A list by points on the pages: verified and claimed, what is unknown, what does not apply."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.browsing import queries_of, signed_in, words_of
from tests.factories import (
    DAY,
    make_contract,
    make_county,
    make_employer,
    make_union,
)
from tests.standards.standing.judged import judging
from xingjia.standards.presets import newest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_points():
    with judging(newest("shuangliang"), newest("liuyou"), newest("home-points")):
        yield


@pytest.fixture
def town():
    return make_county()[1][0]


@pytest.fixture
def union(town):
    employer = make_employer(town)
    found = make_union(employer, name="甲工会", members=80, women_members=0)
    make_contract(employer, kind="collective")
    make_contract(employer, kind="wage")
    return found


def page(client, name: str, *args, **asked):
    return client.get(reverse(f"portal:{name}", args=args), {"on": DAY.isoformat(), **asked})


def test_the_page_of_a_union_says_points_verified_and_claimed(town, union):
    words = words_of(page(signed_in("officer", town), "why", union.pk, "home-points"))

    # 6 + 6 of 91 points that apply to a union without women; the rest is unknown or not met.
    assert "核实得分 0 / 100 分，85 分达标 2 项不适用，其余折算成满分" in words
    assert "上报得分 13.19 / 100 分" in words
    assert "项未填报，补齐最多" in words
    assert "集体合同 BF-06 · 必备" in words
    assert "6 / 6 分" in words
    assert "— / 10 分 尚未填报" in words
    assert "机构不健全或未按期换届 V1 · 一票否决" in words


def test_vetoes_stand_before_other_lines_of_their_state(town, union):
    words = words_of(page(signed_in("officer", town), "why", union.pk, "home-points"))

    assert words.index("· 一票否决") < words.index("BF-01 · 必备")


def test_a_bonus_is_told_and_nobodys_task(town, union):
    client = signed_in("officer", town)
    answer = page(client, "why", union.pk, "home-points")

    assert "省级以上荣誉 BF-14" in words_of(answer)
    assert [act["codes"] for act in answer.context["acts"] if "BF-14" in act["codes"]] == []
    assert "够条件的可以申报" not in words_of(answer)


def test_a_list_without_points_speaks_of_none(town, union):
    words = words_of(page(signed_in("officer", town), "why", union.pk, "liuyou"))

    assert "得分" not in words
    assert "核实达标" in words


def test_the_matrix_has_the_points_of_each_union(town, union):
    client = signed_in("officer", town)

    assert "0 / 13.19" in words_of(page(client, "matrix", town.code, "home-points"))
    assert "得分" not in words_of(page(client, "matrix", town.code, "liuyou"))


def test_points_of_many_unions_cost_no_more_queries(town, union):
    client = signed_in("officer", town)
    address = reverse("portal:matrix", args=[town.code, "home-points"]) + f"?on={DAY}"
    client.get(address)
    few = queries_of(client, address)
    for _ in range(2):
        make_union(make_employer(town))

    assert queries_of(client, address) == few <= 15


def test_the_figures_of_a_place_say_how_many_points_pass(town, union):
    words = words_of(page(signed_in("officer", town), "standard", town.code, "home-points"))

    assert "满分 100 分，85 分达标，加分最多 5 分；先看一票否决和必备项" in words


def test_the_command_line_tells_points(union):
    out = StringIO()
    call_command("why", union.name, standard="home-points", on=DAY, format="json", stdout=out)

    (told,) = json.loads(out.getvalue())["standards"]
    assert told["points"] == {"claimed": "13.19", "verified": "0", "full": "100", "pass": "85"}


def test_two_lists_side_by_side_show_their_points(town):
    asked = {"first": "home-points 2025", "second": "home-advanced 2021"}

    words = words_of(signed_in("officer", town).get("/standards/compare/", asked))

    assert "怎样算达标 满分 100 分，85 分达标 必备项全部达标" in words
    assert "10 分；入会率，百分数低于 90，每低 5 扣 1 分" in words


def test_the_page_of_the_list_names_points_deductions_and_what_is_a_must(town):
    words = words_of(signed_in("officer", town).get("/standards/home-points/2025/"))

    assert "委员会和经审会健全、按期换届 BF-01 10 分， 必备" in words
    assert "10 分；12 个月内少于 6 次，每少 1 次扣 2 分" in words
    assert "加 3 分" in words
    assert words.index("一票否决，先看这些") < words.index("逐项条件")
