"""A sheet that names somebody to call is never printed without a living, tested number."""

import pypdfium2
import pytest

from tests.access.browsers import signed_in
from tests.photos import jpeg
from tests.publicity.records import ON, agree, make_shown_union
from xingjia.publicity.commands import calls
from xingjia.publicity.models import Emblem, Print
from xingjia.publicity.queries.sheets import emblem_over
from xingjia.publicity.rules.consent import Field
from xingjia.registry.models import UnionStatement

pytestmark = pytest.mark.django_db
BECAUSE = "a test"


@pytest.fixture
def shown():
    union, face, officer = make_shown_union()
    agree(face, Field.NAME, Field.POST, Field.OFFICE_PHONE)
    UnionStatement.objects.everything(because=BECAUSE).create(
        union=union, field="chair_phone", value="0515-80009854", day=ON, said_by="system:test"
    )
    return union, face, officer


def test_a_number_nobody_has_called_is_dialled_first(shown):
    union, *_ = shown
    chair = signed_in("chair", union.organisation)
    address = f"/unions/{union.pk}/shown/board-A3/"

    asks = chair.get(address).content.decode()
    refused = chair.post(f"{address}issue/", follow=True).content.decode()
    printed = chair.post(f"{address}issue/", {"dialled": "yes"})
    again = chair.post(f"{address}issue/")

    assert "我刚用别的电话拨过" in asks
    assert "还没有人拨过" in refused
    assert printed["Content-Type"] == again["Content-Type"] == "application/pdf"
    assert Print.objects.everything(because=BECAUSE).count() == 1


def test_a_number_that_is_known_to_be_dead_prints_nothing(shown):
    union, _, officer = shown
    chair = signed_in("chair", union.organisation)
    today = chair.get(f"/unions/{union.pk}/shown/").context["request"].today
    calls.test(officer, union, answered=False, on=today)

    text = chair.post(
        f"/unions/{union.pk}/shown/cards/issue/", {"dialled": "yes"}, follow=True
    ).content.decode()

    assert "号码打不通" in text
    assert Print.objects.everything(because=BECAUSE).count() == 0


def test_a_place_prints_all_it_can_in_one_file_and_says_what_it_left(shown):
    union, _, officer = shown
    county = union.organisation.placements.get().parent.placements.get().parent
    browser = signed_in("officer", county)
    address = f"/places/{county.code}/prints/"

    none = browser.post(address, {"sheet": "board-A3"}, follow=True).content.decode()
    today = browser.get(f"/places/{county.code}/reprint/").context["request"].today
    calls.test(officer, union, answered=True, on=today)
    all_of_it = browser.post(address, {"sheet": "board-A3"})

    assert "没有一家可以印" in none
    assert len(pypdfium2.PdfDocument(all_of_it.content)) == 1
    assert Print.objects.everything(because=BECAUSE).count() == 1


def test_the_emblem_is_the_offices_own_file_byte_for_byte(shown, tmp_path):
    union, *_ = shown
    county = union.organisation.placements.get().parent.placements.get().parent
    browser = signed_in("officer", county)
    file = tmp_path / "emblem.jpg"
    file.write_bytes(content := jpeg())

    with file.open("rb") as stream:
        browser.post(f"/places/{county.code}/emblem/", {"file": stream})
    with (tmp_path / "emblem.svg").open("wb+") as other:
        other.write(b"<svg/>")
        other.seek(0)
        refused = browser.post(f"/places/{county.code}/emblem/", {"file": other}, follow=True)

    assert emblem_over(union.organisation.path) == content
    assert "请传上级发的会徽正式文件" in refused.content.decode()
    assert Emblem.objects.everything(because=BECAUSE).count() == 1
