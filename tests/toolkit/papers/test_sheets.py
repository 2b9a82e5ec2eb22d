from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from xingjia.toolkit.papers.fonts import NoFont, folders
from xingjia.toolkit.papers.sheets import pdf, pictures

SHEET = """#import "parts.typ": loud
#set page(width: 100mm, height: 40mm, margin: 5mm)
#set text(font: "Noto Sans SC", lang: "zh")
#let said = json("data.json")
#loud(said.name)
#if "photo" in said { image(said.photo, width: 10mm) }
"""
PARTS = '#let loud(words) = text(font: "Noto Serif SC", weight: "bold")[#words]\n'
RARE = "喆堃䶮犇㛃𫖯"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    (tmp_path / "sheet.typ").write_text(SHEET, encoding="utf-8")
    (tmp_path / "parts.typ").write_text(PARTS, encoding="utf-8")
    return tmp_path / "sheet.typ"


def text_of(content: bytes) -> str:
    return pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()


def test_what_a_user_wrote_is_printed_as_it_stands(template: Path):
    name = '#panic("x") *粗* $a$ <b> \\ "引号"'

    assert name in text_of(pdf(template, {"name": name}))


def test_rare_characters_of_names_are_there(template: Path):
    assert RARE in text_of(pdf(template, {"name": RARE}))


def test_fonts_go_with_the_paper(template: Path):
    content = pdf(template, {"name": "工会"})

    assert b"FontFile" in content
    assert b"NotoSerifSC" in content


def test_a_photo_is_drawn_and_a_preview_has_the_size_of_the_paper(template: Path):
    photo = BytesIO()
    Image.new("RGB", (30, 40), (200, 0, 0)).save(photo, "JPEG")
    [page] = pictures(
        template, {"name": "工会", "photo": "a.jpg"}, {"a.jpg": photo.getvalue()}, dots=254
    )

    shown = Image.open(BytesIO(page)).convert("RGB")

    assert shown.size == (1000, 400)
    assert any(red > 150 and green < 60 for _, (red, green, _) in shown.getcolors(10**6))


def test_a_template_sees_no_file_outside_its_folder(template: Path):
    template.write_text('#read("../../../etc/hostname")', encoding="utf-8")

    with pytest.raises(RuntimeError):
        pdf(template, {})


def test_a_font_that_is_not_installed_is_named(settings, tmp_path: Path):
    settings.ROOT = tmp_path

    with pytest.raises(NoFont, match="noto-sans-sc"):
        folders()
