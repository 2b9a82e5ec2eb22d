"""The reminder as a picture, to paste into a chat group."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from xingjia.toolkit.papers.fonts import SANS, SANS_BOLD, font_file

WIDTH, EDGE = 1080, 64
TITLE, TEXT = 46, 36
LEADING = 1.55
INK, PAPER, RED = "#1b2028", "#ffffff", "#b3261e"
BAR = 12
NOT_FIRST = frozenset("，。、；：）”！？·")


def picture_of(title: str, lines: Sequence[str], foot: str) -> bytes:
    """A PNG with a title, lines that wrap, and a line at the foot; as high as it needs."""
    bold = ImageFont.truetype(str(font_file(SANS_BOLD)), TITLE)
    plain = ImageFont.truetype(str(font_file(SANS)), TEXT)
    parts = [(one, bold) for one in _wrapped(title, bold)]
    for line in (*lines, "", foot):
        parts += [(one, plain) for one in _wrapped(line, plain)] or [("", plain)]
    height = EDGE * 2 + sum(_high(font) for _text, font in parts)
    image = Image.new("RGB", (WIDTH, height), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, BAR), fill=RED)
    at = EDGE
    for text, font in parts:
        draw.text((EDGE, at), text, fill=INK, font=font)
        at += _high(font)
    kept = BytesIO()
    image.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _high(font: ImageFont.FreeTypeFont) -> int:
    return int(font.size * LEADING)


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """The text in lines that fit; no line begins with a mark that belongs to the one before."""
    line = ""
    for character in text:
        if font.getlength(line + character) > WIDTH - 2 * EDGE and character not in NOT_FIRST:
            yield line
            line = ""
        line += character if line or character != " " else ""
    if line:
        yield line
