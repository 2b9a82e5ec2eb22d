"""Sheets are rendered and looked at: size, fonts, codes, and whether fronts and backs meet."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from tests.publicity.sheets.samples import (
    ADDRESS,
    LINES,
    UNION,
    badge,
    board,
    card,
    face,
    flow,
    photo,
)
from xingjia.publicity import words
from xingjia.publicity.queries.filling import MOST_IN_COMMITTEE
from xingjia.publicity.sheets.contents import Board, Body, Face, Named, Plate
from xingjia.publicity.sheets.drawing import (
    BOARDS,
    PLATES,
    Sheet,
    badges,
    boards,
    cards,
    flows,
    plates,
)

MM = 72 / 25.4  # points
# What is promised of each size, in mm: ISO 216 across, and the names of the signs in words.SHEETS.
SIZES = {
    "A1": (841, 594),
    "A3": (420, 297),
    "A4": (297, 210),
    "sign_large": (400, 2000),
    "sign_medium": (300, 1500),
    "sign_small": (600, 400),
    "door": (300, 120),
    "desk": (200, 180),
}
RARE = "喆堃䶮犇㛃𫖯"


def pages(sheet: Sheet) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(sheet.pdf())


def text_of(page: pypdfium2.PdfPage) -> str:
    return page.get_textpage().get_text_range()


def read_codes(page: pypdfium2.PdfPage, dots: int = 200) -> list[str]:
    shown = page.render(scale=dots / 72).to_pil().convert("L")
    return sorted(found.text for found in zxingcpp.read_barcodes(shown))


def centres(page: pypdfium2.PdfPage, marks: list[str]) -> dict[str, tuple[float, float]]:
    """Where each of these texts stands, in mm from the left and the top."""
    text, height = page.get_textpage(), page.get_height()
    found = {}
    for mark in marks:
        at, _ = text.search(mark).get_next()
        left, _, _, top = text.get_charbox(at)
        found[mark] = (left / MM, (height - top) / MM)
    return found


@pytest.mark.parametrize("size", BOARDS)
def test_a_board_has_the_size_of_its_paper_and_fits_on_one_page(size: str):
    drawn = pages(boards([board()], size))

    width, height = (round(length / MM) for length in drawn[0].get_size())
    assert (width, height) == SIZES[size]
    assert len(drawn) == 1


@pytest.mark.parametrize("sheet", [one for one in words.SHEETS if one.startswith("sign")])
def test_a_sign_has_the_size_its_name_says(sheet: str):
    said = {int(number) * 10 for number in re.findall(r"\d+", str(words.SHEETS[sheet]))}

    assert set(SIZES[sheet]) == said


@pytest.mark.parametrize("kind", PLATES)
def test_a_plate_has_its_size_and_says_the_name_and_nothing_else(kind: str):
    drawn = pages(plates([Plate("江苏岚泓服装有限公司工会委员会")], kind))

    width, height = (round(length / MM) for length in drawn[0].get_size())
    assert (width, height) == SIZES[kind]
    letters = "".join(text_of(drawn[0]).split())
    assert letters == "江苏岚泓服装有限公司工会委员会" * (2 if kind == "desk" else 1)


def test_the_codes_of_a_board_a_badge_and_a_flow_chart_open_their_page():
    assert read_codes(pages(boards([board("b7")]))[0], 100) == [ADDRESS.format("b7")]
    assert read_codes(pages(badges([badge("c8")]))[0]) == [ADDRESS.format("c8")]
    assert read_codes(pages(flows([flow()]))[0], 100) == [ADDRESS.format("f1")]


def test_every_card_of_a_leaf_carries_its_own_code():
    drawn = pages(cards([card(f"k{n}") for n in range(10)]))

    assert read_codes(drawn[0]) == [ADDRESS.format(f"k{n}") for n in range(10)]


def test_the_back_of_a_card_lies_behind_its_front_when_turned_over_the_long_edge():
    drawn = pages(cards([card(f"k{n}", f"姓名{n}") for n in range(10)]))

    fronts = centres(drawn[0], [f"姓名{n}" for n in range(10)])
    backs = centres(drawn[1], [f"暗号k{n}" for n in range(10)])
    for n in range(10):
        (front_x, front_y), (back_x, back_y) = fronts[f"姓名{n}"], backs[f"暗号k{n}"]
        in_left_column = front_x < 105
        assert (back_x < 105) is not in_left_column  # mirrored, so that they meet
        assert abs(front_y - back_y) < 54  # the same row


def test_eleven_cards_take_two_leaves_and_four_pages():
    assert len(pages(cards([card(f"k{n}") for n in range(11)]))) == 4


def test_a_township_prints_its_boards_in_one_file():
    drawn = pages(boards([board("a1"), board("a2"), board("a3")]))

    assert [read_codes(page, 100) for page in drawn] == [
        [ADDRESS.format(f"a{n}")] for n in (1, 2, 3)
    ]


def test_rare_characters_of_names_are_printed():
    assert RARE in text_of(pages(cards([card("k1", RARE)]))[0])


def test_the_fonts_are_in_the_file():
    content = boards([board()]).pdf()

    assert b"NotoSansSC" in content
    assert b"NotoSerifSC" in content
    assert content.count(b"FontFile") >= 2


def test_a_long_name_is_set_smaller_and_stays_on_its_card():
    long = "建湖县某某国际精密机械制造股份有限公司江苏分公司第三车间联合工会委员会"
    one = card("k1")
    drawn = pages(cards([type(one)(**(vars(one) | {"union": long}))]))

    [(left, _)] = centres(drawn[0], [long[:6]]).values()
    assert long in text_of(drawn[0]).replace("\r\n", "")
    assert left > 15


def test_a_board_without_people_promises_or_photos_is_still_a_board():
    bare = Board(UNION, ADDRESS.format("b1"), "打电话", Face("姚国平", "工会主席"))

    [page] = boards([bare]).pictures(dots=40)

    width, height = Image.open(BytesIO(page)).size
    assert (round(width / 40 * 25.4), round(height / 40 * 25.4)) == (420, 297)


def test_one_photo_on_many_cards_is_kept_once():
    sheet = cards([card(f"k{n}") for n in range(10)])

    assert [one for name, one in sheet.photos.items() if name.endswith(".jpg")] == [photo()]


def test_markup_in_a_name_is_printed_as_it_stands():
    assert '#panic("x")*' in text_of(pages(cards([card("k1", '#panic("x")*')]))[0])


def test_a_sheet_is_printed_while_its_picture_is_still_being_drawn():
    sheet = boards([board()])

    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(lambda _: sheet.pdf()[:4], range(4)))

    assert drawn == [b"%PDF"] * 4


def full_board(steps: tuple[Named, ...]) -> Board:
    """As many people, promises and words as a board holds (`queries.filling`)."""
    women = Body("女职工委员会", (face("江知夏", "主任"),))
    promises = (Named("走访每户困难职工，当天回话，说到做到，一年四次", "2014年1月30日前"),) * 4
    one = board(people=MOST_IN_COMMITTEE)
    return replace(
        one,
        flow=steps,
        duties=tuple(map(str, words.DUTIES)),
        promises=promises,
        bodies=(*one.bodies, women),
    )


@pytest.mark.parametrize("size", BOARDS)
def test_a_full_board_keeps_clear_of_the_numbers_below(size: str):
    steps = tuple(Named(str(name), str(value)) for name, value in words.FLOW)

    [page] = pages(boards([full_board(steps)], size))

    wide, high = page.get_size()
    band = 40 / 297 * high  # the numbers, and the margin over them
    below = page.get_textpage().get_text_bounded(0, 0, wide, band)
    assert LINES[0].value in below
    assert "满意" not in below
    assert "满意" in page.get_textpage().get_text_bounded(0, band, wide, high)


def test_long_steps_of_a_flow_stay_in_their_boxes_too():
    """A step of many words makes all boxes higher, and the column smaller, never runs out."""
    steps = (Named("办理", "本单位解决不了的，转上级工会；" * 3 + "完毕"),) * 4

    [page] = pages(boards([full_board(steps)]))

    wide, high = page.get_size()
    assert "完毕" not in page.get_textpage().get_text_bounded(0, 0, wide, 40 / 297 * high)
