import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.browsing import queries_of, signed_in, words_of
from tests.evidence.records import VIEW, make_doubt, make_evidence, make_photo
from tests.factories import BECAUSE, DAY, make_chair, make_county, make_employer, make_union
from tests.photos import archive, drawn, exif_of, jpeg
from xingjia.evidence.models import Evidence, EvidencePhoto, SamePhoto
from xingjia.registry.models import Union
from xingjia.toolkit.files.commands import keep
from xingjia.toolkit.files.models import Picture
from xingjia.toolkit.files.pictures.guard import prepare

pytestmark = pytest.mark.django_db
SINCE = {"since": "2013-12-02"}


@pytest.fixture
def union() -> Union:
    _, [township] = make_county()
    found = make_union(make_employer(township), chair_phone="0515-80009854")
    make_chair(found, "姚国平")
    return found


@pytest.fixture
def chair(union):
    return signed_in("chair", union.organisation)


def address(union: Union, name: str = "union", *more: str) -> str:
    return reverse(f"evidence:{name}", args=[union.pk, *more])


def records() -> list[Evidence]:
    return list(Evidence.objects.everything(because=BECAUSE))


def test_a_chair_sees_what_nobody_has_said_and_presses_one_button(union, chair):
    page = words_of(chair.get(address(union)))
    form = words_of(chair.get(address(union, "claim", "board_current")))
    answer = chair.post(address(union, "claim", "board_current"), SINCE, follow=True)

    assert "未填报 公示栏人员与现任一致" in page
    assert "主席 姚国平，办公电话 0515-80009854：系统里已有，不用再填。" in form
    assert "约 1 分钟。" in form
    assert "已上报 公示栏人员与现任一致 2013年12月2日起" in words_of(answer)
    assert [one.since for one in records()] == [date(2013, 12, 2)]


def test_nobody_is_asked_for_what_the_register_knows(union, chair):
    assert chair.get(address(union, "claim", "phone")).status_code == 404
    assert chair.get(address(union, "claim", "stars")).status_code == 404


def test_one_tap_says_it_for_today_and_twice_says_it_once(union, chair):
    page = chair.get(address(union))
    form = (
        page.content.decode()
        .split('aria-label="已换上：公示栏人员与现任一致"')[0]
        .rpartition("<form")[2]
    )
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))

    for _ in range(2):
        after = chair.post(address(union, "claim", "board_current"), sent, follow=True)

    [one] = Evidence.objects.everything(because=BECAUSE)
    assert (one.kind, one.holds, one.since) == ("board_current", True, one.received_on)
    assert "已上报 公示栏人员与现任一致" in words_of(after)
    assert "已换上：公示栏人员与现任一致" not in after.content.decode()


def test_a_day_ahead_is_refused_and_what_was_typed_stays(union, chair):
    ahead = {"since": "2999-01-01", "note": "一楼大厅"}

    page = chair.post(address(union, "claim", "board_current"), ahead)

    assert "不能晚于今天。" in words_of(page)
    assert "一楼大厅" in page.content.decode()
    assert records() == []


def test_a_photo_is_shown_beside_its_record_with_the_day_of_the_camera(union, chair):
    photo = SimpleUploadedFile("张三_公示栏.jpg", jpeg(drawn(), exif=exif_of()), "image/jpeg")

    page = chair.post(
        address(union, "claim", "board_current"), SINCE | {"photo_1": photo}, follow=True
    )

    [kept] = EvidencePhoto.objects.everything(because=BECAUSE)
    assert "相机写的日子 2014年4月8日" in words_of(page)
    assert f'src="/evidence/photos/{kept.pk}/thumbnail/"' in page.content.decode()
    assert "张三" not in page.content.decode()


def test_photos_chosen_stay_when_something_else_was_wrong(union, chair):
    url = address(union, "claim", "board_current")
    one, two = (SimpleUploadedFile("a.jpg", jpeg(drawn(n)), "image/jpeg") for n in (1, 2))
    ahead = {"since": "2999-01-01", "photo_1": one, "photo_2": two}

    again = chair.post(url, ahead)
    held = {f"held_photo_{n}": again.context["form"][f"held_photo_{n}"].value() for n in (1, 2)}
    three = SimpleUploadedFile("c.jpg", jpeg(drawn(3)), "image/jpeg")
    chair.post(url, SINCE | held | {"photo_2": three})

    assert words_of(again).count("这一张已经收到，不用再选") == 2
    kept = EvidencePhoto.objects.everything(because=BECAUSE).values_list("picture__sha256")
    expected = {prepare(BytesIO(jpeg(drawn(n)))).sha256 for n in (1, 3)}
    assert {sha256 for (sha256,) in kept} == expected


