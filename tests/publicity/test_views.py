"""From the chair who prints to the worker who scans."""

import re
from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp

from tests.access.browsers import signed_in
from tests.publicity.records import MOBILE, ON, PHONE, address_of, agree, make_shown_union, ref
from xingjia.publicity.commands.consent import make_link, withdraw
from xingjia.publicity.queries.faces import Person
from xingjia.publicity.rules.consent import Field
from xingjia.publicity.views.open import MOBILES_AN_HOUR
from xingjia.publicity.words import SHEETS

pytestmark = pytest.mark.django_db
MASKED = "138****0146"
# How many codes are on the sheets of a union with one person, by kind.
CODES = {"board": 1, "badges": 1, "cards": 10, "flow": 1}


@pytest.fixture
def shown():
    return make_shown_union()


@pytest.fixture
def chair(shown):
    return signed_in("chair", shown[0].organisation)


def text_of(answer) -> str:
    return answer.content.decode()


def print_it(who, union, sheet: str, **more):
    """Print a sheet after the number has been dialled."""
    address = f"/unions/{union.pk}/shown/{sheet}/issue/"
    return who.post(address, {"dialled": "yes"}, **more)


def test_a_worker_sees_name_number_and_whom_else_to_call(shown, client):
    union, face, _ = shown
    agree(face, Field.NAME, Field.POST, Field.OFFICE_PHONE)

    text = text_of(client.get(address_of(union)))

    for words in ("岚泓工会", "姚国平", "工会主席", PHONE, 'href="tel:051580009854"', "12351"):
        assert words in text
    assert MOBILE not in text


def test_a_cadre_is_named_with_the_federation_once():
    whole = Person(1, "孟知秋", "建湖县总工会 基层组织部", place="建湖县")
    short = Person(1, "孟知秋", "基层组织部", place="建湖县")
    alone = Person(1, "孟知秋", "", place="建湖县")

    assert (whole.where, short.where, alone.where) == (
        "建湖县总工会 基层组织部",
        "建湖县总工会 基层组织部",
        "建湖县总工会",
    )


def test_a_worker_who_reads_english_answers_yes_or_no(shown, client):
    client.cookies["xingjia_language"] = "en"

    text = text_of(client.get(address_of(shown[0])))

    assert text.count(">No</label>") == text.count(">Yes</label>") == 3


def test_a_union_whose_chair_is_silent_says_so_and_whom_to_call(shown, client):
    text = text_of(client.get(address_of(shown[0])))

    assert "主席还没有同意公开姓名和电话" in text
    assert "姚国平" not in text
    assert PHONE not in text
    assert "12351" in text


def test_a_mobile_is_masked_until_somebody_asks(shown, client):
    union, face, _ = shown
    agree(face, Field.NAME, Field.MOBILE)
    address = address_of(union)

    before = text_of(client.get(address))
    after = text_of(client.post(f"{address}mobile/{ref(face)}/"))

    assert MASKED in before
    assert MOBILE not in before
    assert f"tel:{MOBILE}" in after


def test_who_asks_for_many_mobiles_is_sent_to_the_office(shown, client):
    union, face, _ = shown
    agree(face, Field.NAME, Field.MOBILE)
    address = f"{address_of(union)}mobile/{ref(face)}/"

    seen = [MOBILE in text_of(client.post(address)) for _ in range(MOBILES_AN_HOUR + 3)]

    assert seen == [True] * MOBILES_AN_HOUR + [False] * 3


@pytest.mark.parametrize("part", ["mobile", "photo"])
def test_what_was_not_agreed_to_has_no_address_either(shown, client, part: str):
    union, face, _ = shown
    agree(face, Field.NAME)
    ask = client.post if part == "mobile" else client.get

    assert ask(f"{address_of(union)}{part}/{face.pk}/").status_code == 404


def test_what_is_withdrawn_is_gone_from_every_public_address(shown, client):
    union, face, actor = shown
    agree(face, *Field)
    withdraw(actor, face, fields=set(Field), on=ON + timedelta(days=1))
    address = address_of(union)

    answers = [
        client.get(address),
        client.get("/find/", {"q": "岚泓"}),
        client.post(f"{address}mobile/{ref(face)}/"),
        client.get(f"{address}photo/{ref(face)}/"),
    ]

    for answer in answers:
        for value in ("姚国平", PHONE, MOBILE, MASKED):
            assert value not in text_of(answer)


def test_a_forged_code_opens_nothing(shown, client):
    address = address_of(shown[0])
    forged = address[:-2] + ("2" if address[-2] != "2" else "3") + "/"

    assert client.get(forged).status_code == 404


