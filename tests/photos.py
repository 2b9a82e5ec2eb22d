"""Photos as telephones make them, drawn by the test: no picture of anybody is kept here."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational

GPS, EXIF = 0x8825, 0x8769
CANARY = "金丝雀张三"


def drawn(seed: int = 1, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A scene of its own for every seed."""
    lot = Random(seed)  # noqa: S311  a drawing, not a secret
    picture = Image.new("RGB", size, (200, 205, 215))
    draw = ImageDraw.Draw(picture)
    for _ in range(14):
        x, y = lot.randrange(size[0]), lot.randrange(size[1])
        wide, high = (lot.randrange(side // 10, side // 2) for side in size)
        colour = tuple(lot.randrange(256) for _ in range(3))
        draw.rectangle((x, y, x + wide, y + high), fill=colour)
    return picture


def exif_of(orientation: int = 1, taken: str = "2014:04:08 09:30:00") -> Image.Exif:
    """What a telephone writes: when, where, by whom."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = CANARY
    exif.get_ifd(EXIF)[0x9003] = taken
    exif.get_ifd(GPS).update({1: "N", 2: tuple(IFDRational(n, 1) for n in (33, 28, 12))})
    return exif


def jpeg(picture: Image.Image | None = None, *, quality: int = 90, **more: object) -> bytes:
    kept = BytesIO()
    (picture or drawn()).save(kept, "JPEG", quality=quality, **more)
    return kept.getvalue()


def saved(picture: Image.Image, form: str) -> bytes:
    kept = BytesIO()
    picture.save(kept, form)
    return kept.getvalue()


def archive(files: Sequence[str] = ("a.txt",)) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as zipped:
        for name in files:
            zipped.writestr(name, "x")
    return kept.getvalue()