@pytest.mark.parametrize("key", ["x", "../../../etc/passwd", "A" * 43])
def test_a_key_of_no_photo_gives_none(union, chair, key):
    chair.post(address(union, "claim", "board_current"), SINCE | {"held_photo_1": key})

    assert len(records()) == 1
    assert not EvidencePhoto.objects.everything(because=BECAUSE).exists()


def test_what_is_no_photo_is_refused_with_its_sentence_and_nothing_is_stored(union, chair, media):
    bad = SimpleUploadedFile("公示栏.jpg", jpeg() + archive(), "image/jpeg")

    page = chair.post(address(union, "claim", "board_current"), SINCE | {"photo_1": bad})

    assert "照片里夹带了别的文件，没有收。" in words_of(page)
    assert records() == []
    assert not Picture.objects.exists()
    assert not media.exists()


def test_things_that_are_no_things_have_no_field_for_photos(union, chair):
    with_photo = chair.get(address(union, "claim", "sign_shown")).content.decode()
    without = chair.get(address(union, "claim", "reachable")).content.decode()

    assert 'name="photo_2"' in with_photo
    assert 'name="photo_3"' not in with_photo
    assert 'type="file"' not in without


def test_what_is_no_longer_so_is_said_on_the_same_page(union, chair):
    make_evidence(union, since=date(2013, 6, 1))

    page = chair.post(address(union, "end", "board_current"), SINCE, follow=True)

    assert "没有 公示栏人员与现任一致 2013年12月2日起" in words_of(page)


def test_a_record_is_taken_back_and_stays_in_the_list(union, chair):
    one = make_evidence(union)

    page = chair.post(reverse("evidence:withdraw", args=[one.pk]), {"reason": "填错"}, follow=True)

    assert "已撤回" in words_of(page)
    assert "：填错" in words_of(page)


def test_a_photo_is_sent_to_who_sees_the_union_and_to_nobody_else(union, chair, media):
    keep(BytesIO(VIEW), name="x")
    photo = make_photo(make_evidence(union))
    stranger = signed_in("chair", make_union(make_employer(make_county()[1][0])).organisation)
    url = reverse("evidence:photo", args=[photo.pk, "view"])

    answer = chair.get(url)

    assert answer.content == VIEW
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert stranger.get(url).status_code == 404
    assert chair.get(reverse("evidence:photo", args=[photo.pk, "original"])).status_code == 404


def test_a_photo_whose_file_is_gone_is_not_found(union, chair):
    photo = make_photo(make_evidence(union))

    assert chair.get(reverse("evidence:photo", args=[photo.pk, "view"])).status_code == 404


def test_a_list_asks_as_much_for_three_records_as_for_one(union, chair):
    make_photo(make_evidence(union))
    once = queries_of(chair, address(union))
    for kind in ("sign_shown", "flow_public", "duties_public"):
        make_photo(make_evidence(union, kind))

    assert queries_of(chair, address(union)) == once


# ---- photos that look alike -------------------------------------------------------------------


@pytest.fixture
def doubt() -> SamePhoto:
    _, [one, other] = make_county("建湖县", "上冈镇", "近湖街道")
    return make_doubt(*(make_union(make_employer(each)) for each in (one, other)))


@pytest.fixture
def officer(doubt):
    organisation = doubt.one.evidence.union.organisation
    return signed_in(
        "officer",
        next(
            node
            for node in type(organisation).objects.filter(kind="county")
            if organisation.path.startswith(node.path)
        ),
    )


def test_two_photos_stand_side_by_side_until_somebody_says_what_they_are(doubt, officer):
    url = reverse("evidence:doubt", args=[doubt.pk])

    waiting = words_of(officer.get(reverse("evidence:doubts")))
    page = officer.get(url)
    answer = officer.post(url, {"verdict": "shared", "reason": "合用大厅"}, follow=True)

    for side in (doubt.one, doubt.other):
        assert side.evidence.union.name in waiting
        assert f"/evidence/photos/{side.pk}/view/" in page.content.decode()
    assert "没有要核的照片" in words_of(answer)
    assert "：是同一处实物，两家共用，可以。合用大厅" in words_of(officer.get(url))


def test_no_verdict_without_a_reason(doubt, officer):
    officer.post(reverse("evidence:doubt", args=[doubt.pk]), {"verdict": "shared", "reason": ""})

    [kept] = SamePhoto.objects.everything(because=BECAUSE)
    assert kept.verdict == ""


def test_the_queue_asks_as_much_for_three_pairs_as_for_one(doubt, officer):
    once = queries_of(officer, reverse("evidence:doubts"))
    one, other = doubt.one.evidence.union, doubt.other.evidence.union
    for _ in range(2):
        make_doubt(one, other, since=DAY)

    assert queries_of(officer, reverse("evidence:doubts")) == once
