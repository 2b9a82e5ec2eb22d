"""An officer keeps a superior's form, has its cells recognised, and downloads it filled."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from tests.browsing import links_of, queries_of, session_of, signed_in, words_of
from tests.factories import form_of, make_employer, make_report
from tests.portal.land import Land, post
from xingjia.portal.reports.models import Pointer, Report
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.files.queries import open_blob

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Land:
    return Land()


@pytest.fixture
def client(land):
    return session_of(post("officer", land.east))


def upload(client, land, content: bytes, name: str = "市总10月报表.xlsx", **more: str):
    file = SimpleUploadedFile(name, content)
    given = {"file": file, "title": "", "node": land.east.pk} | more
    return client.post("/reports/", given, follow=True)


def kept() -> Report:
    return Report.objects.everything(because="a test").get()


def pointed() -> dict[str, Pointer]:
    return {one.cell: one for one in Pointer.objects.everything(because="a test")}


def test_a_form_is_kept_recognised_and_filled(client, land):
    raw = form_of("上冈镇", "建阳镇", "别处镇")

    shown = upload(client, land, raw)
    assert "市总10月报表" in words_of(shown)
    assert "认出 14 格" in words_of(shown)
    report = kept()
    accepted = client.post(f"/reports/{report.pk}/accept/", follow=True)

    assert "已对上 14 格" in words_of(accepted)
    made = client.get(f"/reports/{report.pk}/fill/", {"on": "2013-12-31"})
    book = load_workbook(BytesIO(made.content))
    sheet = book["进展"]
    assert [sheet[name].value for name in ("B4", "C4", "B5", "C5")] == [2, 1, 1, 0]
    assert sheet["D4"].value == 50.0  # a plain cell: percent as a number
    assert sheet["D7"].value == pytest.approx(0.3333)  # a cell that shows percent
    assert sheet["B6"].value is None  # not ours
    assert sheet["B7"].value == "=SUM(B4:B6)"
    assert book.sheetnames == ["进展", "数字来源"]
    told = [[cell.value for cell in row] for row in book["数字来源"].iter_rows(min_row=3)]
    assert ["进展", "C4", "建会企业家数", "上冈镇", "1", "2013年12月31日"] in told
    assert Entry.objects.get(action="audit.exported").details["rows"] == 14


def test_a_form_that_lists_counties_gets_our_own_line_and_no_other(client, land):
    upload(client, land, form_of("射阳县", "建湖县", "阜宁县"))

    client.post(f"/reports/{kept().pk}/accept/")

    assert {name[1:] for name in pointed()} == {"5"}  # the sum is of all counties
    assert {one.place for one in pointed().values()} == {""}


def test_the_original_is_kept_byte_for_byte(client, land):
    raw = form_of("上冈镇")
    upload(client, land, raw)

    with open_blob(kept().blob) as file:
        assert file.read() == raw


def test_what_nobody_has_reported_stays_empty(client, land):
    upload(client, land, form_of("上冈镇"))
    client.post(f"/reports/{kept().pk}/accept/")

    made = client.get(f"/reports/{kept().pk}/fill/", {"on": "2012-06-30"})
    book = load_workbook(BytesIO(made.content))

    assert book["进展"]["B4"].value is None
    assert "未填报，留空" in {cell.value for row in book["数字来源"] for cell in row}


def test_one_cell_is_pointed_changed_and_cleared(client, land):
    upload(client, land, form_of("上冈镇"))
    address = f"/reports/{kept().pk}/?sheet=进展&cell=G4"
    assert "G4 格填什么" in words_of(client.get(address))

    client.post(address, {"figure": "with_union.missing.operating", "place": land.first.code})
    assert (pointed()["G4"].part, pointed()["G4"].place) == ("missing", land.first.code)
    assert "建会企业还差几家" in client.get(address).content.decode()

    client.post(address, {"figure": "idle_employers.count.", "place": ""})
    assert (pointed()["G4"].measure, pointed()["G4"].place) == ("idle_employers", "")
    before = Entry.objects.count()
    client.post(address, {"figure": "idle_employers.count.", "place": ""})
    assert Entry.objects.count() == before  # the same again is no change

    client.post(address, {"figure": "", "place": ""})
    assert pointed() == {}


def test_a_cell_with_a_formula_is_left_alone(client, land):
    upload(client, land, form_of("上冈镇"))

    answer = client.post(
        f"/reports/{kept().pk}/?sheet=进展&cell=B5",
        {"figure": "with_union.count.", "place": ""},
        follow=True,
    )

    assert "这一格里有公式" in words_of(answer)
    assert pointed() == {}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("表.csv", "镇,数\n上冈镇,1\n".encode(), "只收 .xlsx"),
        ("表.xlsx", b"", "空文件"),
        ("表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "不是表格文件"),
    ],
)
def test_a_file_that_is_no_form_is_refused_in_words(client, land, name, content, said):
    answer = upload(client, land, content, name)

    assert answer.status_code == 400
    assert said in words_of(answer)
    assert not Report.objects.everything(because="a test").exists()


def test_a_form_put_away_is_gone_from_the_list(client, land):
    report = make_report(land.east)

    answer = client.post(f"/reports/{report.pk}/retire/", follow=True)

    assert "已收起" in words_of(answer)
    assert f"/reports/{report.pk}/" not in links_of(client.get("/reports/"))
    assert client.get(f"/reports/{report.pk}/").status_code == 404
    assert client.post(f"/reports/{report.pk}/retire/").status_code == 404


def test_another_county_finds_nothing(client, land):
    report = make_report(land.east)
    stranger = signed_in("officer", land.west)

    assert f"/reports/{report.pk}/" not in links_of(stranger.get("/reports/"))
    for path in ("", "fill/?on=2013-12-31"):
        assert stranger.get(f"/reports/{report.pk}/{path}").status_code == 404
    assert stranger.post(f"/reports/{report.pk}/accept/").status_code == 404


def test_who_keeps_no_register_keeps_no_forms(land):
    assert signed_in("leader", land.east).get("/reports/").status_code == 404
    assert signed_in("chair", land.union.organisation).get("/reports/").status_code == 404


@pytest.mark.parametrize("on", ["", "2999-01-01", "昨天"])
def test_a_day_that_will_not_do_is_said(client, land, on):
    report = make_report(land.east)

    answer = client.get(f"/reports/{report.pk}/fill/", {"on": on}, follow=True)

    assert "截止日期不对" in words_of(answer)


def test_the_number_of_queries_does_not_grow_with_forms_cells_or_employers(client, land):
    upload(client, land, form_of("上冈镇"))
    report = kept()
    client.get("/reports/")
    lists, page = queries_of(client, "/reports/"), queries_of(client, f"/reports/{report.pk}/")

    client.post(f"/reports/{report.pk}/accept/")
    for number in range(3):
        make_report(land.east, f"表{number}")
        make_employer(land.first)

    assert queries_of(client, "/reports/") == lists
    assert queries_of(client, f"/reports/{report.pk}/") <= page + 1
