from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.browsing import signed_in, words_of
from tests.factories import DAY, make_chair, make_county, make_employer, make_union
from tests.standards.standing.judged import GUARDED, SHOWN, judging

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_standards():
    with judging(SHOWN, GUARDED):
        yield


@pytest.fixture
def county():
    found, (one, other) = make_county("建湖县", "上冈镇", "建阳镇")
    shown = make_union(make_employer(one), name="甲工会", sign_displayed=True, women_members=2)
    make_chair(shown, term_ends_on=date(2014, 1, 30))
    make_union(make_employer(other), name="乙工会", sign_displayed=False)
    make_union(make_employer(other), name="丙工会")
    return found


def figures(client, county, on: date = DAY):
    url = reverse("portal:standard", args=[county.code, "shown"])
    return client.get(url, {"on": on.isoformat()})


def matrix(client, county, **asked: str):
    url = reverse("portal:matrix", args=[county.code, "shown"])
    return client.get(url, {"on": DAY.isoformat()} | asked)


def test_verified_and_claimed_stand_side_by_side_with_each_place(county):
    words = words_of(figures(signed_in("officer", county), county))

    assert "核实 0 / 3 工会 0.0% 上报 1 / 3 工会 33.3%" in words
    assert "上冈镇 0 / 1 0.0% 1 / 1 100.0% 0 0 1" in words
    assert "建阳镇 0 / 2 0.0% 0 / 2 0.0% 1 1 0" in words


def test_it_tells_what_lapses_and_forecasts_nothing_without_a_gain(county):
    words = words_of(figures(signed_in("officer", county), county))

    assert "30 天内 0 / 0 0 / 1" in words
    assert "90 天内 0 / 0 1 / 1" in words
    assert "推算不出哪天全部达标" in words


def test_a_day_without_unions_says_so(county):
    words = words_of(figures(signed_in("officer", county), county, date(2009, 1, 1)))

    assert "这一天这里没有工会" in words


def test_the_matrix_shows_every_union_with_a_link_to_its_reasons(county):
    response = matrix(signed_in("officer", county), county)

    assert [row["name"] for row in response.context["rows"]] == ["甲工会", "乙工会", "丙工会"]
    kinds = [cell["kind"] for cell in response.context["rows"][0]["cells"]]
    assert kinds == ["info", "info", "lapsing", "unknown", "na"]
    assert "#A-3" in response.context["rows"][0]["cells"][2]["url"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"show": "not_met"}, ["乙工会"]),
        ({"show": "unknown"}, ["丙工会"]),
        ({"show": "claimed"}, ["甲工会"]),
        ({"show": "lapsing"}, ["甲工会"]),
        ({"show": "met"}, []),
        ({"show": "lapsing", "criterion": "A-3"}, ["甲工会"]),
        ({"show": "unknown", "criterion": "any"}, ["甲工会", "乙工会", "丙工会"]),
    ],
)
def test_filters_stand_in_the_address(county, asked, names):
    response = matrix(signed_in("officer", county), county, **asked)

    assert [row["name"] for row in response.context["rows"]] == names


def test_one_line_is_chosen_from_a_menu_and_kept_by_the_filters(county):
    shown = matrix(signed_in("officer", county), county, show="lapsing", criterion="A-3")
    menu, *chips = shown.context["filters"]

    assert [one["title"] for one in menu["choices"]][:3] == ["整体", "任何一条", "A-1 牌子"]
    assert [one["title"] for one in menu["choices"] if one["current"]] == ["A-3 主席"]
    assert all("criterion=A-3" in one["url"] for one in chips)
    whole = next(one["url"] for one in menu["choices"] if one["title"] == "整体")
    assert "criterion" not in whole
    assert "show=lapsing" in whole


def test_a_place_with_nothing_below_has_no_table_of_places(county):
    town = county.__class__.objects.get(name="建阳镇")

    words = words_of(figures(signed_in("officer", county), town))

    assert "未分到下级" not in words
    assert "这里没有下一级，工会都在“逐家逐项看”里。" in words


def test_what_nobody_offers_is_not_found(county):
    client = signed_in("officer", county)

    assert matrix(client, county, show="best").status_code == 404
    assert matrix(client, county, criterion="Z-9").status_code == 404


def test_a_township_sees_its_own_unions_only(county):
    town = county.__class__.objects.get(name="建阳镇")

    response = matrix(signed_in("township_officer", town), town)

    assert [row["name"] for row in response.context["rows"]] == ["乙工会", "丙工会"]
    assert matrix(signed_in("township_officer", town), county).status_code == 404


def test_the_matrix_leaves_as_a_workbook(county):
    response = matrix(signed_in("officer", county), county, format="xlsx")

    sheet = load_workbook(BytesIO(response.content)).active
    lines = [[cell for cell in row if cell is not None] for row in sheet.values]
    assert any(line[:3] == ["甲工会", "待核实", "待核实"] for line in lines)


def test_pages_ask_no_more_for_more_unions(county, django_assert_max_num_queries):
    client = signed_in("officer", county)
    town = county.__class__.objects.get(name="建阳镇")
    figures(client, county)
    with django_assert_max_num_queries(40) as first:
        figures(client, county)
        matrix(client, county)
    for number in range(5):
        make_union(make_employer(town), name=f"{number}号工会", sign_displayed=True)
    with django_assert_max_num_queries(len(first)):
        figures(client, county)
        matrix(client, county)


def test_the_figures_are_drawn_over_time_and_listed_behind_the_picture(county):
    shown = figures(signed_in("officer", county), county).context["burn"]

    assert (shown["points"][-1].claimed, shown["points"][-1].verified) == (1, 0)
    assert shown["points"][-1].day == DAY
    assert [one.claimed for one in shown["ahead"]][-1] == 0  # her term ends in January
    names = [one["name"] for one in shown["option"]["baseOption"]["series"]]
    assert "应有" in names


def test_where_nothing_was_ever_met_there_is_no_picture(county):
    assert figures(signed_in("officer", county), county, date(2010, 4, 1)).context["burn"] in (
        {},
        None,
    )
