"""The faults of an import, back in the workbook they stand in."""

from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.browsing import signed_in
from tests.factories import DAY, TESTER, make_node
from tests.imports.browsing import LIST, page_of, text_of
from tests.imports.registers import WRONG_CODE, a_row, bring_in, jianhu, receive
from xingjia.imports import commands
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.registry.rules.names import name_key
from xingjia.toolkit.files.queries import path_of

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
LINE = ("工作表", "行", "列", "格", "要紧吗", "读到的内容", "哪里不对", "怎么办")


@pytest.fixture
def county() -> Node:
    return jianhu()


@pytest.fixture
def officer(county: Node) -> Client:
    return signed_in("officer", county)


def faults(client: Client, batch: Import):
    response = client.get(page_of(batch, "faults/"))
    assert response.status_code == 200, response
    return load_workbook(BytesIO(response.content)), response


def test_the_faulty_cells_come_back_in_the_workbook_itself(officer: Client, county: Node):
    bring_in(county, a_row(1))
    batch = receive(county, a_row(1, staff="看不懂"), a_row(2, code=WRONG_CODE), a_row(3))
    before = path_of(batch.blob.sha256).read_bytes()

    book, response = faults(officer, batch)

    own = book.worksheets[1]
    marked = {
        cell.coordinate: cell.comment.text
        for row in own.iter_rows()
        for cell in row
        if cell.comment
    }
    assert list(marked) == ["E3", "B4"]
    assert "请核对原表" in marked["E3"]
    assert "请照证书核对" in marked["B4"]
    lines = list(book["问题清单"].values)
    assert lines[0] == LINE
    assert [line[1:6] for line in lines[1:]] == [
        (3, "职工人数", "E3", "要改", "看不懂"),
        (4, "统一社会信用代码", "B4", "要改", WRONG_CODE),
    ]
    assert all(line[5] and line[6] for line in lines)
    assert path_of(batch.blob.sha256).read_bytes() == before
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "filename*=UTF-8''" in response["Content-Disposition"]


def test_a_place_nobody_knows_is_marked_where_it_is_written(officer: Client, county: Node):
    name, code, _place, *rest = a_row(1)
    batch = receive(county, (name, code, "没有这个镇", *rest))

    book, _ = faults(officer, batch)

    marked = [cell for row in book.worksheets[1].iter_rows() for cell in row if cell.comment]
    _head, line = book["问题清单"].values
    assert [cell.value for cell in marked] == ["没有这个镇"]
    assert line[3] == marked[0].coordinate
    assert line[5:7] == ("没有这个镇", "本地没有这个镇、街道，请核对原表")


def test_what_a_room_holds_against_a_row_is_in_the_list(officer: Client, county: Node):
    bring_in(county, a_row(1), a_row(2))
    batch = receive(county, (a_row(2)[0], *a_row(1)[1:]))

    book, _ = faults(officer, batch)

    assert "代码是" in list(book["问题清单"].values)[1][6]


def test_the_marks_sit_on_ones_own_rows_under_titles_and_two_rows_of_heads(
    officer: Client, county: Node
):
    stream = BytesIO((SAMPLES / "S1_register.xlsx").read_bytes())
    batch = commands.receive(TESTER, county, stream=stream, filename="S1.xlsx", on=DAY)

    book, _ = faults(officer, batch)

    own = load_workbook(SAMPLES / "S1_register.xlsx").active
    copy = book[own.title]
    assert [[one.value for one in row] for row in copy] == [
        [one.value for one in row] for row in own
    ]
    lines = [dict(zip(LINE, line, strict=True)) for line in list(book["问题清单"].values)[1:]]
    rows = {row.row: row for row in ImportRow.objects.everything(because="a test")}
    for line in lines:
        cell = copy[line["格"]]
        covered = [one for one in copy.merged_cells.ranges if cell.coordinate in one]
        shown = copy.cell(covered[0].min_row, covered[0].min_col) if covered else cell
        assert line["哪里不对"] in shown.comment.text
        if line["行"] in rows:
            name = "".join(str(copy.cell(line["行"], 4).value).split())
            assert name_key(name) == name_key(rows[line["行"]].values["employer_name"])
    assert len(lines) >= 38  # as many as the sample has issues


def test_a_pasted_table_comes_back_as_a_workbook(officer: Client, county: Node):
    text = "企业名称\t统一社会信用代码\t乡镇\t职工人数\n=甲店\t\t上冈镇\t50余人\n乙店\t\t上冈镇\t30"
    officer.post(LIST, {"text": text, "node": county.pk})
    batch = Import.objects.everything(because="a test").get()

    book, _ = faults(officer, batch)

    assert [row[0] for row in book.worksheets[1].values] == ["企业名称", "=甲店", "乙店"]
    assert book.worksheets[1]["A2"].data_type == "s"
    assert book.worksheets[1]["D2"].comment is not None
    assert book.worksheets[1]["D3"].comment is None


def test_a_workbook_without_faults_has_nothing_to_mark(officer: Client, county: Node):
    batch = receive(county, a_row(1))

    shown = text_of(officer.get(page_of(batch, "faults/"), follow=True))

    assert "没有读出问题" in shown
    assert "标出问题的表" not in text_of(officer.get(page_of(batch)))


def test_the_page_offers_it_where_something_is_wrong(officer: Client, county: Node):
    batch = receive(county, a_row(1, code=WRONG_CODE))

    assert f'href="{page_of(batch, "faults/")}"' in text_of(officer.get(page_of(batch)))


def test_a_lost_original_is_told(officer: Client, county: Node):
    batch = receive(county, a_row(1, code=WRONG_CODE))
    path_of(batch.blob.sha256).unlink()

    assert "做不出带标记的表" in text_of(officer.get(page_of(batch, "faults/"), follow=True))


def test_others_do_not_find_it(county: Node):
    batch = receive(county, a_row(1, code=WRONG_CODE))
    for role, at in (("leader", county), ("officer", make_node("射阳县"))):
        assert signed_in(role, at).get(page_of(batch, "faults/")).status_code == 404
