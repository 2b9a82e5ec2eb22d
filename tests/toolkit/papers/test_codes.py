import pytest
import zxingcpp
from PIL import Image

from xingjia.toolkit.papers.codes import QUIET, drawn, modules

ADDRESS = "https://home.example.org/q/7f3k9.2c1d"


@pytest.mark.parametrize("address", [ADDRESS, ADDRESS * 3, "工会"])
def test_a_code_says_its_address(address: str):
    rows = modules(address)
    side, scale = len(rows) + 2 * QUIET, 4
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            picture.putpixel((x + QUIET, y + QUIET), 0 if dark else 255)

    read = zxingcpp.read_barcode(picture.resize((side * scale, side * scale)))

    assert read is not None
    assert read.text == address


def test_a_page_draws_the_same_modules_with_the_white_a_reader_needs():
    shown, rows = drawn(ADDRESS), modules(ADDRESS)

    assert shown["qr_size"] == len(rows) + 8
    assert str(shown["qr_path"]).count("M") == sum(sum(row) for row in rows)
    assert str(shown["qr_path"]).startswith("M4 4h1v1h-1z")
