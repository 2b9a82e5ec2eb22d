"""What a person hands in: a pasted table, or several files in one run."""

import pytest
from django.test import Client

from tests.browsing import queries_of, signed_in
from tests.factories import make_node
from tests.imports.browsing import LIST, page_of, text_of
from tests.imports.registers import HEAD, a_file, a_row, jianhu
from xingjia.imports.forms import MOST_FILES, MOST_TEXT
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.toolkit.files.queries import path_of

pytestmark = pytest.mark.django_db
TABLE = "\r\n".join("\t".join(map(str, row)) for row in (HEAD, a_row(1), a_row(2)))


@pytest.fixture
def county() -> Node:
    return jianhu()


@pytest.fixture
def officer(county: Node) -> Client:
    return signed_in("officer", county)


def imports() -> list[Import]:
    everything = Import.objects.everything(because="a test")
    return list(everything.select_related("blob").order_by("pk"))


# --- pasted text ------------------------------------------------------------------------------


def test_a_pasted_table_is_read_like_a_file_and_kept_as_it_came(officer: Client, county: Node):
    pasted = f"  {TABLE}\r\n\r\n"

    response = officer.post(LIST, {"text": pasted, "node": county.pk})

    (batch,) = imports()
    assert response["Location"] == page_of(batch)
    assert batch.filename == "粘贴的表格.txt"
    assert path_of(batch.blob.sha256).read_bytes() == pasted.encode()
    rows = ImportRow.objects.everything(because="a test").order_by("pk")
    assert [row.plan["title"] for row in rows] == [a_row(1)[0], a_row(2)[0]]


def test_what_was_typed_is_kept_when_it_cannot_be_read(officer: Client, county: Node):
    typed = "今天天气很好 <b>\r\n明天也好"

    response = officer.post(LIST, {"text": typed, "node": county.pk})

    shown = text_of(response)
    assert response.status_code == 400
    assert "没有找到认得的表格" in shown
    assert "今天天气很好 &lt;b&gt;\n明天也好" in shown.replace("\r\n", "\n")
    assert imports() == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": "   \r\n"}, "还没有选文件，也没有粘贴"),
        ({"text": "x" * (MOST_TEXT + 1)}, "粘贴的内容太长"),
    ],
)
def test_a_paste_that_cannot_be_meant_is_told(officer: Client, county: Node, given, sentence):
    response = officer.post(LIST, given | {"node": county.pk})

    assert response.status_code == 400
    assert sentence in text_of(response)


def test_a_file_and_a_paste_are_one_too_many(officer: Client, county: Node):
    given = {"file": a_file(a_row(1)), "text": TABLE, "node": county.pk}

    response = officer.post(LIST, given)

    assert response.status_code == 400
    assert "请只留一样" in text_of(response)
    assert imports() == []


def test_nobody_pastes_into_another_county(officer: Client):
    elsewhere = make_node("射阳县", code="320924")

    assert officer.post(LIST, {"text": TABLE, "node": elsewhere.pk}).status_code == 400
    assert imports() == []


# --- several files ----------------------------------------------------------------------------


def test_several_files_make_one_import_each_listed_together(officer: Client, county: Node):
    officer.post(LIST, {"file": a_file(a_row(3), name="上月.xlsx"), "node": county.pk})
    files = [a_file(a_row(1), name="上冈.xlsx"), a_file(a_row(2), name="近湖.xlsx")]

    response = officer.post(LIST, {"file": files, "node": county.pk}, follow=True)

    first, *both = imports()
    shown = text_of(response)
    assert [one.filename for one in both] == ["上冈.xlsx", "近湖.xlsx"]
    assert both[0].run == both[1].run is not None
    assert first.run is None
    assert "一起核对 2 份表" in shown
    assert all(name in shown for name in ("上冈.xlsx", "近湖.xlsx"))
    assert "上月.xlsx" not in shown


def test_one_bad_file_does_not_stop_the_others(officer: Client, county: Node):
    bad = a_file(a_row(1), name="坏.xlsx")
    bad.file.seek(0)
    bad.file.truncate(40)
    bad.size = 40

    response = officer.post(
        LIST, {"file": [bad, a_file(a_row(2), name="好.xlsx")], "node": county.pk}, follow=True
    )

    assert [one.filename for one in imports()] == ["好.xlsx"]
    assert "坏.xlsx：" in text_of(response)


def test_too_many_files_are_not_read(officer: Client, county: Node):
    files = [a_file(a_row(1)) for _ in range(MOST_FILES + 1)]

    response = officer.post(LIST, {"file": files, "node": county.pk})

    assert response.status_code == 400
    assert "一次最多选" in text_of(response)
    assert imports() == []


def test_a_run_of_others_shows_nothing_of_theirs(officer: Client, county: Node):
    files = [a_file(a_row(1), name="上冈.xlsx"), a_file(a_row(2), name="近湖.xlsx")]
    officer.post(LIST, {"file": files, "node": county.pk})
    run = imports()[0].run
    stranger = signed_in("township_officer", Node.objects.get(code="320925108"))

    assert stranger.get(f"{LIST}runs/{run}/").status_code == 404


def test_a_run_asks_the_database_as_often_for_three_files_as_for_two(officer: Client, county: Node):
    def posted(count: int) -> str:
        files = [a_file(a_row(n), name=f"{n}.xlsx") for n in range(1, count + 1)]
        return officer.post(LIST, {"file": files, "node": county.pk})["Location"]

    assert queries_of(officer, posted(3)) == queries_of(officer, posted(2))
