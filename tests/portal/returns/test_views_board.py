"""The board, what is handed in at it, the reminder, merging and taking back, at the pages."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.browsing import queries_of, session_of, words_of
from tests.factories import make_county, make_employer, make_node, state_employer
from tests.imports.registers import a_workbook
from tests.portal.returns.townships import (
    AHEAD,
    BREWER,
    DAY,
    DYER,
    TELEPHONE,
    WHY,
    Townships,
    filled,
    sent_to,
    started,
    telephones,
)
from xingjia.imports.models import Import
from xingjia.portal.returns.models import Collection, HandIn
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.jobs.commands import run_now
from xingjia.toolkit.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def land(media) -> Townships:
    return Townships()


@pytest.fixture
def collection(land) -> Collection:
    return started(land.officer, land.county, **AHEAD)


@pytest.fixture
def client(land):
    return session_of(land.officer)


def a_file(content: bytes, name: str = "表.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def drop(client, address: str, *files: SimpleUploadedFile):
    return client.post(address, {"file": list(files)}, follow=True)


def work_off() -> None:
    for batch in Import.objects.everything(because=WHY):
        run_now(Job.objects.get(pk=batch.job_id))


def test_several_files_find_their_places_and_what_is_wrong_is_said(land, collection, client):
    first, second = (sent_to(collection, at) for at in (land.first, land.second))

    answer = drop(
        client,
        f"/returns/{collection.pk}/",
        a_file(filled(first, TELEPHONE, (DYER, "职工人数", "很多"))),
        a_file(filled(second, (BREWER, "职工人数", 9))),
        a_file(a_workbook(("别的厂", None, "上冈镇", "是", 1, 1)), "名册.xlsx"),
        a_file(b"", "空.xlsx"),
    )

    said = words_of(answer)
    assert "收到 2 份：上冈镇、近湖街道。" in said
    assert "名册.xlsx：不是填报发出的表" in said
    assert "空.xlsx：" in said
    assert "已报 1/2 有错 1 未报 0" in said
    assert "改了 1 行 · 有错 1" in said
    assert "核对合并 2 份" in said


def test_a_file_for_somewhere_else_is_named(land, collection, client):
    other = started(land.officer, land.county, name="二季度补报", **AHEAD)

    answer = drop(
        client,
        f"/returns/{collection.pk}/",
        a_file(filled(sent_to(other, land.first))),
    )

    assert "这是上冈镇“二季度补报”的表" in words_of(answer)


def test_a_township_takes_its_workbook_hands_it_in_and_sees_what_is_wrong(land, collection):
    client, sent = session_of(land.township), sent_to(collection, land.first)
    address = f"/returns/sheet/{sent.pk}/"

    assert "2 家，2 格，约 1 分钟" in words_of(client.get(address))
    assert client.get(f"{address}workbook/").content[:2] == b"PK"
    answer = drop(client, address, a_file(filled(sent, (DYER, "职工人数", "很多"))))

    assert "有 1 行要改" in words_of(answer)
    assert "很多" in words_of(answer)
    assert "暂缓 1" in words_of(client.get(f"{address}?show=held"))
    answer = drop(client, address, a_file(filled(sent, (DYER, "职工人数", 50), TELEPHONE)))
    assert "没有错" in words_of(answer)
    assert "代替了先交的 1 份" in words_of(answer)
    assert b"".join(client.get(f"{address}original/").streaming_content)[:2] == b"PK"
    assert Entry.objects.filter(action="returns.handed_in").count() == 2


def test_the_reminder_names_places_and_no_person(land, collection, client):
    drop(client, f"/returns/{collection.pk}/", a_file(filled(sent_to(collection, land.second))))

    said = words_of(client.get(f"/returns/{collection.pk}/reminder/"))

    assert "还没有收到（1）：上冈镇" in said
    assert "近湖街道" not in said
    assert "最多约 1 分钟" in said
    assert land.township.name not in said.split("只写地方")[0]


@pytest.mark.parametrize(("query", "attached"), [("", False), ("?save=1", True)])
def test_the_reminder_is_a_picture_too(collection, client, query, attached):
    answer = client.get(f"/returns/{collection.pk}/reminder.png{query}")

    image = Image.open(BytesIO(answer.content))
    assert (image.format, image.width) == ("PNG", 1080)
    assert len(image.convert("L").getcolors()) > 2  # something is written on it
    assert ("Content-Disposition" in answer) is attached


def test_all_is_seen_in_one_dry_run_written_and_taken_back(land, collection, client):
    board = f"/returns/{collection.pk}/"
    first, second = (sent_to(collection, at) for at in (land.first, land.second))
    drop(
        client,
        board,
        a_file(filled(first, TELEPHONE)),
        a_file(filled(second, (BREWER, "职工人数", 9))),
    )

    seen = client.get(f"{board}merge/")
    assert "并入 2 份，写入 2 行" in words_of(seen)
    assert "0515-86210000" in words_of(seen)
    assert "近湖街道" in words_of(seen)
    ids = seen.context["seen"]
    written = client.post(f"{board}merge/", {"seen": ids}, follow=True)
    assert "一起选的 2 份表" in words_of(written)
    work_off()
    assert telephones() == ["0515-86210000"]
    assert "没有新交来的表" in words_of(client.post(f"{board}merge/", {"seen": ids}))
    assert "已并入 2 份" in words_of(client.get(board))

    assert "将撤回 2 份表" in words_of(client.get(f"{board}undo/"))
    client.post(f"{board}undo/", {"leaving": 0})
    work_off()
    assert telephones() == []
    assert "核对合并 2 份" in words_of(client.get(board))


def test_what_came_after_the_look_is_shown_first(land, collection, client):
    board = f"/returns/{collection.pk}/"
    drop(client, board, a_file(filled(sent_to(collection, land.first), TELEPHONE)))
    seen = client.get(f"{board}merge/").context["seen"]
    drop(client, board, a_file(filled(sent_to(collection, land.second))))

    answer = client.post(f"{board}merge/", {"seen": seen})

    assert "刚才又有表交来" in words_of(answer)
    assert not Import.objects.everything(because=WHY).exists()


def test_ended_is_ended(collection, client):
    board = f"/returns/{collection.pk}/"

    assert "结束了" in words_of(client.post(f"{board}close/", follow=True))
    assert "已经结束" in words_of(client.post(f"{board}close/", follow=True))
    assert "收下" not in words_of(client.get(board))


def test_another_county_and_another_township_find_nothing(land, collection):
    stranger = session_of(land.post("officer", make_county("射阳县", "合德镇")[0]))
    neighbour = session_of(land.post("township_officer", land.second))
    first = sent_to(collection, land.first).pk

    for path in ("", "workbooks/", "reminder/", "reminder.png", "merge/", "undo/"):
        assert stranger.get(f"/returns/{collection.pk}/{path}").status_code == 404
        assert neighbour.get(f"/returns/{collection.pk}/{path}").status_code == 404
    for path in ("", "workbook/", "original/"):
        assert neighbour.get(f"/returns/sheet/{first}/{path}").status_code == 404
    assert neighbour.post(f"/returns/{collection.pk}/close/").status_code == 404


def test_who_only_looks_has_no_returns(land):
    assert session_of(land.post("leader", land.county)).get("/returns/").status_code == 404


def test_a_return_brought_in_by_the_other_door_is_sent_here(land, collection, client):
    content = filled(sent_to(collection, land.first), TELEPHONE)

    answer = client.post(
        "/imports/", {"file": a_file(content), "text": "", "node": land.county.pk}, follow=True
    )

    assert "请在“填报”里交" in words_of(answer)
    assert "没有要写入的行" in words_of(answer)


def test_the_number_of_queries_does_not_grow_with_places_or_collections(land, collection, client):
    drop(client, f"/returns/{collection.pk}/", a_file(filled(sent_to(collection, land.first))))
    client.get("/returns/")
    addresses = ["/returns/", f"/returns/{collection.pk}/", f"/returns/{collection.pk}/reminder/"]
    before = [queries_of(client, one) for one in addresses]

    for number in range(3):
        place = make_node(f"第{number}镇", land.county, kind="township")
        state_employer(make_employer(place), "address", "路", day=DAY)
    many = started(land.officer, land.county, **AHEAD)
    for at in (land.first, land.second):
        drop(client, f"/returns/{many.pk}/", a_file(filled(sent_to(many, at))))
    addresses[1:] = [f"/returns/{many.pk}/", f"/returns/{many.pk}/reminder/"]
    client.get(addresses[1])  # messages are told once

    assert [queries_of(client, one) for one in addresses] == before
    assert HandIn.objects.everything(because=WHY).count() == 3
