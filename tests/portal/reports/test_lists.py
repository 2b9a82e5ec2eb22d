"""A list in a superior's form: from a cell to the right and down."""

from io import BytesIO

import openpyxl
import pytest

from tests.browsing import session_of, words_of
from tests.factories import form_of
from tests.portal.land import Land, post
from tests.portal.reports.test_views import kept, pointed, upload
from xingjia.toolkit.sheets.filling import Filled, NoRoom

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Land:
    return Land()


@pytest.fixture
def client(land):
    return session_of(post("officer", land.east))


def a_form(*below: tuple[str, ...], free: int = 0) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "名单"
    book.active.append(["未建会企业名单"])
    book.active.append(["序号", "企业", "还差什么"])
    book.active["B3"].font = openpyxl.styles.Font(bold=True)
    for row, cells in enumerate(below, 3 + free):
        for column, text in enumerate(cells, 1):
            book.active.cell(row, column, text)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def point(client, report, **given):
    said = {"figure": "with_union.rest.operating", "place": "", "columns": ["number", "name"]}
    address = f"/reports/{report.pk}/?sheet=名单&cell=A3"
    return client.post(address, said | given, follow=True)


def filled(client, report):
    return client.get(f"/reports/{report.pk}/fill/", {"on": "2013-12-31"}, follow=True)


def test_a_list_grows_downwards_with_its_rows_and_says_where_it_comes_from(client, land):
    upload(client, land, a_form())

    shown = point(client, kept())
    made = filled(client, kept())

    assert "已记下这一格" in words_of(shown)
    book = openpyxl.load_workbook(BytesIO(made.content))
    rows = [[cell.value for cell in row] for row in book["名单"].iter_rows(min_row=3)]
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert (len(rows), all(isinstance(row[1], str) for row in rows)) == (2, True)
    told = [[cell.value for cell in row] for row in book["数字来源"].iter_rows(min_row=3)]
    assert told[0][:2] == ["名单", "A3"]
    assert told[0][4] == "名单 2 行"


def test_each_row_is_dressed_like_the_first(client, land):
    upload(client, land, a_form())
    point(client, kept())

    sheet = openpyxl.load_workbook(BytesIO(filled(client, kept()).content))["名单"]

    assert [sheet[name].font.b for name in ("B3", "B4")] == [True, True]


def test_what_stands_below_is_never_written_over(client, land):
    upload(client, land, a_form(("填表人", "", ""), free=1))
    point(client, kept())

    answer = filled(client, kept())

    assert "名单 的 A3 起要放 2 行名单，下面只空着 1 行，没有填" in words_of(answer)


def test_a_list_of_no_columns_is_asked_again(client, land):
    upload(client, land, a_form())

    answer = point(client, kept(), columns=[])

    assert "请至少选一列" in words_of(answer)
    assert pointed() == {}


def test_a_figure_keeps_no_columns(client, land):
    upload(client, land, form_of("上冈镇"))
    client.post(
        f"/reports/{kept().pk}/?sheet=进展&cell=C4",
        {"figure": "with_union.count.", "place": "", "columns": ["name"]},
    )

    assert pointed()["C4"].columns == []


@pytest.mark.parametrize(
    ("merge", "room"), [("A6:C6", 3), ("C8:D9", 5), ("D4:E4", None), ("B20:B21", 17)]
)
def test_a_merged_cell_below_is_in_the_way_where_it_reaches_the_columns(merge, room):
    book = openpyxl.Workbook()
    book.active.merge_cells(merge)
    file = BytesIO()
    book.save(file)

    rows = [[1, 2, 3]] * 18
    if room is None:
        Filled(file.getvalue()).put_rows("Sheet", "A3", rows)
        return
    with pytest.raises(NoRoom) as full:
        Filled(file.getvalue()).put_rows("Sheet", "A3", rows)
    assert full.value.params["room"] == room
