"""The page on which a county uploads a standard of its own."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import make_actor, make_county
from tests.standards.library.owned import FILE, LATER, ROOM, SIGN, START, with_a_sign
from tests.standards.test_reading import TITLE, WRONG
from xingjia.standards.library.commands import publish
from xingjia.standards.library.models import Adopted

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    return make_county("建湖县", "上冈镇")


@pytest.fixture
def officer(places):
    return make_actor("officer", places[0])


@pytest.fixture
def client(places):
    return signed_in("officer", places[0])


def own(county) -> str:
    return f"/standards/own/{county.code}/"


def given(text: str = "", **more) -> dict:
    return {"text": text, "filename": FILE, "start": "2013-07-01", "against": "", **more}


def uploaded(text: str, name: str = FILE) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_a_file_is_read_tried_out_and_published_as_it_was_seen(places, client):
    county, (town,) = places
    with_a_sign(town)

    answer = client.post(own(county), given(file=uploaded(SIGN)))
    words = words_of(answer)

    assert "2013年7月1日起会这样" in words
    assert "达标 1 家工会" in words
    assert "比现在多问的 没有，都已经在问或者台账里有" in words
    assert "met: {fact: sign_shown}" in words
    assert not Adopted.objects.everything(because="a test").exists()

    seen = answer.context["seen"]
    words = words_of(client.post(own(county), given(SIGN, publish="1", seen=seen), follow=True))

    assert "已发布，从写明的那一天起。" in words
    assert "shenbao.yaml" in words


def test_what_was_not_seen_is_not_published(places, client):
    county, _ = places
    seen = client.post(own(county), given(SIGN)).context["seen"]

    answer = client.post(own(county), given(ROOM, publish="1", seen=seen))

    assert "看过结果以后文字或日期又改了。" in words_of(answer)
    assert not Adopted.objects.everything(because="a test").exists()


def test_the_next_version_is_compared_with_the_one_before(places, client, officer):
    county, (town,) = places
    union = with_a_sign(town)
    publish(officer, county, text=SIGN, file=FILE, start=START)

    answer = client.post(own(county), given(ROOM, start="2014-01-01"))

    assert "达标 → 未填报：1 家 甲工会" in words_of(answer)
    assert reverse("registry:union", args=[union.pk]) in links_of(answer)


def test_it_is_compared_with_any_other_that_is_chosen(places, client):
    county, (town,) = places
    with_a_sign(town)

    words = words_of(client.post(own(county), given(SIGN, against="shuangliang 2013")))

    assert "未填报 → 达标：1 家 甲工会" in words


def test_what_a_standard_adds_is_told_before_it_is_published(places, client):
    county, _ = places
    often = SIGN + (
        f"  - code: A-2\n    {TITLE}\n    met: {{fact: activity, within: 1 month, at_least: 4}}\n"
    )

    words = words_of(client.post(own(county), given(often)))

    assert "比现在多问的 没有新的事，有的要填得更勤：每年多约" in words


@pytest.mark.parametrize("kind", sorted(WRONG.keys() - {"nothing in it"}))
def test_each_wrong_file_keeps_its_text_and_says_where_and_what(places, client, kind: str):
    text, sentence = WRONG[kind]
    if kind in {
        "a criterion that does not exist",
        "an empty frame as a condition",
    }:  # they refer to standards of the other test alone
        sentence = "第 6 行：没有标准“other”的 1 版"
    place, _colon, told = sentence.partition("：")

    answer = client.post(own(places[0]), given(file=uploaded(text)))
    words = words_of(answer)

    assert place.partition("，")[0] in words
    assert " ".join(told.split()) in words
    assert answer.context["form"]["text"].value() == text
    assert not Adopted.objects.everything(because="a test").exists()


def test_an_empty_file_asks_for_its_text(places, client):
    answer = client.post(own(places[0]), given(file=uploaded("")))

    assert answer.context["form"].errors


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"\xff\xfe\x00\xd8" * 9, "这个文件不是文本。"),
        (b"#" * (400 * 1024 + 1), "文件太大：最多 400 KB。"),
    ],
)
def test_a_file_that_is_none_leaves_what_was_there(places, client, raw: bytes, sentence: str):
    answer = client.post(own(places[0]), given(SIGN, file=SimpleUploadedFile(FILE, raw)))

    assert sentence in words_of(answer)
    assert answer.context["form"]["text"].value() == SIGN


def test_a_file_in_the_encoding_of_old_offices_is_read(places, client):
    file = SimpleUploadedFile(FILE, SIGN.encode("gb18030"))

    assert "试行标准" in words_of(client.post(own(places[0]), given(file=file)))


def test_the_page_starts_from_a_shipped_one_or_the_version_before(places, client, officer):
    county, _ = places
    row = publish(officer, county, text=SIGN, file=FILE, start=START)

    shipped = client.get(own(county), {"from": "jiuyou 2013"})
    former = client.get(own(county), {"row": row.pk})

    assert "JY-1" in shipped.context["form"]["text"].value()
    assert "domain.md" not in shipped.context["form"]["text"].value()
    assert "?from=jiuyou%202013" in links_of(client.get(own(county)))
    assert former.context["form"]["text"].value() == SIGN
    assert client.get(own(county), {"row": "x"}).status_code == 404
    file = client.get(f"/standards/adopted/{row.pk}/file/")
    assert file.content.decode() == SIGN


def test_another_countys_officer_finds_nothing(places, officer):
    county, _ = places
    row = publish(officer, county, text=SIGN, file=FILE, start=START)
    other, _ = make_county("阜宁县", "益林镇")
    stranger = signed_in("officer", other)

    assert stranger.get(own(county)).status_code == 404
    assert stranger.post(own(county), given(ROOM, publish="1")).status_code == 404
    assert stranger.get(f"/standards/adopted/{row.pk}/").status_code == 404
    assert stranger.get(f"/standards/adopted/{row.pk}/file/").status_code == 404
    assert stranger.get(own(other), {"row": row.pk}).status_code == 404
    assert "试行标准" not in words_of(stranger.get("/standards/"))


def test_a_list_that_is_not_official_says_so(places, client, officer):
    row = publish(officer, places[0], text=SIGN, file=FILE, start=START)
    official = SIGN.replace("official: false", "official: true").replace("trial", "other")
    other = publish(officer, places[0], text=official, file=FILE, start=START)

    assert "非正式" in words_of(client.get(f"/standards/adopted/{row.pk}/"))
    assert "非正式" not in words_of(client.get(f"/standards/adopted/{other.pk}/"))


def test_the_pages_stay_within_their_queries(places, officer, client):
    county, _ = places
    one = publish(officer, county, text=SIGN, file=FILE, start=START)

    assert queries_of(client, "/standards/") <= 9
    assert queries_of(client, f"/standards/adopted/{one.pk}/") <= 9
    few = queries_of(client, own(county))
    publish(officer, county, text=ROOM, file=FILE, start=LATER)
    publish(officer, county, text=ROOM.replace("trial", "other"), file=FILE, start=LATER)
    assert queries_of(client, own(county)) == few <= 9
