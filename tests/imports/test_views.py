import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.browsing import queries_of, signed_in
from tests.factories import make_node
from tests.imports.browsing import LIST, afresh, page_of, text_of
from tests.imports.registers import WRONG_CODE, a_file, a_row, bring_in, jianhu, receive
from xingjia.imports.models import Import
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer

pytestmark = pytest.mark.django_db


def employers() -> int:
    return Employer.objects.everything(because="a test").count()


def imports() -> int:
    return Import.objects.everything(because="a test").count()


@pytest.fixture
def county() -> Node:
    return jianhu()


@pytest.fixture
def officer(county: Node) -> Client:
    return signed_in("officer", county)


def upload(client: Client, node: Node, file: SimpleUploadedFile):
    return client.post(LIST, {"file": file, "node": node.pk})


# --- choosing a file --------------------------------------------------------------------------


def test_an_empty_history_says_what_to_begin_with(officer: Client):
    response = officer.get(LIST)

    assert response.status_code == 200
    assert "还没有导入过" in text_of(response)


def test_the_county_is_the_place_unless_another_is_chosen(officer: Client, county: Node):
    shown = text_of(officer.get(LIST))

    assert f'<option value="{county.pk}" selected>建湖县</option>' in shown
    assert "上冈镇</option>" in shown


def test_a_township_officer_has_one_place_and_no_choice(county: Node):
    township = Node.objects.get(code="320925108")
    client = signed_in("township_officer", township)

    shown = text_of(client.get(LIST))

    assert f'<input type="hidden" name="node" value="{township.pk}">' in shown
    assert "<select" not in shown


def test_a_workbook_is_read_and_shown_before_anything_is_written(officer: Client, county: Node):
    response = upload(officer, county, a_file(a_row(1), a_row(2)))

    batch = Import.objects.everything(because="a test").get()
    assert (response.status_code, response["Location"]) == (302, page_of(batch))
    assert employers() == 0


def test_every_import_stands_in_the_history(officer: Client, county: Node):
    bring_in(county, a_row(1))
    receive(county, a_row(2), name="第二份.xlsx")

    shown = text_of(officer.get(LIST))

    assert "写入 1 行" in shown
    assert "第二份.xlsx" in shown
    assert "等您核对" in shown


def test_the_list_asks_the_database_as_often_for_three_imports_as_for_one(
    officer: Client, county: Node
):
    receive(county, a_row(1))
    with_one = queries_of(officer, LIST)

    for number in (2, 3):
        receive(county, a_row(number))

    assert queries_of(officer, LIST) == with_one


# --- what cannot be read ----------------------------------------------------------------------


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 250_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文件是空的"),
        (b"\x00\x01\x02 not a workbook", "这不是表格文件"),
        (b"PK\x03\x04 broken", "这不是表格文件"),
        (bomb(), "展开后太大"),
        ("今天天气很好\n明天也好\n".encode(), "没有找到认得的表格"),
        (b"0" * (20 * 1024 * 1024 + 1), "超过 20 MB"),
    ],
    ids=["empty", "not a workbook", "broken", "bomb", "no table", "too large"],
)
def test_a_file_that_cannot_be_read_gets_its_sentence(
    officer: Client, county: Node, content: bytes, sentence: str
):
    response = upload(officer, county, SimpleUploadedFile("名册.xlsx", content))

    assert response.status_code == 400
    assert sentence in text_of(response)
    assert imports() == 0


def test_the_chosen_place_stays_chosen_when_a_file_is_refused(officer: Client, county: Node):
    township = Node.objects.get(code="320925108")

    response = upload(officer, township, SimpleUploadedFile("名册.xlsx", b"nothing"))

    assert f'<option value="{township.pk}" selected>' in text_of(response)


def test_without_a_file_the_page_says_so(officer: Client, county: Node):
    response = officer.post(LIST, {"node": county.pk})

    assert response.status_code == 400
    assert "还没有选文件" in text_of(response)


def test_nobody_brings_a_workbook_into_another_county(officer: Client):
    elsewhere = make_node("射阳县", code="320924")

    response = upload(officer, elsewhere, a_file(a_row(1)))

    assert response.status_code == 400
    assert imports() == 0


