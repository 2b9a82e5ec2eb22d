"""Photos taken on a visit: of things looked at and of what was found, two at most of each."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.browsing import session_of, signed_in, words_of
from tests.evidence.records import make_evidence, make_photo, photo
from tests.factories import (
    BECAUSE,
    DAY,
    appoint,
    make_account,
    make_county,
    make_employer,
    make_union,
)
from tests.photos import drawn, jpeg
from xingjia.access.checks import Unacceptable
from xingjia.access.queries import actor_for
from xingjia.evidence.commands import settle
from xingjia.evidence.models import EvidencePhoto, SamePhoto
from xingjia.registry.models import Union
from xingjia.visits.commands import (
    Person,
    Said,
    Shown,
    Tick,
    Trip,
    correct_visit,
    record_visit,
)
from xingjia.visits.models import Confirmation, StopPhoto, Visit

pytestmark = pytest.mark.django_db
WENT = date(2013, 12, 10)
BOARD, SIGN = Tick("board_current", holds=False), Tick("sign_shown", holds=True)
NEW = reverse("visits:new")


@pytest.fixture
def township():
    return make_county()[1][0]


@pytest.fixture
def union(township) -> Union:
    return make_union(make_employer(township))


@pytest.fixture
def account(township):
    found = make_account("曹予宁")
    appoint(found, "township_officer", township)
    return found


@pytest.fixture
def actor(account):
    return actor_for(account.pk, DAY)


@pytest.fixture
def client(account):
    return session_of(account)


def trip(union, *photos, ticks=(BOARD, SIGN), kept=()):
    said = Said(union, ticks, findings="照片缺 2 人", photos=photos, kept=kept)
    return Trip(WENT, (Person("曹予宁"),), (said,))


def kept_photos():
    return list(
        EvidencePhoto.objects.everything(because=BECAUSE)
        .order_by("pk")
        .values_list("kind", "since", "dropped_on")
    )


# ---- the command --------------------------------------------------------------------------------


def test_photos_are_kept_with_what_they_show(union, actor):
    record_visit(
        actor,
        trip(union, Shown(photo(1), "board_current"), Shown(photo(2))),
        on=DAY,
    )

    assert kept_photos() == [("board_current", WENT, None), ("", WENT, None)]
    [one, _] = EvidencePhoto.objects.everything(because=BECAUSE).order_by("pk")
    assert (one.union, one.evidence, one.said_by) == (union, None, actor.label)
    assert StopPhoto.objects.everything(because=BECAUSE).count() == 2


@pytest.mark.parametrize(
    ("code", "photos"),
    [
        ("too_many_photos", [Shown(photo(n), "board_current") for n in range(3)]),
        ("too_many_photos", [Shown(photo(n)) for n in range(3)]),
        ("photo_unanswered", [Shown(photo(1), "duties_public")]),
        ("not_physical", [Shown(photo(1), "reachable")]),
        ("not_physical", [Shown(photo(1), "stars")]),
    ],
)
def test_a_third_photo_or_one_of_nothing_is_refused_and_nothing_kept(union, actor, code, photos):
    with pytest.raises(Unacceptable, match=code):
        record_visit(actor, trip(union, *photos), on=DAY)

    assert kept_photos() == []
    assert not Visit.objects.everything(because=BECAUSE).exists()


def test_a_correction_keeps_photos_drops_photos_and_counts_both(union, actor):
    visit = record_visit(actor, trip(union, Shown(photo(1)), Shown(photo(2))), on=DAY)
    first, second = (
        EvidencePhoto.objects.everything(because=BECAUSE)
        .order_by("pk")
        .values_list("pk", flat=True)
    )

    again = trip(union, Shown(photo(3)), kept=(first, second))
    with pytest.raises(Unacceptable, match="too_many_photos"):
        correct_visit(actor, visit, again, reason="多一张", on=DAY)
    correct_visit(actor, visit, trip(union, Shown(photo(3)), kept=(first,)), reason="换", on=DAY)

    assert [dropped for *_, dropped in kept_photos()] == [None, DAY, None]
    links = StopPhoto.objects.everything(because=BECAUSE).values_list("photo", flat=True)
    assert first in links
    assert second not in links
    visit.refresh_from_db()
    assert visit.replaced[0]["stops"][0]["photos"] == [first, second]


def test_the_photo_of_another_union_goes_before_a_person(township, union, actor):
    other = make_union(make_employer(township))
    known = make_photo(make_evidence(other), grid=5)

    record_visit(actor, trip(union, Shown(photo(5), "board_current")), on=DAY)

    [doubt] = SamePhoto.objects.everything(because=BECAUSE)
    assert (doubt.one, doubt.other.union) == (known, union)


def test_a_photo_that_does_not_count_goes_and_what_was_seen_stays(township, union, actor, client):
    other = make_union(make_employer(township))
    make_photo(make_evidence(other), grid=5)
    record_visit(actor, trip(union, Shown(photo(5), "board_current")), on=DAY)
    [doubt] = SamePhoto.objects.everything(because=BECAUSE)
    page = words_of(client.get(reverse("evidence:doubt", args=[doubt.pk])))

    settle(actor, doubt, verdict="withdraw_other", reason="拍的是别家", on=DAY)

    assert "走访时拍的" in page
    assert kept_photos()[-1] == ("board_current", WENT, DAY)
    assert Confirmation.objects.everything(because=BECAUSE).count() == 2


# ---- the pages ----------------------------------------------------------------------------------


def file(seed: int = 1) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{seed}.jpg", jpeg(drawn(seed)), "image/jpeg")


def form_of(client, union, url="", **answers):
    """What a browser sends, and the names of the fields of photos by what they show."""
    page = client.get(url or f"{NEW}?union={union.pk}")
    [place] = page.context["places"]
    head = page.context["head"]
    names = {
        row["line"]["told"].kind.code: [one.html_name for one in row["photos"]]
        for row in place.rows()
        if row["photos"]
    }
    names[""] = [one.html_name for one in place.found_photos()["photos"]]
    sent = {
        row["field"].html_name: answers.get(row["line"]["told"].kind.code, "")
        for row in place.rows()
    }
    sent |= {"visited_on": WENT.isoformat(), "guests": "孟知秋"}
    sent |= {"client_key": str(head["client_key"].value())}
    return sent, names


def test_an_officer_takes_photos_of_a_thing_and_of_what_was_found(union, client, media):
    sent, names = form_of(client, union, board_current="wrong")
    sent |= {names["board_current"][0]: file(1), names[""][0]: file(2)}
    sent |= {f"u{union.pk}-findings": "照片缺 2 人"}

    page = client.post(f"{NEW}?union={union.pk}", sent, follow=True)

    assert page.content.decode().count("/evidence/photos/") == 4  # each small, and its link
    assert len(kept_photos()) == 2
    shown = EvidencePhoto.objects.everything(because=BECAUSE).first()
    url = reverse("evidence:photo", args=[shown.pk, "thumbnail"])
    assert client.get(url)["Content-Type"] == "image/jpeg"
    assert signed_in("chair", union.organisation).get(url).status_code == 200
    _, (elsewhere,) = make_county("射阳县", "合德镇")
    assert signed_in("township_officer", elsewhere).get(url).status_code == 404


def test_photos_stay_chosen_after_a_mistake_elsewhere(union, client, media):
    sent, names = form_of(client, union, board_current="wrong")
    board = names["board_current"][0]
    again = client.post(f"{NEW}?union={union.pk}", sent | {board: file(), "visited_on": ""})
    [place] = again.context["places"]
    [row] = [one for one in place.rows() if one["line"]["told"].kind.code == "board_current"]
    held = board.replace("-", "-held_")

    client.post(f"{NEW}?union={union.pk}", sent | {held: place.data[held]})

    assert row["is_open"]
    assert "这一张已经收到" in words_of(again)
    assert [kind for kind, *_ in kept_photos()] == ["board_current"]


def test_what_is_no_photo_gets_its_sentence_and_nothing_is_kept(union, client, media):
    sent, names = form_of(client, union, board_current="wrong")
    pdf = SimpleUploadedFile("x.jpg", b"%PDF-1.4 ...", "image/jpeg")

    page = client.post(f"{NEW}?union={union.pk}", sent | {names["board_current"][0]: pdf})

    assert "这是 PDF 文件" in words_of(page)
    assert kept_photos() == []


def test_a_photo_of_a_thing_nobody_answered_asks_for_the_answer(union, client, media):
    sent, names = form_of(client, union)

    page = client.post(f"{NEW}?union={union.pk}", sent | {names["board_current"][0]: file()})

    assert "拍了照片的，点对或者不对" in words_of(page)
    assert not Visit.objects.everything(because=BECAUSE).exists()


def test_a_correction_shows_the_photos_and_drops_what_is_ticked(union, client, actor, media):
    visit = record_visit(actor, trip(union, Shown(photo(1), "board_current")), on=DAY)
    url = reverse("visits:correct", args=[visit.pk])
    sent, _ = form_of(client, union, url, board_current="wrong")
    [shown] = EvidencePhoto.objects.everything(because=BECAUSE)

    stays = client.post(url, sent | {"reason": "改字"}, follow=True)
    goes = client.post(
        url, sent | {"reason": "拍错了", f"u{union.pk}-drop{shown.pk}": "on"}, follow=True
    )

    assert f"/evidence/photos/{shown.pk}/" in stays.content.decode()
    assert "/evidence/photos/" not in goes.content.decode()
    [(_, _, dropped_on)] = kept_photos()
    assert dropped_on