def test_a_public_page_is_not_for_search_engines_and_fresh(shown, client):
    answer = client.get(address_of(shown[0]))

    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Cache-Control"] == "private, max-age=30"
    assert len(answer.content) < 30_000


@pytest.mark.parametrize("q", ["岚泓", "lh", "lanhong"])
def test_a_worker_finds_her_union(shown, client, q: str):
    union, face, _ = shown
    agree(face, Field.NAME, Field.OFFICE_PHONE)

    text = text_of(client.get("/find/", {"q": q}))

    assert "岚泓企业" in text
    [address] = re.findall(r'href="(/q/[^"]+)"', text)
    assert address != address_of(union)  # not the code of a print
    assert PHONE in text_of(client.get(address))


@pytest.mark.parametrize("q", ["", "岚"])
def test_the_search_lists_nothing_without_two_characters(shown, client, q: str):
    assert "岚泓企业" not in text_of(client.get("/find/", {"q": q}))


def test_the_person_ticks_what_she_agrees_to(shown, client):
    union, face, actor = shown
    link = f"/agree/{make_link(actor, face)}/"

    page = text_of(client.get(link))
    client.post(link, {"fields_agreed": ["name", "office_phone"]})

    assert "姚国平，您同意公开哪些" in page
    assert PHONE in text_of(client.get(address_of(union)))


def test_a_void_link_says_what_to_do(client):
    answer = client.get("/agree/nothing/")

    assert answer.status_code == 404
    assert "请让给您链接的人再发一个" in text_of(answer)


def test_the_chair_sees_who_agreed_and_what_can_be_printed(shown, chair):
    union, face, _ = shown
    agree(face, Field.NAME, Field.OFFICE_PHONE)

    text = text_of(chair.get(f"/unions/{union.pk}/shown/"))

    assert "姓名、办公电话" in text
    for sheet in SHEETS:
        assert f"/unions/{union.pk}/shown/{sheet}/" in text


def test_the_board_she_prints_carries_the_code_workers_scan(shown, chair, client):
    union, face, _ = shown
    agree(face, Field.NAME, Field.POST, Field.OFFICE_PHONE)

    answer = print_it(chair, union, "board-A3")

    page = pypdfium2.PdfDocument(answer.content)[0]
    [code] = zxingcpp.read_barcodes(page.render(scale=100 / 72).to_pil().convert("L"))
    assert "姚国平" in text_of(client.get(code.text.removeprefix("http://testserver")))
    assert "姚国平" in page.get_textpage().get_text_range()


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_is_drawn_with_its_fonts_and_every_code_opens_the_page(
    shown, chair, client, sheet: str
):
    union, face, _ = shown
    agree(face, Field.NAME, Field.POST, Field.OFFICE_PHONE)

    answer = print_it(chair, union, sheet)

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.count(b"/FontFile") == answer.content.count(b"/Type/FontDescriptor") > 0
    codes = []
    for page in pypdfium2.PdfDocument(answer.content):
        scale = 3 if max(page.get_size()) < 1300 else 1  # pixels a point
        picture = page.render(scale=scale).to_pil().convert("L")
        codes += [one.text for one in zxingcpp.read_barcodes(picture)]
    assert len(codes) == CODES.get(sheet.partition("-")[0], 0)
    for code in codes:
        assert "姚国平" in text_of(client.get(code.removeprefix("http://testserver")))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [((), "还没有同意公开姓名"), ((Field.NAME,), "没有能打通的号码")],
)
def test_no_board_is_printed_without_somebody_to_call(shown, chair, fields, sentence: str):
    union, face, _ = shown
    agree(face, *fields)

    answer = print_it(chair, union, "board-A3", follow=True)

    assert sentence in text_of(answer)


def test_a_preview_is_a_picture(shown, chair):
    union, face, _ = shown
    agree(face, Field.NAME, Field.OFFICE_PHONE)

    answer = chair.get(f"/unions/{union.pk}/shown/board-A3/?preview")

    assert answer.content[:4] == b"\x89PNG"


def test_the_form_keeps_what_was_typed(shown, chair):
    _, face, _ = shown

    answer = chair.post(
        f"/officers/{face.officer_id}/shown/", {"duty": "工资协商", "mobile": "没有"}
    )

    assert "工资协商" in text_of(answer)
    assert "号码不对" in text_of(answer)


def test_a_cadre_shows_himself_on_the_page_of_every_union_below(shown, client):
    union, _, _ = shown
    county = union.organisation.placements.get().parent.placements.get().parent
    officer = signed_in("officer", county)

    saved = officer.post("/me/shown/", {"office_phone": "0515-80001233"})
    officer.post(saved["Location"], {"fields_agreed": ["name", "office_phone"]})

    text = text_of(client.get(address_of(union)))
    assert "0515-80001233" in text
    assert officer.account.name in text