# --- who may ----------------------------------------------------------------------------------

READS = ("", "progress/", "original/")
WRITES = ("day/", "confirm/")


@pytest.mark.parametrize(("role", "code"), [("leader", "320925"), ("officer", "320924")])
def test_without_the_right_here_there_is_no_such_import(county: Node, role: str, code: str):
    make_node("射阳县", code="320924")
    batch = receive(county, a_row(1))
    client = signed_in(role, Node.objects.get(code=code))

    statuses = [client.get(page_of(batch, part)).status_code for part in READS]
    statuses += [
        client.post(page_of(batch, part), {"day": "2013-12-31"}).status_code for part in WRITES
    ]

    assert statuses == [404] * 5
    assert afresh(batch).state == Import.State.READY


def test_a_leader_has_no_page_to_import(county: Node):
    assert signed_in("leader", county).get(LIST).status_code == 404


def test_a_stranger_is_asked_to_sign_in(county: Node):
    batch = receive(county, a_row(1))

    answers = [Client().get(LIST), Client().get(page_of(batch)), Client().get(page_of(batch))]

    assert [one.status_code for one in answers] == [302] * 3


# --- looking it over --------------------------------------------------------------------------


def test_the_review_says_what_would_happen(officer: Client, county: Node):
    bring_in(county, a_row(1, staff=80))
    batch = receive(county, a_row(1, staff=90), a_row(2), a_row(3, code=WRONG_CODE))

    shown = text_of(officer.get(page_of(batch)))

    assert "还没有写入任何内容" in shown
    assert "更新 1 行（1 处）" in shown
    assert "投产企业 1 → 3 家（增加 2，减少 0）" in shown
    assert "校验位不对" in shown
    assert WRONG_CODE in shown


def test_rows_of_one_outcome_can_be_shown_alone(officer: Client, county: Node):
    bring_in(county, a_row(1, staff=80))
    batch = receive(county, a_row(1, staff=90), a_row(2))

    shown = text_of(officer.get(page_of(batch) + "?show=new"))

    assert "建湖县第2纺织有限公司" in shown
    assert "建湖县第1纺织有限公司" not in shown
    assert officer.get(page_of(batch) + "?show=nonsense").status_code == 404


def test_the_review_asks_the_database_as_often_for_three_rows_as_for_one(
    officer: Client, county: Node
):
    one = receive(county, a_row(1))
    three = receive(county, a_row(1), a_row(2), a_row(3))

    assert queries_of(officer, page_of(three)) == queries_of(officer, page_of(one))


def test_a_workbook_that_says_nothing_new_offers_nothing_to_write(officer: Client, county: Node):
    bring_in(county, a_row(1))
    batch = receive(county, a_row(1))

    shown = text_of(officer.get(page_of(batch)))

    assert "没有要写入的行" in shown
    assert "已经写入过" in shown
    assert 'id="confirm"' not in shown


# --- the day ----------------------------------------------------------------------------------


def test_the_rows_can_count_from_another_day(officer: Client, county: Node):
    batch = receive(county, a_row(1))

    response = officer.post(page_of(batch, "day/"), {"day": "2013-06-30"}, follow=True)

    assert afresh(batch).as_of == date(2013, 6, 30)
    assert "改为从2013年6月30日起算" in text_of(response)


@pytest.mark.parametrize("written", ["", "2013-02-30", "0213-12-31", "3013-12-31"])
def test_a_day_that_cannot_be_meant_changes_nothing(officer: Client, county: Node, written: str):
    batch = receive(county, a_row(1))

    response = officer.post(page_of(batch, "day/"), {"day": written}, follow=True)

    assert response.status_code == 200
    assert afresh(batch).as_of == date(2013, 12, 31)


def test_what_is_being_written_keeps_its_day(officer: Client, county: Node):
    batch = bring_in(county, a_row(1))

    response = officer.post(page_of(batch, "day/"), {"day": "2013-06-30"}, follow=True)

    assert "不能再改" in text_of(response)
    assert afresh(batch).as_of == date(2013, 12, 31)
