"""A tally that somebody sent, beside our own figures."""

from io import BytesIO

import openpyxl
import pytest

from tests.factories import (
    DAY,
    TESTER,
    appoint,
    make_account,
    make_employer,
    make_node,
    make_union,
)
from tests.figures import follow_now
from tests.imports.browsing import page_of, text_of
from tests.imports.registers import jianhu
from xingjia.imports import commands
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer, UnionStatement

pytestmark = pytest.mark.django_db
HEAD = ("乡镇街道", "企业数", "建会数", "三项合同齐全", "亮牌数")


@pytest.fixture
def county() -> Node:
    county = jianhu()
    town, park = Node.objects.filter(kind="township").order_by("code")
    for _ in range(3):
        make_employer(town, in_production=True)
    make_employer(park, in_production=True)
    return county


def bring(county: Node, *rows: tuple[object, ...]) -> Import:
    book = openpyxl.Workbook()
    for row in (("各镇双亮进度统计表（截至2013年12月31日）",), HEAD, *rows):
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return commands.receive(TESTER, county, stream=file, filename="统计表.xlsx", on=DAY)


def planned(batch: Import) -> list[tuple[str, str, list[tuple[str, object, object]]]]:
    rows = ImportRow.objects.everything(because="a test").filter(batch=batch).order_by("pk")
    return [
        (
            row.plan["title"],
            row.outcome,
            [(one["field"], one["before"], one["after"]) for one in row.plan["changes"]],
        )
        for row in rows
    ]


def test_each_place_shows_ours_and_theirs_where_they_differ(county: Node):
    batch = bring(county, ("近湖街道", 3, 0, 0, 0), ("上冈镇", 2, 0, 0, 0), ("建湖县", 5, 0, 0, 0))

    assert planned(batch) == [
        ("近湖街道", "same", []),
        ("上冈镇", "held", [("enterprises", 1, 2)]),
        ("建湖县", "held", [("enterprises", 4, 5)]),
    ]


def test_signs_are_compared_with_the_unions_that_show_one(county: Node):
    employers = Employer.objects.everything(because="a test").filter(organisation__name="近湖街道")
    first, second, third = (make_union(one) for one in employers)
    for union, shown in ((first, True), (second, False)):
        said = {"union": union, "field": "sign_displayed", "value": shown, "day": DAY}
        UnionStatement.objects.everything(because="a test").create(**said, said_by="x")
    follow_now()
    batch = bring(county, ("近湖街道", 3, 3, None, 2), ("上冈镇", 1, 0, None, 0))

    assert third
    assert planned(batch) == [
        ("近湖街道", "held", [("signs_displayed", 1, 2)]),
        ("上冈镇", "same", []),
    ]


def test_where_nobody_has_said_who_shows_a_sign_our_figure_is_unknown_and_no_zero(county: Node):
    for one in Employer.objects.everything(because="a test").filter(organisation__name="近湖街道"):
        make_union(one)
    follow_now()

    batch = bring(county, ("近湖街道", 3, 3, None, 0))

    assert planned(batch) == [("近湖街道", "held", [("signs_displayed", None, 0)])]


def test_what_a_row_leaves_blank_is_not_compared(county: Node):
    batch = bring(county, ("上冈镇", None, 0, None, None))

    assert planned(batch) == [("上冈镇", "same", [])]


def test_nothing_is_written(county: Node):
    batch = bring(county, ("上冈镇", 2, 0, 0, 0))

    batch = commands.confirm(TESTER, batch)
    commands.write_now(batch)

    rows = ImportRow.objects.everything(because="a test").filter(batch=batch)
    assert [row.written_at for row in rows] == [None]


def test_figures_of_a_place_elsewhere_are_not_told(county: Node):
    elsewhere = make_node("射阳县", Node.objects.get(code="320900"), kind="county", code="320924")
    make_employer(elsewhere, in_production=True)
    batch = bring(county, ("射阳县", 9, 1, 1, 1))

    ((_title, outcome, changes),) = planned(batch)

    assert (outcome, changes) == ("held", [])


class TestOnThePage:
    @pytest.fixture(autouse=True)
    def _signed_in(self, county: Node, client):
        account = make_account("孟知秋")
        appoint(account, "officer", county)
        client.force_login(account)

    def test_the_difference_is_said_and_nothing_can_be_confirmed(self, county: Node, client):
        batch = bring(county, ("上冈镇", 2, 0, 0, 0))

        page = text_of(client.get(page_of(batch)))

        told = ("台账 1 家，表里 2 家", "表里多 1", "对不上", "只对照，什么都不写")
        assert [text in page for text in told] == [True] * 4
        assert 'id="confirm"' not in page

    def test_a_difference_is_on_the_desk_until_somebody_settles_it(self, county: Node, client):
        batch = bring(county, ("上冈镇", 2, 0, 0, 0), ("近湖街道", 3, 0, 0, 0))
        (row,) = ImportRow.objects.everything(because="a test").filter(outcome="held")

        desk = text_of(client.get("/desk/?kind=held"))

        assert ("上冈镇的数和台账对不上" in desk, "近湖街道的数和" in desk) == (True, False)
        assert f"{page_of(batch)}?row={row.pk}" in desk


class TestAKindWithoutARoom:
    @pytest.fixture
    def batch(self, county: Node) -> Import:
        with open("tests/samples/S5_pairings.xlsx", "rb") as stream:
            return commands.receive(TESTER, county, stream=stream, filename="联手.xlsx", on=DAY)

    def test_is_kept_as_it_was_read(self, batch: Import):
        rows = ImportRow.objects.everything(because="a test").filter(batch=batch)

        reasons = {one["code"] for row in rows for one in row.plan["reasons"]}
        assert (rows.count() > 0, reasons, batch.state) == (True, {"no_room"}, "ready")

    def test_says_so_and_is_not_on_the_desk(self, county: Node, batch: Import, client):
        account = make_account("孟知秋")
        appoint(account, "officer", county)
        client.force_login(account)

        page = text_of(client.get(page_of(batch)))

        assert ("存下了，还没有写入任何内容" in page, 'id="confirm"' in page) == (True, False)
        assert page_of(batch) not in text_of(client.get("/desk/?kind=held"))
